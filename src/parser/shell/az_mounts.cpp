#include "parser/shell/az_mounts.hpp"

#include <utility>

namespace batchai2aml {

namespace {

constexpr std::string_view account_variable = "AZURE_BATCHAI_STORAGE_ACCOUNT";
constexpr std::string_view key_variable = "AZURE_BATCHAI_STORAGE_KEY";

// One account that is not known is asked for like the one that files leave open; several are told apart.
void read_account(CallOptions& options, Call& call, UnknownAccounts unknown) {
    const std::string_view name =
        options.has("--storage-account-name") ? "--storage-account-name" : account_variable;
    call.storage_account = unknown == UnknownAccounts::one ? options.known(name) : options.text(name);
    const bool key_by_option = options.has("--storage-account-key");
    call.storage_key = options.secret(key_by_option ? "--storage-account-key" : key_variable);
    options.record(call.storage_account, rules::call_storage_account);
}

Field<std::string> derived(const Field<std::string>& from, std::string value) {
    return {std::move(value), from.leaf};
}

// The path that the tool chose when none is given stands nowhere: it counts as part of the name.
Text path_of(CallOptions& options, std::string_view name, const Field<std::string>& mounted,
             std::string_view usual) {
    Text path = options.asked(name);
    return path ? path : Text(derived(mounted, std::string(usual)));
}

AzureFileShare share_of(const Call& call, const Field<std::string>& name, Text path) {
    const std::string account =
        call.storage_account ? call.storage_account->value : std::string(account_placeholder);
    AzureFileShare share;
    share.azure_file_url = derived(name, "https://" + account + ".file.core.windows.net/" + name.value);
    share.relative_mount_path = std::move(path);
    share.credentials.account_key = call.storage_key;
    return share;
}

AzureBlobFileSystem container_of(const Call& call, const Field<std::string>& name, Text path) {
    AzureBlobFileSystem container;
    container.account_name =
        call.storage_account ? call.storage_account : Text(derived(name, std::string(account_placeholder)));
    container.container_name = name;
    container.relative_mount_path = std::move(path);
    container.credentials.account_key = call.storage_key;
    return container;
}

} // namespace

void read_mount_options(CallOptions& options, Call& call, MountVolumes& volumes, UnknownAccounts unknown) {
    read_account(options, call, unknown);
    if (const Text share = options.text("--afs-name"))
        volumes.azure_file_shares.push_back(
            share_of(call, *share, path_of(options, "--afs-mount-path", *share, "afs")));
    if (const Text container = options.text("--bfs-name"))
        volumes.azure_blob_file_systems.push_back(
            container_of(call, *container, path_of(options, "--bfs-mount-path", *container, "bfs")));
    options.record("--nfs-resource-group", rules::call_resource_group);
    const Text server = options.asked("--nfs");
    if (!server) return;
    FileServerMount mount;
    mount.file_server_id = server;
    mount.relative_mount_path = path_of(options, "--nfs-mount-path", *server, "nfs");
    volumes.file_servers.push_back(std::move(mount));
}

void read_auto_storage(CallOptions& options, MountVolumes& volumes) {
    const Text account_name = options.text("--use-auto-storage");
    if (!account_name) return;
    options.record(account_name, rules::call_auto_storage);
    const Field<std::string>& flag = *account_name;
    const std::string& account = flag.value;
    AzureFileShare share;
    share.azure_file_url = derived(flag, "https://" + account + ".file.core.windows.net/batchaishare");
    share.relative_mount_path = derived(flag, "autoafs");
    volumes.azure_file_shares.push_back(std::move(share));
    AzureBlobFileSystem container;
    container.account_name = flag;
    container.container_name = derived(flag, "batchaicontainer");
    container.relative_mount_path = derived(flag, "autobfs");
    volumes.azure_blob_file_systems.push_back(std::move(container));
    if (unknown_parts(account).empty()) return;
    Diagnostic& told = options.context().report(
        "B2A1210", flag.leaf.node, "the tool made a storage account of its own, whose name only Azure knows");
    told.answers = {{"placeholders." + account, ""}};
    told.question = "Which storage account did --use-auto-storage make? az storage account list -g "
                    "batchaiautostorage names it.";
}

} // namespace batchai2aml
