#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <istream>
#include <ostream>
#include <set>

#include "cli/commands.hpp"
#include "cli/messages.hpp"
#include "cli/rehearsal_json.hpp"
#include "cli/rehearsal_text.hpp"
#include "cli/terminal.hpp"
#include "rehearse/emitted_runconfig.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace fs = std::filesystem;

namespace {

/// A new folder, which goes when this does unless it is to be kept.
class WorkFolder {
  public:
    WorkFolder() = default;
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    ~WorkFolder() {
        std::error_code error;
        if (!keep_ && !path_.empty()) fs::remove_all(path_, error);
    }

    std::optional<Failure> make(const std::string& keep, const std::string& temporary) {
        std::error_code error;
        if (!keep.empty()) {
            keep_ = true;
            if (fs::exists(keep, error) && !fs::is_empty(keep, error))
                return Failure{ExitCode::usage, "--keep: " + printable(keep) + " is there and not empty"};
            fs::create_directories(keep, error);
            path_ = fs::canonical(keep, error);
        } else {
            // Resolved: programs see the folder without links.
            std::string name = fs::canonical(temporary.empty() ? "/tmp" : temporary, error).string();
            name += "/batchai2aml-XXXXXX";
            if (!error && mkdtemp(name.data()) != nullptr) path_ = name;
        }
        if (path_.empty() || error)
            return Failure{ExitCode::cannot_write, "cannot make a folder for the rehearsal"};
        return std::nullopt;
    }
    [[nodiscard]] std::string below(const std::string& name) const { return path_ / name; }

  private:
    fs::path path_;
    bool keep_ = false;
};

class Command {
  public:
    Command(const RehearseArguments& arguments, const Environment& environment)
        : arguments_(arguments), environment_(environment) {}

    ExitCode run() {
        if (auto failure = choose_jobs()) return fail(*failure, environment_);
        if (auto failure = check_data()) return fail(*failure, environment_);
        if (auto failure = work_.make(arguments_.keep, environment_.variable("TMPDIR")))
            return fail(*failure, environment_);
        if (arguments_.execute) {
            if (auto failure = ask()) return fail(*failure, environment_);
        }
        if (auto failure = rehearse_all(arguments_.execute ? Programs::executed : Programs::probed, done_))
            return fail(*failure, environment_);
        return report();
    }

  private:
    [[nodiscard]] std::vector<std::string> names_of(bool runconfigs) const {
        return runconfigs ? emitted_runconfigs(environment_.files, arguments_.folder)
                          : emitted_jobs(environment_.files, arguments_.folder);
    }

    [[nodiscard]] Failure no_jobs(bool runconfigs) const {
        const std::string folder = printable(arguments_.folder);
        if (arguments_.format_given && !names_of(!runconfigs).empty())
            return {ExitCode::no_input, folder + " holds jobs of the other format only: leave out --from"};
        return {ExitCode::no_input,
                folder + " holds no jobs: name the folder that 'batchai2aml convert' wrote"};
    }

    std::optional<Failure> choose_jobs() {
        bool runconfigs = arguments_.format == OutputFormat::runconfig;
        auto names = names_of(runconfigs);
        if (names.empty() && !arguments_.format_given) {
            runconfigs = true;
            names = names_of(runconfigs);
        }
        if (names.empty()) return no_jobs(runconfigs);
        const std::vector<std::string_view> known(names.begin(), names.end());
        for (const std::string& wanted : arguments_.jobs) {
            if (std::ranges::find(names, wanted) != names.end()) continue;
            const std::string near = nearest(wanted, known);
            return Failure{ExitCode::no_input, "there is no job " + printable(wanted) + " in "
                                                   + printable(arguments_.folder)
                                                   + (near.empty() ? "" : "; did you mean " + near + "?")};
        }
        for (const std::string& name : arguments_.jobs.empty() ? names : arguments_.jobs) {
            auto job = runconfigs ? read_runconfig(environment_.files, arguments_.folder, name)
                                  : read_job(environment_.files, arguments_.folder, name);
            if (job)
                jobs_.push_back(std::move(job).value());
            else
                tell(job.error().message);
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Failure> check_data() const {
        std::set<std::string_view> known;
        for (const EmittedJob& job : jobs_)
            for (const EmittedFolder& folder : job.folders)
                known.insert(folder.datastore);
        for (const auto& [name, folder] : arguments_.data) {
            if (environment_.files.kind(folder) != FileKind::folder)
                return Failure{ExitCode::usage,
                               "--data " + printable(name) + ": there is no folder " + printable(folder)};
            if (known.contains(name)) continue;
            const std::string near = nearest(name, std::vector(known.begin(), known.end()));
            return Failure{ExitCode::usage, "--data: no job uses a datastore " + printable(name)
                                                + (near.empty() ? "" : "; did you mean " + near + "?")};
        }
        return std::nullopt;
    }

    std::optional<Failure> rehearse_all(Programs programs, std::vector<Rehearsal>& out) {
        for (const EmittedJob& job : jobs_) {
            RehearsalOptions options;
            options.programs = programs;
            options.data = arguments_.data;
            options.statuses = arguments_.statuses;
            options.folder =
                work_.below((programs == Programs::probed && arguments_.execute ? "before-" : "") + job.name);
            options.timeout_seconds = arguments_.timeout_seconds;
            options.search_path = environment_.variable("PATH");
            options.interrupted = environment_.interrupted;
            auto result = rehearse(environment_.files, arguments_.folder, job, options);
            if (result)
                out.push_back(std::move(result).value());
            else
                tell(printable(job.name) + ": " + result.error().message);
            if (environment_.interrupted()) return Failure{ExitCode::interrupted, "interrupted"};
        }
        return std::nullopt;
    }

    std::optional<Failure> ask() {
        std::vector<Rehearsal> probed;
        if (auto failure = rehearse_all(Programs::probed, probed)) return failure;
        std::string text;
        for (const Rehearsal& rehearsal : probed)
            text += programs_text(rehearsal, text_width(environment_));
        text += has_sandbox(environment_.variable("PATH"))
                    ? "They can change nothing but copies of the data (bubblewrap).\n"
                    : "They run with your rights: bubblewrap is not installed, or does not work here.\n";
        environment_.err << text;
        if (arguments_.yes) return std::nullopt;
        environment_.err << "Run these programs? [y/N] " << std::flush;
        std::string answer;
        std::getline(environment_.in, answer);
        if (iequals(trim(answer), "y") || iequals(trim(answer), "yes")) return std::nullopt;
        return Failure{ExitCode::usage, "nothing was run: answer y, or pass --yes where nobody can answer"};
    }

    // One job that cannot be rehearsed does not keep the others from it.
    void tell(const std::string& message) {
        print_error(message, environment_);
        told_ = true;
    }

    ExitCode report() {
        for (const ReportTarget& target : arguments_.reports) {
            const Source source = [&](const Sink& sink) {
                if (target.format == ReportFormat::json) return write_rehearsals(done_, sink);
                for (const Rehearsal& rehearsal : done_)
                    static_cast<void>(
                        sink(rehearsal_text(rehearsal, arguments_.verbose ? Detail::all : Detail::usual,
                                            text_width(environment_))));
                static_cast<void>(sink(rehearsals_summary(done_) + "\n"));
            };
            if (target.file == "-") {
                source([&](std::string_view piece) { return static_cast<bool>(environment_.out << piece); });
            } else if (auto error = environment_.files.write(target.file, source)) {
                return fail({ExitCode::cannot_write, printable(error->path) + ": " + error->reason},
                            environment_);
            }
        }
        if (!flush_output(environment_)) return ExitCode::cannot_write;
        const bool good =
            std::all_of(done_.begin(), done_.end(), [](const Rehearsal& r) { return r.succeeded(); });
        return good && !told_ ? ExitCode::done : ExitCode::findings;
    }

    const RehearseArguments& arguments_;
    const Environment& environment_;
    WorkFolder work_;
    std::vector<EmittedJob> jobs_;
    std::vector<Rehearsal> done_;
    bool told_ = false;
};

} // namespace

ExitCode run_rehearse(const RehearseArguments& arguments, const Environment& environment) {
    return Command(arguments, environment).run();
}

} // namespace batchai2aml::cli
