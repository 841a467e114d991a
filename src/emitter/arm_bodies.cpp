#include "emitter/arm_bodies.hpp"

#include <utility>

#include "emitter/arm_resources.hpp"
#include "emitter/shell.hpp"

namespace batchai2aml::arm {

namespace {

Text parameter(const std::string& name) {
    Text text;
    text.parts = {Parameter{name}};
    return text;
}

Text upload(const std::string& folder) {
    Text text;
    text.parts = {Parameter{"uploads"}, "/" + folder};
    return text;
}

Value commented(const batchai2aml::Value& value) {
    return {value.text, value.comment};
}

Object strings(const std::vector<std::pair<std::string, std::string>>& values) {
    Object out;
    for (const auto& [key, value] : values)
        out.emplace_back(key, value);
    return out;
}

Object properties(Object members) {
    Object out;
    out.emplace_back("properties", std::move(members));
    return out;
}

Object system_identity() {
    return {{"type", "SystemAssigned"}};
}

Object distribution_body(const Distribution& distribution) {
    switch (distribution.type) {
    case Distribution::Type::none:
        break;
    case Distribution::Type::mpi:
        return {{"distributionType", "Mpi"},
                {"processCountPerInstance", distribution.processes_per_instance}};
    case Distribution::Type::pytorch:
        return {{"distributionType", "PyTorch"},
                {"processCountPerInstance", distribution.processes_per_instance}};
    case Distribution::Type::tensorflow:
        return {{"distributionType", "TensorFlow"},
                {"workerCount", distribution.worker_count},
                {"parameterServerCount", distribution.parameter_server_count}};
    }
    return {};
}

Value folder(const char* kind, const std::string& uri, const char* mode, const std::string& comment) {
    Value value(Object{{kind, "uri_folder"}, {"uri", uri}, {"mode", mode}});
    value.comment = comment;
    return value;
}

/// Where it reads and writes.
void add_folders(Object& out, const CommandJob& job) {
    Object inputs;
    for (const JobInput& input : job.inputs)
        inputs.emplace_back(input.key,
                            folder("jobInputType", input.uri,
                                   input.mode == InputMode::ro_mount ? "ReadOnlyMount" : "Download",
                                   input.comment));
    Object outputs;
    for (const JobOutput& output : job.outputs)
        outputs.emplace_back(output.key,
                             folder("jobOutputType", output.uri, "ReadWriteMount", output.comment));
    if (!inputs.empty()) out.emplace_back("inputs", std::move(inputs));
    if (!outputs.empty()) out.emplace_back("outputs", std::move(outputs));
}

/// Where it runs.
void add_place(Object& out, const CommandJob& job) {
    Value compute(ResourceId{"computes", {job.compute.text}});
    compute.comment = job.compute.comment;
    out.emplace_back("computeId", std::move(compute));
    Object resources{{"instanceCount", job.instance_count}};
    if (!job.shm_size.empty()) resources.emplace_back("shmSize", job.shm_size);
    out.emplace_back("resources", std::move(resources));
    if (job.distribution.type != Distribution::Type::none)
        out.emplace_back("distribution", distribution_body(job.distribution));
    out.emplace_back("limits",
                     Object{{"jobLimitsType", "Command"}, {"timeout", iso_duration(job.timeout_seconds)}});
}

} // namespace

Object workspace_body(const MlWorkspace& workspace) {
    Object out{{"location", parameter("location")}};
    if (!workspace.tags.empty()) out.emplace_back("tags", strings(workspace.tags));
    out.emplace_back("identity", system_identity());
    out.emplace_back("properties", Object{{"friendlyName", workspace.name},
                                          {"storageAccount", parameter("storageAccountId")},
                                          {"keyVault", parameter("keyVaultId")},
                                          {"applicationInsights", parameter("applicationInsightsId")}});
    return out;
}

Object compute_body(const Compute& compute) {
    Object own{{"osType", "Linux"},
               {"vmSize", commented(compute.size)},
               {"vmPriority", compute.tier == Tier::dedicated ? "Dedicated" : "LowPriority"},
               {"scaleSettings", Object{{"minNodeCount", compute.min_instances},
                                        {"maxNodeCount", compute.max_instances},
                                        {"nodeIdleTimeBeforeScaleDown", iso_duration(compute.idle_seconds)}}},
               {"remoteLoginPortPublicAccess", compute.ssh ? "Enabled" : "NotSpecified"}};
    if (compute.ssh)
        own.emplace_back("userAccountCredentials", Object{{"adminUserName", compute.ssh->admin_username},
                                                          {"adminUserSshPublicKey", compute.ssh->key_value}});
    if (!compute.subnet.empty()) own.emplace_back("subnet", Object{{"id", compute.subnet}});
    own.emplace_back("enableNodePublicIp", true);
    return {{"location", parameter("location")},
            {"identity", system_identity()},
            {"properties", Object{{"computeType", "AmlCompute"},
                                  {"disableLocalAuth", !compute.ssh.has_value()},
                                  {"properties", std::move(own)}}}};
}

Object datastore_body(const Datastore& datastore, const std::string& key) {
    const bool blob = datastore.kind == DatastoreKind::azure_blob;
    Object out{{"datastoreType", blob ? "AzureBlob" : "AzureFile"},
               {"accountName", commented(datastore.account)},
               {blob ? "containerName" : "fileShareName", commented(datastore.container)},
               {"endpoint", datastore.endpoint.empty() ? "core.windows.net" : datastore.endpoint},
               {"protocol", "https"}};
    if (blob)
        out.emplace_back("credentials", Object{{"credentialsType", "None"}});
    else
        out.emplace_back("credentials",
                         Object{{"credentialsType", "AccountKey"},
                                {"secrets", Object{{"secretsType", "AccountKey"}, {"key", parameter(key)}}}});
    return properties(std::move(out));
}

Object image_body(const Value& image) {
    return properties({{"image", image}, {"isAnonymous", false}});
}

Object build_body(const std::string& context) {
    return properties({{"build", Object{{"contextUri", upload(context)}, {"dockerfilePath", "Dockerfile"}}},
                       {"isAnonymous", false}});
}

Object code_body(const std::string& folder) {
    return properties({{"codeUri", upload(folder)}, {"isAnonymous", false}});
}

Object connection_body(const RegistryLogin& login, const std::string& username, const std::string& password) {
    Object credentials;
    if (login.username.empty())
        credentials.emplace_back("username", parameter(username));
    else
        credentials.emplace_back("username", login.username);
    credentials.emplace_back("password", parameter(password));
    return properties({{"category", "ContainerRegistry"},
                       {"target", login.host},
                       {"authType", "UsernamePassword"},
                       {"credentials", std::move(credentials)},
                       {"isSharedToAll", true}});
}

Object job_body(const CommandJob& job, const JobIds& ids) {
    Object out{
        {"jobType", "Command"}, {"displayName", job.display_name}, {"experimentName", job.experiment_name}};
    if (!job.tags.empty()) out.emplace_back("tags", strings(job.tags));
    out.emplace_back("command", spell(job.command));
    if (!ids.code.type.empty()) out.emplace_back("codeId", ids.code);
    out.emplace_back("environmentId", ids.environment);
    if (!job.environment_variables.empty())
        out.emplace_back("environmentVariables", strings(job.environment_variables));
    add_place(out, job);
    add_folders(out, job);
    return properties(std::move(out));
}

} // namespace batchai2aml::arm
