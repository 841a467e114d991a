// TensorFlow (batchai.md 7.2, azureml.md 6.7; design.md 7, row 16).
#include <algorithm>

#include "mapper/live_secrets.hpp"
#include "mapper/toolkits.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view launcher_name = "batchai_launch.py";

std::string value_or(const Text& text, std::string_view fallback) {
    return text ? text->value : std::string(fallback);
}

std::string role_command(const ToolkitSettings& toolkit, const Text& arguments) {
    return with_live_secrets(value_or(toolkit.python_interpreter_path, "python") + " "
                             + value_or(toolkit.python_script_file_path, "")
                             + (arguments ? " " + arguments->value : ""));
}

bool is_distributed(const JobBuilder& builder, const ToolkitSettings& toolkit) {
    return builder.source_nodes() > 1 || (toolkit.worker_count && toolkit.worker_count->value > 1)
           || (toolkit.parameter_server_count && toolkit.parameter_server_count->value > 0)
           || toolkit.worker_command_line_args || toolkit.parameter_server_command_line_args;
}

// One process: worker 0, which is the master.
void map_single(JobBuilder& builder, const ToolkitSettings& toolkit) {
    builder.record(toolkit.python_interpreter_path, rules::interpreter, "command");
    builder.record(toolkit.python_script_file_path, rules::script, "command");
    builder.record(toolkit.master_command_line_args, rules::arguments, "command");
    builder.record(toolkit.worker_count, rules::worker_count);
    builder.record(toolkit.parameter_server_count, rules::server_count);
    builder.add(Export{"AZ_BATCHAI_TASK_INDEX", Word{{Literal{"0"}}}});
    for (const std::string_view hosts : {"AZ_BATCHAI_PS_HOSTS", "AZ_BATCHAI_WORKER_HOSTS"})
        builder.add(Export{std::string(hosts), Word{{Literal{""}}}});
    builder.add(Run{{RawShell{role_command(toolkit, toolkit.master_command_line_args)}}});
}

std::int64_t count_workers(JobBuilder& builder, const ToolkitSettings& toolkit) {
    if (toolkit.worker_count && toolkit.worker_count->value > 0) {
        builder.record(toolkit.worker_count, rules::worker_count, "distribution.worker_count");
        const std::int64_t nodes = builder.job().instance_count;
        check_gpus(builder, toolkit.worker_count->leaf, (toolkit.worker_count->value + nodes - 1) / nodes);
        return toolkit.worker_count->value;
    }
    if (toolkit.worker_count) {
        builder.record(toolkit.worker_count, rules::worker_count, "distribution.worker_count");
        builder.report("B2A0204", toolkit.worker_count->leaf,
                       "workerCount must be at least 1; one for each node is written");
        return builder.source_nodes();
    }
    builder.record_default(rules::worker_count_default, "distribution.worker_count");
    return builder.source_nodes();
}

std::int64_t count_servers(JobBuilder& builder, const ToolkitSettings& toolkit) {
    if (!toolkit.parameter_server_count) {
        builder.record_default(rules::server_count_default, "distribution.parameter_server_count");
        return 1;
    }
    builder.record(toolkit.parameter_server_count, rules::server_count,
                   "distribution.parameter_server_count");
    const std::int64_t servers = std::max<std::int64_t>(toolkit.parameter_server_count->value, 0);
    if (servers > builder.job().instance_count)
        builder.report("B2A0610", toolkit.parameter_server_count->leaf,
                       std::to_string(servers) + " parameter servers do not fit on "
                           + std::to_string(builder.job().instance_count) + " nodes");
    return servers;
}

void record_role(JobBuilder& builder, const Text& arguments, std::int64_t processes) {
    if (processes > 0)
        builder.record(arguments, rules::role_arguments, "code/" + std::string(launcher_name));
    else
        ignore_unused(builder, arguments, "the job has no process of this role");
}

void map_distributed(JobBuilder& builder, const ToolkitSettings& toolkit) {
    Distribution& distribution = builder.job().distribution;
    distribution.type = Distribution::Type::tensorflow;
    distribution.worker_count = count_workers(builder, toolkit);
    distribution.parameter_server_count = count_servers(builder, toolkit);
    const std::string launcher = "code/" + std::string(launcher_name);
    builder.record(toolkit.python_interpreter_path, rules::interpreter, launcher);
    builder.record(toolkit.python_script_file_path, rules::script, launcher);
    record_role(builder, toolkit.master_command_line_args, 1);
    record_role(builder, toolkit.worker_command_line_args, distribution.worker_count - 1);
    record_role(builder, toolkit.parameter_server_command_line_args, distribution.parameter_server_count);
    builder.job().code.push_back(
        {std::string(launcher_name),
         tensorflow_launcher(role_command(toolkit, toolkit.master_command_line_args),
                             role_command(toolkit, toolkit.worker_command_line_args),
                             role_command(toolkit, toolkit.parameter_server_command_line_args),
                             uses_old_names(builder) ? Layout::drafts : Layout::any),
         false});
    if (distribution.parameter_server_count > 0)
        builder.report("B2A0602", toolkit.origin, "how Azure ML ends parameter servers is not documented");
    builder.add(Run{{RawShell{value_or(toolkit.python_interpreter_path, "python")},
                     RawShell{std::string(launcher_name)}}});
}

} // namespace

void map_tensorflow(JobBuilder& builder, const ToolkitSettings& toolkit) {
    if (!toolkit.python_script_file_path)
        builder.report("B2A0606", toolkit.origin, "the toolkit names no script");
    if (is_distributed(builder, toolkit))
        map_distributed(builder, toolkit);
    else
        map_single(builder, toolkit);
}

} // namespace batchai2aml
