#include "emitter/shell.hpp"
#include "emitter/yaml.hpp"
#include "emitter/yaml_file.hpp"

namespace batchai2aml {
namespace {

void add_strings(BlockWriter& out, std::string_view key,
                 const std::vector<std::pair<std::string, std::string>>& values) {
    if (values.empty()) return;
    out.begin_mapping(key);
    for (const auto& [name, value] : values)
        out.quoted(name, value);
    out.end();
}

/// Key order and defaults: azureml.md 2.2.
void add_texts(BlockWriter& out, const CommandJob& job) {
    out.string("type", "command");
    out.string("display_name", job.display_name);
    out.string("experiment_name", job.experiment_name);
    add_strings(out, "tags", job.tags);
    out.literal("command", spell(job.command));
    if (!job.code.empty()) out.string("code", "code");
}

void add_distribution(BlockWriter& out, const Distribution& distribution) {
    if (distribution.type == Distribution::Type::none) return;
    out.begin_mapping("distribution");
    if (distribution.type == Distribution::Type::tensorflow) {
        out.string("type", "tensorflow");
        out.integer("worker_count", distribution.worker_count);
        out.integer("parameter_server_count", distribution.parameter_server_count);
    } else {
        out.string("type", distribution.type == Distribution::Type::mpi ? "mpi" : "pytorch");
        out.integer("process_count_per_instance", distribution.processes_per_instance);
    }
    out.end();
}

/// An image, or where one is built: then the job can be submitted without registering the environment first.
void add_environment(BlockWriter& out, const CommandJob& job) {
    out.begin_mapping("environment");
    if (job.environment.empty()) {
        yaml::add_value(out, "image", job.image);
    } else {
        yaml::add_comment(out, job.image.comment);
        yaml::add_build(out, "../../environments/" + job.environment + "/");
    }
    out.end();
}

/// Where it runs.
void add_place(BlockWriter& out, const CommandJob& job) {
    add_environment(out, job);
    add_strings(out, "environment_variables", job.environment_variables);
    yaml::add_value(out, "compute", job.compute, "azureml:");
    out.begin_mapping("resources");
    out.integer("instance_count", job.instance_count);
    if (!job.shm_size.empty()) out.string("shm_size", job.shm_size);
    out.end();
    add_distribution(out, job.distribution);
    out.begin_mapping("limits");
    out.integer("timeout", job.timeout_seconds);
    out.end();
}

/// An input or output. The object form: a bare string would be a literal (azureml.md 2.3).
void add_folder(BlockWriter& out, std::string_view key, std::string_view comment, std::string_view uri,
                std::string_view mode) {
    yaml::add_comment(out, comment);
    out.begin_mapping(key);
    out.string("type", "uri_folder");
    out.string("path", uri);
    out.string("mode", mode);
    out.end();
}

void add_folders(BlockWriter& out, const CommandJob& job) {
    if (!job.inputs.empty()) {
        out.begin_mapping("inputs");
        for (const JobInput& input : job.inputs) {
            const bool mount = input.mode == InputMode::ro_mount;
            add_folder(out, input.key, input.comment, input.uri, mount ? "ro_mount" : "download");
        }
        out.end();
    }
    if (!job.outputs.empty()) {
        out.begin_mapping("outputs");
        for (const JobOutput& output : job.outputs) {
            add_folder(out, output.key, output.comment, output.uri, "rw_mount");
        }
        out.end();
    }
}

} // namespace

std::vector<OutputFile> emit_job(const CommandJob& job) {
    BlockWriter out = yaml::begin_file(job.header, "commandJob");
    add_texts(out, job);
    add_place(out, job);
    add_folders(out, job);

    std::vector<OutputFile> files{{job.file, std::move(out).take()}};
    const std::string folder = job.file.substr(0, job.file.rfind('/') + 1) + "code/";
    for (const CodeFile& file : job.code)
        files.push_back({folder + file.path, file.text, file.executable});
    return files;
}

} // namespace batchai2aml
