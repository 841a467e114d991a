#include "support/resource_forms.hpp"

#include <array>
#include <cstdint>
#include <regex>

#include <nlohmann/json.hpp>

namespace batchai2aml::testing {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view workspace_id = "/subscriptions/11111111-2222-3333-4444-555555555555/"
                                          "resourceGroups/group/providers/Microsoft.BatchAI/workspaces/ws";

bool is_job(const Json& properties) {
    return properties.contains("nodeCount");
}

std::string folder_of(std::string_view path) {
    return std::string(path.substr(0, path.rfind('/')));
}

// The resource with all that its address says.
Json with_names(std::string_view text, std::string_view path) {
    Json in = Json::parse(text);
    const Json& properties = in.at("properties");
    const std::string folder = folder_of(path);
    Json out = Json::object();
    out["id"] = in.contains("id")
                    ? in["id"]
                    : Json(std::string(workspace_id) + "/experiments/" + folder + "/jobs/" + folder);
    const std::string id = out["id"].get<std::string>();
    out["name"] = id.substr(id.rfind('/') + 1);
    out["type"] = in.contains("type")  ? in["type"]
                  : is_job(properties) ? Json("Microsoft.BatchAI/workspaces/experiments/jobs")
                                       : Json("Microsoft.BatchAI/workspaces/clusters");
    for (const char* member : {"location", "tags"})
        if (in.contains(member)) out[member] = in[member];
    out["properties"] = properties;
    return out;
}

bool is_workspace(const Json& resource) {
    return resource["type"] == "Microsoft.BatchAI/workspaces";
}

// What an answer never holds.
void redact(Json& value) {
    if (value.is_object()) {
        value.erase("adminUserPassword");
        for (auto& [name, member] : value.items()) {
            if (name == "credentials" || name == "credentialsInfo")
                member = Json::object();
            else
                redact(member);
        }
    } else if (value.is_array()) {
        for (Json& element : value)
            redact(element);
    }
}

Json answer(std::string_view text, std::string_view path) {
    Json out = with_names(text, path);
    Json& properties = out["properties"];
    redact(properties);
    properties["provisioningState"] = "succeeded";
    properties["creationTime"] = "2018-06-07T22:08:34.8Z";
    if (is_job(properties)) {
        properties["executionState"] = "succeeded";
        properties["executionInfo"] = {{"startTime", "2018-06-07T22:08:40Z"}, {"exitCode", 0}};
    }
    return out;
}

// "P1DT12H" as Python writes it: "1 day, 12:00:00".
std::string python_duration(const std::string& iso) {
    static const std::regex pattern("P(?:(\\d+)D)?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+)S)?)?");
    std::smatch match;
    if (!std::regex_match(iso, match, pattern)) return iso;
    const auto number = [&](std::size_t i) { return match[i].matched ? std::stol(match[i].str()) : 0L; };
    const long seconds = ((number(1) * 24 + number(2)) * 60 + number(3)) * 60 + number(4);
    const long days = seconds / 86400;
    const auto two = [](long value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return (days == 0 ? "" : std::to_string(days) + (days == 1 ? " day, " : " days, "))
           + std::to_string(seconds / 3600 % 24) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

// The members that `az` spelt in its own way.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> az_names = {
    {{"diskSizeInGB", "diskSizeInGb"},
     {"publicIPsToAllow", "publicIpsToAllow"},
     {"fileServerPublicIP", "fileServerPublicIp"},
     {"fileServerInternalIP", "fileServerInternalIp"}}};

// "1 day, 12:00:00" as ISO 8601.
std::string iso_duration(const std::string& python) {
    static const std::regex pattern("(?:(\\d+) days?, )?(\\d+):(\\d+):(\\d+)");
    std::smatch match;
    if (!std::regex_match(python, match, pattern)) return python;
    return "P" + (match[1].matched ? match[1].str() + "D" : std::string{}) + "T" + match[2].str() + "H"
           + match[3].str() + "M" + match[4].str() + "S";
}

// What `az` printed as the service had answered it.
Json wire_form(const Json& az) {
    if (az.is_array()) {
        Json out = Json::array();
        for (const Json& element : az)
            out.push_back(wire_form(element));
        return out;
    }
    if (!az.is_object()) return az;
    Json out = Json::object();
    for (const auto& [name, value] : az.items()) {
        if (value.is_null() || name == "additionalProperties" || name == "resourceGroup") continue;
        std::string wire = name;
        for (const auto& [of_wire, of_az] : az_names)
            if (name == of_az) wire = of_wire;
        out[wire] =
            name == "maxWallClockTime" ? Json(iso_duration(value.get<std::string>())) : wire_form(value);
    }
    return out;
}

void add_az_members(Json& value) {
    if (value.is_array())
        for (Json& element : value)
            add_az_members(element);
    if (!value.is_object()) return;
    for (auto& [name, member] : value.items()) {
        if (name == "maxWallClockTime" && member.is_string())
            member = python_duration(member.get<std::string>());
        else
            add_az_members(member);
    }
    for (const auto& [wire, az] : az_names)
        if (value.contains(wire)) {
            value[std::string(az)] = value[std::string(wire)];
            value.erase(std::string(wire));
        }
    value["additionalProperties"] = Json::object();
    const bool arm_id = value.contains("id") && value["id"].get<std::string>().starts_with("/subscriptions/");
    if (arm_id) value["resourceGroup"] = "group";
}

// `az` prints each member that it knows.
void add_nulls(Json& job_or_cluster, bool job) {
    constexpr std::array<std::string_view, 15> of_jobs = {
        "caffe2Settings",    "caffeSettings",         "chainerSettings",
        "cntkSettings",      "constraints",           "containerSettings",
        "customMpiSettings", "customToolkitSettings", "environmentVariables",
        "horovodSettings",   "inputDirectories",      "jobPreparation",
        "mountVolumes",      "pyTorchSettings",       "secrets"};
    constexpr std::array<std::string_view, 5> of_clusters = {
        "errors", "nodeSetup", "subnet", "userAccountSettings", "virtualMachineConfiguration"};
    const auto add = [&](std::string_view name) {
        if (!job_or_cluster.contains(name)) job_or_cluster[std::string(name)] = nullptr;
    };
    if (job)
        for (const std::string_view name : of_jobs)
            add(name);
    else
        for (const std::string_view name : of_clusters)
            add(name);
}

Json az_output(std::string_view text, std::string_view path) {
    const Json whole = answer(text, path);
    Json flat = whole["properties"];
    const bool job = is_job(flat);
    for (const auto& [name, value] : whole.items())
        if (name != "properties") flat[name] = value;
    add_az_members(flat);
    if (!is_workspace(whole)) add_nulls(flat, job);
    return Json(nlohmann::json(flat)); // sorted by name
}

} // namespace

std::vector<std::string> resources_of_export(std::string_view text) {
    std::vector<std::string> out;
    for (const Json& element : Json::parse(text)) {
        Json resource = Json::object();
        Json properties = Json::object();
        const Json wire = wire_form(element);
        for (const auto& [name, value] : wire.items()) {
            const bool root =
                name == "id" || name == "name" || name == "type" || name == "location" || name == "tags";
            (root ? resource : properties)[name] = value;
        }
        resource["properties"] = properties;
        out.push_back(resource.dump(2));
    }
    return out;
}

std::string address_of(std::string_view text, std::string_view path) {
    const Json names = with_names(text, path);
    const std::string id = names["id"].get<std::string>();
    const auto experiments = id.find("/experiments/");
    std::string folder = folder_of(path);
    if (experiments != std::string::npos) {
        folder = id.substr(experiments + std::string_view("/experiments/").size());
        folder = folder.substr(0, folder.find('/'));
    }
    return folder + "/" + names["name"].get<std::string>() + ".json";
}

std::string in_form(std::string_view text, ResourceForm form, std::string_view path) {
    switch (form) {
    case ResourceForm::put_body:
        // The body of a workspace says nowhere what it is.
        if (is_workspace(with_names(text, path))) return answer(text, path).dump(2);
        return Json{{"properties", with_names(text, path)["properties"]}}.dump(2);
    case ResourceForm::get_answer:
        return answer(text, path).dump(2);
    case ResourceForm::list_page:
        return Json{{"value", Json::array({answer(text, path)})}, {"nextLink", nullptr}}.dump(2);
    case ResourceForm::az_output:
        return az_output(text, path).dump(2);
    case ResourceForm::az_list:
        return Json::array({az_output(text, path)}).dump(2);
    }
    return {};
}

} // namespace batchai2aml::testing
