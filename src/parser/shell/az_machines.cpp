// Clusters and file servers as options describe them.
#include "parser/shell/az_machines.hpp"

#include <utility>
#include <vector>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

bool is_key_text(const Text& key) {
    return key && (key->value.starts_with("ssh-") || key->value.starts_with("ecdsa-"));
}

// 11.6. Without a password the tool took a key from the machine that it ran on, unless the text of one is
// given.
std::optional<UserAccount> read_account(CallOptions& options) {
    UserAccount account;
    account.admin_user_name = options.text("--user-name");
    account.admin_user_ssh_public_key = options.text("--ssh-key");
    account.admin_user_password = options.secret("--password");
    const bool generates = options.flag("--generate-ssh-keys", rules::call_key_elsewhere);
    const Text& key = account.admin_user_ssh_public_key;
    const bool elsewhere =
        !is_key_text(key) && !account.admin_user_password && (key || generates || account.admin_user_name);
    if (elsewhere) {
        for (const Text& text : {account.admin_user_name, key})
            options.record(text, rules::call_key_elsewhere);
        const LeafId at = key         ? key->leaf
                          : generates ? options.leaf("--generate-ssh-keys")
                                      : account.admin_user_name->leaf;
        options.context().report(
            "B2A1207", at.node,
            "the public key of the nodes lay on the machine that ran this command: SSH is "
            "left closed");
        return std::nullopt;
    }
    if (key && !is_key_text(key)) {
        options.record(key, rules::call_key_elsewhere);
        account.admin_user_ssh_public_key.reset();
    }
    const bool any =
        account.admin_user_name || account.admin_user_ssh_public_key || account.admin_user_password;
    return any ? std::optional(account) : std::nullopt;
}

void set_size(CallOptions& options, Cluster& cluster) {
    Text size = options.asked("--vm-size");
    cluster.size_asked = size && !unknown_parts(size->value).empty();
    if (cluster.size_asked)
        options.record(size, rules::call_unknown_value);
    else
        cluster.vm_size = std::move(size);
}

void set_image(CallOptions& options, Cluster& cluster) {
    cluster.image_id = options.text("--custom-image");
    const Text image = options.text("--image");
    if (!image) return;
    const LeafId leaf = image->leaf;
    const auto part = [&](std::string_view text) -> Text {
        return text.empty() ? Text{} : Text(Field<std::string>{std::string(text), leaf});
    };
    std::vector<std::string_view> parts = split(image->value, ':');
    if (iequals(image->value, "UbuntuLTS")) parts = {"Canonical", "UbuntuServer", "16.04-LTS", ""};
    if (iequals(image->value, "UbuntuDSVM"))
        parts = {"microsoft-ads", "linux-data-science-vm-ubuntu", "linuxdsvmubuntu", ""};
    if (parts.size() != 4) {
        options.context().report(
            "B2A1205", leaf.node,
            "the image is neither UbuntuLTS, UbuntuDSVM nor publisher:offer:sku:version");
        parts = {"", image->value, "", ""};
    }
    cluster.image_publisher = part(parts[0]);
    cluster.image_offer = part(parts[1]);
    cluster.image_sku = part(parts[2]);
    cluster.image_version = part(parts[3]);
}

void set_setup(CallOptions& options, Cluster& cluster) {
    if (!options.has("--setup-task")) return;
    SetupTask task;
    task.origin = options.leaf("--setup-task");
    task.command_line = options.command("--setup-task");
    task.std_out_err_path_prefix = options.text("--setup-task-output");
    if (task.command_line) cluster.setup_task = std::move(task);
}

} // namespace

// 11.5
void set_scale(CallOptions& options, bool old_scale, Cluster& cluster) {
    const Count target = options.count("--target");
    const Count low = options.count("--min");
    const Count high = options.count("--max");
    if (options.has("--min") != options.has("--max"))
        options.context().report(
            "B2A1205", options.leaf(options.has("--min") ? "--min" : "--max").node,
            std::string(options.has("--min") ? "--min without --max" : "--max without --min")
                + " was refused by the tool");
    const bool none = low && high && low->value == 0 && high->value == 0;
    const bool fixed = low && high && low->value == high->value && (!target || old_scale);
    if (none || (!low && !high)) {
        for (const Count& bound : {low, high})
            if (bound) options.context().notes.ledger.add(bound->leaf, rules::call_unused_option);
        cluster.target_node_count = target;
    } else if (fixed) {
        cluster.target_node_count = high;
        options.context().notes.ledger.add(low->leaf, rules::call_fixed_scale);
    } else {
        cluster.minimum_node_count = low;
        cluster.maximum_node_count = high;
        cluster.initial_node_count = target;
    }
}

void read_cluster_call(CallOptions& options, Call& call, UnknownAccounts unknown) {
    Cluster& cluster = call.cluster;
    set_size(options, cluster);
    cluster.vm_priority = options.asked("--vm-priority");
    set_image(options, cluster);
    set_scale(options, call.old_scale, cluster);
    cluster.user_account = read_account(options);
    cluster.subnet_id = options.asked("--subnet");
    set_setup(options, cluster);
    read_mount_options(options, call, cluster.mount_volumes, unknown);
    read_auto_storage(options, cluster.mount_volumes);
}

void read_file_server_call(CallOptions& options, Call& call) {
    FileServer& server = call.file_server;
    server.vm_size = options.text("--vm-size");
    server.user_account = read_account(options);
    server.disk_size_gb = options.count("--disk-size");
    server.disk_count = options.count("--disk-count");
    server.storage_account_type = options.text("--storage-sku");
    if (!server.storage_account_type) server.storage_account_type = options.text("--storage-account-type");
    server.caching_type = options.text("--caching-type");
    server.subnet_id = options.text("--subnet");
}

} // namespace batchai2aml
