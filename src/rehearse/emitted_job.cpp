#include "rehearse/emitted_job.hpp"

#include <algorithm>

#include "rehearse/emitted_file.hpp"
#include "support/text.hpp"

namespace batchai2aml {

using namespace emitted;

namespace {

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
    return check_size(job);
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
