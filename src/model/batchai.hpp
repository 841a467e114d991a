/// \file
/// Batch AI resources as a union of the four layouts (batchai.md 2): every member that any of them has, each
/// with the leaf it came from. Absent members are empty. Not here: reading (src/parser), meaning
/// (src/mapper).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/calls.hpp"
#include "model/document.hpp"

namespace batchai2aml {

using Text = std::optional<Field<std::string>>;
using Count = std::optional<Field<std::int64_t>>;
using Flag = std::optional<Field<bool>>;

/// A secret was here. Its text is never kept.
struct Redacted {
    bool placeholder = false; ///< it was only a placeholder such as `<AZURE_BATCHAI_STORAGE_KEY>`
};
using SecretText = std::optional<Field<Redacted>>;

/// batchai.md 3: KeyVaultSecretReference
struct KeyVaultReference {
    Text vault_id;
    Text secret_url;
};

struct StorageCredentials {
    SecretText account_key;
    KeyVaultReference account_key_reference;
};

/// batchai.md 3.1
struct AzureFileShare {
    Text account_name;
    Text azure_file_url;
    Text relative_mount_path;
    Text file_mode;
    Text directory_mode;
    StorageCredentials credentials;
};
struct AzureBlobFileSystem {
    Text account_name;
    Text container_name;
    Text relative_mount_path;
    Text mount_options;
    StorageCredentials credentials;
};
struct FileServerMount {
    Text file_server_id;
    Text source_directory;
    Text relative_mount_path;
    Text mount_options;
};
struct UnmanagedFileSystem {
    Text mount_command;
    Text relative_mount_path;
};
struct MountVolumes {
    std::vector<AzureFileShare> azure_file_shares;
    std::vector<AzureBlobFileSystem> azure_blob_file_systems;
    std::vector<FileServerMount> file_servers;
    std::vector<UnmanagedFileSystem> unmanaged_file_systems;

    [[nodiscard]] bool empty() const {
        return azure_file_shares.empty() && azure_blob_file_systems.empty() && file_servers.empty()
               && unmanaged_file_systems.empty();
    }
};

struct EnvironmentVariable {
    Text name;
    Text value;
};
struct SecretVariable {
    Text name;
    SecretText value;
    KeyVaultReference value_reference;
};

struct UserAccount {
    Text admin_user_name;
    SecretText admin_user_password;
    Text admin_user_ssh_public_key;
};

struct SetupTask {
    LeafId origin; ///< the object itself
    Text command_line;
    Text std_out_err_path_prefix;
    Flag run_elevated;
    std::vector<EnvironmentVariable> environment_variables;
    std::vector<SecretVariable> secrets;
};

struct Tag {
    std::string name;
    Field<std::string> value;
};

/// Version of the API that a document was written for (batchai.md 2). `any`: nothing in it decides.
enum class Layout : std::uint8_t {
    any,
    drafts,     ///< V0: first drafts of 2017-09-01-preview
    workspaces, ///< V3: 2018-05-01
    flat,       ///< V1 or V2: 2017-09-01-preview or 2018-03-01, which mean the same by the same members
};

/// What all resources have.
struct Resource {
    LeafId origin;           ///< the object that is the resource
    LeafId call{};           ///< of the command that made it; invalid: none is known
    std::string identity{};  ///< resources of one kind that share it are one; empty: the id decides
    std::string workspace{}; ///< of the command, or of the cluster that it names; lower case, may be empty
    std::vector<std::string> open{}; ///< placeholders in its options that nobody has filled in
    Place called_at{};               ///< the command that made it
    Layout layout = Layout::any;
    Text id;
    Text name;
    Text type;
    Text location;
    std::vector<Tag> tags;
};

/// batchai.md 4
struct Cluster : Resource {
    Text vm_size;
    bool size_asked = false; ///< an option names a size that only the script knows
    Text vm_priority;
    Count target_node_count;
    Text node_deallocation_option;
    Count minimum_node_count;
    Count maximum_node_count;
    Count initial_node_count;
    Text image_publisher;
    Text image_offer;
    Text image_sku;
    Text image_version;
    Text image_id; ///< virtualMachineImageId
    std::optional<SetupTask> setup_task;
    MountVolumes mount_volumes;
    Text app_insights_component;
    SecretText instrumentation_key;
    KeyVaultReference instrumentation_key_reference;
    std::optional<UserAccount> user_account;
    Text subnet_id;
};

/// batchai.md 5
struct FileServer : Resource {
    Text vm_size;
    std::optional<UserAccount> user_account;
    Count disk_size_gb; ///< of each disk
    Count disk_count;
    Text storage_account_type;
    Text caching_type;
    Text subnet_id;
};

/// batchai.md 1.1: the resource that held clusters, file servers and experiments from 2018-05-01 on
struct Workspace : Resource {};

struct InputDirectory {
    Text id;
    Text path;
};
struct OutputDirectory {
    Text id;
    Text path_prefix;
    Text path_suffix;
    Text type;
    Flag create_new;
};

struct ContainerSettings {
    LeafId origin;
    Text image;
    Text server_url;
    Text username;
    SecretText password;
    KeyVaultReference password_reference;
    Text shm_size;
};

enum class Toolkit : std::uint8_t {
    cntk,
    tensorflow,
    caffe,
    caffe2,
    chainer,
    pytorch,
    horovod,
    custom_mpi,
    custom,
};

/// One of the nine settings objects, as the union of their members (batchai.md 6.2).
struct ToolkitSettings {
    Toolkit toolkit = Toolkit::custom;
    LeafId origin;
    Text language_type;
    Text config_file_path;
    Text python_script_file_path;
    Text python_interpreter_path;
    Text command_line_args;
    Text command_line;
    Text master_command_line_args;
    Text worker_command_line_args;
    Text parameter_server_command_line_args;
    Count process_count;
    Count worker_count;
    Count parameter_server_count;
    Text communication_backend;
};

/// batchai.md 6
struct Job : Resource {
    Text cluster_id;
    Count node_count;
    Text std_out_err_path_prefix;
    Text experiment_name;
    Text priority; ///< a number, or a word in one published answer
    Text scheduling_priority;
    std::optional<ContainerSettings> container;
    Text job_preparation;
    std::vector<InputDirectory> input_directories;
    std::vector<OutputDirectory> output_directories;
    std::vector<EnvironmentVariable> environment_variables;
    std::vector<SecretVariable> secrets;
    Text max_wall_clock_time;
    MountVolumes mount_volumes;
    std::vector<ToolkitSettings> toolkits; ///< one expected
};

/// One command that makes a resource, or changes one. What its options say stands in the resource of its
/// kind; the file that it names holds the rest.
struct Call {
    CallKind kind = CallKind::job;
    LeafId origin;         ///< the command
    std::size_t order = 0; ///< among all commands of the document
    std::string folder;    ///< in which it is run, relative to the document's; may be empty
    bool certain = true;   ///< false: it may never have run
    Text name;             ///< of the resource
    Text resource_group;
    Text workspace;
    Text config_file;
    Text storage_account;   ///< for placeholders in the file
    SecretText storage_key; ///< of that account
    bool old_scale = false; ///< equal bounds meant a fixed number of nodes (version 0.1)
    Cluster cluster;        ///< also for `scale`
    FileServer file_server;
    Workspace workspace_resource;
    Job job;
};

/// What one document holds.
struct Resources {
    std::vector<Call> calls; ///< in the order of the commands
    std::vector<NamedFile> files;
    std::vector<StorageLine> storage_lines;
    std::vector<Workspace> workspaces;
    std::vector<Cluster> clusters;
    std::vector<FileServer> file_servers;
    std::vector<Job> jobs;
};

} // namespace batchai2aml
