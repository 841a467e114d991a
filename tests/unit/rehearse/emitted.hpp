/// \file
/// A folder like one that `convert` wrote, and rehearsals of its jobs.
#pragma once

#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "../support/temporary_folder.hpp"
#include "rehearse/rehearsal.hpp"

namespace batchai2aml::testing {

class Emitted {
  public:
    void write(const std::string& path, const std::string& text) const {
        const auto full = top() / "out" / path;
        std::filesystem::create_directories(full.parent_path());
        std::ofstream(full) << text;
    }
    /// A job whose command is `command`; `more` are further lines of its file.
    void write_job(const std::string& command, const std::string& more = {}) const {
        std::string text = "type: command\ncommand: |-\n";
        for (std::size_t at = 0; at <= command.size();) {
            const std::size_t end = std::min(command.find('\n', at), command.size());
            text += "  " + command.substr(at, end - at) + "\n";
            at = end + 1;
        }
        write("jobs/job/job.yml", text + more);
    }
    [[nodiscard]] std::string folder() const { return top() / "out"; }
    [[nodiscard]] std::filesystem::path top() const { return folder_.path(); }

    /// The rehearsal of that job; a failed test when there is none.
    [[nodiscard]] Rehearsal rehearse(RehearsalOptions options = {}) const {
        options.folder = top() / "run";
        std::filesystem::remove_all(options.folder);
        std::filesystem::create_directories(options.folder);
        if (options.search_path.empty()) options.search_path = "/usr/local/bin:/usr/bin:/bin";
        const auto job = read_job(machine_files(), folder(), "job");
        if (!job) {
            ADD_FAILURE() << job.error().message;
            return {};
        }
        auto result = batchai2aml::rehearse(machine_files(), folder(), job.value(), options);
        if (!result) {
            ADD_FAILURE() << result.error().message;
            return {};
        }
        return std::move(result).value();
    }

  private:
    TemporaryFolder folder_;
};

/// The programs of the job that a process started, each as its arguments with blanks between them.
inline std::vector<std::string> programs(const ProcessResult& process) {
    std::vector<std::string> out;
    for (const ProgramCall& call : process.calls) {
        if (call.kind != CallKind::program) continue;
        std::string words;
        for (const std::string& argument : call.arguments)
            words += (words.empty() ? "" : " ") + argument;
        out.push_back(words);
    }
    return out;
}

/// A variable of the last program of the job.
inline std::string variable(const ProcessResult& process, std::string_view name) {
    std::string out = "(not set)";
    for (const ProgramCall& call : process.calls)
        if (call.kind == CallKind::program)
            for (const auto& [key, value] : call.variables)
                if (key == name) out = value;
    return out;
}

} // namespace batchai2aml::testing
