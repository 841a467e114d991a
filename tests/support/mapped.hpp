/// \file
/// Builds a job or cluster by hand, maps it, and tells what became of each value. For tests only.
#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "catalog/rules.hpp"
#include "emitter/shell.hpp"
#include "mapper/mapper.hpp"

namespace batchai2aml::test {

/// What a mapping told, in words that tests can compare.
class Told {
  public:
    explicit Told(const Notes& notes) : notes_(&notes) {}

    /// "rule.id -> target.path" for each entry of the leaf, in order; only the id when there is no target.
    [[nodiscard]] std::vector<std::string> of(LeafId leaf) const {
        std::vector<std::string> out;
        for (const Entry& entry : notes_->ledger.entries())
            if (entry.leaf == leaf) out.push_back(words(entry));
        return out;
    }
    template <class T>
    [[nodiscard]] std::vector<std::string> of(const std::optional<Field<T>>& field) const {
        return field ? of(field->leaf) : std::vector<std::string>{"(absent)"};
    }
    /// The same for values that have no source.
    [[nodiscard]] std::vector<std::string> defaults() const { return of(LeafId{}); }
    /// Files that the entries of a leaf name.
    [[nodiscard]] std::vector<std::string> files_of(LeafId leaf) const {
        std::vector<std::string> out;
        for (const Entry& entry : notes_->ledger.entries())
            if (entry.leaf == leaf) out.push_back(entry.target_file);
        return out;
    }
    /// Codes of all findings, sorted, without those in `but`.
    [[nodiscard]] std::vector<std::string> codes(const std::vector<std::string>& but = {}) const {
        std::vector<std::string> out;
        for (const Diagnostic& diagnostic : notes_->diagnostics)
            if (std::find(but.begin(), but.end(), diagnostic.code) == but.end())
                out.emplace_back(diagnostic.code);
        std::sort(out.begin(), out.end());
        return out;
    }
    [[nodiscard]] std::size_t times(std::string_view code) const {
        return static_cast<std::size_t>(std::count_if(notes_->diagnostics.begin(), notes_->diagnostics.end(),
                                                      [&](const Diagnostic& d) { return d.code == code; }));
    }
    /// The first finding of the code; one with the message "(none)" when there is none.
    [[nodiscard]] Diagnostic finding(std::string_view code) const {
        for (const Diagnostic& diagnostic : notes_->diagnostics)
            if (diagnostic.code == code) return diagnostic;
        return {.code = "none", .message = "(none)"};
    }

  private:
    static std::string words(const Entry& entry) {
        return std::string(entry.rule->id) + (entry.target_path.empty() ? "" : " -> " + entry.target_path);
    }
    const Notes* notes_;
};

/// A job after mapping.
struct JobResult : MappedJob {
    explicit JobResult(MappedJob mapped) : MappedJob(std::move(mapped)) {}
    [[nodiscard]] Told told() const { return Told(notes); }
    [[nodiscard]] std::string command() const { return spell(job.command); }
    /// The words of the last export of a variable, "(none)" when it is not exported.
    [[nodiscard]] std::string exported(std::string_view name) const {
        std::string out = "(none)";
        for (const Statement& statement : job.command.statements)
            if (const auto* one = std::get_if<Export>(&statement); one != nullptr && one->name == name)
                out = quote(one->value);
        return out;
    }
    /// What the program's own statement runs.
    [[nodiscard]] std::string program() const {
        std::string out = "(none)";
        for (const Statement& statement : job.command.statements)
            if (const auto* run = std::get_if<Run>(&statement)) {
                out.clear();
                for (const RawShell& word : run->words)
                    out += (out.empty() ? "" : " ") + word.text;
            }
        return out;
    }
    template <class T>
    [[nodiscard]] const T* statement() const {
        for (const Statement& one : job.command.statements)
            if (const auto* found = std::get_if<T>(&one)) return found;
        return nullptr;
    }
    /// "target <- path" of each link, in order.
    [[nodiscard]] std::vector<std::string> links() const {
        std::vector<std::string> out;
        for (const Statement& one : job.command.statements)
            if (const auto* link = std::get_if<Link>(&one))
                out.push_back(quote(link->target) + " <- " + quote(link->path));
        return out;
    }
    /// "key = uri" of each input (" (download)" after it) or output, in order.
    [[nodiscard]] std::vector<std::string> inputs() const {
        std::vector<std::string> out;
        for (const JobInput& input : job.inputs)
            out.push_back(input.key + " = " + input.uri
                          + (input.mode == InputMode::download ? " (download)" : ""));
        return out;
    }
    [[nodiscard]] std::vector<std::string> outputs() const {
        std::vector<std::string> out;
        for (const JobOutput& output : job.outputs)
            out.push_back(output.key + " = " + output.uri);
        return out;
    }
};

/// One cluster and one job, made of values that each have a leaf of their own.
class Workbench {
  public:
    Workbench() {
        document.path = "tf/job.json";
        linked.name = "job1";
        linked.file = "jobs/job1/job.yml";
        linked.source_name = "job1";
        linked.experiment = "exp";
        linked_cluster.name = "gpu";
        linked_cluster.file = "compute/gpu.yml";
        linked_cluster.source_name = "gpu";
        job.origin = leaf();
        cluster.origin = leaf();
    }
    Workbench(const Workbench&) = delete;

    Document document;
    Options options;
    Job job;
    Cluster cluster;
    LinkedJob linked;
    LinkedCluster linked_cluster;
    std::vector<Storage> storages;

    [[nodiscard]] LeafId leaf() { return {0, next_++}; }
    [[nodiscard]] Text text(std::string value) { return Field<std::string>{std::move(value), leaf()}; }
    [[nodiscard]] Count count(std::int64_t value) { return Field<std::int64_t>{value, leaf()}; }
    [[nodiscard]] Flag flag(bool value) { return Field<bool>{value, leaf()}; }
    [[nodiscard]] SecretText secret(bool placeholder = false) {
        return Field<Redacted>{{placeholder}, leaf()};
    }

    /// The first toolkit of the job.
    ToolkitSettings& toolkit(Toolkit kind) {
        ToolkitSettings& out = job.toolkits.emplace_back();
        out.toolkit = kind;
        out.origin = leaf();
        return out;
    }
    /// A job of `nodes` nodes with one custom command, in an image.
    void run(std::string command, std::int64_t nodes = 1) {
        job.node_count = count(nodes);
        toolkit(Toolkit::custom).command_line = text(std::move(command));
    }
    void input(std::string id, std::string path) {
        job.input_directories.push_back({text(std::move(id)), text(std::move(path))});
    }
    OutputDirectory& output(std::string id, std::string prefix) {
        OutputDirectory& out = job.output_directories.emplace_back();
        out.id = text(std::move(id));
        out.path_prefix = text(std::move(prefix));
        return out;
    }
    void variable(std::string name, std::string value) {
        job.environment_variables.push_back({text(std::move(name)), text(std::move(value))});
    }

    /// A mount of the job whose storage becomes the datastore `name`.
    Mount& mount(MountLevel level, std::string path, std::string name,
                 DatastoreKind kind = DatastoreKind::azure_blob) {
        Storage storage;
        storage.kind = kind;
        storage.account = "acct";
        storage.container = "data";
        storage.name = std::move(name);
        storage.file = "datastores/" + storage.name + ".yml";
        storages.push_back(std::move(storage));
        Mount out;
        out.level = level;
        out.path = std::move(path);
        out.storage = storages.size() - 1;
        linked.mounts.push_back(std::move(out));
        return linked.mounts.back();
    }
    Mount& cluster_mount(std::string path, std::string name, DatastoreKind kind = DatastoreKind::azure_blob) {
        return mount(MountLevel::cluster, std::move(path), std::move(name), kind);
    }

    [[nodiscard]] JobResult map() {
        if (!linked.compute.empty() && linked.cluster_source == ClusterSource::unknown)
            linked.cluster_source = ClusterSource::setting;
        return JobResult(map_job(project(), 0, options));
    }
    [[nodiscard]] MappedCompute map_compute() { return map_cluster(project(), 0, options); }

  private:
    [[nodiscard]] const Project& project() {
        linked.job = &job;
        linked.document = &document;
        linked_cluster.cluster = &cluster;
        linked_cluster.document = &document;
        project_.storages = storages;
        project_.jobs = {linked};
        project_.clusters = {linked_cluster};
        choose_sizes(project_, options);
        return project_;
    }
    NodeId next_ = 0;
    Project project_;
};

/// Findings that a bare job always has: no cluster is known, no image is named.
inline const std::vector<std::string> usual = {"B2A0301", "B2A0701"};

} // namespace batchai2aml::test
