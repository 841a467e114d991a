/// \file
/// Jobs and datastores as their YAML files say (azureml.md 2.2, 2.11), read from a folder that `convert`
/// wrote and that a person may have edited since. Not here: running anything (rehearsal.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/files.hpp"

namespace batchai2aml {

/// Where an input or output leads.
struct EmittedFolder {
    enum class Kind : std::uint8_t { input, output } kind = Kind::input;
    std::string key;
    std::string type; ///< "uri_folder", "uri_file"
    std::string
        mode; ///< "ro_mount", "rw_mount", "download", "upload", "direct"; the default of its kind when absent
    std::string uri;
    std::string datastore; ///< name in `azureml://datastores/NAME/paths/…`; empty: the URI names none
    std::string path;      ///< inside the datastore, without slashes at its ends
};

enum class DistributionKind : std::uint8_t { none, mpi, pytorch, tensorflow };
[[nodiscard]] std::string_view to_string(DistributionKind kind);

struct EmittedJob {
    std::string name; ///< of its folder
    std::string file; ///< "jobs/NAME/job.yml"
    std::string command;
    std::string code; ///< folder, relative to that of `file`; empty: none
    std::vector<std::pair<std::string, std::string>> variables;
    std::vector<std::pair<std::string, std::string>> literals; ///< inputs that are plain values
    std::vector<EmittedFolder> folders;
    std::int64_t nodes = 1;
    DistributionKind distribution = DistributionKind::none;
    std::int64_t processes_per_node = 1; ///< mpi, pytorch
    std::int64_t workers = 0;            ///< tensorflow
    std::int64_t servers = 0;            ///< tensorflow
    std::int64_t timeout_seconds = 0;    ///< 0: none
};

struct EmittedDatastore {
    std::string name;
    std::string file; ///< "datastores/NAME.yml"; empty: the folder has none of that name
    std::string type; ///< "azure_blob", "azure_file"
    std::string account;
    std::string container; ///< or share
};

/// Why a file cannot be rehearsed, with its name, in words for the user.
struct EmittedError {
    std::string message;
};

/// Most processes that a job may start here.
inline constexpr std::int64_t most_processes = 1000;

/// Names of the folders in `folder`/jobs that hold a job.yml, sorted.
[[nodiscard]] std::vector<std::string> emitted_jobs(const FileSystem& files, const std::string& folder);
/// The job of one of these names.
[[nodiscard]] Result<EmittedJob, EmittedError> read_job(const FileSystem& files, const std::string& folder,
                                                        const std::string& name);
/// The datastore of that name; one without a file when there is none.
[[nodiscard]] Result<EmittedDatastore, EmittedError>
read_datastore(const FileSystem& files, const std::string& folder, const std::string& name);

} // namespace batchai2aml
