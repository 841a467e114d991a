/// \file
/// Readers of the single resources and their parts (batchai.md 3 to 6). Internal to the parser.
#pragma once

#include "model/batchai.hpp"
#include "parser/object_reader.hpp"

namespace batchai2aml {

/// Where the members of a resource stand.
struct ResourceNode {
    NodeId root = 0;                ///< the object that is the resource
    NodeId properties = no_node;    ///< its `properties`; `no_node`: members stand at the root (flat form)
    std::string_view api_version{}; ///< that something around it names
};

/// `api_version`: what stands around the resource, as in an API example; may be empty. Editor schemas are no
/// evidence: many files name one of another version than they were used with.
[[nodiscard]] Layout find_layout(const Document& document, const ResourceNode& where,
                                 std::string_view api_version);

[[nodiscard]] Cluster read_cluster(ReadContext& context, const ResourceNode& where);
[[nodiscard]] FileServer read_file_server(ReadContext& context, const ResourceNode& where);
[[nodiscard]] Workspace read_workspace(ReadContext& context, const ResourceNode& where);
[[nodiscard]] Job read_job(ReadContext& context, const ResourceNode& where);

[[nodiscard]] MountVolumes read_mount_volumes(ObjectReader& owner);
[[nodiscard]] std::optional<UserAccount> read_user_account(ObjectReader& owner);
[[nodiscard]] std::vector<EnvironmentVariable> read_environment_variables(ObjectReader& owner);
[[nodiscard]] std::vector<SecretVariable> read_secret_variables(ObjectReader& owner);
[[nodiscard]] KeyVaultReference read_key_vault_reference(ObjectReader& owner, std::string_view member);
/// A secret and a reference to one, of which Batch AI allowed one.
void report_both(ReadContext& context, const SecretText& plain, const KeyVaultReference& reference,
                 std::string_view names);
/// The `id` of an object such as `cluster` or `subnet`.
[[nodiscard]] Text read_resource_id(ObjectReader& owner, std::string_view member);

/// Reads what all resources have from the root, gives `properties` (or the root again, in the flat form) to
/// `read_members`, and accounts for all that is left over in both.
template <class F>
void read_resource(ReadContext& context, const ResourceNode& where, std::string_view what, Resource& resource,
                   F read_members);

/// Members of the root that every resource has; used by `read_resource`.
void read_common(ObjectReader& root, Resource& resource);
/// Read-only members of jobs, clusters and file servers.
void read_service_members(ObjectReader& properties);
/// Ends the root of a resource that has `properties`: what stands beside it was ignored (batchai.md 10.2),
/// but for what the reader of `properties` took.
void finish_root(ObjectReader& root);
/// Reading is lenient, and there is nothing in `properties`: the members are looked for at the root.
[[nodiscard]] bool reads_root_instead(const ReadContext& context, const ResourceNode& where);

template <class F>
void read_resource(ReadContext& context, const ResourceNode& where, std::string_view what, Resource& resource,
                   F read_members) {
    ObjectReader root(context, where.root, what);
    resource.origin = root.leaf();
    resource.layout = find_layout(context.document, where, where.api_version);
    read_common(root, resource);
    if (where.properties == no_node || reads_root_instead(context, where)) {
        if (where.properties != no_node) (void)root.object("properties");
        read_service_members(root);
        read_members(root);
        root.finish();
        return;
    }
    if (auto properties = root.object("properties")) {
        read_service_members(*properties);
        if (context.ignored == IgnoredMembers::read) properties->fall_back_to(where.root);
        read_members(*properties);
        properties->finish();
        root.adopt(*properties);
    }
    finish_root(root);
}

} // namespace batchai2aml
