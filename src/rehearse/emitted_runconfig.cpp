#include "rehearse/emitted_runconfig.hpp"

#include "rehearse/emitted_file.hpp"
#include "support/text.hpp"

namespace batchai2aml {

using namespace emitted;

namespace {

std::string file_of(const std::string& name) {
    return "runconfig/" + name + "/.azureml/" + name + ".runconfig";
}

EmittedFolder folder_of(EmittedFolder::Kind kind, const std::string& key, const std::string& datastore,
                        const std::string& path, const std::string& mode) {
    EmittedFolder out;
    out.kind = kind;
    out.key = key;
    out.type = "uri_folder";
    out.mode = mode;
    out.datastore = datastore;
    out.path = replace_all(path, "{run-id}", "${{name}}");
    out.uri = "azureml://datastores/" + datastore + "/paths/" + out.path;
    return out;
}

void read_folders(const YamlNode& root, EmittedJob& job) {
    if (const YamlNode* references = root.find("dataReferences"))
        for (const auto& [key, value] : references->members)
            job.folders.push_back(folder_of(EmittedFolder::Kind::input, key, value.text_of("dataStoreName"),
                                            value.text_of("pathOnDataStore"), value.text_of("mode")));
    if (const YamlNode* outputs = root.find("outputData"))
        for (const auto& [key, value] : outputs->members) {
            const YamlNode* location = value.find("outputLocation");
            const YamlNode* path = location == nullptr ? nullptr : location->find("dataPath");
            if (path != nullptr)
                job.folders.push_back(folder_of(EmittedFolder::Kind::output, key,
                                                path->text_of("datastoreName"), path->text_of("relativePath"),
                                                value.text_of("mechanism")));
        }
}

// azureml.md 4.1: which pairs of framework and communicator start which processes.
std::string read_distribution(const YamlNode& root, EmittedJob& job) {
    Counts counts;
    job.nodes = counts.read(&root, "nodeCount", 1, 1);
    job.timeout_seconds = counts.read(&root, "maxRunDurationSeconds", 0, 1);
    const std::string communicator = lower(root.text_of("communicator"));
    if (communicator == "openmpi" || communicator == "intelmpi" || communicator == "mpi") {
        job.distribution = DistributionKind::mpi;
        job.processes_per_node = counts.read(root.find("mpi"), "processCountPerNode", 1, 1);
    } else if (communicator == "gloo" || communicator == "nccl") {
        job.distribution = DistributionKind::pytorch;
        const std::int64_t total = counts.read(root.find("pytorch"), "processCount", job.nodes, 1);
        if (total % job.nodes != 0)
            return "pytorch.processCount: the nodes cannot share the processes evenly";
        job.processes_per_node = total / job.nodes;
    } else if (communicator == "parameterserver") {
        job.distribution = DistributionKind::tensorflow;
        job.workers = counts.read(root.find("tensorflow"), "workerCount", 1, 0);
        job.servers = counts.read(root.find("tensorflow"), "parameterServerCount", 1, 0);
    } else if (!communicator.empty() && communicator != "none") {
        return "communicator: \"" + printable(shorten(communicator, 30))
               + "\" is not one that can be rehearsed";
    }
    return counts.problem().empty() ? check_size(job) : counts.problem();
}

} // namespace

std::vector<std::string> emitted_runconfigs(const FileSystem& files, const std::string& folder) {
    std::vector<std::string> out;
    const auto entries = files.list(join_path(folder, "runconfig"));
    if (!entries) return out;
    for (const FolderEntry& entry : entries.value())
        if (files.kind(join_path(folder, file_of(entry.name))) == FileKind::regular)
            out.push_back(entry.name);
    return out;
}

Result<EmittedJob, EmittedError> read_runconfig(const FileSystem& files, const std::string& folder,
                                                const std::string& name) {
    EmittedJob job;
    job.name = name;
    job.file = file_of(name);
    job.code = "..";
    auto tree = read_file(files, folder, job.file);
    if (!tree) return tree.error();
    const YamlNode& root = tree.value();
    const auto fail = [&](const std::string& what) {
        return EmittedError{printable(join_path(folder, job.file)) + ": " + what};
    };
    job.command = root.text_of("command");
    if (trim(job.command).empty()) return fail("there is no command");
    job.variables = texts_of(root.find("environmentVariables"));
    read_folders(root, job);
    if (const std::string problem = read_distribution(root, job); !problem.empty()) return fail(problem);
    return job;
}

} // namespace batchai2aml
