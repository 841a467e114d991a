// Variables that Batch AI set for each job (batchai.md 8.1) and what stands for them (azureml.md 5.2).
// Directories and mount roots are exported elsewhere; variables of one process (rank, hosts) by the toolkit.
#include <algorithm>
#include <set>

#include "mapper/job_builder.hpp"
#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

Word in_working_folder(std::string_view folder) {
    return Word{{Variable{"PWD"}, Literal{std::string(folder)}}};
}

LeafId first_use(const JobBuilder& builder, std::string_view variable, std::size_t& offset,
                 std::size_t& length) {
    for (const JobText& text : builder.texts) {
        for (const VariableUse& use : find_variables(text.field->value)) {
            if (modern_name(use.name) != variable) continue;
            offset = use.begin;
            length = use.end - use.begin;
            return text.field->leaf;
        }
    }
    return builder.source.origin;
}

void export_shared_temp(JobBuilder& builder) {
    constexpr std::string_view name = "AZ_BATCHAI_SHARED_JOB_TEMP";
    if (builder.job().instance_count <= 1) {
        builder.add(Export{std::string(name), in_working_folder("/.batchai/shared")});
        builder.add(MakeFolder{Word{{Variable{std::string(name)}}}});
        return;
    }
    const std::string key = builder.unique_key("shared_job_temp");
    builder.job().outputs.push_back(
        {key, "azureml://datastores/workspaceblobstore/paths/batchai/${{name}}/shared_job_temp/", {}});
    builder.add(Export{std::string(name), Word{{Output{key}}}});
    if (!builder.uses(name)) {
        builder.record_default(rules::shared_temp, "outputs." + key);
        return;
    }
    std::size_t offset = 0;
    std::size_t length = 0;
    const LeafId leaf = first_use(builder, name, offset, length);
    builder.report_in_text("B2A0501", leaf, offset, length,
                           "$AZ_BATCHAI_SHARED_JOB_TEMP is a folder on the workspace's Blob storage now");
}

// Several processes of a node write the file at once, so none may read what another one has begun.
void export_hosts(JobBuilder& builder) {
    builder.add(Export{"AZ_BATCH_HOST_LIST", Word{{RawShell{"${AZ_BATCH_HOST_LIST:-127.0.0.1}"}}}});
    builder.add(Export{"AZ_BATCHAI_MPI_HOST_FILE", in_working_folder("/.batchai/hostfile")});
    builder.add(
        Step{"printf '%s\\n' \"$AZ_BATCH_HOST_LIST\" | tr ',' '\\n' >\"$AZ_BATCHAI_MPI_HOST_FILE.$$\" &&\n"
             "  mv -f \"$AZ_BATCHAI_MPI_HOST_FILE.$$\" \"$AZ_BATCHAI_MPI_HOST_FILE\" || exit 1"});
}

void export_gpu_count(JobBuilder& builder) {
    builder.add(
        Export{"AZ_BATCHAI_NUM_GPUS", Word{{RawShell{"$(nvidia-smi -L 2>/dev/null | grep -c '^GPU ')"}}}});
    builder.add(Export{"AZ_BATCHAI_NUM_GPUS_PER_NODE", Word{{Variable{"AZ_BATCHAI_NUM_GPUS"}}}});
}

bool is_declared(const JobBuilder& builder, std::string_view name) {
    constexpr std::string_view input = "AZ_BATCHAI_INPUT_";
    constexpr std::string_view output = "AZ_BATCHAI_OUTPUT_";
    if (name.starts_with(input)) {
        const auto& all = builder.source.input_directories;
        return std::any_of(all.begin(), all.end(), [&](const InputDirectory& directory) {
            return directory.id && directory.id->value == name.substr(input.size());
        });
    }
    if (name.starts_with(output)) {
        const auto& all = builder.source.output_directories;
        return std::any_of(all.begin(), all.end(), [&](const OutputDirectory& directory) {
            return directory.id && directory.id->value == name.substr(output.size());
        });
    }
    return true;
}

void report_undeclared(JobBuilder& builder, const Field<std::string>& text) {
    for (const VariableUse& use : find_variables(text.value)) {
        const std::string name = modern_name(use.name);
        if (is_declared(builder, name)) continue;
        const bool input = name.starts_with("AZ_BATCHAI_INPUT_");
        builder.report_in_text("B2A0205", text.leaf, use.begin, use.end - use.begin,
                               use.name + " is used and never declared: no "
                                   + (input ? "inputDirectories" : "outputDirectories") + " entry has the id "
                                   + quoted(name.substr(input ? 17 : 18)));
    }
}

void report_expressions(JobBuilder& builder, const Field<std::string>& text) {
    for (const std::string_view opening : {"${{", "$[["})
        if (const auto at = text.value.find(opening); at != std::string::npos)
            builder.report_in_text("B2A0510", text.leaf, at, opening.size(),
                                   "this text holds " + std::string(opening));
}

} // namespace

void map_service_variables(JobBuilder& builder) {
    for (const JobText& text : builder.texts) {
        report_undeclared(builder, *text.field);
        report_expressions(builder, *text.field);
    }
    for (const InputDirectory& directory : builder.source.input_directories)
        if (directory.path) report_undeclared(builder, *directory.path);
    for (const OutputDirectory& directory : builder.source.output_directories)
        if (directory.path_prefix) report_undeclared(builder, *directory.path_prefix);
    export_hosts(builder);
    export_gpu_count(builder);
}

// Scripts on a share read these by themselves, so they are always set.
void map_temporary_folders(JobBuilder& builder) {
    builder.add(Export{"AZ_BATCHAI_JOB_TEMP", in_working_folder("/.batchai/temp")});
    builder.add(Export{"AZ_BATCHAI_JOB_TEMP_DIR", Word{{Variable{"AZ_BATCHAI_JOB_TEMP"}}}});
    builder.add(Export{"AZ_BATCHAI_STDOUTERR_DIR", in_working_folder("/logs")});
    builder.add(MakeFolder{Word{{Variable{"AZ_BATCHAI_JOB_TEMP"}}}});
    builder.add(MakeFolder{Word{{Variable{"AZ_BATCHAI_STDOUTERR_DIR"}}}});
    export_shared_temp(builder);
}

namespace {

constexpr std::string_view old_prefix = "AZ_LEARNING_";
constexpr std::string_view new_prefix = "AZ_BATCHAI_";

std::set<std::string> old_names_in_texts(const JobBuilder& builder) {
    std::set<std::string> names;
    for (const JobText& text : builder.texts)
        for (const VariableUse& use : find_variables(text.field->value))
            if (use.name.starts_with(old_prefix)) names.insert(use.name);
    return names;
}

} // namespace

bool uses_old_names(const JobBuilder& builder) {
    return builder.source.layout == Layout::drafts || !old_names_in_texts(builder).empty();
}

void export_old_names(JobBuilder& builder) {
    const bool every = builder.source.layout == Layout::drafts;
    const std::set<std::string> named = old_names_in_texts(builder);
    if (!every && named.empty()) return;
    std::vector<Statement> all;
    for (Statement& statement : builder.service_variables()) {
        const std::string name = std::get<Export>(statement).name;
        all.push_back(std::move(statement));
        if (!name.starts_with(new_prefix)) continue;
        const std::string old = std::string(old_prefix) + name.substr(new_prefix.size());
        if (every || named.contains(old)) all.emplace_back(Export{old, Word{{Variable{name}}}});
    }
    builder.service_variables() = std::move(all);
}

} // namespace batchai2aml
