#include "emitter/arm_paths.hpp"

#include <array>

namespace batchai2aml::arm {

namespace {

/// Kinds by the folders of their YAML files.
constexpr std::string_view compute = "compute";
constexpr std::string_view datastore = "datastores";
constexpr std::string_view environment = "environments";
constexpr std::string_view job = "jobs";
constexpr std::string_view workspace = "workspace.yml";

/// One key, or, with a dot at its end, all keys below it: then the rest is a step of the pointer, and what
/// follows a further dot is a member (`uri`).
struct Row {
    std::string_view kind;
    std::string_view yaml;
    std::string_view pointer;
};
constexpr std::array table = {
    Row{workspace, "name", "/url"},
    Row{workspace, "location", "/body/location"},
    Row{workspace, "tags.", "/body/tags"},
    Row{compute, "name", "/url"},
    Row{compute, "size", "/body/properties/properties/vmSize"},
    Row{compute, "tier", "/body/properties/properties/vmPriority"},
    Row{compute, "min_instances", "/body/properties/properties/scaleSettings/minNodeCount"},
    Row{compute, "max_instances", "/body/properties/properties/scaleSettings/maxNodeCount"},
    Row{compute, "idle_time_before_scale_down",
        "/body/properties/properties/scaleSettings/nodeIdleTimeBeforeScaleDown"},
    Row{compute, "ssh_public_access_enabled", "/body/properties/properties/remoteLoginPortPublicAccess"},
    Row{compute, "ssh_settings", "/body/properties/properties/userAccountCredentials"},
    Row{compute, "ssh_settings.admin_username",
        "/body/properties/properties/userAccountCredentials/adminUserName"},
    Row{compute, "ssh_settings.ssh_key_value",
        "/body/properties/properties/userAccountCredentials/adminUserSshPublicKey"},
    Row{compute, "network_settings.subnet", "/body/properties/properties/subnet/id"},
    Row{compute, "identity", "/body/identity"},
    Row{datastore, "name", "/url"},
    Row{datastore, "account_name", "/body/properties/accountName"},
    Row{datastore, "container_name", "/body/properties/containerName"},
    Row{datastore, "file_share_name", "/body/properties/fileShareName"},
    Row{datastore, "endpoint", "/body/properties/endpoint"},
    Row{environment, "name", "/url"},
    Row{environment, "build.path", "/body/properties/build/contextUri"},
    Row{job, "display_name", "/body/properties/displayName"},
    Row{job, "experiment_name", "/body/properties/experimentName"},
    Row{job, "tags.", "/body/properties/tags"},
    Row{job, "command", "/body/properties/command"},
    Row{job, "code", "/body/properties/codeId"},
    Row{job, "environment_variables.", "/body/properties/environmentVariables"},
    Row{job, "compute", "/body/properties/computeId"},
    Row{job, "resources.instance_count", "/body/properties/resources/instanceCount"},
    Row{job, "resources.shm_size", "/body/properties/resources/shmSize"},
    Row{job, "distribution", "/body/properties/distribution"},
    Row{job, "distribution.type", "/body/properties/distribution/distributionType"},
    Row{job, "distribution.process_count_per_instance",
        "/body/properties/distribution/processCountPerInstance"},
    Row{job, "distribution.worker_count", "/body/properties/distribution/workerCount"},
    Row{job, "distribution.parameter_server_count", "/body/properties/distribution/parameterServerCount"},
    Row{job, "limits.timeout", "/body/properties/limits/timeout"},
    Row{job, "inputs", "/body/properties/inputs"},
    Row{job, "inputs.", "/body/properties/inputs"},
    Row{job, "outputs", "/body/properties/outputs"},
    Row{job, "outputs.", "/body/properties/outputs"},
};

/// Keys of a job that are in the request of its environment.
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> in_environment = {{
    {"environment.image", "/body/properties/image"},
    {"environment.build", "/body/properties/build"},
}};

constexpr std::string_view code_prefix = "code/";

/// Inputs and outputs have keys without dots, and one member that records name.
std::string below(const Row& row, std::string_view rest) {
    constexpr std::string_view path = ".path";
    const bool is_folder = row.yaml == "inputs." || row.yaml == "outputs.";
    std::string out(row.pointer);
    if (!is_folder || !rest.ends_with(path)) return out + pointer_step(rest);
    return out + pointer_step(rest.substr(0, rest.size() - path.size())) + "/uri";
}

std::string pointer_of(std::string_view kind, std::string_view path) {
    for (const Row& row : table) {
        if (row.kind != kind) continue;
        if (row.yaml == path) return std::string(row.pointer);
        if (row.yaml.ends_with('.') && path.starts_with(row.yaml))
            return below(row, path.substr(row.yaml.size()));
    }
    return {};
}

FormatTarget at(std::string file, std::string path) {
    return {OutputFormat::arm, std::move(file), std::move(path), {}};
}

/// What a job's YAML has and its request has elsewhere; no file: nothing.
FormatTarget beside_job(const JobFiles& parts, std::string_view path) {
    for (const auto& [yaml, pointer] : in_environment)
        if (path == yaml) return at(parts.environment, std::string(pointer));
    if (path.starts_with(code_prefix) && !parts.code.empty())
        return at(parts.code + std::string(path.substr(code_prefix.size())), {});
    return at({}, {});
}

} // namespace

FormatTarget locate(const Resources& resources, std::string_view file, std::string_view path) {
    const auto request = resources.requests.find(file);
    if (request == resources.requests.end()) return at(std::string(file), std::string(path));
    if (path.empty()) return at(request->second, {});
    if (const auto parts = resources.jobs.find(file); parts != resources.jobs.end())
        if (FormatTarget target = beside_job(parts->second, path); !target.file.empty()) return target;
    const std::string_view kind = file.substr(0, file.find('/'));
    if (std::string pointer = pointer_of(kind, path); !pointer.empty())
        return at(request->second, std::move(pointer));
    return {OutputFormat::arm, {}, {}, "Azure Resource Manager has no member for it"};
}

} // namespace batchai2aml::arm
