// Clusters (batchai.md 4; azureml.md 2.10, 6.8; design.md 7, rows 1 to 4, 14, 27, 31).
#include <algorithm>
#include <array>

#include "catalog/findings.hpp"
#include "mapper/cluster_size.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/mapper.hpp"
#include "mapper/node_setup.hpp"
#include "mapper/size_choice.hpp"
#include "model/placeholder.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

class ClusterMapper {
  public:
    ClusterMapper(const Project& project, const LinkedCluster& linked, const Options& options)
        : project_(project), linked_(linked), source_(*linked.cluster), options_(options) {
        out_.compute.name = linked.name;
        out_.compute.file = linked.file;
        out_.compute.header.source = described_source(*linked.document, source_);
    }

    MappedCompute run() {
        map_identity();
        map_size();
        map_priority();
        map_scale();
        map_host();
        map_node_setup(project_, linked_, options_, out_);
        map_account();
        map_subnet();
        account_mounts(project_, linked_.mounts, MountLevel::cluster, out_.notes);
        return std::move(out_);
    }

  private:
    template <class T>
    void record(const std::optional<Field<T>>& field, const Rule& rule, std::string_view path = {}) {
        if (field)
            out_.notes.ledger.add(field->leaf, rule, rule.target.empty() ? std::string{} : linked_.file,
                                  std::string(path));
    }
    void add_default(const Rule& rule, std::string path) {
        out_.notes.ledger.add_default(rule, linked_.file, std::move(path));
    }
    Diagnostic& report(std::string_view code, LeafId at, std::string message, std::string remedy = {}) {
        const FindingCode* known = find_finding_code(code);
        if (known != nullptr && known->level == Level::error)
            out_.compute.header.needs_work.push_back(message);
        out_.notes.diagnostics.push_back({.code = code,
                                          .at = at,
                                          .message = std::move(message),
                                          .remedy = std::move(remedy),
                                          .subject = linked_.file});
        return out_.notes.diagnostics.back();
    }

    void map_identity();
    void map_size();
    void report_size(Diagnostic&& finding);
    void map_priority();
    void map_scale();
    void map_manual_scale();
    std::int64_t not_negative(const Count& count, std::string_view name);
    void check_largest_job(LeafId at);
    void count_anew(LeafId at);
    void map_automatic_scale();
    void map_host();
    void map_subnet();
    void map_account();
    void map_public_key(const UserAccount& account);

    const Project& project_;
    const LinkedCluster& linked_;
    const Cluster& source_;
    const Options& options_;
    MappedCompute out_;
};

void ClusterMapper::map_identity() {
    record(source_.id, rules::resource_id, "name");
    record(source_.name, rules::resource_name, "name");
    for (const std::string& placeholder : source_.open)
        out_.compute.header.needs_work.push_back("fill in " + placeholder + ": --placeholder");
    record(source_.type, rules::resource_type);
    record(source_.location, rules::location);
    for (const Tag& tag : source_.tags)
        out_.notes.ledger.add(tag.value.leaf, rules::cluster_tags);
    if (linked_.name != linked_.source_name && linked_.name_source == NameSource::derived)
        report("B2A1101",
               source_.id     ? source_.id->leaf
               : source_.name ? source_.name->leaf
                              : source_.origin,
               "the cluster " + quoted(linked_.source_name) + " is called " + quoted(linked_.name) + " now")
            .answers = {{"names." + name_key(*linked_.document, source_, linked_.source_name), linked_.name}};
}

void ClusterMapper::map_size() {
    Value& size = out_.compute.size;
    if (!source_.vm_size) add_default(rules::missing_size, "size");
    if (linked_.choice.after.empty()) {
        size.text = "choose-a-size";
        size.comment = "The source names no size: put one here, or convert again with --vm-size SIZE";
        if (source_.size_asked) return; // with the option that names it
        out_.compute.header.needs_work.emplace_back("name the VM size: --vm-size SIZE");
        Diagnostic& told = report("B2A0302", source_.origin,
                                  "the cluster " + quoted(linked_.source_name) + " names no vmSize");
        told.answers = {{"sizes." + linked_.source_name, ""}, {"vm-size", ""}};
        told.question = "Which VM size has the cluster " + quoted(linked_.source_name) + "?";
        return;
    }
    ChosenSize chosen = describe_size(linked_.choice, options_);
    record(source_.vm_size, *chosen.rule, "size");
    size = std::move(chosen.size);
    out_.compute.quota_family = std::move(chosen.quota_family);
    out_.compute.vcpus = chosen.vcpus;
    if (chosen.finding) report_size(std::move(*chosen.finding));
}

void ClusterMapper::report_size(Diagnostic&& finding) {
    const LeafId at = source_.vm_size ? source_.vm_size->leaf : source_.origin;
    Diagnostic& out = report(finding.code, at, std::move(finding.message), std::move(finding.remedy));
    out.answers = std::move(finding.answers);
    out.question = std::move(finding.question);
}

void ClusterMapper::map_priority() {
    if (!source_.vm_priority) {
        add_default(rules::default_tier, "tier");
        return;
    }
    if (!iequals(source_.vm_priority->value, "lowpriority")) {
        record(source_.vm_priority, rules::dedicated_nodes, "tier");
        if (!iequals(source_.vm_priority->value, "dedicated"))
            report("B2A0202", source_.vm_priority->leaf,
                   quoted(source_.vm_priority->value) + " is no vmPriority; dedicated nodes are written");
        return;
    }
    if (options_.low_priority == LowPriorityPolicy::keep) {
        out_.compute.tier = Tier::low_priority;
        record(source_.vm_priority, rules::low_priority_kept, "tier");
        return;
    }
    record(source_.vm_priority, rules::low_priority_dedicated, "tier");
    report("B2A0304", source_.vm_priority->leaf, "the low-priority nodes became dedicated ones",
           "Pass --set low-priority=keep to ask for low priority all the same; serverless compute has a Spot "
           "tier as well.")
        .answers = {{"low-priority", "keep"}};
}

void ClusterMapper::map_scale() {
    const bool automatic =
        source_.minimum_node_count || source_.maximum_node_count || source_.initial_node_count;
    add_default(rules::idle_time, "idle_time_before_scale_down");
    add_default(rules::identity, "identity");
    if (automatic) {
        map_automatic_scale();
    } else if (source_.target_node_count) {
        map_manual_scale();
    } else {
        out_.compute.max_instances = std::max<std::int64_t>(linked_.largest_job, 1);
        add_default(rules::missing_scale, "max_instances");
        report("B2A0311", source_.origin,
               "the cluster " + quoted(linked_.source_name) + " has no scale settings; at most "
                   + std::to_string(out_.compute.max_instances)
                   + (out_.compute.max_instances == 1 ? " node is written" : " nodes are written"));
    }
    record(source_.node_deallocation_option, rules::node_deallocation);
}

std::int64_t ClusterMapper::not_negative(const Count& count, std::string_view name) {
    if (!count) return 0;
    if (count->value < 0)
        report("B2A0204", count->leaf,
               std::string(name) + " " + std::to_string(count->value) + " is negative; 0 is written");
    return std::max<std::int64_t>(count->value, 0);
}

void ClusterMapper::check_largest_job(LeafId at) {
    if (linked_.largest_job > out_.compute.max_instances)
        report("B2A0305", at,
               "a job needs " + std::to_string(linked_.largest_job) + " nodes; the cluster has at most "
                   + std::to_string(out_.compute.max_instances));
}

// Nodes of the new size hold another number of GPUs: as many nodes as hold as many GPUs. A job that fitted
// still fits.
void ClusterMapper::count_anew(LeafId at) {
    Compute& compute = out_.compute;
    const SizeChoice& choice = linked_.choice;
    const auto words = [&] {
        return std::to_string(compute.min_instances) + " to " + std::to_string(compute.max_instances)
               + " nodes";
    };
    const std::string before = words();
    const bool fitted = choice.largest_job_before <= compute.max_instances;
    const bool fixed = compute.min_instances == compute.max_instances;
    compute.max_instances = choice.nodes_for(compute.max_instances);
    if (fitted) compute.max_instances = std::max(compute.max_instances, linked_.largest_job);
    compute.min_instances = fixed ? compute.max_instances : choice.nodes_for(compute.min_instances);
    if (before == words()) return;
    Diagnostic& finding = report("B2A0810", at,
                                 "the scale of " + before + " became " + words() + ": a node has "
                                     + std::to_string(choice.gpus_after) + " GPUs and not "
                                     + std::to_string(choice.gpus_before));
    finding.answers = same_gpus_answer(choice);
    for (const Answer& answer : finding.answers)
        finding.remedy = "Pass --set " + answer.setting + "=" + answer.value + " for nodes of "
                         + std::to_string(choice.gpus_before)
                         + (choice.gpus_before == 1 ? " GPU." : " GPUs.");
}

void ClusterMapper::map_automatic_scale() {
    Compute& compute = out_.compute;
    compute.min_instances = not_negative(source_.minimum_node_count, "minimumNodeCount");
    compute.max_instances = source_.maximum_node_count ? source_.maximum_node_count->value
                                                       : std::max<std::int64_t>(linked_.largest_job, 1);
    const bool anew = linked_.choice.counts_anew();
    record(source_.minimum_node_count, anew ? rules::scale_anew : rules::autoscale_minimum, "min_instances");
    record(source_.maximum_node_count, anew ? rules::scale_anew : rules::autoscale_maximum, "max_instances");
    record(source_.initial_node_count, rules::autoscale_initial);
    const LeafId at = source_.maximum_node_count ? source_.maximum_node_count->leaf : source_.origin;
    if (!source_.maximum_node_count) {
        add_default(rules::missing_scale, "max_instances");
        report("B2A0201", source_.origin,
               "scaleSettings.autoScale names no maximumNodeCount; " + std::to_string(compute.max_instances)
                   + " is written");
    }
    if (compute.max_instances < std::max<std::int64_t>(compute.min_instances, 1)) {
        report("B2A0204", at, "maximumNodeCount " + std::to_string(compute.max_instances) + " is too small");
        compute.max_instances = std::max<std::int64_t>(compute.min_instances, 1);
    }
    if (source_.maximum_node_count) count_anew(at);
    check_largest_job(at);
    if (source_.target_node_count) {
        record(source_.target_node_count, rules::scale_conflict);
        report("B2A0310", source_.target_node_count->leaf, "scaleSettings holds manual as well as autoScale");
    }
}

void ClusterMapper::map_manual_scale() {
    Compute& compute = out_.compute;
    const std::int64_t target = not_negative(source_.target_node_count, "targetNodeCount");
    if (options_.scale == ScalePolicy::exact && target > 0) {
        compute.min_instances = target;
        compute.max_instances = target;
        record(source_.target_node_count,
               linked_.choice.counts_anew() ? rules::scale_anew : rules::manual_scale_exact, "max_instances");
        count_anew(source_.target_node_count->leaf);
        check_largest_job(source_.target_node_count->leaf);
        return;
    }
    compute.min_instances = 0;
    compute.max_instances =
        std::max<std::int64_t>({linked_.choice.nodes_for(target), linked_.largest_job, 1});
    record(source_.target_node_count, rules::manual_scale, "max_instances");
    report("B2A0303", source_.target_node_count->leaf,
           "the fixed number of nodes, " + std::to_string(target) + ", became a scale from 0 to "
               + std::to_string(compute.max_instances),
           "Pass --set scale=exact to keep the nodes running.")
        .answers = {{"scale", "exact"}};
}

void ClusterMapper::map_host() {
    for (const Text* text :
         {&source_.image_publisher, &source_.image_offer, &source_.image_sku, &source_.image_version})
        record(*text, rules::host_image);
    record(source_.image_id, rules::custom_image);
    if (source_.image_id) report("B2A0307", source_.image_id->leaf, "the nodes used a custom VM image");
    record(source_.app_insights_component, rules::app_insights);
    record(source_.instrumentation_key, rules::app_insights_key);
    if (source_.instrumentation_key && !source_.instrumentation_key->value.placeholder)
        report("B2A0901", source_.instrumentation_key->leaf,
               "an instrumentation key stands here in clear text; it was left out");
    record(source_.instrumentation_key_reference.vault_id, rules::app_insights);
    record(source_.instrumentation_key_reference.secret_url, rules::app_insights);
}

void ClusterMapper::map_subnet() {
    if (!source_.subnet_id) return;
    record(source_.subnet_id, rules::subnet, "network_settings.subnet");
    const std::string& id = source_.subnet_id->value;
    out_.compute.subnet = id;
    if (!starts_with_i(id, "/subscriptions/") || lower(id).find("/subnets/") == std::string::npos)
        report("B2A0313", source_.subnet_id->leaf, quoted(id) + " is not the id of a subnet");
}

void ClusterMapper::map_account() {
    if (!source_.user_account) return;
    const UserAccount& account = *source_.user_account;
    record(account.admin_user_password, rules::admin_password);
    if (account.admin_user_password && !account.admin_user_password->value.placeholder)
        report("B2A0901", account.admin_user_password->leaf,
               "a password stands here in clear text; it was left out");
    map_public_key(account);
    const bool used = out_.compute.ssh.has_value();
    record(account.admin_user_name, used ? rules::admin_name : rules::admin_name_unused,
           used ? "ssh_settings.admin_username" : "");
    if (!used && !account.admin_user_ssh_public_key && account.admin_user_name)
        report("B2A0308", account.admin_user_name->leaf,
               "the account " + quoted(account.admin_user_name->value)
                   + " has no public key: SSH is left closed");
}

void ClusterMapper::map_public_key(const UserAccount& account) {
    if (!account.admin_user_ssh_public_key) return;
    constexpr std::array<std::string_view, 5> kinds = {"ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-",
                                                       "sk-"};
    const std::string key(trim(account.admin_user_ssh_public_key->value));
    const bool is_key =
        std::any_of(kinds.begin(), kinds.end(), [&](std::string_view kind) { return key.starts_with(kind); })
        && key.find_first_of("\n\r") == std::string::npos;
    if (!is_key) {
        record(account.admin_user_ssh_public_key, rules::admin_key_unusable);
        report("B2A0309", account.admin_user_ssh_public_key->leaf,
               quoted(key) + " is not the text of a public key: SSH is left closed");
        return;
    }
    const std::string name = account.admin_user_name ? account.admin_user_name->value : std::string{};
    constexpr std::array<std::string_view, 4> reserved = {"", "root", "admin", "administrator"};
    const bool allowed =
        std::find(reserved.begin(), reserved.end(), lower(name)) == reserved.end() && !is_placeholder(name);
    record(account.admin_user_ssh_public_key, allowed ? rules::admin_key : rules::admin_key_unusable,
           allowed ? "ssh_settings.ssh_key_value" : "");
    if (allowed)
        out_.compute.ssh = SshSettings{name, key};
    else
        report("B2A0312", account.admin_user_ssh_public_key->leaf,
               "an account called " + quoted(name) + " is not allowed: SSH is left closed");
}

} // namespace

MappedCompute map_cluster(const Project& project, std::size_t cluster, const Options& options) {
    return ClusterMapper(project, project.clusters[cluster], options).run();
}

} // namespace batchai2aml
