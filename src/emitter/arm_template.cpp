// The deployment template (azureml.md 3.1: all types here are deployable).
#include <algorithm>
#include <array>
#include <utility>

#include "emitter/arm_files.hpp"

namespace batchai2aml::arm {

namespace {

constexpr const char* schema = "https://schema.management.azure.com/schemas/2019-04-01/";

/// Outputs, by type: a template may have 64 at most, so each is a list.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> lists = {{
    {"computes", "computes"},
    {"datastores", "datastores"},
    {"environments", "environments/versions"},
    {"connections", "connections"},
    {"codes", "codes/versions"},
    {"jobs", "jobs"},
}};

Object parameter(const char* type, std::string help) {
    return {{"type", type}, {"metadata", Object{{"description", std::move(help)}}}};
}

Object with_default(Object one, Value value) {
    one.emplace(one.begin() + 1, "defaultValue", std::move(value));
    return one;
}

Object parameters(const Resources& resources) {
    Object out{{"workspace", parameter("string", "Name of the workspace, which exists already")}};
    bool computes = false;
    bool jobs = false;
    bool ready_jobs = false;
    for (const Resource& resource : resources.list) {
        computes = computes || resource.id.type == "computes";
        jobs = jobs || resource.is_run;
        ready_jobs = ready_jobs || (resource.is_run && resource.needs_work.empty());
    }
    if (computes)
        out.emplace_back("location", with_default(parameter("string", "Region of the workspace"),
                                                  Expression{"resourceGroup().location"}));
    if (!resources.uploads.empty())
        out.emplace_back("uploads",
                         parameter("string", "Address of the folder that arm/uploads was copied to, "
                                             "without a slash at its end"));
    if (ready_jobs) {
        out.emplace_back("submitJobs",
                         with_default(parameter("bool", "Whether the jobs are submitted"), false));
    }
    if (jobs) {
        out.emplace_back(
            "jobSuffix",
            with_default(parameter("string", "End of the names of the jobs: a name can be used once"),
                         Expression{"utcNow('yyyyMMddHHmmss')"}));
    }
    for (const TemplateParameter& secret : resources.secrets)
        out.emplace_back(secret.name, parameter(secret.is_secret ? "secureString" : "string", secret.help));
    return out;
}

Text name_of(const Resource& resource) {
    Text name;
    name.parts = {Parameter{"workspace"}, std::string()};
    for (const Text& one : resource.id.names) {
        auto* last = std::get_if<std::string>(&name.parts.back());
        if (last == nullptr) last = &std::get<std::string>(name.parts.emplace_back(std::string()));
        *last += '/';
        for (const auto& part : one.parts) {
            const auto* text = std::get_if<std::string>(&part);
            if (text != nullptr && std::holds_alternative<std::string>(name.parts.back()))
                std::get<std::string>(name.parts.back()) += *text;
            else
                name.parts.push_back(part);
        }
    }
    return name;
}

Object metadata(const Resource& resource) {
    Object out;
    if (!resource.source.empty()) out.emplace_back("source", resource.source);
    if (!resource.needs_work.empty()) {
        Array tasks;
        for (const std::string& task : resource.needs_work)
            tasks.emplace_back(task);
        out.emplace_back("needsWork", std::move(tasks));
    }
    if (Object notes = comments(resource.body, ""); !notes.empty())
        out.emplace_back("comments", std::move(notes));
    return out;
}

Object resource_of(const Resource& resource, const std::string& api_version) {
    Object out;
    if (!resource.needs_work.empty())
        out.emplace_back("condition", false);
    else if (resource.is_run)
        out.emplace_back("condition", Expression{"parameters('submitJobs')"});
    out.emplace_back("type", "Microsoft.MachineLearningServices/workspaces/" + resource.id.type);
    out.emplace_back("apiVersion", api_version);
    out.emplace_back("name", name_of(resource));
    if (Object about = metadata(resource); !about.empty()) out.emplace_back("metadata", std::move(about));
    if (!resource.depends_on.empty()) {
        Array ids;
        for (const ResourceId& id : resource.depends_on)
            ids.emplace_back(id);
        out.emplace_back("dependsOn", std::move(ids));
    }
    out.insert(out.end(), resource.body.begin(), resource.body.end());
    return out;
}

Object outputs(const Resources& resources) {
    Object out;
    for (const auto& [name, type] : lists) {
        Array ids;
        for (const Resource& resource : resources.list)
            if (resource.id.type == type && resource.needs_work.empty()) ids.emplace_back(resource.id);
        if (ids.empty()) continue;
        Object list;
        if (name == "jobs") list.emplace_back("condition", Expression{"parameters('submitJobs')"});
        list.emplace_back("type", "array");
        list.emplace_back("value", std::move(ids));
        out.emplace_back(std::string(name), std::move(list));
    }
    return out;
}

} // namespace

OutputFile template_of(const Resources& resources, const std::string& api_version) {
    Array list;
    for (const Resource& resource : resources.list)
        if (!resource.id.type.empty()) list.emplace_back(resource_of(resource, api_version));
    return {std::string(template_file),
            spell_template(Object{{"$schema", std::string(schema) + "deploymentTemplate.json#"},
                                  {"contentVersion", "1.0.0.0"},
                                  {"parameters", parameters(resources)},
                                  {"resources", std::move(list)},
                                  {"outputs", outputs(resources)}})};
}

bool can_be_deployed(const Resources& resources) {
    return std::ranges::any_of(resources.list, [](const Resource& one) { return !one.id.type.empty(); });
}

std::string too_large(const Resources& resources, std::size_t bytes) {
    struct Limit {
        std::size_t count;
        std::size_t most; ///< of Azure Resource Manager
        std::string_view what;
    };
    const auto deployed =
        std::ranges::count_if(resources.list, [](const Resource& one) { return !one.id.type.empty(); });
    const std::array<Limit, 3> limits = {{{static_cast<std::size_t>(deployed), 800, "resources"},
                                          {parameters(resources).size(), 256, "parameters"},
                                          {bytes, std::size_t{4} << 20U, "bytes"}}};
    std::string out;
    for (const Limit& limit : limits) {
        if (limit.count <= limit.most) continue;
        out += out.empty() ? std::string(template_file) + " has " : " and ";
        out += std::to_string(limit.count) + ' ' + std::string(limit.what) + " where one deployment takes "
               + std::to_string(limit.most);
    }
    return out;
}

OutputFile parameters_of(const Resources& resources, const Known& known) {
    Object values;
    for (const auto& [name, declared] : parameters(resources))
        if (const auto found = known.find(name); found != known.end())
            values.emplace_back(name, Object{{"value", found->second}});
    return {std::string(parameters_file),
            spell_request(Object{{"$schema", std::string(schema) + "deploymentParameters.json#"},
                                 {"contentVersion", "1.0.0.0"},
                                 {"parameters", std::move(values)}},
                          known)};
}

} // namespace batchai2aml::arm
