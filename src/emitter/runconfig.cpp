#include "emitter/runconfig.hpp"

#include <algorithm>

#include "emitter/block_writer.hpp"
#include "emitter/shell.hpp"
#include "emitter/yaml_file.hpp"
#include "support/text.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view script = "batchai_command.sh";
constexpr std::string_view run_name = "${{name}}"; // in the paths of outputs

/// `azureml://datastores/NAME/paths/PATH/`
struct DatastorePath {
    std::string datastore;
    std::string path; ///< without slashes at its ends
};

DatastorePath split_uri(std::string_view uri) {
    constexpr std::string_view head = "azureml://datastores/";
    uri.remove_prefix(std::min(uri.size(), head.size()));
    const std::size_t slash = uri.find('/');
    DatastorePath out{std::string(uri.substr(0, slash)), {}};
    constexpr std::string_view paths = "/paths/";
    if (slash == std::string_view::npos) return out;
    std::string_view path = uri.substr(slash);
    if (path.starts_with(paths)) path.remove_prefix(paths.size());
    while (path.ends_with('/'))
        path.remove_suffix(1);
    out.path = path;
    return out;
}

struct Launch {
    std::string_view framework;
    std::string_view communicator;
};

// PyTorch's backend is a matter of the program; what is named here must be right for nodes without GPUs as
// well.
bool uses_nccl(const CommandJob& job) {
    return std::ranges::any_of(job.command.statements, [](const Statement& statement) {
        const auto* made = std::get_if<Export>(&statement);
        if (made == nullptr || made->name != "AZ_BATCHAI_PYTORCH_BACKEND" || made->value.parts.empty())
            return false;
        const auto* literal = std::get_if<Literal>(&made->value.parts.front());
        return literal != nullptr && iequals(literal->text, "nccl");
    });
}

Launch launch_of(const CommandJob& job) {
    switch (job.distribution.type) {
    case Distribution::Type::mpi:
        return {"Python", "OpenMpi"};
    case Distribution::Type::pytorch:
        return {"PyTorch", uses_nccl(job) ? "Nccl" : "Gloo"};
    case Distribution::Type::tensorflow:
        return {"TensorFlow", "ParameterServer"};
    case Distribution::Type::none:
        break;
    }
    return {"Python", "None"};
}

std::string name_of(const std::vector<std::pair<std::string, std::string>>& names, const std::string& key) {
    const auto found = std::ranges::find(names, key, &std::pair<std::string, std::string>::first);
    return found == names.end() ? key : found->second;
}

/// Writes one run configuration.
class Writer {
  public:
    Writer(const CommandJob& job, const Compute* compute)
        : job_(job), compute_(compute), names_(runconfig_names(job)) {}

    std::string write() {
        write_head();
        write_run();
        write_environment();
        write_docker();
        write_distribution();
        write_references();
        write_outputs();
        write_compute();
        out_.string("command", "bash " + std::string(script));
        write_variables();
        return std::move(out_).take();
    }

  private:
    void write_head() {
        out_.comment("Converted by batchai2aml from " + utf8::one_line(job_.header.source));
        if (job_.header.needs_work.empty()) return;
        out_.comment("NEEDS WORK before it can be used:");
        for (const std::string& task : job_.header.needs_work)
            out_.comment(" - " + utf8::one_line(task));
    }

    void write_run() {
        const Launch launch = launch_of(job_);
        yaml::add_value(out_, "target", job_.compute);
        out_.string("framework", launch.framework);
        out_.string("communicator", launch.communicator);
        out_.integer("maxRunDurationSeconds", job_.timeout_seconds);
        out_.integer("nodeCount", job_.instance_count);
    }

    void write_variables() {
        if (job_.environment_variables.empty()) return;
        out_.begin_mapping("environmentVariables");
        for (const auto& [name, value] : job_.environment_variables)
            out_.quoted(name, value);
        out_.end();
    }

    // The image as it is: no packages are added to it.
    void write_environment() {
        out_.begin_mapping("environment");
        out_.string("name", job_.name);
        write_variables();
        out_.begin_mapping("python");
        out_.boolean("userManagedDependencies", true);
        out_.string("interpreterPath", "python");
        out_.null("condaDependenciesFile");
        out_.end();
        out_.begin_mapping("docker");
        out_.boolean("enabled", true);
        yaml::add_value(out_, "baseImage", job_.image);
        if (!job_.shm_size.empty()) out_.string("shmSize", job_.shm_size);
        if (job_.registry) {
            out_.begin_mapping("baseImageRegistry");
            out_.string("address", job_.registry->host);
            out_.end();
        }
        out_.end();
        out_.end();
    }

    // Where the later versions of the library look.
    void write_docker() {
        out_.begin_mapping("docker");
        out_.boolean("useDocker", true);
        if (!job_.shm_size.empty()) out_.string("shmSize", job_.shm_size);
        out_.end();
    }

    void write_distribution() {
        const Distribution& distribution = job_.distribution;
        switch (distribution.type) {
        case Distribution::Type::mpi:
            out_.begin_mapping("mpi");
            out_.integer("processCountPerNode", distribution.processes_per_instance);
            out_.integer("nodeCount", job_.instance_count);
            break;
        case Distribution::Type::pytorch:
            out_.begin_mapping("pytorch");
            out_.string("communicationBackend", launch_of(job_).communicator);
            out_.integer("processCount",
                         distribution.processes_per_instance * job_.instance_count); // in total
            out_.integer("nodeCount", job_.instance_count);
            break;
        case Distribution::Type::tensorflow:
            out_.begin_mapping("tensorflow");
            out_.integer("workerCount", distribution.worker_count);
            out_.integer("parameterServerCount", distribution.parameter_server_count);
            break;
        case Distribution::Type::none:
            return;
        }
        out_.end();
    }

    void write_reference(const std::string& key, std::string_view comment, const std::string& uri,
                         std::string_view mode) {
        if (!any_reference_) out_.begin_mapping("dataReferences");
        any_reference_ = true;
        const DatastorePath path = split_uri(uri);
        yaml::add_comment(out_, comment);
        out_.begin_mapping(name_of(names_, key));
        out_.string("dataStoreName", path.datastore);
        if (path.path.empty())
            out_.null("pathOnDataStore");
        else
            out_.string("pathOnDataStore", path.path);
        out_.string("mode", mode);
        out_.boolean("overwrite", false);
        out_.end();
    }

    // What is mounted for reading and writing is a reference as well: it shows what is there already.
    void write_references() {
        for (const JobInput& input : job_.inputs)
            write_reference(input.key, input.comment, input.uri,
                            input.mode == InputMode::download ? "download" : "mount");
        for (const JobOutput& output : job_.outputs)
            if (!is_new_each_run(output)) write_reference(output.key, output.comment, output.uri, "mount");
        if (any_reference_) out_.end();
    }

    void write_outputs() {
        bool any = false;
        for (const JobOutput& output : job_.outputs) {
            if (!is_new_each_run(output)) continue;
            if (!any) out_.begin_mapping("outputData");
            any = true;
            const DatastorePath path = split_uri(output.uri);
            yaml::add_comment(out_, output.comment);
            out_.begin_mapping(name_of(names_, output.key));
            out_.begin_mapping("outputLocation");
            out_.begin_mapping("dataPath");
            out_.string("datastoreName", path.datastore);
            out_.string("relativePath", replace_all(path.path, run_name, "{run-id}"));
            out_.end();
            out_.end();
            out_.string("mechanism", "mount");
            out_.end();
        }
        if (any) out_.end();
    }

    // For who lets a run make its cluster: `target: amlcompute`.
    void write_compute() {
        if (compute_ == nullptr) return;
        out_.begin_mapping("amlcompute");
        out_.string("vmSize", compute_->size.text);
        out_.string("vmPriority", compute_->tier == Tier::low_priority ? "lowpriority" : "dedicated");
        out_.boolean("retainCluster", true);
        out_.string("name", compute_->name);
        out_.integer("clusterMaxNodeCount", compute_->max_instances);
        out_.end();
    }

    const CommandJob& job_;
    const Compute* compute_;
    std::vector<std::pair<std::string, std::string>> names_;
    BlockWriter out_;
    bool any_reference_ = false;
};

// Only this program writes expressions into a command: those of a user are broken up.
std::string script_text(const CommandJob& job) {
    const auto names = runconfig_names(job);
    std::string text = spell(job.command);
    const auto put = [&](std::string_view kind, const std::string& key, const std::string& variable) {
        text = replace_all(text, "${{" + std::string(kind) + "." + key + "}}", "${" + variable + "}");
    };
    for (const JobInput& input : job.inputs)
        put("inputs", input.key, "AZUREML_DATAREFERENCE_" + name_of(names, input.key));
    for (const JobOutput& output : job.outputs)
        put("outputs", output.key,
            (is_new_each_run(output) ? "" : "AZUREML_DATAREFERENCE_") + name_of(names, output.key));
    return "#!/bin/bash\n# Written by batchai2aml. The command of the job, which the run "
           "configuration starts.\n"
           + text + "\n";
}

} // namespace

bool is_new_each_run(const JobOutput& output) {
    return output.uri.find(run_name) != std::string::npos;
}

std::string runconfig_folder(const CommandJob& job) {
    return "runconfig/" + job.name + "/";
}

std::string runconfig_file(const CommandJob& job) {
    return runconfig_folder(job) + ".azureml/" + job.name + ".runconfig";
}

std::vector<std::pair<std::string, std::string>> runconfig_names(const CommandJob& job) {
    std::vector<std::pair<std::string, std::string>> out;
    const auto add = [&](const std::string& key) {
        std::string base;
        for (const char c : key)
            if (c != '_') base += c;
        if (base.empty()) base = "data";
        if (base.front() >= 'A' && base.front() <= 'Z') base.insert(0, "data");
        std::string name = base;
        const auto taken = [&] {
            return std::ranges::any_of(out, [&](const auto& other) { return iequals(other.second, name); });
        };
        for (int n = 2; taken(); ++n)
            name = base + "x" + std::to_string(n);
        out.emplace_back(key, name);
    };
    for (const JobInput& input : job.inputs)
        add(input.key);
    for (const JobOutput& output : job.outputs)
        add(output.key);
    return out;
}

std::vector<OutputFile> emit_runconfig(const CommandJob& job, const Compute* compute) {
    std::vector<OutputFile> files;
    files.push_back({runconfig_file(job), Writer(job, compute).write()});
    files.push_back({runconfig_folder(job) + std::string(script), script_text(job), true});
    for (const CodeFile& file : job.code)
        files.push_back({runconfig_folder(job) + file.path, file.text, file.executable});
    return files;
}

} // namespace batchai2aml
