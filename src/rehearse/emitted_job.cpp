#include "rehearse/emitted_job.hpp"

#include <algorithm>
#include <charconv>

#include "rehearse/yaml_tree.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::uint64_t largest_file = 16U << 20U;

Result<YamlNode, EmittedError> read_file(const FileSystem& files, const std::string& folder,
                                         const std::string& file) {
    auto text = files.read(join_path(folder, file), largest_file);
    if (!text) return EmittedError{printable(join_path(folder, file)) + ": " + text.error().reason};
    auto tree = read_yaml(text.value());
    if (!tree) return EmittedError{printable(join_path(folder, file)) + ':' + tree.error().message};
    if (tree.value().kind != YamlNode::Kind::mapping)
        return EmittedError{printable(join_path(folder, file)) + ": this is no resource: keys are expected"};
    return std::move(tree).value();
}

std::vector<std::pair<std::string, std::string>> texts_of(const YamlNode* mapping) {
    std::vector<std::pair<std::string, std::string>> out;
    if (mapping == nullptr) return out;
    for (const auto& [name, value] : mapping->members)
        out.emplace_back(name, value.text);
    return out;
}

// `azureml://datastores/NAME/paths/PATH`, also with the workspace before `datastores`.
void read_uri(EmittedFolder& folder) {
    constexpr std::string_view mark = "datastores/";
    if (!folder.uri.starts_with("azureml://")) return;
    const std::size_t at = folder.uri.find(mark);
    if (at == std::string::npos) return;
    const std::string rest = folder.uri.substr(at + mark.size());
    const std::size_t slash = rest.find('/');
    folder.datastore = rest.substr(0, slash);
    if (slash == std::string::npos) return;
    std::string_view path = std::string_view(rest).substr(slash + 1);
    if (path.starts_with("paths")) path.remove_prefix(5);
    while (path.starts_with('/'))
        path.remove_prefix(1);
    while (path.ends_with('/'))
        path.remove_suffix(1);
    folder.path = path;
}

void read_folders(const YamlNode* mapping, EmittedFolder::Kind kind, EmittedJob& job) {
    if (mapping == nullptr) return;
    for (const auto& [key, value] : mapping->members) {
        if (kind == EmittedFolder::Kind::input && value.kind == YamlNode::Kind::scalar) {
            job.literals.emplace_back(key, value.text);
            continue;
        }
        EmittedFolder folder;
        folder.kind = kind;
        folder.key = key;
        folder.type = value.text_of("type");
        folder.mode = value.text_of("mode");
        if (folder.mode.empty()) folder.mode = kind == EmittedFolder::Kind::input ? "ro_mount" : "rw_mount";
        folder.uri = value.text_of("path");
        read_uri(folder);
        job.folders.push_back(std::move(folder));
    }
}

/// Reads counts and remembers the first that is none.
class Counts {
  public:
    std::int64_t read(const YamlNode* parent, std::string_view key, std::int64_t otherwise,
                      std::int64_t least) {
        const std::string text = parent == nullptr ? std::string{} : parent->text_of(key);
        if (text.empty()) return otherwise;
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc{} && end == text.data() + text.size() && value >= least) return value;
        if (problem_.empty())
            problem_ = std::string(key) + ": \"" + printable(shorten(text, 30)) + "\" is no number from "
                       + std::to_string(least) + " on";
        return otherwise;
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }

  private:
    std::string problem_;
};

std::optional<DistributionKind> kind_of(const std::string& type) {
    const std::string word = lower(type);
    if (word == "mpi") return DistributionKind::mpi;
    if (word == "pytorch") return DistributionKind::pytorch;
    if (word == "tensorflow") return DistributionKind::tensorflow;
    return std::nullopt;
}

std::string read_distribution(const YamlNode& tree, EmittedJob& job) {
    Counts counts;
    job.nodes = counts.read(tree.find("resources"), "instance_count", 1, 1);
    job.timeout_seconds = counts.read(tree.find("limits"), "timeout", 0, 1);
    const YamlNode* distribution = tree.find("distribution");
    if (distribution != nullptr) {
        const auto kind = kind_of(distribution->text_of("type"));
        if (!kind) return "distribution: the type is none of mpi, pytorch, tensorflow";
        job.distribution = *kind;
        job.processes_per_node = counts.read(distribution, "process_count_per_instance", 1, 1);
        job.workers = counts.read(distribution, "worker_count", job.nodes, 0);
        job.servers = counts.read(distribution, "parameter_server_count", 0, 0);
    }
    if (!counts.problem().empty()) return counts.problem();
    if (job.nodes > most_processes || job.processes_per_node > most_processes / job.nodes
        || job.workers > most_processes || job.servers > most_processes)
        return "the job has more processes than can be rehearsed (" + std::to_string(most_processes) + ")";
    if (job.distribution == DistributionKind::tensorflow && job.workers + job.servers == 0)
        return "distribution: there is neither a worker nor a parameter server";
    return {};
}

} // namespace

std::string_view to_string(DistributionKind kind) {
    switch (kind) {
    case DistributionKind::mpi:
        return "mpi";
    case DistributionKind::pytorch:
        return "pytorch";
    case DistributionKind::tensorflow:
        return "tensorflow";
    case DistributionKind::none:
        break;
    }
    return "none";
}

std::vector<std::string> emitted_jobs(const FileSystem& files, const std::string& folder) {
    std::vector<std::string> out;
    const auto entries = files.list(join_path(folder, "jobs"));
    if (!entries) return out;
    for (const FolderEntry& entry : entries.value())
        if (files.kind(join_path(folder, "jobs/" + entry.name + "/job.yml")) == FileKind::regular)
            out.push_back(entry.name);
    return out;
}

Result<EmittedJob, EmittedError> read_job(const FileSystem& files, const std::string& folder,
                                          const std::string& name) {
    EmittedJob job;
    job.name = name;
    job.file = "jobs/" + name + "/job.yml";
    auto tree = read_file(files, folder, job.file);
    if (!tree) return tree.error();
    const YamlNode& root = tree.value();
    const auto fail = [&](const std::string& what) {
        return EmittedError{printable(join_path(folder, job.file)) + ": " + what};
    };
    job.command = root.text_of("command");
    if (trim(job.command).empty()) return fail("there is no command");
    job.code = root.text_of("code");
    job.variables = texts_of(root.find("environment_variables"));
    read_folders(root.find("inputs"), EmittedFolder::Kind::input, job);
    read_folders(root.find("outputs"), EmittedFolder::Kind::output, job);
    if (const std::string problem = read_distribution(root, job); !problem.empty()) return fail(problem);
    return job;
}

Result<EmittedDatastore, EmittedError> read_datastore(const FileSystem& files, const std::string& folder,
                                                      const std::string& name) {
    EmittedDatastore out;
    out.name = name;
    const std::string file = "datastores/" + name + ".yml";
    if (name.find('/') != std::string::npos || files.kind(join_path(folder, file)) != FileKind::regular)
        return out;
    const auto tree = read_file(files, folder, file);
    if (!tree) return tree.error();
    out.file = file;
    out.type = tree.value().text_of("type");
    out.account = tree.value().text_of("account_name");
    out.container = tree.value().text_of(out.type == "azure_file" ? "file_share_name" : "container_name");
    return out;
}

} // namespace batchai2aml
