#include "emitter/yaml.hpp"

#include <iterator>
#include <string>

#include "emitter/yaml_file.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {
namespace yaml {

BlockWriter begin_file(const Header& header, std::string_view kind) {
    BlockWriter out;
    out.comment("Converted by batchai2aml from " + utf8::one_line(header.source));
    if (!header.needs_work.empty()) {
        out.comment("NEEDS WORK before it can be used:");
        for (const std::string& task : header.needs_work)
            out.comment(" - " + utf8::one_line(task));
    }
    out.string("$schema",
               "https://azuremlschemas.azureedge.net/latest/" + std::string(kind) + ".schema.json");
    return out;
}

void add_comment(BlockWriter& out, std::string_view comment) {
    if (!comment.empty()) out.comment(comment);
}

void add_value(BlockWriter& out, std::string_view key, const Value& value, std::string_view prefix) {
    add_comment(out, value.comment);
    out.string(key, std::string(prefix) + value.text);
}

void add_build(BlockWriter& out, std::string_view folder) {
    out.begin_mapping("build");
    out.string("path", std::string(folder) + "context");
    out.string("dockerfile_path", "Dockerfile");
    out.end();
}

} // namespace yaml

std::vector<OutputFile> emit_yaml_of_shared(const Migration& migration) {
    std::vector<OutputFile> files;
    if (migration.workspace) files.push_back(emit_workspace(*migration.workspace));
    for (const Compute& compute : migration.computes)
        files.push_back(emit_compute(compute));
    for (const Datastore& datastore : migration.datastores)
        files.push_back(emit_datastore(datastore));
    for (const Environment& environment : migration.environments) {
        std::vector<OutputFile> of_environment = emit_environment(environment);
        std::move(of_environment.begin(), of_environment.end(), std::back_inserter(files));
    }
    return files;
}

std::vector<OutputFile> emit_yaml(const Migration& migration) {
    std::vector<OutputFile> files = emit_yaml_of_shared(migration);
    for (const CommandJob& job : migration.jobs) {
        std::vector<OutputFile> of_job = emit_job(job);
        std::move(of_job.begin(), of_job.end(), std::back_inserter(files));
    }
    return files;
}

} // namespace batchai2aml
