#include "calls/identity.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "calls/config_files.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Collects the values of a resource into one text.
class Print {
  public:
    template <class T>
    Print& add(const std::optional<Field<T>>& field) {
        if constexpr (std::is_same_v<T, std::string>)
            text_ += field ? "\n=" + field->value : "\n-";
        else if constexpr (std::is_same_v<T, std::int64_t>)
            text_ += field ? "\n=" + std::to_string(field->value) : "\n-";
        return *this;
    }
    Print& add(LeafId leaf) {
        text_ += "\n@" + std::to_string(leaf.document) + ":" + std::to_string(leaf.node);
        return *this;
    }
    Print& add(const MountVolumes& volumes) {
        for (const AzureFileShare& share : volumes.azure_file_shares)
            add(share.azure_file_url).add(share.relative_mount_path);
        for (const AzureBlobFileSystem& container : volumes.azure_blob_file_systems)
            add(container.account_name).add(container.container_name).add(container.relative_mount_path);
        for (const FileServerMount& server : volumes.file_servers)
            add(server.file_server_id).add(server.source_directory).add(server.relative_mount_path);
        for (const UnmanagedFileSystem& system : volumes.unmanaged_file_systems)
            add(system.mount_command).add(system.relative_mount_path);
        return *this;
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    std::string text_;
};

std::string print(const Cluster& cluster) {
    Print out;
    out.add(cluster.vm_size).add(cluster.vm_priority).add(cluster.target_node_count);
    out.add(cluster.minimum_node_count).add(cluster.maximum_node_count).add(cluster.initial_node_count);
    out.add(cluster.subnet_id).add(cluster.image_id).add(cluster.mount_volumes);
    if (cluster.setup_task) out.add(cluster.setup_task->command_line).add(cluster.setup_task->origin);
    if (cluster.user_account)
        out.add(cluster.user_account->admin_user_name).add(cluster.user_account->admin_user_ssh_public_key);
    return out.take();
}

std::string print(const Job& job) {
    return Print().add(job.origin).add(job.cluster_id).add(job.experiment_name).add(job.mount_volumes).take();
}

// "/…/clusters/nc6": the segment behind `collection`, lower case.
std::string segment(std::string_view id, std::string_view collection) {
    const std::string text = lower(id);
    const std::vector<std::string_view> parts = split(text, '/');
    for (std::size_t i = 0; i + 1 < parts.size(); ++i)
        if (parts[i] == collection) return std::string(parts[i + 1]);
    return {};
}

bool agrees(const Text& said, const std::string& in_id) {
    return !said || in_id.empty() || iequals(said->value, in_id)
           || said->value.find('<') != std::string::npos;
}

/// Ids of the exports of one kind, by the name of the resource, lower case.
class ExportedIds {
  public:
    template <class T>
    ExportedIds(const std::vector<CallSource>& sources, std::vector<T> Resources::*kind,
                std::string_view collection) {
        for (const CallSource& source : sources)
            for (const T& resource : source.resources->*kind)
                if (resource.id)
                    ids_[segment(resource.id->value, collection)].insert(lower(resource.id->value));
    }

    /// The only id that agrees with what the call says; empty: there is none.
    [[nodiscard]] std::string find(const Call& call, const std::string& name) const {
        const auto named = ids_.find(lower(name));
        if (named == ids_.end()) return {};
        std::string found;
        for (const std::string& id : named->second) {
            if (!agrees(call.workspace, segment(id, "workspaces"))
                || !agrees(call.resource_group, segment(id, "resourcegroups")))
                continue;
            if (!found.empty()) return {};
            found = id;
        }
        return found;
    }

  private:
    std::map<std::string, std::set<std::string>> ids_;
};

std::string workspace_of(const Call& call) {
    return call.workspace ? lower(call.workspace->value) : std::string{};
}

/// Resources of one kind.
template <class T>
void set_identities_of(std::vector<Made>& made, const std::vector<CallSource>& sources,
                       std::vector<T> Resources::*kind, std::string_view collection) {
    std::map<std::string, std::set<std::string>> prints;
    const auto name_of = [&](const Made& one) {
        const T& resource = (one.joined.resources.*kind).front();
        return resource.name ? resource.name->value : std::string{};
    };
    const auto key_of = [&](const Made& one) { return workspace_of(*one.call) + "/" + lower(name_of(one)); };
    for (const Made& one : made)
        if (!(one.joined.resources.*kind).empty())
            prints[key_of(one)].insert(print((one.joined.resources.*kind).front()));
    const ExportedIds exported(sources, kind, collection);
    for (Made& one : made) {
        if ((one.joined.resources.*kind).empty()) continue;
        T& resource = (one.joined.resources.*kind).front();
        const std::string name = name_of(one);
        if (name.empty()) continue;
        const std::string key = key_of(one);
        resource.identity = exported.find(*one.call, name);
        if (!resource.identity.empty()) continue;
        resource.identity = key;
        if (prints[key].size() > 1)
            resource.identity += "\n" + std::string(folder_of(sources[one.source].document->path));
        // Several runs of one job differ in what they run; clusters of one name cannot be there twice.
        if constexpr (std::is_same_v<T, Job>) resource.identity += "\n" + print(resource);
    }
}

} // namespace

void set_identities(std::vector<Made>& made, const std::vector<CallSource>& sources) {
    set_identities_of(made, sources, &Resources::clusters, "clusters");
    set_identities_of(made, sources, &Resources::jobs, "jobs");
    const ExportedIds servers(sources, &Resources::file_servers, "fileservers");
    const ExportedIds workspaces(sources, &Resources::workspaces, "workspaces");
    const auto set = [](auto& resource, const std::string& exported, const std::string& own) {
        resource.identity = exported.empty() ? own + lower(resource.name->value) : exported;
    };
    for (Made& one : made) {
        for (FileServer& server : one.joined.resources.file_servers)
            if (server.name)
                set(server, servers.find(*one.call, server.name->value), workspace_of(*one.call) + "/");
        for (Workspace& workspace : one.joined.resources.workspaces)
            if (workspace.name) set(workspace, workspaces.find(Call{}, workspace.name->value), "");
    }
}

} // namespace batchai2aml
