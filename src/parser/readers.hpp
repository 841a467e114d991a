/// \file
/// Readers of the single resources and their parts (batchai.md 3 to 6). Internal to the parser.
#pragma once

#include "model/batchai.hpp"
#include "parser/object_reader.hpp"

namespace batchai2aml {

/// Where the members of a resource stand.
struct ResourceNode {
    NodeId root = 0;             ///< the object that is the resource
    NodeId properties = no_node; ///< its `properties`; `no_node`: members stand at the root (flat form)
};

[[nodiscard]] Cluster read_cluster(ReadContext& context, const ResourceNode& where);
[[nodiscard]] FileServer read_file_server(ReadContext& context, const ResourceNode& where);
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
/// Ends the root of a resource that has `properties`: what stands beside it was ignored (batchai.md 10.2).
void finish_root(ObjectReader& root);

template <class F>
void read_resource(ReadContext& context, const ResourceNode& where, std::string_view what, Resource& resource,
                   F read_members) {
    ObjectReader root(context, where.root, what);
    resource.origin = root.leaf();
    read_common(root, resource);
    if (where.properties == no_node) {
        read_service_members(root);
        read_members(root);
        root.finish();
        return;
    }
    if (auto properties = root.object("properties")) {
        read_service_members(*properties);
        read_members(*properties);
        properties->finish();
    }
    finish_root(root);
}

} // namespace batchai2aml
