// Where the values of the YAML files are among run configurations and the files beside them.
#include <algorithm>
#include <array>
#include <map>

#include "emitter/runconfig.hpp"
#include "emitter/runconfig_resources.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

struct Place {
    std::string_view yaml;
    std::string_view there;
};

// In the run configuration, for all jobs.
constexpr std::array<Place, 7> of_jobs = {
    {{"compute", "target"},
     {"distribution", "framework"},
     {"distribution.worker_count", "tensorflow.workerCount"},
     {"distribution.parameter_server_count", "tensorflow.parameterServerCount"},
     {"environment.image", "environment.docker.baseImage"},
     {"limits.timeout", "maxRunDurationSeconds"},
     {"resources.instance_count", "nodeCount"}}};
// In resources.json, below the element of the compute.
constexpr std::array<Place, 9> of_computes = {
    {{"name", "name"},
     {"size", "configuration/vm_size"},
     {"tier", "configuration/vm_priority"},
     {"min_instances", "configuration/min_nodes"},
     {"max_instances", "configuration/max_nodes"},
     {"idle_time_before_scale_down", "configuration/idle_seconds_before_scaledown"},
     {"identity", "configuration/identity_type"},
     {"ssh_settings.admin_username", "configuration/admin_username"},
     {"ssh_settings.ssh_key_value", "configuration/admin_user_ssh_key"}}};
constexpr std::array<Place, 5> of_datastores = {{{"name", "registration/datastore_name"},
                                                 {"account_name", "registration/account_name"},
                                                 {"container_name", "registration/container_name"},
                                                 {"file_share_name", "registration/file_share_name"},
                                                 {"endpoint", "registration/endpoint"}}};

template <std::size_t size>
std::string_view look_up(const std::array<Place, size>& table, std::string_view path) {
    const auto* found =
        std::find_if(table.begin(), table.end(), [&](const Place& p) { return p.yaml == path; });
    return found == table.end() ? std::string_view{} : found->there;
}

// A member of a JSON pointer.
std::string escaped(std::string_view member) {
    return replace_all(replace_all(member, "~", "~0"), "/", "~1");
}

FormatTarget at(std::string file, std::string path = {}) {
    return {OutputFormat::runconfig, std::move(file), std::move(path), {}};
}

FormatTarget in_resources(std::string_view list, std::size_t index, std::string_view path) {
    return at(std::string(runconfig_resources_file), "/" + std::string(list) + "/" + std::to_string(index)
                                                         + (path.empty() ? "" : "/" + std::string(path)));
}

FormatTarget nowhere_in_v1() {
    return {OutputFormat::runconfig, {}, {}, "a run configuration has no place for it"};
}

/// Places of resources in their lists, by the file of YAML.
struct Index {
    std::map<std::string_view, std::size_t> computes;
    std::map<std::string_view, std::size_t> datastores;
    std::map<std::string_view, std::size_t> environments;
    std::map<std::string_view, std::size_t> jobs;
};

template <class Resource>
std::map<std::string_view, std::size_t> indexed(const std::vector<Resource>& all) {
    std::map<std::string_view, std::size_t> out;
    for (std::size_t i = 0; i < all.size(); ++i)
        out.emplace(all[i].file, i);
    return out;
}

std::string name_of(const CommandJob& job, std::string_view key) {
    for (const auto& [known, name] : runconfig_names(job))
        if (known == key) return name;
    return std::string(key);
}

// inputs.KEY, outputs.KEY.path
FormatTarget locate_folder(const CommandJob& job, std::string_view path) {
    FormatTarget out = at(runconfig_file(job));
    const auto parts = split(path, '.');
    if (parts.size() < 2) {
        const bool references = std::all_of(job.outputs.begin(), job.outputs.end(),
                                            [](const JobOutput& output) { return !is_new_each_run(output); });
        out.path = parts.front() == "inputs" || references ? "dataReferences" : "outputData";
        return out;
    }
    const auto output = std::find_if(job.outputs.begin(), job.outputs.end(),
                                     [&](const JobOutput& o) { return o.key == parts[1]; });
    const bool own = parts.front() == "outputs" && output != job.outputs.end() && is_new_each_run(*output);
    out.path = (own ? "outputData." : "dataReferences.") + name_of(job, parts[1]);
    if (parts.size() > 2 && parts[2] == "path")
        out.path += own ? ".outputLocation.dataPath.relativePath" : ".pathOnDataStore";
    return out;
}

FormatTarget locate_in_job(const Migration& migration, std::size_t index, std::string_view path) {
    const CommandJob& job = migration.jobs[index];
    FormatTarget out = at(runconfig_file(job));
    if (path.empty()) return out;
    if (path == "command") return at(runconfig_folder(job) + "batchai_command.sh");
    if (path.starts_with("code/")) return at(runconfig_folder(job) + std::string(path.substr(5)));
    if (path == "display_name") return in_resources("jobs", index, "display_name");
    if (path == "experiment_name") return in_resources("jobs", index, "experiment");
    if (path == "environment.build") return in_resources("jobs", index, "build_context");
    if (path.starts_with("tags.")) return in_resources("jobs", index, "tags/" + escaped(path.substr(5)));
    if (path.starts_with("inputs") || path.starts_with("outputs")) return locate_folder(job, path);
    if (path.starts_with("environment_variables.")) {
        out.path = "environmentVariables." + std::string(path.substr(22));
    } else if (path == "resources.shm_size") {
        out.path = "docker.shmSize";
    } else if (path == "distribution.process_count_per_instance") {
        // One process needs no section.
        out.path = job.distribution.type == Distribution::Type::mpi       ? "mpi.processCountPerNode"
                   : job.distribution.type == Distribution::Type::pytorch ? "pytorch.processCount"
                                                                          : "framework";
    } else {
        out.path = look_up(of_jobs, path);
        if (out.path.empty()) return nowhere_in_v1();
    }
    return out;
}

FormatTarget locate_in_compute(std::size_t index, std::string_view path) {
    if (path == "network_settings.subnet")
        return in_resources("computes", index, "configuration/subnet_name");
    const std::string_view there = look_up(of_computes, path);
    if (there.empty() && !path.empty()) return nowhere_in_v1();
    return in_resources("computes", index, there);
}

} // namespace

Emitted emit_runconfigs(const Migration& migration, const RunconfigNames& names) {
    Emitted out;
    out.files = emit_runconfig_resources(migration);
    if (!names.subscription.empty() && !names.resource_group.empty() && !names.workspace.empty())
        out.files.push_back({"runconfig/config.json",
                             "{\n  \"subscription_id\": " + json_quote(names.subscription)
                                 + ",\n  \"resource_group\": " + json_quote(names.resource_group)
                                 + ",\n  \"workspace_name\": " + json_quote(names.workspace) + "\n}\n"});
    for (const CommandJob& job : migration.jobs) {
        const auto compute = std::find_if(migration.computes.begin(), migration.computes.end(),
                                          [&](const Compute& c) { return c.name == job.compute.text; });
        for (OutputFile& file :
             emit_runconfig(job, compute == migration.computes.end() ? nullptr : &*compute))
            out.files.push_back(std::move(file));
    }
    const Index index{indexed(migration.computes), indexed(migration.datastores),
                      indexed(migration.environments), indexed(migration.jobs)};
    out.locate = [&migration, index](std::string_view file, std::string_view path) -> FormatTarget {
        if (const auto found = index.jobs.find(file); found != index.jobs.end())
            return locate_in_job(migration, found->second, path);
        if (const auto found = index.computes.find(file); found != index.computes.end())
            return locate_in_compute(found->second, path);
        if (const auto found = index.datastores.find(file); found != index.datastores.end()) {
            const std::string_view there = look_up(of_datastores, path);
            return there.empty() && !path.empty() ? nowhere_in_v1()
                                                  : in_resources("datastores", found->second, there);
        }
        if (const auto found = index.environments.find(file); found != index.environments.end())
            return at("runconfig/environments/" + migration.environments[found->second].name + "/Dockerfile");
        if (migration.workspace && file == migration.workspace->file)
            return at(std::string(runconfig_resources_file),
                      "/workspace" + (path.empty() ? "" : "/" + replace_all(path, "tags.", "tags/")));
        return at(std::string(file), std::string(path));
    };
    return out;
}

} // namespace batchai2aml
