#include "calls/join.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "calls/accounts.hpp"
#include "calls/config_files.hpp"
#include "calls/identity.hpp"
#include "calls/merge.hpp"
#include "catalog/rules.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::string quoted(std::string_view text) {
    return '"' + shorten(printable(text), 80) + '"';
}

std::string workspace_of(const Call& call) {
    return call.workspace ? lower(call.workspace->value) : std::string{};
}

class Joiner {
  public:
    Joiner(std::vector<CallSource>& sources, Notes& notes)
        : sources_(sources), notes_(notes), files_(sources) {
        for (const CallSource& source : sources) {
            const std::vector<StorageLine>& lines = source.resources->storage_lines;
            if (lines.empty()) continue;
            std::vector<StorageLine>& all = lines_[folder_of(source.document->path)];
            all.insert(all.end(), lines.begin(), lines.end());
        }
    }

    std::vector<JoinedResource> run() {
        for (std::size_t i = 0; i < sources_.size(); ++i)
            for (const Call& call : sources_[i].resources->calls)
                make(i, call);
        for (std::size_t i = 0; i < sources_.size(); ++i)
            for (const Call& call : sources_[i].resources->calls)
                if (call.kind == CallKind::scale) change_scale(i, call);
        set_identities(made_, sources_);
        take_out_used();
        std::vector<JoinedResource> out;
        for (Made& one : made_)
            out.push_back(std::move(one.joined));
        return out;
    }

  private:
    void make(std::size_t source, const Call& call);
    void make_cluster(std::size_t source, const Call& call);
    void make_file_server(std::size_t source, const Call& call);
    void make_job(std::size_t source, const Call& call);
    std::optional<FoundFile> find_file(std::size_t source, const Call& call);
    void add(std::size_t source, const Call& call, const std::optional<FoundFile>& file, Resources resources);
    void change_scale(std::size_t source, const Call& call);
    [[nodiscard]] Cluster* find_cluster(std::size_t source, const Call& call);
    void take_out_used();
    [[nodiscard]] const std::vector<StorageLine>& lines_near(std::size_t source) const;
    Diagnostic& report(std::string_view code, LeafId at, std::string message) {
        notes_.diagnostics.push_back({.code = code, .at = at, .message = std::move(message)});
        return notes_.diagnostics.back();
    }
    void record_all(const Call& call, const Rule& rule);
    void record(const Count& count, const Rule& rule) {
        if (count) notes_.ledger.add(count->leaf, rule);
    }

    std::vector<CallSource>& sources_;
    Notes& notes_;
    ConfigFiles files_;
    std::map<std::string_view, std::vector<StorageLine>> lines_; ///< by folder
    std::vector<Made> made_;
    std::set<std::pair<std::size_t, CallKind>> used_;
};

void Joiner::make(std::size_t source, const Call& call) {
    switch (call.kind) {
    case CallKind::workspace: {
        Resources resources;
        resources.workspaces.push_back(call.workspace_resource);
        resources.workspaces.front().called_at = sources_[source].document->place(call.origin.node);
        add(source, call, std::nullopt, std::move(resources));
        break;
    }
    case CallKind::cluster:
        make_cluster(source, call);
        break;
    case CallKind::file_server:
        make_file_server(source, call);
        break;
    case CallKind::job:
        make_job(source, call);
        break;
    case CallKind::experiment: // a label of its jobs
    case CallKind::scale:      // when all clusters are known
        break;
    }
}

std::optional<FoundFile> Joiner::find_file(std::size_t source, const Call& call) {
    if (!call.config_file) return std::nullopt;
    std::optional<FoundFile> found = files_.find(source, call);
    const std::string name = quoted(call.config_file->value);
    if (!found) {
        const bool present = files_.is_present(source, call);
        const bool asked = call.config_file->value.find('<') != std::string::npos; // with the option
        if (!asked)
            report("B2A1201", call.config_file->leaf,
                   present ? "the file " + name + " holds no resource that this command could make"
                           : "the file " + name + " is not among the inputs");
        notes_.ledger.add(call.config_file->leaf, rules::call_config_missing);
        return std::nullopt;
    }
    const Document& document = *sources_[found->source].document;
    const std::string& path = document.name.empty() ? document.path : document.name;
    if (found->by_name) report("B2A1202", call.config_file->leaf, name + " was taken to be " + quoted(path));
    if (found->made != nullptr && found->made->changed)
        report("B2A1211", call.config_file->leaf,
               name + " is made from " + quoted(path) + " and changed before");
    used_.emplace(found->source, call.kind);
    sources_[found->source].used = true;
    return found;
}

void Joiner::add(std::size_t source, const Call& call, const std::optional<FoundFile>& file,
                 Resources resources) {
    Made made;
    made.joined.document = sources_[file ? file->source : source].document;
    made.joined.resources = std::move(resources);
    made.call = &call;
    made.source = source;
    made_.push_back(std::move(made));
}

// Lines of the document and of those beside it.
const std::vector<StorageLine>& Joiner::lines_near(std::size_t source) const {
    static const std::vector<StorageLine> none;
    const auto found = lines_.find(folder_of(sources_[source].document->path));
    return found == lines_.end() ? none : found->second;
}

void Joiner::make_cluster(std::size_t source, const Call& call) {
    const std::optional<FoundFile> file = find_file(source, call);
    const Cluster* base = file ? &sources_[file->source].resources->clusters.front() : nullptr;
    Resources resources;
    resources.clusters.push_back(merge_cluster(base, call, notes_));
    Cluster& cluster = resources.clusters.front();
    cluster.called_at = sources_[source].document->place(call.origin.node);
    cluster.workspace = workspace_of(call);
    fill_in_account(cluster.mount_volumes, call, lines_near(source), notes_);
    add(source, call, file, std::move(resources));
}

void Joiner::make_file_server(std::size_t source, const Call& call) {
    const std::optional<FoundFile> file = find_file(source, call);
    const FileServer* base = file ? &sources_[file->source].resources->file_servers.front() : nullptr;
    Resources resources;
    resources.file_servers.push_back(merge_file_server(base, call, notes_));
    add(source, call, file, std::move(resources));
}

void Joiner::record_all(const Call& call, const Rule& rule) {
    const Document& document = *sources_[call.origin.document].document;
    for (NodeId id = document.nodes[call.origin.node].first_child; id != no_node;
         id = document.nodes[id].next_sibling)
        if (!document.nodes[id].duplicate) notes_.ledger.add({call.origin.document, id}, rule);
}

void Joiner::make_job(std::size_t source, const Call& call) {
    const std::optional<FoundFile> file = find_file(source, call);
    if (!file) {
        record_all(call, rules::call_without_file);
        if (!call.config_file)
            report("B2A1201", call.origin, "the command names no file that says what to run");
        return;
    }
    Resources resources;
    resources.jobs.push_back(merge_job(sources_[file->source].resources->jobs.front(), call, notes_));
    Job& job = resources.jobs.front();
    job.called_at = sources_[source].document->place(call.origin.node);
    job.workspace = workspace_of(call);
    fill_in_account(job.mount_volumes, call, lines_near(source), notes_);
    add(source, call, file, std::move(resources));
}

// The cluster of that name and workspace: the last one that the document made before, else the nearest one of
// other documents; null when several are equally near.
Cluster* Joiner::find_cluster(std::size_t source, const Call& call) {
    if (!call.name) return nullptr;
    const std::string workspace = workspace_of(call);
    Cluster* best = nullptr;
    std::size_t best_rank = 0;
    bool several = false;
    for (Made& one : made_) {
        for (Cluster& cluster : one.joined.resources.clusters) {
            const bool other_place =
                !workspace.empty() && !cluster.workspace.empty() && cluster.workspace != workspace;
            const bool later = one.source == source && one.call->order > call.order;
            if (!cluster.name || !iequals(cluster.name->value, call.name->value) || other_place || later)
                continue;
            const std::size_t rank =
                one.source == source
                    ? SIZE_MAX
                    : common_folders(sources_[source].document->path, sources_[one.source].document->path);
            if (best != nullptr && rank < best_rank) continue; // of one document the last
            several = best != nullptr && rank == best_rank && rank != SIZE_MAX;
            best = &cluster;
            best_rank = rank;
        }
    }
    return several ? nullptr : best;
}

void Joiner::change_scale(std::size_t source, const Call& call) {
    const Cluster& change = call.cluster;
    const auto record_change = [&](const Rule& rule) {
        for (const Count* count : {&change.target_node_count, &change.minimum_node_count,
                                   &change.maximum_node_count, &change.initial_node_count})
            record(*count, rule);
    };
    Cluster* cluster = find_cluster(source, call);
    const std::string name = call.name ? quoted(call.name->value) : std::string("that no name is given for");
    if (cluster == nullptr) {
        record_change(rules::call_scale_unknown);
        report("B2A1214", call.origin,
               "no command makes the cluster " + name + ", or several do; the change was left out");
        return;
    }
    if (change.target_node_count && change.target_node_count->value == 0) {
        record_change(rules::call_stopped);
        report("B2A1209", call.origin,
               "the nodes of the cluster " + name + " are stopped; its scale is kept");
        return;
    }
    const bool known = change.target_node_count || change.minimum_node_count || change.maximum_node_count;
    if (!known) return; // asked for, or refused by the tool
    replace_scale(*cluster, change, rules::call_scale_replaced, notes_);
    report("B2A1209", call.origin, "the scale of the cluster " + name + " is the one that this command sets");
}

void Joiner::take_out_used() {
    for (const auto& [source, kind] : used_) {
        Resources& resources = *sources_[source].resources;
        if (kind == CallKind::cluster) resources.clusters.erase(resources.clusters.begin());
        if (kind == CallKind::file_server) resources.file_servers.erase(resources.file_servers.begin());
        if (kind == CallKind::job) resources.jobs.erase(resources.jobs.begin());
    }
}

} // namespace

std::vector<JoinedResource> join_calls(std::vector<CallSource>& sources, Notes& notes) {
    return Joiner(sources, notes).run();
}

} // namespace batchai2aml
