#include "parser/shapes.hpp"

#include <algorithm>
#include <array>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

bool is_resource(Shape shape) {
    return shape == Shape::job || shape == Shape::cluster || shape == Shape::file_server
           || shape == Shape::workspace || shape == Shape::experiment;
}

NodeId properties_of(const Document& document, NodeId object) {
    return document.member(object, "properties");
}

// Goes through everything at and below `start` that is no part of a resource already found.
void find_below(const Document& document, NodeId start, std::vector<FoundResource>& out) {
    const std::uint32_t end = document.nodes[start].end;
    for (NodeId id = start; id < document.nodes.size() && document.nodes[id].begin < end;) {
        const Node& node = document.nodes[id];
        const Shape shape =
            node.kind == NodeKind::object ? classify_object(document, id) : Shape::not_batchai;
        if (!is_resource(shape)) {
            ++id;
            continue;
        }
        out.push_back({shape, {id, properties_of(document, id)}, {}, no_node});
        const std::uint32_t after = node.end;
        while (id < document.nodes.size() && document.nodes[id].begin < after)
            ++id;
    }
}

/// Parameters of a request that name a resource, from the outermost to the innermost (batchai.md 1.2).
struct NameParameter {
    std::string_view parameter;
    std::string_view collection;
    Shape kind;
};
constexpr std::array<NameParameter, 5> name_parameters = {
    {{"workspaceName", "workspaces", Shape::workspace},
     {"clusterName", "clusters", Shape::cluster},
     {"fileServerName", "fileServers", Shape::file_server},
     {"experimentName", "experiments", Shape::experiment},
     {"jobName", "jobs", Shape::job}}};

std::string_view view_of(const Document& document, NodeId object, std::string_view name) {
    const NodeId id = object == no_node ? no_node : document.member(object, name);
    return id == no_node || document.nodes[id].kind != NodeKind::string ? std::string_view{}
                                                                        : document.nodes[id].text;
}

std::string text_of(const Document& document, NodeId object, std::string_view name) {
    return std::string(view_of(document, object, name));
}

// The body of the request of an API example, with the id that its parameters say.
void find_request(const Document& document, NodeId parameters, std::vector<FoundResource>& out) {
    const NodeId body = document.member(parameters, "parameters");
    if (body == no_node || document.nodes[body].kind != NodeKind::object || document.is_leaf(body)) return;
    FoundResource found;
    found.where = {body, properties_of(document, body)};
    found.kind = Shape::not_batchai;
    found.id = "/subscriptions/" + text_of(document, parameters, "subscriptionId") + "/resourceGroups/"
               + text_of(document, parameters, "resourceGroupName") + "/providers/Microsoft.BatchAI";
    for (const NameParameter& name : name_parameters) {
        const std::string value = text_of(document, parameters, name.parameter);
        if (value.empty()) continue;
        found.kind = name.kind;
        found.id_node = document.member(parameters, name.parameter);
        found.id += "/" + std::string(name.collection) + "/" + value;
    }
    if (is_resource(found.kind)) out.push_back(std::move(found));
}

bool lies_in(const Document& document, NodeId id, NodeId container) {
    return container != no_node && document.nodes[id].begin >= document.nodes[container].begin
           && document.nodes[id].end <= document.nodes[container].end;
}

// Everything that is no part of a resource: parameters of a request, links to further pages, headers.
void account_for_rest(ReadContext& context, const std::vector<FoundResource>& resources, NodeId parameters) {
    const Document& document = context.document;
    std::size_t next = 0;
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
        while (next < resources.size()
               && document.nodes[id].begin >= document.nodes[resources[next].where.root].end)
            ++next;
        const bool inside = next < resources.size() && lies_in(document, id, resources[next].where.root);
        if (inside || !document.is_leaf(id)) continue;
        const bool names = std::any_of(resources.begin(), resources.end(),
                                       [&](const FoundResource& resource) { return resource.id_node == id; });
        if (names) continue; // becomes the name of the resource
        context.notes.ledger.add(context.leaf(id), lies_in(document, id, parameters)
                                                       ? rules::request_parameter
                                                       : rules::around_resources);
    }
}

} // namespace

std::vector<FoundResource> find_resources(ReadContext& context, const Classification& found) {
    const Document& document = context.document;
    std::vector<FoundResource> out;
    if (is_resource(found.shape)) {
        out.push_back({found.shape, {0, found.properties}, {}, no_node});
        return out;
    }
    NodeId parameters = no_node;
    if (found.shape == Shape::api_example) {
        parameters = document.member(0, "parameters");
        if (document.nodes[parameters].kind == NodeKind::object) find_request(document, parameters, out);
        find_below(document, document.member(0, "responses"), out);
        std::sort(out.begin(), out.end(),
                  [](const FoundResource& a, const FoundResource& b) { return a.where.root < b.where.root; });
    } else {
        find_below(document, 0, out);
    }
    for (FoundResource& resource : out)
        resource.where.api_version = view_of(document, parameters, "api-version");
    if (!out.empty()) account_for_rest(context, out, parameters);
    return out;
}

} // namespace batchai2aml
