#include "parser/shell/az_calls.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "parser/shell/az_machines.hpp"
#include "parser/shell/az_mounts.hpp"
#include "parser/shell/az_options.hpp"
#include "parser/shell/call_options.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

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
