#include "parser/layout.hpp"

#include <algorithm>
#include <array>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::string_view text_of(const Document& document, NodeId object, std::string_view name) {
    const NodeId id = object == no_node ? no_node : document.member(object, name);
    return id != no_node && document.nodes[id].kind == NodeKind::string
               ? std::string_view(document.nodes[id].text)
               : std::string_view{};
}

bool has(const Document& document, NodeId object, std::string_view name) {
    return object != no_node && document.nodes[object].kind == NodeKind::object
           && document.member(object, name) != no_node;
}

bool is_draft(const Document& document, NodeId root) {
    const std::uint32_t end = document.nodes[root].end;
    for (NodeId id = root; id < document.nodes.size() && document.nodes[id].begin < end; ++id) {
        const Node& node = document.nodes[id];
        if (node.key == "credentialsInfo" || node.key == "accountKeySecretUrl") return true;
        if (node.kind == NodeKind::string && node.text.find("AZ_LEARNING_") != std::string::npos) return true;
    }
    return false;
}

bool names_workspaces(std::string_view id_or_type) {
    const std::string text = lower(id_or_type);
    const auto provider = text.find("microsoft.batchai/");
    return provider != std::string::npos && text.find("/workspaces", provider) != std::string::npos;
}

// Members that came with 2018-05-01.
bool has_new_member(const Document& document, NodeId members) {
    constexpr std::array<std::string_view, 3> names = {"schedulingPriority", "horovodSettings",
                                                       "customMpiSettings"};
    if (std::any_of(names.begin(), names.end(),
                    [&](std::string_view name) { return has(document, members, name); }))
        return true;
    const bool container = has(document, members, "containerSettings");
    return container && has(document, document.member(members, "containerSettings"), "shmSize");
}

template <class T>
void ignore(ReadContext& context, std::optional<Field<T>>& field, std::string_view name) {
    if (!field) return;
    context.notes.ledger.add(field->leaf, rules::other_version);
    context
        .report("B2A0214", field->leaf.node,
                "\"" + std::string(name) + "\" was ignored: version 2018-05-01 of the API has no such member")
        .answers = {{"ignored-members", "read"}};
    field.reset();
}

void ignore_tags(ReadContext& context, Resource& resource) {
    for (const Tag& tag : resource.tags) {
        std::optional<Field<std::string>> value = tag.value;
        ignore(context, value, "tags");
    }
    resource.tags.clear();
}

bool keeps_older_members(const ReadContext& context, const Resource& resource) {
    return resource.layout != Layout::workspaces || context.ignored == IgnoredMembers::read;
}

} // namespace

Layout find_layout(const Document& document, const ResourceNode& where, std::string_view api_version) {
    for (const std::string_view member : {"apiVersion", "api-version"})
        if (const std::string_view own = text_of(document, where.root, member); !own.empty())
            api_version = own;
    const NodeId members = where.properties == no_node ? where.root : where.properties;
    if (api_version == "2018-05-01") return Layout::workspaces;
    if (api_version == "2018-03-01") return Layout::flat;
    if (api_version.empty()) {
        for (const std::string_view member : {"id", "type"})
            if (names_workspaces(text_of(document, where.root, member))) return Layout::workspaces;
        if (has_new_member(document, members)) return Layout::workspaces;
    }
    if (is_draft(document, where.root)) return Layout::drafts;
    const bool addressed =
        lower(text_of(document, where.root, "id")).find("microsoft.batchai/") != std::string::npos;
    return addressed || api_version == "2017-09-01-preview" ? Layout::flat : Layout::any;
}

void ignore_older_members(ReadContext& context, Job& job) {
    if (keeps_older_members(context, job)) return;
    constexpr std::array<std::string_view, 3> words = {"low", "normal", "high"};
    const auto is_word = [&](std::string_view word) { return iequals(job.priority->value, word); };
    // One published answer of that version spells schedulingPriority so (batchai.md 6.1).
    if (job.priority && std::none_of(words.begin(), words.end(), is_word))
        ignore(context, job.priority, "priority");
    ignore(context, job.experiment_name, "experimentName");
    for (OutputDirectory& directory : job.output_directories) {
        ignore(context, directory.type, "type");
        ignore(context, directory.create_new, "createNew");
    }
    ignore_tags(context, job);
}

void ignore_older_members(ReadContext& context, Cluster& cluster) {
    if (keeps_older_members(context, cluster)) return;
    if (cluster.setup_task) ignore(context, cluster.setup_task->run_elevated, "runElevated");
    ignore_tags(context, cluster);
}

} // namespace batchai2aml
