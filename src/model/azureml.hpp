/// \file
/// What comes out: Azure ML v2 resources, as far as this program makes them. Not here: any spelling of them
/// (src/emitter).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/command.hpp"

namespace batchai2aml {

/// A value of the target. `comment` is set where a person still has to supply or check it: it is printed on
/// the lines above the key, so it may be long; it comes from this program, never from an input.
struct Value {
    std::string text;
    std::string comment;
};

/// What stands at the top of a file.
struct Header {
    std::string source; ///< "tf/job.json", the file that it was converted from
    std::vector<std::string>
        needs_work; ///< one line for each thing to do before it can be used; empty: ready
};

enum class Tier : std::uint8_t { dedicated, low_priority };

struct SshSettings {
    std::string admin_username;
    std::string key_value;
};

/// azureml.md 2.1, 3.4
struct MlWorkspace {
    std::string name;
    std::string file; ///< "workspace.yml"
    Header header;
    std::string location; ///< "eastus"; empty: that of the resource group
    std::vector<std::pair<std::string, std::string>> tags;
};

/// azureml.md 2.10. Each compute gets a system-assigned identity: jobs read Blob containers and pull images
/// with it.
struct Compute {
    std::string name;
    std::string file; ///< "compute/<name>.yml"
    Header header;
    Value size;
    std::string quota_family; ///< in which Azure counts the quota of the size; empty: not known
    unsigned vcpus = 0;       ///< of a node; 0: not known
    Tier tier = Tier::dedicated;
    std::int64_t min_instances = 0;
    std::int64_t max_instances = 1;
    std::int64_t idle_seconds = 300; ///< idle_time_before_scale_down
    std::optional<SshSettings> ssh;
    std::string subnet; ///< full ARM id; empty: none
};

enum class DatastoreKind : std::uint8_t { azure_blob, azure_file };

/// Data that a person has to copy into a container or share (design decision 12).
struct DataCopy {
    std::string from;   ///< "the file server \"nfs\""
    std::string how;    ///< the command that mounted it; may be empty
    std::string amount; ///< "2 x 1023 GB at most"; empty: unknown
};

/// azureml.md 2.11; credentials are never part of it (design decision 6)
struct Datastore {
    std::string name;
    std::string file; ///< "datastores/<name>.yml"
    Header header;
    DatastoreKind kind = DatastoreKind::azure_blob;
    Value account;
    Value container;      ///< container_name or file_share_name
    std::string endpoint; ///< "core.windows.net"
    bool account_known = true;
    std::string key_vault_secret; ///< URL of the secret that held the account key; empty: none
    std::vector<DataCopy> copies;
};

enum class InputMode : std::uint8_t { ro_mount, download };

struct JobInput {
    std::string key;
    std::string uri; ///< "azureml://datastores/<n>/paths/<p>/"
    InputMode mode = InputMode::ro_mount;
    std::string comment;
};

/// Mode is always rw_mount, type always uri_folder.
struct JobOutput {
    std::string key;
    std::string uri;
    std::string comment;
};

/// A file that is uploaded with the job; `path` is relative to the code folder.
struct CodeFile {
    std::string path;
    std::string text;
    bool executable = false;
};

struct Distribution {
    enum class Type : std::uint8_t { none, mpi, pytorch, tensorflow } type = Type::none;
    std::int64_t processes_per_instance = 1; ///< mpi, pytorch
    std::int64_t worker_count = 0;           ///< tensorflow
    std::int64_t parameter_server_count = 0; ///< tensorflow
};

/// An image that Azure ML builds: a base image and what a node set-up task installed (azureml.md 2.6; design
/// decision 14). Its build context is the folder "context" beside `file`.
struct Environment {
    std::string name;
    std::string file; ///< "environments/<name>/environment.yml"
    Header header;
    Value base_image; ///< the name of an image, by is_image_name()
    std::vector<Export> variables;
    std::string setup; ///< bash text, as it was written
};

/// A secret of a job, which its program has to read from a key vault (design decision 19).
struct VaultSecret {
    std::string variable; ///< of the environment or the command that held it
    std::string name;     ///< in the vault; letters, digits and dashes
    std::string url;      ///< where it is already; empty: a person has to put it there
};

/// The registry of an image that asked for an account (design decision 20).
struct RegistryLogin {
    std::string host;
    std::string username;     ///< may be empty
    std::string password_url; ///< of the secret that holds the password; may be empty
};

/// azureml.md 2.2
struct CommandJob {
    std::string name; ///< folder name: "jobs/<name>/job.yml"; the file itself carries no `name`
    std::string file;
    Header header;
    std::string display_name;
    std::string experiment_name;
    Command command;
    Value image;
    std::string environment; ///< name of the Environment that is built on `image`; empty: `image` itself
    std::vector<std::pair<std::string, std::string>> environment_variables; ///< in source order, names unique
    Value compute;                                                          ///< name without "azureml:"
    std::int64_t instance_count = 1;
    std::string shm_size; ///< "16g"; empty: default
    Distribution distribution;
    std::int64_t timeout_seconds = 0;
    std::vector<JobInput> inputs;
    std::vector<JobOutput> outputs;
    std::vector<CodeFile> code;
    std::vector<VaultSecret> secrets;
    std::optional<RegistryLogin> registry;
    std::vector<std::pair<std::string, std::string>> tags;
};

/// All that a run makes, each list sorted by name.
struct Migration {
    std::optional<MlWorkspace> workspace; ///< none when the inputs describe none, or several
    std::vector<Compute> computes;
    std::vector<Datastore> datastores;
    std::vector<Environment> environments;
    std::vector<CommandJob> jobs;
};

} // namespace batchai2aml
