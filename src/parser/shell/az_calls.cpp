#include "parser/shell/az_calls.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "parser/shell/az_mounts.hpp"
#include "parser/shell/az_options.hpp"
#include "parser/shell/call_options.hpp"
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

void set_setup(CallOptions& options, Cluster& cluster) {
    if (!options.has("--setup-task")) return;
    SetupTask task;
    task.origin = options.leaf("--setup-task");
    task.command_line = options.command("--setup-task");
    task.std_out_err_path_prefix = options.text("--setup-task-output");
    if (task.command_line) cluster.setup_task = std::move(task);
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

// The part of a job's name that is not known is left out: such names were made to differ.
void set_job_name(CallOptions& options, Job& job) {
    Text name = options.text("--name");
    if (!name) return;
    const std::vector<std::string> unknown = unknown_parts(name->value);
    if (unknown.empty()) {
        job.name = std::move(name);
        return;
    }
    for (const std::string& part : unknown)
        name->value = replace_all(name->value, part, "");
    while (!name->value.empty()
           && std::string_view("-_. ").find(name->value.back()) != std::string_view::npos)
        name->value.pop_back();
    name->value.erase(0, name->value.find_first_not_of("-_. "));
    options.record(name, rules::call_unknown_name);
    if (!name->value.empty()) job.name = std::move(name);
}

void read_job_call(CallOptions& options, Call& call, UnknownAccounts unknown) {
    Job& job = call.job;
    set_job_name(options, job);
    job.cluster_id = options.asked("--cluster");
    job.experiment_name = options.asked("--experiment");
    options.record("--cluster-resource-group", rules::call_resource_group);
    options.record("--experiment-resource-group", rules::call_resource_group);
    read_mount_options(options, call, job.mount_volumes, unknown);
}

template <class T>
void set_identity(T& resource, const Call& call, const Text& location, const CallOptions& options) {
    resource.open = options.open();
    resource.origin = call.origin;
    resource.call = call.origin;
    resource.location = location;
    if (call.kind != CallKind::job) resource.name = call.name;
}

CallKind kind_of(AzCommandKind kind) {
    switch (kind) {
    case AzCommandKind::workspace_create:
        return CallKind::workspace;
    case AzCommandKind::experiment_create:
        return CallKind::experiment;
    case AzCommandKind::cluster_create:
        return CallKind::cluster;
    case AzCommandKind::cluster_scale:
        return CallKind::scale;
    case AzCommandKind::file_server_create:
        return CallKind::file_server;
    default:
        return CallKind::job;
    }
}

/// All calls of one document.
class CallsReader {
  public:
    CallsReader(ReadContext& context, const std::vector<CallFacts>& facts, Resources& out)
        : context_(context),
          facts_(facts),
          out_(out),
          old_scale_(is_oldest()),
          unknown_accounts_(count_unknown_accounts()) {}

    void run() {
        std::size_t index = 0;
        for (NodeId id = context_.node(0).first_child; id != no_node; id = context_.node(id).next_sibling)
            read(id, index++);
    }

  private:
    // Options that version 0.1 did not have (batchai.md 11.1): without any of them equal bounds meant a fixed
    // number of nodes, which is what they came to in each version.
    [[nodiscard]] bool is_oldest() const {
        constexpr std::array<std::string_view, 5> newer = {"--target", "--vm-priority", "--setup-task",
                                                           "--use-auto-storage", "--workspace"};
        return std::none_of(
            context_.document.nodes.begin(), context_.document.nodes.end(),
            [&](const Node& node) { return std::find(newer.begin(), newer.end(), node.key) != newer.end(); });
    }

    [[nodiscard]] UnknownAccounts count_unknown_accounts() const {
        std::set<std::string_view> unknown;
        for (const Node& node : context_.document.nodes)
            if ((node.key == "--storage-account-name" || node.key == "AZURE_BATCHAI_STORAGE_ACCOUNT")
                && !unknown_parts(node.text).empty())
                unknown.insert(node.text);
        return unknown.size() > 1 ? UnknownAccounts::several : UnknownAccounts::one;
    }

    [[nodiscard]] const std::string& words_of(NodeId call) const {
        return context_.node(context_.document.member(call, command_member)).text;
    }

    void read(NodeId id, std::size_t index) {
        const std::string& words = words_of(id);
        const std::string whole = "az " + words;
        const FoundCommand found = find_az_command(split(whole, ' '));
        if (found.command == nullptr || found.command->kind == AzCommandKind::other_batchai)
            tell_counterpart(id, found.command, words);
        else if (found.command->kind == AzCommandKind::share_create
                 || found.command->kind == AzCommandKind::container_create)
            read_storage_line(id, found.command->kind == AzCommandKind::share_create);
        else
            read_create(id, index, kind_of(found.command->kind), words);
    }

    void tell_counterpart(NodeId id, const AzCommand* command, const std::string& words) {
        const NodeId member = context_.document.member(id, command_member);
        context_.notes.ledger.add(context_.leaf(member), rules::call_looks_at);
        if (command == nullptr || command->counterpart.empty() || !told_.insert(words).second) return;
        context_.report("B2A1212", member,
                        "\"az " + words + "\" has a counterpart: " + std::string(command->counterpart));
    }

    void read_storage_line(NodeId id, bool is_share) {
        CallOptions options(context_, id, "the command");
        const Text name = options.known("--name");
        const Text account = options.known("--account-name");
        options.record(name, rules::call_storage_line);
        options.record(account, rules::call_storage_line);
        if (options.secret("--account-key"))
            context_.notes.ledger.add(options.leaf("--account-key"), rules::call_storage_line);
        options.finish();
        if (name && account) out_.storage_lines.push_back({is_share, *name, *account});
    }

    void read_create(NodeId id, std::size_t index, CallKind kind, const std::string& words) {
        const std::string what = "\"az " + words + "\"";
        CallOptions options(context_, id, what);
        Call call;
        call.kind = kind;
        call.origin = context_.leaf(id);
        call.order = index;
        call.old_scale = old_scale_;
        if (index < facts_.size()) {
            call.folder = facts_[index].folder;
            call.certain = facts_[index].certain;
        }
        read_common(options, call);
        read_kind(options, call);
        options.finish();
        if (!call.certain && kind != CallKind::scale)
            context_.report(
                "B2A1208", context_.document.member(id, command_member),
                "whether this command ran depends on what only the script knows; what it makes was "
                "converted");
        out_.calls.push_back(std::move(call));
    }

    static void read_common(CallOptions& options, Call& call) {
        call.name = call.kind == CallKind::job          ? Text{}
                    : call.kind == CallKind::experiment ? options.text("--name")
                                                        : options.asked("--name");
        call.workspace = options.text("--workspace");
        options.record(call.workspace, rules::call_workspace);
        call.resource_group = options.text("--resource-group");
        options.record(call.resource_group, rules::call_resource_group);
        call.config_file = options.asked("--config-file");
        options.record(call.config_file, rules::call_config_file);
    }

    void read_kind(CallOptions& options, Call& call) const {
        const Text location = options.text("--location");
        switch (call.kind) {
        case CallKind::workspace:
            set_identity(call.workspace_resource, call, location, options);
            break;
        case CallKind::experiment:
            options.record(call.name, rules::experiment_resource);
            options.record(location, rules::location);
            break;
        case CallKind::cluster:
            read_cluster_call(options, call, unknown_accounts_);
            set_identity(call.cluster, call, location, options);
            break;
        case CallKind::scale:
            set_scale(options, false, call.cluster);
            options.record(call.name, rules::call_scaled_cluster);
            break;
        case CallKind::file_server:
            read_file_server_call(options, call);
            set_identity(call.file_server, call, location, options);
            break;
        case CallKind::job:
            read_job_call(options, call, unknown_accounts_);
            set_identity(call.job, call, location, options);
            break;
        }
    }

    ReadContext& context_;
    const std::vector<CallFacts>& facts_;
    Resources& out_;
    bool old_scale_;
    UnknownAccounts unknown_accounts_;
    std::set<std::string> told_;
};

} // namespace

void read_calls(ReadContext& context, const std::vector<CallFacts>& facts, Resources& out) {
    CallsReader(context, facts, out).run();
}

} // namespace batchai2aml
