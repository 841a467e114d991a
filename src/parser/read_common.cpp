#include <algorithm>
#include <array>
#include <string>

#include "parser/readers.hpp"
#include "parser/secret_names.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Batch AI wrote these; batchai.md 4, 6.1 and, for `resourceGroup` and `additionalProperties`, 10.4.
constexpr std::array<std::string_view, 15> service_members = {"creationTime",
                                                              "provisioningState",
                                                              "provisioningStateTransitionTime",
                                                              "allocationState",
                                                              "allocationStateTransitionTime",
                                                              "currentNodeCount",
                                                              "nodeStateCounts",
                                                              "errors",
                                                              "toolType",
                                                              "executionState",
                                                              "executionStateTransitionTime",
                                                              "executionInfo",
                                                              "jobOutputDirectoryPathSegment",
                                                              "resourceGroup",
                                                              "additionalProperties"};
constexpr std::array<std::string_view, 2> az_members = {"resourceGroup", "additionalProperties"};

// The name of the variable or tag says that its value is a secret (batchai.md 9).
void hide_secret(ReadContext& context, Field<std::string>& value) {
    if (is_placeholder(value.value) || value.value.find('$') != std::string::npos || value.value.size() < 4)
        return;
    value.value = "$BATCHAI2AML_SECRET_" + std::to_string(++context.secret_variables);
    context.notes.ledger.add(value.leaf, rules::redacted);
}

} // namespace

void read_common(ObjectReader& root, Resource& resource) {
    resource.id = root.text("id");
    resource.name = root.text("name");
    resource.type = root.text("type");
    resource.location = root.text("location");
    if (auto tags = root.object("tags")) {
        ReadContext& context = tags->context();
        const NodeId first = context.node(tags->node()).first_child;
        for (NodeId id = first; id != no_node; id = context.node(id).next_sibling) {
            if (context.node(id).duplicate) continue;
            Text value = tags->free_text_at(id);
            if (!value) continue;
            if (is_secret_name(context.node(id).key)) hide_secret(context, *value);
            resource.tags.push_back({printable(context.node(id).key), *value});
        }
    }
    if (root.has("etag")) root.all(std::array<std::string_view, 1>{"etag"}, rules::service_state);
    if (root.has("apiVersion")) root.all(std::array<std::string_view, 1>{"apiVersion"}, rules::api_version);
}

bool reads_root_instead(const ReadContext& context, const ResourceNode& where) {
    return context.ignored == IgnoredMembers::read && context.node(where.properties).kind == NodeKind::null;
}

void read_service_members(ObjectReader& properties) {
    properties.all(service_members, rules::service_state);
}

void finish_root(ObjectReader& root) {
    ReadContext& context = root.context();
    constexpr std::array<std::string_view, 8> known = {"id",   "name",       "type", "location",
                                                       "tags", "properties", "etag", "apiVersion"};
    for (NodeId id = context.node(root.node()).first_child; id != no_node;
         id = context.node(id).next_sibling) {
        const std::string& key = context.node(id).key;
        const bool meant = !key.empty() && key.front() != '$' && key != "comment";
        if (root.is_taken(id)) continue;
        const bool known_name = std::any_of(known.begin(), known.end(), [&](std::string_view name) {
            return normalised_member(name) == normalised_member(key); // a wrong case is another finding
        });
        if (!meant || context.node(id).duplicate || known_name) continue;
        context.report("B2A0210", id,
                       context.describe_name(id) + " stands beside \"properties\" and was ignored");
        root.all(std::array<std::string_view, 1>{key}, rules::beside_properties);
    }
    root.finish();
}

Text read_resource_id(ObjectReader& owner, std::string_view member) {
    auto reference = owner.object(member);
    if (!reference) return std::nullopt;
    Text id = reference->text("id");
    reference->all(az_members, rules::service_state);
    reference->finish();
    return id;
}

KeyVaultReference read_key_vault_reference(ObjectReader& owner, std::string_view member) {
    KeyVaultReference out;
    if (auto reference = owner.object(member)) {
        out.vault_id = read_resource_id(*reference, "sourceVault");
        out.secret_url = reference->text("secretUrl");
        reference->finish();
    }
    return out;
}

void report_both(ReadContext& context, const SecretText& plain, const KeyVaultReference& reference,
                 std::string_view names) {
    if (plain && reference.secret_url)
        context.report("B2A0211", plain->leaf.node, "only one of " + std::string(names) + " may be given");
}

std::optional<UserAccount> read_user_account(ObjectReader& owner) {
    auto reader = owner.object("userAccountSettings");
    if (!reader) return std::nullopt;
    UserAccount account;
    account.admin_user_name = reader->text("adminUserName");
    account.admin_user_password = reader->secret("adminUserPassword");
    account.admin_user_ssh_public_key = reader->free_text("adminUserSshPublicKey");
    reader->all(az_members, rules::service_state);
    reader->finish();
    return account;
}

std::vector<EnvironmentVariable> read_environment_variables(ObjectReader& owner) {
    std::vector<EnvironmentVariable> out;
    owner.each_object("environmentVariables", [&](ObjectReader& reader) {
        EnvironmentVariable variable;
        variable.name = reader.text("name");
        variable.value = reader.free_text("value", EmptyText::kept);
        if (variable.name && variable.value && is_secret_name(variable.name->value))
            hide_secret(reader.context(), *variable.value);
        out.push_back(std::move(variable));
    });
    return out;
}

std::vector<SecretVariable> read_secret_variables(ObjectReader& owner) {
    std::vector<SecretVariable> out;
    owner.each_object("secrets", [&](ObjectReader& reader) {
        SecretVariable variable;
        variable.name = reader.text("name");
        variable.value = reader.secret("value");
        variable.value_reference = read_key_vault_reference(reader, "valueSecretReference");
        report_both(reader.context(), variable.value, variable.value_reference,
                    "value and valueSecretReference");
        out.push_back(std::move(variable));
    });
    return out;
}

} // namespace batchai2aml
