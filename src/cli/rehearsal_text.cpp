#include "cli/rehearsal_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cli/rehearsal_words.hpp"
#include "emitter/shell.hpp"
#include "rehearse/locations.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

using Variables = std::map<std::string, std::string>;

constexpr std::size_t most_files = 20;
constexpr std::size_t most_lines = 10;

std::string words_of(const ProgramCall& call, const Locations& locations) {
    std::string out;
    for (const std::string& argument : call.arguments) {
        const std::string shown = locations.explain(argument);
        // Angle brackets of folders are for people.
        const bool plain = shown != argument && shown.find_first_of(" \t\n\"'$`\\") == std::string::npos;
        out += (out.empty() ? "" : " ") + (plain ? shown : quote(shown));
    }
    return printable(out);
}

bool is_own(const std::string& name) {
    constexpr std::array<std::string_view, 8> others = {"PATH", "HOME",   "TMPDIR", "LANG",
                                                        "PWD",  "OLDPWD", "SHLVL",  "_"};
    return std::find(others.begin(), others.end(), name) == others.end() && !name.starts_with("AZUREML_")
           && !name.starts_with("AZURE_ML_")
           && (!name.starts_with("AZ_BATCH_") || name == "AZ_BATCH_HOST_LIST");
}

class Writer {
  public:
    Writer(const Rehearsal& rehearsal, Detail detail, unsigned width)
        : rehearsal_(rehearsal), locations_(rehearsal), detail_(detail), width_(width) {}

    std::string write() {
        write_head();
        write_folders();
        find_common();
        for (const ProcessResult& process : rehearsal_.processes)
            write_process(process);
        if (!common_.empty() && rehearsal_.processes.size() > 1) {
            line("  ", "Variables of all processes:", 4);
            write_variables(common_);
            out_ += '\n';
        }
        write_changes();
        return std::move(out_);
    }

  private:
    void line(std::string_view first, std::string_view text, std::size_t hang) {
        append_wrapped(out_, first, text, hang, width_);
    }

    void write_head() {
        const EmittedJob& job = rehearsal_.job;
        line("",
             printable(job.name) + ": " + counted(rehearsal_.processes.size(), "process", "processes")
                 + " on " + counted(static_cast<std::size_t>(job.nodes), "node", "nodes")
                 + (job.distribution == DistributionKind::none
                        ? ""
                        : " (" + std::string(to_string(job.distribution)) + ")"),
             2);
        const bool executed = rehearsal_.programs == Programs::executed;
        line("",
             !executed               ? "A probe took the place of the programs."
             : rehearsal_.in_sandbox ? "The programs ran in bubblewrap."
                                     : "The programs ran with your rights.",
             2);
        for (const std::string& problem : rehearsal_.problems)
            line("", "Azure ML would refuse this job: " + problem, 2);
        out_ += '\n';
    }

    void write_folders() {
        bool any = false;
        for (const MountedFolder& folder : rehearsal_.folders) {
            if (folder.node != 0) continue;
            any = true;
            const bool input = folder.source.kind == EmittedFolder::Kind::input;
            const std::string what =
                input ? folder.had_data ? "input" : "input, nothing stands in for it" : "output";
            line("  ",
                 printable(folder.source.key) + ": " + printable(locations_.explain(folder.local)) + " ("
                     + what + ")",
                 6);
        }
        if (any) out_ += '\n';
    }

    void find_common() {
        if (rehearsal_.processes.size() < 2) return;
        common_ = variables_of(rehearsal_.processes.front());
        for (const ProcessResult& process : rehearsal_.processes) {
            const Variables own = variables_of(process);
            std::erase_if(common_, [&](const auto& variable) {
                const auto found = own.find(variable.first);
                return found == own.end() || found->second != variable.second;
            });
        }
    }

    void write_process(const ProcessResult& process) {
        const std::string calls = calls_of(process);
        const auto earlier = said_.find(calls);
        const bool again = earlier != said_.end() && !calls.empty();
        line("  ",
             process.name + " on node " + std::to_string(process.node) + ": " + ending(process)
                 + (calls.empty() ? ", no program was started"
                    : again       ? ", the programs of " + earlier->second
                                  : std::string{}),
             4);
        if (!again) {
            out_ += calls;
            said_.emplace(calls, process.name);
        }
        write_files("reads", process.read);
        write_files("writes", process.written);
        for (const std::string& path : process.elsewhere)
            line("    ", "would write " + printable(path), 6);
        Variables own = variables_of(process);
        for (const auto& variable : common_)
            own.erase(variable.first);
        write_variables(own);
        const bool failed = process.end == ProcessEnd::exited ? process.exit_code != 0
                                                              : process.end != ProcessEnd::after_workers;
        if (failed || rehearsal_.programs == Programs::executed) write_output(process.output);
        out_ += '\n';
    }

    [[nodiscard]] std::string calls_of(const ProcessResult& process) const {
        std::string out;
        for (const ProgramCall& call : process.calls) {
            if (call.kind != CallKind::program && detail_ == Detail::usual) continue;
            append_wrapped(out, "    ", words_of(call, locations_), 6, width_);
            std::set<std::string> missing;
            for (const std::string& argument : call.arguments)
                for (const Locations::Named& named : locations_.named_in(argument))
                    if (!named.there && missing.insert(named.shown).second)
                        append_wrapped(out, "      ", "not there: " + printable(named.shown), 8, width_);
        }
        return out;
    }

    /// The variables that a program of the process saw last, with paths explained.
    [[nodiscard]] Variables variables_of(const ProcessResult& process) const {
        const auto probed =
            std::find_if(process.calls.rbegin(), process.calls.rend(),
                         [](const ProgramCall& call) { return call.kind == CallKind::program; });
        const auto& seen = probed != process.calls.rend() ? probed->variables
                           : process.calls.empty()        ? process.given
                                                          : process.calls.back().variables;
        Variables out;
        for (const auto& [name, value] : seen)
            if (detail_ == Detail::all || is_own(name)) out[name] = locations_.explain(value);
        if (detail_ == Detail::usual)
            for (const MountedFolder& folder : rehearsal_.folders)
                out.erase(folder.source.key);
        return out;
    }

    static std::string ending(const ProcessResult& process) {
        switch (process.end) {
        case ProcessEnd::timed_out:
            return "stopped, because its time was over (--timeout)";
        case ProcessEnd::after_failure:
            return "stopped, because another process had failed";
        case ProcessEnd::after_workers:
            return "stopped when all workers had ended";
        case ProcessEnd::interrupted:
            return "interrupted";
        case ProcessEnd::exited:
            break;
        }
        return "exit status " + std::to_string(process.exit_code);
    }

    void write_files(std::string_view verb, const std::vector<std::string>& paths) {
        std::set<std::string> shown;
        for (const std::string& path : paths)
            if (std::string text = locations_.explain(path);
                text != path && !text.starts_with("<working folder"))
                shown.insert(std::move(text));
        std::size_t left = most_files;
        for (const std::string& path : shown) {
            if (left-- == 0) {
                line("    ", "and " + std::to_string(shown.size() - most_files) + " more", 6);
                return;
            }
            line("    ", std::string(verb) + ' ' + printable(path), 6);
        }
    }

    void write_variables(const Variables& variables) {
        for (const auto& [name, value] : variables)
            line("    ", printable(name) + '=' + printable(value), 6);
    }

    void write_output(std::string_view output) {
        std::vector<std::string_view> lines = split(trim(output), '\n');
        if (lines.size() == 1 && lines.front().empty()) return;
        if (lines.size() > most_lines) {
            lines.erase(lines.begin(), lines.end() - most_lines);
            line("    ", "its last lines:", 6);
        }
        for (const std::string_view text : lines)
            line("    | ", printable(locations_.explain(text)), 6);
    }

    void write_changes() {
        if (rehearsal_.changed.empty()) return;
        line("  ", "Files in the stand-ins of datastores:", 4);
        std::size_t left = most_files;
        for (const ChangedFile& file : rehearsal_.changed) {
            if (left-- == 0) {
                line("    ", "and " + std::to_string(rehearsal_.changed.size() - most_files) + " more", 6);
                break;
            }
            line("    ",
                 std::string(change_word(file.change)) + " <" + printable(file.datastore) + ">/"
                     + printable(file.path),
                 6);
        }
        out_ += '\n';
    }

    const Rehearsal& rehearsal_;
    Locations locations_;
    Detail detail_;
    unsigned width_;
    Variables common_;
    std::map<std::string, std::string> said_; ///< program calls → the first process that had them
    std::string out_;
};

} // namespace

std::string rehearsal_text(const Rehearsal& rehearsal, Detail detail, unsigned width) {
    return Writer(rehearsal, detail, width).write();
}

std::string programs_text(const Rehearsal& rehearsal, unsigned width) {
    const Locations locations(rehearsal);
    std::vector<std::pair<std::string, std::size_t>> lines;
    for (const ProcessResult& process : rehearsal.processes)
        for (const ProgramCall& call : process.calls) {
            if (call.kind != CallKind::program) continue;
            const std::string words = words_of(call, locations);
            const auto known = std::find_if(lines.begin(), lines.end(),
                                            [&](const auto& other) { return other.first == words; });
            if (known == lines.end())
                lines.emplace_back(words, 1);
            else
                ++known->second;
        }
    std::string out;
    append_wrapped(out, "", printable(rehearsal.job.name) + " would run:", 2, width);
    for (const auto& [words, times] : lines)
        append_wrapped(out, "  ", (times > 1 ? std::to_string(times) + " times: " : "") + words, 4, width);
    return out;
}

std::string rehearsals_summary(const std::vector<Rehearsal>& rehearsals) {
    std::size_t processes = 0;
    std::size_t failed = 0;
    for (const Rehearsal& rehearsal : rehearsals) {
        processes += rehearsal.processes.size();
        failed += rehearsal.succeeded() ? 0 : 1;
    }
    return counted(rehearsals.size(), "job", "jobs") + ", " + counted(processes, "process", "processes")
           + ": "
           + (failed == 0 ? "all ended as they should"
                          : counted(failed, "job", "jobs") + " did not end as "
                                + (failed == 1 ? "it" : "they") + " should");
}

} // namespace batchai2aml::cli
