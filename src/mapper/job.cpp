// A job as a whole: what does not belong to one of the other parts (batchai.md 6.1; design.md 7, rows 13, 18,
// 21, 22).
#include <algorithm>

#include "mapper/duration.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/mapper.hpp"
#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::int64_t seven_days = 604800;

void report_renames(JobBuilder& builder) {
    const Job& source = builder.source;
    const LinkedJob& linked = builder.linked;
    const Text& named = source.id ? source.id : source.name;
    if (linked.name != linked.source_name && linked.name_source == NameSource::derived)
        builder
            .report("B2A1101", named ? named->leaf : source.origin,
                    "the job " + quoted(linked.source_name) + " is called " + quoted(linked.name) + " now")
            .answers = {{"names." + name_key(*linked.document, source, linked.source_name), linked.name}};
    if (source.experiment_name && !source.id && linked.experiment != source.experiment_name->value
        && !builder.options.names.contains(source.experiment_name->value))
        builder
            .report("B2A1101", source.experiment_name->leaf,
                    "the experiment " + quoted(source.experiment_name->value) + " is called "
                        + quoted(linked.experiment) + " now")
            .answers = {{"names." + source.experiment_name->value, linked.experiment}};
    if (linked.experiment_source == ExperimentSource::folder) {
        Diagnostic& told = builder.report("B2A1102", source.origin,
                                          "the experiment is called like the folder of the job: "
                                              + quoted(linked.experiment));
        told.answers = {{"experiment", ""}, {"experiments." + linked.document->path, linked.experiment}};
        told.question = "Which experiment do jobs belong to that name none? Without an answer it is called "
                        "like their folder.";
    }
}

void map_identity(JobBuilder& builder) {
    const Job& source = builder.source;
    builder.record(source.id, rules::resource_id, "display_name");
    for (const std::string& placeholder : source.open)
        builder.needs_work("fill in " + placeholder + ": --placeholder");
    builder.record(source.name, rules::resource_name, "display_name");
    builder.record(source.type, rules::resource_type);
    builder.record(source.location, rules::location);
    const auto renamed = builder.options.names.find(builder.linked.source_name);
    builder.job().display_name =
        renamed == builder.options.names.end() ? printable(builder.linked.source_name) : renamed->second;
    report_renames(builder);
    if (!source.id && !source.name) builder.record_default(rules::display_name, "display_name");
    builder.job().experiment_name = builder.linked.experiment;
    builder.record(source.experiment_name, rules::experiment, "experiment_name");
    if (!source.experiment_name) builder.record_default(rules::experiment_default, "experiment_name");
    for (const Tag& tag : source.tags) {
        if (holds_secret(tag.value.value)) {
            builder.record(tag.value.leaf, rules::tag_secret);
            builder.report("B2A0901", tag.value.leaf,
                           "the tag " + quoted(tag.name) + " holds a secret; it was left out");
            continue;
        }
        builder.job().tags.emplace_back(tag.name, tag.value.value);
        builder.record(tag.value.leaf, rules::job_tags, "tags." + tag.name);
    }
}

void map_node_count(JobBuilder& builder) {
    const Count& nodes = builder.source.node_count;
    builder.job().instance_count = 1;
    if (!nodes) {
        builder.report("B2A0201", builder.source.origin,
                       "the job names no usable nodeCount; one node is written");
        builder.record_default(rules::node_count_missing, "resources.instance_count");
        return;
    }
    const std::int64_t planned = builder.linked.plan.nodes;
    builder.record(nodes, planned > 0 ? rules::node_count_anew : rules::node_count,
                   "resources.instance_count");
    if (planned > 0)
        builder.job().instance_count = planned;
    else if (nodes->value < 1)
        builder.report("B2A0204", nodes->leaf, "nodeCount must be at least 1; one node is written");
    else
        builder.job().instance_count = nodes->value;
}

void account_dropped(JobBuilder& builder) {
    const Job& source = builder.source;
    builder.record(source.std_out_err_path_prefix, rules::log_prefix);
    if (source.std_out_err_path_prefix)
        builder.report("B2A0507", source.std_out_err_path_prefix->leaf,
                       "logs go to Azure ML and not to stdOutErrPathPrefix");
    for (const Text& priority : {source.priority, source.scheduling_priority}) {
        builder.record(priority, rules::priority);
        const bool matters = priority && !iequals(priority->value, "normal") && priority->value != "0";
        if (matters)
            builder.report("B2A0509", priority->leaf,
                           "the priority " + quoted(priority->value) + " has no effect");
    }
}

void report_absent_cluster(JobBuilder& builder) {
    const Text& id = builder.source.cluster_id;
    const std::string& name = builder.linked.absent_cluster;
    Diagnostic& told =
        builder.report("B2A0301", id->leaf, "the cluster " + quoted(id->value) + " is not among the inputs");
    told.answers = {{"computes." + name, builder.linked.compute}};
    told.question = "Which compute takes the place of the cluster " + quoted(name) + "?";
}

} // namespace

void map_cluster_reference(JobBuilder& builder) {
    const LinkedJob& linked = builder.linked;
    Value& compute = builder.job().compute;
    compute.text = linked.compute;
    switch (linked.cluster_source) {
    case ClusterSource::named:
        builder.record(builder.source.cluster_id, rules::job_cluster, "compute");
        return;
    case ClusterSource::only_one:
        builder.record_default(rules::job_cluster_only, "compute");
        return;
    case ClusterSource::setting:
        builder.record(builder.source.cluster_id, rules::job_cluster, "compute");
        if (!builder.source.cluster_id) builder.record_default(rules::job_cluster_setting, "compute");
        return;
    case ClusterSource::named_but_absent:
        builder.record(builder.source.cluster_id, rules::job_cluster_unknown, "compute");
        report_absent_cluster(builder);
        return;
    case ClusterSource::ambiguous:
    case ClusterSource::unknown:
        break;
    }
    const bool several = linked.cluster_source == ClusterSource::ambiguous;
    compute.text = "choose-a-compute";
    compute.comment = "No cluster is known for this job: put the name of a compute here, or convert again "
                      "with --compute NAME";
    builder.needs_work("name the compute: --compute NAME");
    builder.record(builder.source.cluster_id, rules::job_cluster_unknown, "compute");
    builder.record_default(rules::job_cluster_missing, "compute");
    Diagnostic& told = several ? builder.report("B2A0301", builder.source.cluster_id->leaf,
                                                "several clusters are called " + quoted(linked.absent_cluster)
                                                    + ", and none is nearest to this job")
                               : builder.report("B2A0301", builder.source.origin,
                                                "nothing says which cluster the job ran on");
    told.answers = {{"compute", ""}, {"computes." + linked.document->path, ""}};
    told.question = "Which compute do the jobs run on whose cluster is not known?";
}

void map_limits(JobBuilder& builder) {
    builder.job().timeout_seconds = seven_days;
    const Text& limit = builder.source.max_wall_clock_time;
    if (!limit) {
        builder.record_default(rules::time_limit_default, "limits.timeout");
        return;
    }
    const auto seconds = parse_duration(limit->value);
    const bool good = seconds && *seconds > 0;
    builder.record(limit, good ? rules::time_limit : rules::time_limit_invalid, "limits.timeout");
    if (good)
        builder.job().timeout_seconds = *seconds;
    else
        builder.report("B2A0503", limit->leaf,
                       quoted(limit->value) + " is not a duration; 7 days are written");
}

void map_preparation(JobBuilder& builder) {
    const Text& preparation = builder.source.job_preparation;
    if (!preparation) return;
    builder.record(preparation, rules::preparation, "command");
    builder.add(Prepare{RawShell{preparation->value}, builder.job().timeout_seconds});
}

MappedJob map_job(const Project& project, std::size_t job, const Options& options) {
    const LinkedJob& linked = project.jobs[job];
    JobBuilder builder(project, linked, options);
    map_identity(builder);
    map_node_count(builder);
    account_dropped(builder);
    account_mounts(project, linked.mounts, MountLevel::job, builder.out.notes);
    map_cluster_reference(builder);
    map_container(builder);
    check_cuda(builder);
    report_nodes(builder);
    map_limits(builder);
    map_temporary_folders(builder);
    map_directories(builder);
    map_mount_roots(builder);
    map_service_variables(builder);
    map_preparation(builder);
    // Members of further toolkit objects are accounted for by what they are: never converted.
    for (std::size_t i = 1; i < builder.source.toolkits.size(); ++i) {
        const ToolkitSettings& other = builder.source.toolkits[i];
        for (const Text* text :
             {&other.language_type, &other.config_file_path, &other.python_script_file_path,
              &other.python_interpreter_path, &other.command_line_args, &other.command_line,
              &other.master_command_line_args, &other.worker_command_line_args,
              &other.parameter_server_command_line_args, &other.communication_backend})
            builder.record(*text, rules::other_toolkit);
        for (const Count* count : {&other.process_count, &other.worker_count, &other.parameter_server_count})
            builder.record(*count, rules::other_toolkit);
    }
    map_toolkit(builder);
    map_environment(builder);
    export_old_names(builder);
    builder.finish();
    report_placeholders(builder);
    std::sort(builder.out.storages.begin(), builder.out.storages.end());
    return std::move(builder.out);
}

} // namespace batchai2aml
