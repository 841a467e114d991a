#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "project/folder_settings.hpp"
#include "project/link.hpp"
#include "project/mounts.hpp"
#include "project/names.hpp"
#include "project/source_names.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

bool is_complete(const LinkedCluster& cluster) {
    return cluster.cluster->vm_size && !cluster.mounts.empty();
}

const Resource& resource_of(const LinkedCluster& linked) {
    return *linked.cluster;
}
const Resource& resource_of(const LinkedJob& linked) {
    return *linked.job;
}
const Resource& resource_of(const LinkedWorkspace& linked) {
    return *linked.workspace;
}
const Resource& resource_of(const LinkedFileServer& linked) {
    return *linked.server;
}
bool says_enough(const LinkedCluster& linked) {
    return linked.cluster->vm_size.has_value();
}
bool says_enough(const LinkedJob& linked) {
    return !linked.job->toolkits.empty();
}
bool says_enough(const LinkedWorkspace& linked) {
    return linked.workspace->location.has_value();
}
bool says_enough(const LinkedFileServer& linked) {
    return linked.server->vm_size.has_value();
}

// Which of two descriptions of one resource is converted: a full one before an update, what a person wrote
// before what the service answered (which holds defaults), then the longer one; the order of the inputs
// decides last.
template <class T>
bool is_better(const T& a, const T& b) {
    const auto rank = [](const T& linked) {
        const Node& node = linked.document->nodes[resource_of(linked).origin.node];
        return std::tuple(says_enough(linked), !resource_of(linked).type.has_value(), node.end - node.begin);
    };
    return rank(a) > rank(b);
}

std::string key_of(const Resource& resource) {
    return resource.id ? lower(resource.id->value) : resource.identity;
}

// The same export, request or command given twice is one resource.
template <class T>
void mark_copies(std::vector<T>& all) {
    std::map<std::string, std::size_t> best;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string key = key_of(resource_of(all[i]));
        if (key.empty()) continue;
        const auto [entry, added] = best.emplace(key, i);
        if (!added && is_better(all[i], all[entry->second])) entry->second = i;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string key = key_of(resource_of(all[i]));
        if (!key.empty() && best.at(key) != i) all[i].copy_of = best.at(key);
    }
}

std::size_t common_start(std::string_view a, std::string_view b) {
    const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<std::size_t>(end - a.begin());
}

// How near the commands or files of two resources are: the same file, else by the start of their paths.
std::size_t nearness(const Resource& a, const Document& of_a, const Resource& b, const Document& of_b) {
    const std::string& left = a.called_at.file.empty() ? of_a.path : a.called_at.file;
    const std::string& right = b.called_at.file.empty() ? of_b.path : b.called_at.file;
    if (left == right) return SIZE_MAX;
    const std::size_t slash = std::string_view(left).substr(0, common_start(left, right)).rfind('/');
    return slash == std::string_view::npos ? 0 : slash + 1;
}

// Names all that are no copies; copies get the name of their original.
template <class T>
void name_all(NameKind kind, std::vector<T>& all, const Options& options) {
    std::vector<NameRequest> requests;
    std::vector<std::size_t> request_of(all.size(), nowhere);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].copy_of != nowhere) continue;
        request_of[i] = requests.size();
        const Resource& resource = resource_of(all[i]);
        const Document& document = *all[i].document;
        const std::string* stated =
            stated_name(options, all[i].source_name, name_key(document, resource, all[i].source_name));
        if (stated != nullptr) all[i].name_source = NameSource::setting;
        requests.push_back({stated == nullptr ? all[i].source_name : *stated, identity_of(resource, document),
                            name_parts(resource, document)});
    }
    const std::vector<std::string> settled = settle_names(kind, requests);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].name = settled[request_of[all[i].copy_of == nowhere ? i : all[i].copy_of]];
}

class Linker {
  public:
    Linker(const std::vector<Source>& sources, const Options& options)
        : sources_(sources), options_(options), storages_(options) {}

    Project run() {
        collect_workspaces();
        collect_file_servers();
        collect();
        mark_copies(project_.clusters);
        mark_copies(project_.jobs);
        name_clusters();
        name_jobs();
        for (LinkedJob& job : project_.jobs) {
            find_cluster(job);
            inherit_mounts(job);
        }
        project_.storages = storages_.take();
        return std::move(project_);
    }

  private:
    void collect_workspaces();
    void collect_file_servers();
    void add_file_server(LinkedFileServer& linked);
    void collect();
    void name_clusters();
    void name_jobs();
    void find_cluster(LinkedJob& job);
    [[nodiscard]] std::string stated_compute(const LinkedJob& job) const;
    bool find_named_cluster(LinkedJob& job);
    void use_cluster(LinkedJob& job, std::size_t index, ClusterSource source);
    void inherit_mounts(LinkedJob& job);
    [[nodiscard]] std::string experiment_of(LinkedJob& job) const;

    const std::vector<Source>& sources_;
    const Options& options_;
    StorageTable storages_;
    Project project_;
};

void Linker::collect_workspaces() {
    for (const Source& source : sources_) {
        for (const Workspace& workspace : source.resources->workspaces) {
            LinkedWorkspace linked;
            linked.workspace = &workspace;
            linked.document = source.document;
            linked.source_name = source_name(workspace, *source.document, "workspaces");
            linked.name = legal_name(NameKind::workspace, renamed(options_, linked.source_name));
            project_.workspaces.push_back(std::move(linked));
        }
    }
    mark_copies(project_.workspaces);
}

void Linker::collect_file_servers() {
    for (const Source& source : sources_) {
        for (const FileServer& server : source.resources->file_servers) {
            LinkedFileServer linked;
            linked.server = &server;
            linked.document = source.document;
            linked.source_name = source_name(server, *source.document, "fileServers");
            project_.file_servers.push_back(std::move(linked));
        }
    }
    mark_copies(project_.file_servers);
    for (const bool originals : {true, false})
        for (LinkedFileServer& linked : project_.file_servers)
            if ((linked.copy_of == nowhere) == originals) add_file_server(linked);
}

void Linker::add_file_server(LinkedFileServer& linked) {
    const FileServer& server = *linked.server;
    linked.storage = storages_.add_file_server(key_of(server).empty() ? identity_of(server, *linked.document)
                                                                      : key_of(server),
                                               linked.source_name, *linked.document);
    if (server.disk_count && server.disk_size_gb)
        storages_.note_copy(linked.storage,
                            {"the file server \"" + linked.source_name + "\"",
                             {},
                             std::to_string(server.disk_count->value) + " x "
                                 + std::to_string(server.disk_size_gb->value) + " GB at most"});
}

void Linker::collect() {
    for (const Source& source : sources_) {
        for (const Cluster& cluster : source.resources->clusters) {
            LinkedCluster linked;
            linked.cluster = &cluster;
            linked.document = source.document;
            linked.source_name = source_name(cluster, *source.document, "clusters");
            linked.mounts = storages_.resolve(cluster.mount_volumes, MountLevel::cluster, *source.document);
            project_.clusters.push_back(std::move(linked));
        }
        for (const Job& job : source.resources->jobs) {
            LinkedJob linked;
            linked.job = &job;
            linked.document = source.document;
            linked.source_name = source_name(job, *source.document, "jobs");
            linked.mounts = storages_.resolve(job.mount_volumes, MountLevel::job, *source.document);
            project_.jobs.push_back(std::move(linked));
        }
    }
}

void Linker::name_clusters() {
    name_all(NameKind::compute, project_.clusters, options_);
    for (LinkedCluster& cluster : project_.clusters)
        cluster.file = "compute/" + cluster.name + ".yml";
}

void Linker::name_jobs() {
    name_all(NameKind::job, project_.jobs, options_);
    for (LinkedJob& job : project_.jobs) {
        job.file = "jobs/" + job.name + "/job.yml";
        job.experiment = legal_name(NameKind::experiment, experiment_of(job));
    }
}

// Design decision 22.
std::string Linker::experiment_of(LinkedJob& job) const {
    job.experiment_source = ExperimentSource::source;
    if (job.job->id) {
        std::string name = id_segment(job.job->id->value, "experiments");
        if (!name.empty()) return renamed(options_, name);
    }
    if (job.job->experiment_name) return renamed(options_, job.job->experiment_name->value);
    const std::string& stated = setting_for(options_.experiments, options_.experiment, job.document->path);
    job.experiment_source = stated.empty() ? ExperimentSource::folder : ExperimentSource::setting;
    return stated.empty() ? folder_name(*job.document) : stated;
}

void Linker::use_cluster(LinkedJob& job, std::size_t index, ClusterSource source) {
    job.cluster = index;
    job.cluster_source = source;
    job.compute = project_.clusters[index].name;
    LinkedCluster& cluster = project_.clusters[index];
    if (job.copy_of == nowhere)
        ++(runs_in_container(*job.job) ? cluster.jobs_in_containers : cluster.jobs_without_container);
    if (job.job->node_count) cluster.largest_job = std::max(cluster.largest_job, job.job->node_count->value);
}

std::string workspace_of(const Resource& resource) {
    return !resource.workspace.empty() || !resource.id ? resource.workspace
                                                       : lower(id_segment(resource.id->value, "workspaces"));
}

bool Linker::find_named_cluster(LinkedJob& job) {
    const std::string& id = job.job->cluster_id->value;
    const std::string name = cluster_name(id);
    std::string workspace = lower(id_segment(id, "workspaces"));
    if (workspace.empty()) workspace = workspace_of(*job.job);
    std::size_t nearest = nowhere;
    std::size_t best = 0;
    bool several = false;
    for (std::size_t i = 0; i < project_.clusters.size(); ++i) {
        const LinkedCluster& cluster = project_.clusters[i];
        const std::size_t original = cluster.copy_of == nowhere ? i : cluster.copy_of;
        if (cluster.cluster->id && iequals(cluster.cluster->id->value, id)) {
            use_cluster(job, original, ClusterSource::named);
            return true;
        }
        const std::string its = workspace_of(*cluster.cluster);
        const bool elsewhere = !workspace.empty() && !its.empty() && its != workspace;
        if (!iequals(cluster.source_name, name) || elsewhere) continue;
        const std::size_t near = nearness(*job.job, *job.document, *cluster.cluster, *cluster.document);
        if (nearest != nowhere && near < best) continue;
        several = nearest != nowhere && near == best && original != nearest;
        nearest = original;
        best = near;
    }
    if (nearest != nowhere && !several) {
        use_cluster(job, nearest, ClusterSource::named);
        return true;
    }
    job.cluster_source = several ? ClusterSource::ambiguous : ClusterSource::named_but_absent;
    job.absent_cluster = name;
    if (several) return false;
    job.compute = legal_name(NameKind::compute, renamed(options_, name));
    return false;
}

// What a setting says for the cluster that the job names, or for its folder; empty: nothing.
std::string Linker::stated_compute(const LinkedJob& job) const {
    if (job.job->cluster_id) {
        const auto found = options_.computes.find(cluster_name(job.job->cluster_id->value));
        if (found != options_.computes.end()) return found->second;
    }
    return setting_for(options_.computes, options_.compute, job.document->path);
}

void Linker::find_cluster(LinkedJob& job) {
    const bool named = job.job->cluster_id && !cluster_name(job.job->cluster_id->value).empty();
    if (named && find_named_cluster(job)) return;
    if (const std::string compute = stated_compute(job); !compute.empty()) {
        for (std::size_t i = 0; i < project_.clusters.size(); ++i) {
            const LinkedCluster& cluster = project_.clusters[i];
            if (cluster.copy_of != nowhere) continue;
            if (iequals(cluster.name, compute) || iequals(cluster.source_name, compute)) {
                use_cluster(job, i, ClusterSource::setting);
                return;
            }
        }
        job.cluster_source = ClusterSource::setting;
        job.compute = legal_name(NameKind::compute, compute);
        return;
    }
    // Design decision 24: the only cluster of the inputs, but not one that lacks its size or its mounts.
    std::size_t only = nowhere;
    std::size_t different = 0;
    for (std::size_t i = 0; i < project_.clusters.size(); ++i) {
        if (project_.clusters[i].copy_of != nowhere) continue;
        only = i;
        ++different;
    }
    if (!job.job->cluster_id && different == 1 && is_complete(project_.clusters[only]))
        use_cluster(job, only, ClusterSource::only_one);
}

void Linker::inherit_mounts(LinkedJob& job) {
    if (job.cluster != nowhere) {
        const std::vector<Mount>& mounts = project_.clusters[job.cluster].mounts;
        job.mounts.insert(job.mounts.begin(), mounts.begin(), mounts.end());
    }
    storages_.add_settings(job.mounts, *job.document);
}

} // namespace

Project link(const std::vector<Source>& sources, const Options& options) {
    return Linker(sources, options).run();
}

} // namespace batchai2aml
