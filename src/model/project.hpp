/// \file
/// All resources of a run, linked: storages merged, mounts resolved to storages, clusters found for jobs,
/// names settled (design.md 7, rows 5 and 21 to 25). Not here: how they are linked (src/project), what any of
/// it becomes (src/mapper).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/azureml.hpp"
#include "model/batchai.hpp"

namespace batchai2aml {

inline constexpr std::size_t nowhere = SIZE_MAX;

/// One storage container of the run: becomes one datastore.
struct Storage {
    DatastoreKind kind = DatastoreKind::azure_blob;
    std::string account;
    std::string container; ///< share or container
    std::string endpoint;
    bool account_known = true;
    bool container_known = true;
    bool declared = false; ///< by an input; else by a setting only
    std::string
        copied_from;     ///< what held the data, for which a person has to name a place; empty: it is known
    std::string setting; ///< names the place of the copy; for `copied_from` only
    std::vector<DataCopy> copies; ///< into it, whether or not its place is known
    std::string source;           ///< path of the document that declares it first
    std::string key_vault_secret;
    std::string name; ///< of the datastore
    std::string file;
};

enum class MountLevel : std::uint8_t { cluster, job };

enum class MountProblem : std::uint8_t { none, bad_url, incomplete, duplicate };

/// One mount of a cluster or job, or one that a setting declares.
struct Mount {
    MountLevel level = MountLevel::cluster;
    std::string path;              ///< relativeMountPath, normalised: no leading, trailing or doubled slashes
    std::size_t storage = nowhere; ///< index in Project::storages
    std::string prefix;            ///< folder inside the storage that is mounted; empty: all of it
    MountProblem problem = MountProblem::none;
    bool by_setting = false;
    bool account_differs = false; ///< accountName is not the account of the address
    std::variant<std::monostate, const AzureFileShare*, const AzureBlobFileSystem*, const FileServerMount*,
                 const UnmanagedFileSystem*>
        source;
};

/// Who chose a name in Azure ML.
enum class NameSource : std::uint8_t { derived, setting };

/// One decision over the size of a cluster and the images of its jobs (design.md 7, row 4). The mapper makes
/// it.
struct SizeChoice {
    enum class Reason : std::uint8_t {
        kept,      ///< the size that is named is written, if one is
        successor, ///< the table names it in place of one that cannot be created
        setting,   ///< `sizes.OLD=NEW`
    } reason = Reason::kept;
    std::string before;           ///< as the cluster names it, or setting `vm-size`
    std::string after;            ///< what is written; empty: nothing is known
    std::string passed_over;      ///< size that would have been chosen, but for the images
    bool by_setting = false;      ///< `before` comes from `setting`
    std::string setting;          ///< "vm-size" or "sizes.<name of the cluster>"
    std::int64_t gpus_before = 0; ///< on each node; 0: none, or not to be compared
    std::int64_t gpus_after = 0;
    std::int64_t largest_job_before = 0; ///< nodes of the largest job, before nodes were counted anew

    /// True when nodes hold another number of GPUs than before.
    [[nodiscard]] bool counts_anew() const {
        return gpus_before > 0 && gpus_after > 0 && gpus_before != gpus_after;
    }
    /// As many nodes as hold the GPUs of `nodes` nodes of the old size.
    [[nodiscard]] std::int64_t nodes_for(std::int64_t nodes) const;
};

struct LinkedCluster {
    const Cluster* cluster = nullptr;
    const Document* document = nullptr;
    std::string source_name; ///< as Batch AI knew it
    std::string name;
    NameSource name_source = NameSource::derived;
    std::string file;
    std::vector<Mount> mounts;
    std::int64_t largest_job = 0;       ///< nodes of the largest job that runs here; 0: none
    std::size_t jobs_in_containers = 0; ///< jobs that run here, copies left out
    std::size_t jobs_without_container = 0;
    SizeChoice choice;
    std::size_t copy_of =
        nowhere; ///< another description of the same resource (same id), which is converted instead
};

struct LinkedWorkspace {
    const Workspace* workspace = nullptr;
    const Document* document = nullptr;
    std::string source_name;
    std::string name;
    std::size_t copy_of = nowhere; ///< as for clusters
};

/// A file server of Batch AI becomes the storage that its data is copied to.
struct LinkedFileServer {
    const FileServer* server = nullptr;
    const Document* document = nullptr;
    std::string source_name;
    std::size_t storage = nowhere; ///< index in Project::storages
    std::size_t copy_of = nowhere; ///< as for clusters
};

enum class ClusterSource : std::uint8_t {
    named,
    named_but_absent,
    ambiguous, ///< several clusters have the name, and none is nearest
    setting,
    only_one,
    unknown
};

enum class ExperimentSource : std::uint8_t { source, setting, folder };

/// The nodes of a job whose cluster counts them anew.
struct NodePlan {
    std::int64_t nodes = 0;     ///< instead of nodeCount; 0: as in the source
    std::int64_t processes = 0; ///< in all; 0: not known
    bool stuck = false;         ///< the processes cannot be spread anew
};

struct LinkedJob {
    const Job* job = nullptr;
    const Document* document = nullptr;
    std::string source_name;
    std::string name;
    NameSource name_source = NameSource::derived;
    std::string file;
    std::string experiment; ///< legal name
    ExperimentSource experiment_source = ExperimentSource::source;
    std::size_t cluster = nowhere; ///< index in Project::clusters
    ClusterSource cluster_source = ClusterSource::unknown;
    std::string absent_cluster; ///< its name, for `named_but_absent`
    std::string compute;        ///< name in Azure ML; empty: unknown
    std::vector<Mount> mounts;  ///< of both levels, those of settings last
    NodePlan plan;
    std::size_t copy_of = nowhere; ///< as for clusters
};

struct Project {
    std::vector<Storage> storages;
    std::vector<LinkedWorkspace> workspaces;
    std::vector<LinkedFileServer> file_servers;
    std::vector<LinkedCluster> clusters;
    std::vector<LinkedJob> jobs;
};

/// Where a resource comes from, in words: "job.json", "job.json, by run.sh line 3".
[[nodiscard]] std::string described_source(const Document& document, const Resource& resource);

/// What the setting `names` calls a resource when its name alone does not tell it apart: the file, or
/// "run.sh:nc6" for one that a command makes.
[[nodiscard]] std::string name_key(const Document& document, const Resource& resource,
                                   const std::string& name);

/// True when the job brought an image: else it ran on the machine itself (batchai.md 6.3).
[[nodiscard]] bool runs_in_container(const Job& job);

/// Path segments joined again: `\` is `/`, no empty or `.` segment, none at either end. `..` is kept.
[[nodiscard]] std::string normalise_path(std::string_view path);

/// The mount of `level` whose path is the longest start of `path` (normalised, without the root variable);
/// null when there is none. `rest` becomes what follows it.
[[nodiscard]] const Mount* find_mount(const std::vector<Mount>& mounts, MountLevel level,
                                      std::string_view path, std::string& rest);

} // namespace batchai2aml
