#include <array>
#include <utility>

#include "parser/readers.hpp"

namespace batchai2aml {

namespace {

// `az` spelt two names in its own way (batchai.md 10.4). In a configuration file such a name was ignored.
std::string_view spelt_by_az(const ResourceNode& where, const ObjectReader& reader, std::string_view wire,
                             std::string_view az) {
    return where.properties == no_node && reader.has(az) ? az : wire;
}

void read_disks(ObjectReader& owner, const ResourceNode& where, FileServer& server) {
    auto disks = owner.object("dataDisks");
    if (!disks) return;
    server.disk_size_gb = disks->count(spelt_by_az(where, *disks, "diskSizeInGB", "diskSizeInGb"));
    server.disk_count = disks->count("diskCount");
    server.storage_account_type = disks->text("storageAccountType");
    server.caching_type = disks->text("cachingType");
    disks->finish();
}

void read_ssh(ObjectReader& owner, const ResourceNode& where, FileServer& server) {
    auto ssh = owner.object("sshConfiguration");
    if (!ssh) return;
    ssh->all_texts(spelt_by_az(where, *ssh, "publicIPsToAllow", "publicIpsToAllow"),
                   rules::file_server_login);
    server.user_account = read_user_account(*ssh);
    ssh->finish();
}

} // namespace

FileServer read_file_server(ReadContext& context, const ResourceNode& where) {
    FileServer server;
    read_resource(context, where, "the file server", server, [&](ObjectReader& members) {
        server.vm_size = members.text("vmSize");
        read_disks(members, where, server);
        read_ssh(members, where, server);
        server.subnet_id = read_resource_id(members, "subnet");
        members.all(std::array<std::string_view, 2>{"mountSettings", "statuses"}, rules::service_state);
    });
    return server;
}

Workspace read_workspace(ReadContext& context, const ResourceNode& where) {
    Workspace workspace;
    read_resource(context, where, "the workspace", workspace, [](ObjectReader&) {});
    return workspace;
}

} // namespace batchai2aml
