/// \file
/// Runs an emitted job on this machine, without a container, in bubblewrap where that works: folders stand in
/// for datastores, and all processes of all nodes start with the variables that Azure ML gives them
/// (azureml.md 5). What they start is recorded, and runs only when that is asked for. Not here: what the job
/// did in Batch AI, of which this knows nothing; any text for people (src/cli).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rehearse/emitted_job.hpp"
#include "support/result.hpp"

namespace batchai2aml {

enum class Programs : std::uint8_t {
    probed,  ///< recorded; none of them runs
    executed ///< run
};

struct RehearsalOptions {
    Programs programs = Programs::probed;
    /// Folders whose copies stand in for datastores, by the name of the datastore.
    std::map<std::string, std::string> data;
    /// Exit statuses of probed programs, by name; 0 for others.
    std::map<std::string, int> statuses;
    /// An empty folder for all files of the rehearsal; it stays.
    std::string folder;
    /// Processes that have not ended by then are stopped. 0: the time limit of the job.
    std::int64_t timeout_seconds = 0;
    /// Where programs are looked for when they run: PATH of the user.
    std::string search_path;
    std::function<bool()> interrupted;
};

enum class CallKind : std::uint8_t {
    program, ///< a program of the job
    tool,    ///< a shell, `mkdir`, a launcher and the like, which always run
    inside   ///< started by a program of the job that ran
};

/// A program that a process started, or would have.
struct ProgramCall {
    CallKind kind = CallKind::program;
    std::string folder; ///< working folder
    std::string program;
    std::vector<std::string> arguments; ///< with the name of the program
    std::vector<std::pair<std::string, std::string>> variables;
};

enum class ProcessEnd : std::uint8_t {
    exited,
    timed_out,     ///< stopped: the time was over
    after_failure, ///< stopped: another process had failed
    after_workers, ///< a parameter server, stopped when all workers had ended
    interrupted,
};

struct ProcessResult {
    std::string name; ///< "main", "rank_0", "worker_0", "ps_0"
    std::string role; ///< "main", "rank", "worker", "ps"
    std::int64_t node = 0;
    std::int64_t index = 0; ///< within its role
    ProcessEnd end = ProcessEnd::exited;
    int exit_code = 0; ///< of the command; 128 + n when signal n ended it
    std::vector<std::pair<std::string, std::string>> given; ///< variables that it started with
    std::vector<ProgramCall> calls;
    std::vector<std::string> read;      ///< files in the folder of the rehearsal, each once
    std::vector<std::string> written;   ///< the same
    std::vector<std::string> elsewhere; ///< files outside of it that would have been written
    std::string output;                 ///< the end of what it printed
};

/// An input or output on one node.
struct MountedFolder {
    std::int64_t node = 0;
    EmittedFolder source;
    std::string local;     ///< path that the job sees
    std::string behind;    ///< folder in the stand-in of the datastore
    bool had_data = false; ///< something was there before the start
};

struct NodeFolders {
    std::string address;
    std::string working;
    std::string home;
    std::string elsewhere;
};

struct StandIn {
    EmittedDatastore datastore;
    std::string folder; ///< in the folder of the rehearsal
    std::string given;  ///< what it is a copy of; empty: nothing, it was empty
};

struct FolderLink {
    std::string path;
    std::string target;
};

struct ChangedFile {
    std::string datastore;
    std::string path;
    enum class Change : std::uint8_t { added, changed, removed } change = Change::added;
};

struct Rehearsal {
    EmittedJob job;
    Programs programs = Programs::probed;
    bool in_sandbox = false;
    std::vector<std::string> problems; ///< what Azure ML would refuse
    std::vector<StandIn> stand_ins;
    std::vector<MountedFolder> folders;
    std::vector<NodeFolders> nodes;
    std::vector<FolderLink> links; ///< in the working folders, when all had ended
    std::vector<ProcessResult> processes;
    std::vector<ChangedFile> changed;

    /// All processes ended by themselves with status 0 (or as parameter servers do), and there are no
    /// problems.
    [[nodiscard]] bool succeeded() const;
};

/// Why nothing could be run, in words for the user.
struct RehearsalError {
    std::string message;
};

/// `folder`: what `convert` wrote.
[[nodiscard]] Result<Rehearsal, RehearsalError> rehearse(const FileSystem& files, const std::string& folder,
                                                         const EmittedJob& job,
                                                         const RehearsalOptions& options);

/// True when programs would run in bubblewrap: it is found on `search_path`, and works here.
[[nodiscard]] bool has_sandbox(const std::string& search_path);

} // namespace batchai2aml
