#include "rehearse/rehearsal.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "rehearse/environment.hpp"
#include "rehearse/expressions.hpp"
#include "rehearse/probe_library.hpp"
#include "rehearse/processes.hpp"
#include "rehearse/records.hpp"
#include "rehearse/run_folder.hpp"
#include "rehearse/runner.hpp"
#include "rehearse/sandbox.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t probe_timeout = 120; // seconds; probed programs end at once
constexpr std::size_t shown_output = 4096;  // bytes
constexpr std::uint64_t largest_log = 64U << 20U;
constexpr std::uint64_t largest_record = 256U << 20U;

/// Everything for one run.
class Stage {
  public:
    Stage(const FileSystem& files, const std::string& folder, const EmittedJob& job,
          const RehearsalOptions& options)
        : files_(files), folder_(folder), options_(options), root_(options.folder) {
        out_.job = job;
        out_.programs = options.programs;
    }

    Result<Rehearsal, RehearsalError> run() {
        if (auto problem = make_folders(files_, folder_, options_, out_)) return *problem;
        if (auto problem = write_probe()) return *problem;
        const auto plans = plan_processes(out_.job);
        std::vector<Start> starts;
        starts.reserve(plans.size());
        for (const ProcessPlan& plan : plans)
            starts.push_back(make_start(plan));
        std::vector<Snapshot> before;
        for (const StandIn& store : out_.stand_ins)
            before.push_back(take_snapshot(store.folder));
        const auto ended = run_processes(starts, limits());
        for (std::size_t i = 0; i < plans.size(); ++i)
            out_.processes.push_back(result_of(plans[i], starts[i], ended[i]));
        out_.links = find_links(out_.nodes);
        for (std::size_t i = 0; i < before.size(); ++i)
            compare_snapshots(out_.stand_ins[i].datastore.name, before[i],
                              take_snapshot(out_.stand_ins[i].folder), out_.changed);
        return std::move(out_);
    }

  private:
    [[nodiscard]] bool executes() const { return options_.programs == Programs::executed; }

    std::optional<RehearsalError> write_probe() {
        std::ofstream file(root_ / "probe.so", std::ios::binary);
        const std::string_view bytes = probe_library();
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) return RehearsalError{"cannot write to " + printable(options_.folder)};
        std::error_code error;
        fs::create_directories(root_ / "records", error);
        fs::create_directories(root_ / "bin", error);
        // Programs are called `python`, and distributions have python3 only.
        if (executes() && find_program("python", options_.search_path).empty())
            if (const auto python = find_program("python3", options_.search_path); !python.empty())
                fs::create_symlink(python, root_ / "bin" / "python", error);
        sandbox_ = sandbox_arguments(options_.folder, options_.search_path,
                                     executes() ? Network::of_machine : Network::none);
        out_.in_sandbox = !sandbox_.empty();
        return std::nullopt;
    }

    [[nodiscard]] RunLimits limits() const {
        RunLimits out;
        std::int64_t seconds = options_.timeout_seconds;
        if (seconds == 0) seconds = executes() ? out_.job.timeout_seconds : probe_timeout;
        out.timeout = std::chrono::seconds(seconds == 0 ? probe_timeout : seconds);
        out.interrupted = options_.interrupted;
        return out;
    }

    std::string command_for(const ProcessPlan& plan) {
        const auto value = [&](std::string_view name) -> std::optional<std::string> {
            if (name == "name") return std::string(run_name);
            for (const auto& [key, text] : out_.job.literals)
                if (name == "inputs." + key) return text;
            for (const MountedFolder& folder : out_.folders)
                if (folder.node == plan.node && name == kind_of(folder) + folder.source.key)
                    return folder.local;
            return std::nullopt;
        };
        Substituted command = substitute_expressions(out_.job.command, value);
        for (std::string& problem : command.problems)
            if (std::ranges::find(out_.problems, problem) == out_.problems.end())
                out_.problems.push_back(std::move(problem));
        return std::move(command.text);
    }

    static std::string kind_of(const MountedFolder& folder) {
        return folder.source.kind == EmittedFolder::Kind::input ? "inputs." : "outputs.";
    }

    Start make_start(const ProcessPlan& plan) {
        const NodeFolders& node = out_.nodes[static_cast<std::size_t>(plan.node)];
        Start out;

        std::error_code error;
        const bool bash = fs::exists("/bin/bash", error);
        for (std::string word :
             {std::string(bash ? "/bin/bash" : "/bin/sh"), std::string("-c"), command_for(plan)})
            out.arguments.push_back(std::move(word));
        out.folder = node.working;
        out.log = root_ / "records" / (plan.name + ".log");
        out.serves = plan.role == "ps";
        out.variables = process_environment(out_, options_, plan);
        add_sandbox(sandbox_, out.arguments, out.variables);
        return out;
    }

    ProcessResult result_of(const ProcessPlan& plan, const Start& start, const Ended& ended) {
        ProcessResult out;
        out.name = plan.name;
        out.role = plan.role;
        out.node = plan.node;
        out.index = plan.index;
        out.end = ended.end;
        out.exit_code = ended.exit_code;
        out.given = job_variables(start.variables);
        if (const auto bytes = files_.read(record_file(options_, plan), largest_record))
            read_records(bytes.value(), out);
        if (auto log = files_.read(start.log, largest_log)) {
            out.output = std::move(log).value();
            if (out.output.size() > shown_output) out.output.erase(0, out.output.size() - shown_output);
        }
        return out;
    }

    const FileSystem& files_;
    const std::string& folder_;
    const RehearsalOptions& options_;
    fs::path root_;
    std::vector<std::string> sandbox_;
    Rehearsal out_;
};

bool is_good(const ProcessResult& process) {
    return process.end == ProcessEnd::after_workers
           || (process.end == ProcessEnd::exited && process.exit_code == 0);
}

} // namespace

bool Rehearsal::succeeded() const {
    return problems.empty() && std::all_of(processes.begin(), processes.end(), is_good);
}

Result<Rehearsal, RehearsalError> rehearse(const FileSystem& files, const std::string& folder,
                                           const EmittedJob& job, const RehearsalOptions& options) {
    return Stage(files, folder, job, options).run();
}

} // namespace batchai2aml
