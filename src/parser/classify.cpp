#include "parser/classify.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 20> job_members = {"nodeCount",
                                                          "inputDirectories",
                                                          "outputDirectories",
                                                          "containerSettings",
                                                          "jobPreparation",
                                                          "constraints",
                                                          "toolType",
                                                          "executionState",
                                                          "cluster",
                                                          "mountVolumes",
                                                          "cntkSettings",
                                                          "tensorFlowSettings",
                                                          "caffeSettings",
                                                          "caffe2Settings",
                                                          "chainerSettings",
                                                          "pyTorchSettings",
                                                          "horovodSettings",
                                                          "customMpiSettings",
                                                          "customToolkitSettings",
                                                          "schedulingPriority"};
constexpr std::array<std::string_view, 3> file_server_members = {"dataDisks", "sshConfiguration",
                                                                 "mountSettings"};
// Members that no other document has, so that they decide without `properties`.
constexpr std::array<std::string_view, 13> strong_members = {
    "cntkSettings",          "tensorFlowSettings",  "caffeSettings",   "caffe2Settings",
    "chainerSettings",       "pyTorchSettings",     "horovodSettings", "customMpiSettings",
    "customToolkitSettings", "stdOutErrPathPrefix", "nodeStateCounts", "nodeSetup",
    "scaleSettings"};
constexpr std::array<std::string_view, 7> cluster_members = {
    "scaleSettings",       "nodeSetup",       "vmPriority",     "virtualMachineConfiguration",
    "userAccountSettings", "nodeStateCounts", "allocationState"};

// Members of parts of resources, which stand alone in what `--query` printed.
constexpr std::array<std::string_view, 22> part_members = {"azureFileShares",
                                                           "azureBlobFileSystems",
                                                           "unmanagedFileSystems",
                                                           "azureFileUrl",
                                                           "relativeMountPath",
                                                           "imageSourceRegistry",
                                                           "setupTask",
                                                           "mountVolumes",
                                                           "targetNodeCount",
                                                           "minimumNodeCount",
                                                           "maximumNodeCount",
                                                           "autoScale",
                                                           "adminUserName",
                                                           "adminUserSshPublicKey",
                                                           "pythonScriptFilePath",
                                                           "masterCommandLineArgs",
                                                           "pathPrefix",
                                                           "mountCommand",
                                                           "appInsightsReference",
                                                           "imageReference",
                                                           "virtualMachineImageId",
                                                           "maxWallClockTime"};

bool has_any(const Document& document, NodeId object, std::span<const std::string_view> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](std::string_view name) { return document.member(object, name) != no_node; });
}

std::string_view text_of(const Document& document, NodeId object, std::string_view name) {
    const NodeId id = document.member(object, name);
    return id != no_node && document.nodes[id].kind == NodeKind::string
               ? std::string_view(document.nodes[id].text)
               : std::string_view{};
}

bool is(const Document& document, NodeId id, NodeKind kind) {
    return id != no_node && document.nodes[id].kind == kind;
}

// The kind of a resource by its members; `not_batchai` when none decides.
Shape kind_by_members(const Document& document, NodeId members) {
    if (has_any(document, members, job_members)) return Shape::job;
    if (has_any(document, members, file_server_members)) return Shape::file_server;
    if (has_any(document, members, cluster_members)) return Shape::cluster;
    if (document.member(members, "stdOutErrPathPrefix") != no_node) return Shape::job;
    if (document.member(members, "vmSize") != no_node || document.member(members, "subnet") != no_node)
        return Shape::cluster;
    return Shape::not_batchai;
}

// The kind by the resource's type or id; types occur in any case and in singular (batchai.md 1.2). Only what
// follows the provider counts: groups and workspaces may be called "jobs" as well.
Shape kind_by_name(std::string_view name) {
    constexpr std::string_view provider = "microsoft.batchai/";
    const std::string text = lower(name);
    const auto at = text.find(provider);
    if (at == std::string::npos) return Shape::not_batchai;
    const bool is_id = at > 0; // collections and names in turn; a type has collections only
    const std::vector<std::string_view> segments =
        split(std::string_view(text).substr(at + provider.size()), '/');
    const std::size_t last = is_id && segments.size() % 2 == 0 ? segments.size() - 2 : segments.size() - 1;
    const std::string_view kind = segments[last];
    if (kind == "jobs" || kind == "job") return Shape::job;
    if (kind == "clusters" || kind == "cluster") return Shape::cluster;
    if (kind == "fileservers" || kind == "fileserver") return Shape::file_server;
    if (kind == "experiments") return Shape::experiment;
    if (kind == "workspaces") return Shape::workspace;
    return Shape::other_batchai;
}

Shape kind_by_schema(std::string_view schema) {
    if (schema.find("BatchAI") == std::string_view::npos && schema.find("batchai") == std::string_view::npos)
        return Shape::not_batchai;
    if (schema.ends_with("/cluster.json")) return Shape::cluster;
    if (schema.ends_with("/nfs.json")) return Shape::file_server;
    return schema.ends_with(".json") ? Shape::job : Shape::not_batchai;
}

// Answers that define nothing (batchai.md 10.1, step 16), by members of the object or of the elements of the
// list.
bool is_service_output(const Document& document, NodeId root) {
    NodeId object = root;
    for (int depth = 0; depth < 2; ++depth) {
        if (is(document, object, NodeKind::array))
            object = document.nodes[object].first_child;
        else if (const NodeId value = document.member(object, "value"); is(document, value, NodeKind::array))
            object = value;
    }
    if (!is(document, object, NodeKind::object)) return false;
    constexpr std::array<std::string_view, 6> marks = {"nodeId",      "ipAddress",    "fileType",
                                                       "downloadUrl", "currentValue", "isDirectory"};
    const NodeId error = document.member(root, "error");
    return has_any(document, object, marks)
           || (is(document, error, NodeKind::object) && document.member(error, "code") != no_node);
}

// {parameters: {x: {value|reference}}} (batchai.md 10.1, step 3)
bool is_parameter_file(const Document& document) {
    const NodeId parameters = document.member(0, "parameters");
    if (!is(document, parameters, NodeKind::object) || document.member(0, "resources") != no_node)
        return false;
    const NodeId first = document.nodes[parameters].first_child;
    return is(document, first, NodeKind::object)
           && (document.member(first, "value") != no_node || document.member(first, "reference") != no_node);
}

bool is_api_example(const Document& document) {
    const NodeId parameters = document.member(0, "parameters");
    return is(document, parameters, NodeKind::object) && document.member(parameters, "api-version") != no_node
           && document.member(0, "responses") != no_node;
}

bool is_sweep(const Document& document) {
    const NodeId list = document.member(0, "params");
    if (!is(document, list, NodeKind::array)) return false;
    const NodeId first = document.nodes[list].first_child;
    return is(document, first, NodeKind::object) && document.member(first, "paramType") != no_node;
}

bool is_configuration(const Document& document) {
    constexpr std::array<std::string_view, 3> parts = {"aad_client_id", "storage_account", "admin_user"};
    return document.member(0, "subscription_id") != no_node && document.member(0, "properties") == no_node
           && has_any(document, 0, parts);
}

// A resource that says by itself what it is, unlike a reference such as {"id": …, "resourceGroup": …}.
bool is_whole_resource(const Document& document, NodeId object) {
    if (!is(document, object, NodeKind::object)) return false;
    const NodeId properties = document.member(object, "properties");
    if (is(document, properties, NodeKind::object)
        && kind_by_members(document, properties) != Shape::not_batchai)
        return true;
    const auto names_kind = [&](std::string_view member) {
        return kind_by_name(text_of(document, object, member)) != Shape::not_batchai;
    };
    return document.member(object, "name") != no_node && (names_kind("type") || names_kind("id"));
}

// {"cluster": {…}, "job": {…}}, or lists of them under a name.
bool holds_resources(const Document& document, NodeId root) {
    for (NodeId id = document.nodes[root].first_child; id != no_node; id = document.nodes[id].next_sibling) {
        const NodeId element = is(document, id, NodeKind::array) ? document.nodes[id].first_child : id;
        if (element != no_node && is_whole_resource(document, element)) return true;
    }
    return false;
}

bool holds_batchai_types(const Document& document) {
    return std::any_of(document.nodes.begin(), document.nodes.end(), [](const Node& node) {
        return node.kind == NodeKind::string && node.key == "type"
               && starts_with_i(node.text, "microsoft.batchai/");
    });
}

Shape wrapper(const Document& document) {
    const std::string_view schema = text_of(document, 0, "$schema");
    if (document.member(0, "nbformat") != no_node
        && is(document, document.member(0, "cells"), NodeKind::array))
        return Shape::notebook;
    if (schema.find("eploymentTemplate.json") != std::string_view::npos
        || (document.member(0, "resources") != no_node && holds_batchai_types(document)))
        return holds_batchai_types(document) ? Shape::arm_template : Shape::not_batchai;
    if (is_api_example(document)) return Shape::api_example;
    if (schema.find("eploymentParameters.json") != std::string_view::npos || is_parameter_file(document))
        return Shape::arm_parameters;
    if (is(document, document.member(0, "value"), NodeKind::array)) return Shape::list_page;
    if (is_configuration(document)) return Shape::configuration;
    if (is_sweep(document)) return Shape::sweep;
    return Shape::job; // no wrapper
}

} // namespace

bool is_part_of_resource(const Document& document) {
    const NodeId object = is(document, 0, NodeKind::array) ? document.nodes[0].first_child : 0;
    return is(document, object, NodeKind::object) && has_any(document, object, part_members);
}

Shape classify_object(const Document& document, NodeId object) {
    for (const std::string_view member : {"type", "id"}) {
        const Shape shape = kind_by_name(text_of(document, object, member));
        // A reference such as {"id": …} is no resource.
        if (shape != Shape::not_batchai && shape != Shape::other_batchai && document.size(object) > 2)
            return shape;
    }
    const NodeId properties = document.member(object, "properties");
    if (is(document, properties, NodeKind::object)) return kind_by_members(document, properties);
    if (has_any(document, object, strong_members) || has_any(document, object, file_server_members))
        return kind_by_members(document, object);
    return Shape::not_batchai;
}

Classification classify(const Document& document) {
    Classification out;
    const NodeKind root = document.nodes[0].kind;
    if ((root == NodeKind::array || root == NodeKind::object) && is_service_output(document, 0)) {
        out.shape = Shape::service_output;
        return out;
    }
    if (root == NodeKind::array) {
        out.shape = Shape::bare_array;
        return out;
    }
    if (root != NodeKind::object) return out;
    if (const Shape shape = wrapper(document); shape != Shape::job) {
        out.shape = shape;
        return out;
    }
    const NodeId properties = document.member(0, "properties");
    if (properties != no_node) out.properties = properties;
    const NodeId members = is(document, properties, NodeKind::object) ? properties : 0;
    for (const std::string_view member : {"type", "id"}) {
        out.shape = kind_by_name(text_of(document, 0, member));
        if (out.shape != Shape::not_batchai) return out;
    }
    if (properties == no_node && holds_resources(document, 0)) {
        out.shape = Shape::several;
        return out;
    }
    out.shape = kind_by_members(document, members);
    if (out.shape == Shape::not_batchai) out.shape = kind_by_schema(text_of(document, 0, "$schema"));
    const bool only_mounts = std::none_of(job_members.begin(), job_members.end(), [&](std::string_view name) {
        return name != "mountVolumes" && document.member(members, name) != no_node;
    });
    if (out.shape == Shape::not_batchai || (out.shape == Shape::job && only_mounts && properties == no_node))
        if (is_part_of_resource(document)) out.shape = Shape::fragment;
    return out;
}

std::string_view shape_name(Shape shape) {
    switch (shape) {
    case Shape::job:
        return "job";
    case Shape::cluster:
        return "cluster";
    case Shape::file_server:
        return "file server";
    case Shape::workspace:
        return "workspace";
    case Shape::experiment:
        return "experiment";
    case Shape::service_output:
        return "service output";
    case Shape::arm_template:
        return "ARM template";
    case Shape::arm_parameters:
        return "ARM parameter file";
    case Shape::api_example:
        return "REST API example";
    case Shape::list_page:
        return "REST list page";
    case Shape::bare_array:
        return "list of resources";
    case Shape::several:
        return "several resources";
    case Shape::fragment:
        return "part of a Batch AI resource";
    case Shape::notebook:
        return "notebook";
    case Shape::sweep:
        return "parameter sweep";
    case Shape::configuration:
        return "configuration.json of the Batch AI recipes";
    case Shape::other_batchai:
        return "Batch AI document of another kind";
    case Shape::not_batchai:
        return "not a Batch AI document";
    }
    return "unknown";
}

bool mentions_batchai_code(std::string_view text) {
    if (text.find("azure.mgmt.batchai") != std::string_view::npos) return true;
    // "$AZ batchai job create", "az --debug batchai job create"
    for (const std::string_view words : {"batchai job ", "batchai cluster ", "batchai workspace ",
                                         "batchai experiment ", "batchai file-server "})
        if (text.find(words) != std::string_view::npos) return true;
    // "az batchai", with any blanks between the two words
    for (std::size_t at = text.find("batchai"); at != std::string_view::npos;
         at = text.find("batchai", at + 1)) {
        std::size_t before = at;
        while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t'))
            --before;
        if (before < at && before >= 2 && text.substr(before - 2, 2) == "az"
            && (before == 2 || !std::isalnum(static_cast<unsigned char>(text[before - 3]))))
            return true;
    }
    return false;
}

} // namespace batchai2aml
