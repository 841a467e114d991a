#include "calls/merge.hpp"

#include <array>
#include <utility>

#include "catalog/rules.hpp"

namespace batchai2aml {

namespace {

template <class T>
void drop(std::optional<Field<T>>& field, const Rule& rule, Notes& notes) {
    if (field) notes.ledger.add(field->leaf, rule);
    field.reset();
}

template <class T>
void take(std::optional<Field<T>>& file, const std::optional<Field<T>>& option, Notes& notes) {
    if (!option) return;
    drop(file, rules::call_overridden, notes);
    file = option;
}

template <class T>
void append(std::vector<T>& file, const std::vector<T>& options) {
    file.insert(file.end(), options.begin(), options.end());
}

void append(MountVolumes& file, const MountVolumes& options) {
    append(file.azure_file_shares, options.azure_file_shares);
    append(file.azure_blob_file_systems, options.azure_blob_file_systems);
    append(file.file_servers, options.file_servers);
    append(file.unmanaged_file_systems, options.unmanaged_file_systems);
}

void take(std::optional<UserAccount>& file, const std::optional<UserAccount>& options, Notes& notes) {
    if (!options) return;
    if (!file) file.emplace();
    take(file->admin_user_name, options->admin_user_name, notes);
    take(file->admin_user_ssh_public_key, options->admin_user_ssh_public_key, notes);
    take(file->admin_user_password, options->admin_user_password, notes);
}

void drop(SetupTask& task, Notes& notes) {
    drop(task.command_line, rules::call_overridden, notes);
    drop(task.std_out_err_path_prefix, rules::call_overridden, notes);
    drop(task.run_elevated, rules::call_overridden, notes);
    for (EnvironmentVariable& variable : task.environment_variables) {
        drop(variable.name, rules::call_overridden, notes);
        drop(variable.value, rules::call_overridden, notes);
    }
    for (SecretVariable& variable : task.secrets) {
        drop(variable.name, rules::call_overridden, notes);
        drop(variable.value, rules::call_overridden, notes);
        drop(variable.value_reference.vault_id, rules::call_overridden, notes);
        drop(variable.value_reference.secret_url, rules::call_overridden, notes);
    }
}

// An image of the options takes the place of the whole image of the file.
void take_image(Cluster& file, const Cluster& options, Notes& notes) {
    if (options.image_offer) {
        for (Text* part :
             {&file.image_publisher, &file.image_offer, &file.image_sku, &file.image_version, &file.image_id})
            drop(*part, rules::call_overridden, notes);
        file.image_publisher = options.image_publisher;
        file.image_offer = options.image_offer;
        file.image_sku = options.image_sku;
        file.image_version = options.image_version;
    }
    take(file.image_id, options.image_id, notes);
}

bool has_scale(const Cluster& cluster) {
    return cluster.target_node_count || cluster.minimum_node_count || cluster.maximum_node_count
           || cluster.initial_node_count;
}

template <class T>
void take_call(T& resource, const Call& call, const T& options, Notes& notes) {
    resource.call = call.origin;
    resource.open = options.open;
    take(resource.name, options.name, notes);
    take(resource.location, options.location, notes);
}

} // namespace

void replace_scale(Cluster& cluster, const Cluster& change, const Rule& rule, Notes& notes) {
    for (Count* count : {&cluster.target_node_count, &cluster.minimum_node_count, &cluster.maximum_node_count,
                         &cluster.initial_node_count})
        drop(*count, rule, notes);
    drop(cluster.node_deallocation_option, rule, notes);
    cluster.target_node_count = change.target_node_count;
    cluster.minimum_node_count = change.minimum_node_count;
    cluster.maximum_node_count = change.maximum_node_count;
    cluster.initial_node_count = change.initial_node_count;
}

Cluster merge_cluster(const Cluster* file, const Call& call, Notes& notes) {
    const Cluster& options = call.cluster;
    if (file == nullptr) return options;
    Cluster out = *file;
    take_call(out, call, options, notes);
    take(out.vm_size, options.vm_size, notes);
    if (options.size_asked) drop(out.vm_size, rules::call_overridden, notes);
    out.size_asked = options.size_asked;
    take(out.vm_priority, options.vm_priority, notes);
    take_image(out, options, notes);
    if (has_scale(options)) replace_scale(out, options, rules::call_overridden, notes);
    take(out.user_account, options.user_account, notes);
    take(out.subnet_id, options.subnet_id, notes);
    if (options.setup_task) {
        if (out.setup_task) drop(*out.setup_task, notes);
        out.setup_task = options.setup_task;
    }
    append(out.mount_volumes, options.mount_volumes);
    return out;
}

FileServer merge_file_server(const FileServer* file, const Call& call, Notes& notes) {
    const FileServer& options = call.file_server;
    if (file == nullptr) return options;
    FileServer out = *file;
    take_call(out, call, options, notes);
    take(out.vm_size, options.vm_size, notes);
    take(out.user_account, options.user_account, notes);
    take(out.disk_size_gb, options.disk_size_gb, notes);
    take(out.disk_count, options.disk_count, notes);
    take(out.storage_account_type, options.storage_account_type, notes);
    take(out.caching_type, options.caching_type, notes);
    take(out.subnet_id, options.subnet_id, notes);
    return out;
}

Job merge_job(const Job& file, const Call& call, Notes& notes) {
    Job out = file;
    take_call(out, call, call.job, notes);
    take(out.cluster_id, call.job.cluster_id, notes);
    take(out.experiment_name, call.job.experiment_name, notes);
    append(out.mount_volumes, call.job.mount_volumes);
    return out;
}

} // namespace batchai2aml
