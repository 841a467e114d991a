#include "mapper/toolkits.hpp"

#include <algorithm>

#include "catalog/vm_sizes.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

void report_missing(JobBuilder& builder, const ToolkitSettings& toolkit, std::string_view what) {
    builder.report("B2A0606", toolkit.origin, "the toolkit names no " + std::string(what));
}

// What the job does is unknown, and Azure ML refuses a command without a letter.
Run nothing_to_run() {
    return Run{{RawShell{"echo 'This job names nothing to run.' >&2; exit 1"}}};
}

Run config_command(JobBuilder& builder, const ToolkitSettings& toolkit) {
    const std::string& path = toolkit.config_file_path->value;
    builder.record(toolkit.config_file_path, rules::config_file, "command");
    builder.report("B2A0607", toolkit.config_file_path->leaf,
                   "Batch AI built the command for " + quoted(path) + " itself; the usual one is written");
    Run run;
    run.words.push_back(
        {toolkit.toolkit == Toolkit::cntk ? "cntk configFile=" + path : "caffe train --solver=" + path});
    if (toolkit.command_line_args) run.words.push_back({toolkit.command_line_args->value});
    builder.record(toolkit.command_line_args, rules::arguments, "command");
    ignore_unused(builder, toolkit.python_interpreter_path, "without a script there is nothing to interpret");
    return run;
}

void set_mpi(JobBuilder& builder, std::int64_t per_node) {
    builder.job().distribution.type = Distribution::Type::mpi;
    builder.job().distribution.processes_per_instance = per_node;
}

} // namespace

void check_gpus(JobBuilder& builder, LeafId at, std::int64_t processes_per_node) {
    const LinkedCluster* cluster = builder.cluster();
    const VmSize* known = cluster == nullptr ? nullptr : find_vm_size(cluster->choice.after);
    if (known == nullptr || known->gpus == 0 || processes_per_node <= known->gpus) return;
    builder.report("B2A0614", at,
                   std::to_string(processes_per_node) + " processes run on each node, which has "
                       + std::to_string(known->gpus) + (known->gpus == 1 ? " GPU" : " GPUs") + " ("
                       + std::string(known->name) + ")");
}

void report_both(JobBuilder& builder, const Text& first, const Text& second, std::string_view names) {
    if (first && second)
        builder.report("B2A0211", second->leaf, "only one of " + std::string(names) + " may be given");
}

void ignore_unused(JobBuilder& builder, const Text& member, std::string_view why) {
    if (!member) return;
    builder.record(member, rules::unused_arguments);
    builder.report("B2A0617", member->leaf, quoted(member->value) + " has no effect: " + std::string(why));
}

Run script_command(JobBuilder& builder, const ToolkitSettings& toolkit) {
    report_both(builder, toolkit.python_script_file_path, toolkit.config_file_path,
                "pythonScriptFilePath and configFilePath");
    if (!toolkit.python_script_file_path && toolkit.config_file_path) return config_command(builder, toolkit);
    ignore_unused(builder, toolkit.config_file_path, "the script is run instead");
    builder.record(toolkit.python_interpreter_path, rules::interpreter, "command");
    builder.record(toolkit.python_script_file_path, rules::script, "command");
    builder.record(toolkit.command_line_args, rules::arguments, "command");
    if (!toolkit.python_script_file_path) {
        report_missing(builder, toolkit, "script");
        return nothing_to_run();
    }
    if (trim(toolkit.python_script_file_path->value).find_first_of(" \t") != std::string_view::npos)
        builder.report("B2A0615", toolkit.python_script_file_path->leaf,
                       "pythonScriptFilePath holds more than a path");
    Run run;
    run.words.push_back(
        {toolkit.python_interpreter_path ? toolkit.python_interpreter_path->value : "python"});
    run.words.push_back({toolkit.python_script_file_path->value});
    if (toolkit.command_line_args) run.words.push_back({toolkit.command_line_args->value});
    return run;
}

std::int64_t processes_per_node(JobBuilder& builder, const Count& total) {
    const std::int64_t nodes = builder.job().instance_count;
    if (!total) {
        builder.record_default(rules::process_count_default, "distribution.process_count_per_instance");
        return std::max<std::int64_t>(builder.source_nodes() / nodes, 1);
    }
    if (total->value < 1) {
        builder.record(total, rules::process_count_uneven, "distribution.process_count_per_instance");
        builder.report("B2A0204", total->leaf, "processCount must be at least 1");
        return 1;
    }
    const std::int64_t each = std::max<std::int64_t>(total->value / nodes, 1);
    check_gpus(builder, total->leaf, each);
    if (each * nodes == total->value) {
        builder.record(total, rules::process_count, "distribution.process_count_per_instance");
        return each;
    }
    builder.record(total, rules::process_count_uneven, "distribution.process_count_per_instance");
    const bool more = each * nodes < total->value && each < INT64_MAX / nodes;
    const std::int64_t other = more ? (each + 1) * nodes : each * nodes;
    const std::string lower = each * nodes > total->value ? "" : std::to_string(each * nodes) + " or ";
    builder.report("B2A0601", total->leaf,
                   std::to_string(total->value) + " processes do not divide evenly over "
                       + std::to_string(nodes) + " nodes; " + std::to_string(each * nodes) + " are written",
                   "Choose " + lower + std::to_string(other)
                       + " processes, or another nodeCount, in the source.");
    return each;
}

namespace {

// cntk: the members have to fit the language (batchai.md 14).
void check_language(JobBuilder& builder, const ToolkitSettings& toolkit) {
    if (!toolkit.language_type) return;
    builder.record(toolkit.language_type, rules::language_type);
    const bool python = iequals(toolkit.language_type->value, "Python");
    const bool brain_script = iequals(toolkit.language_type->value, "BrainScript");
    const bool fits =
        (python && toolkit.python_script_file_path) || (brain_script && toolkit.config_file_path);
    if (fits) return;
    builder.report("B2A0616", toolkit.language_type->leaf,
                   python ? "languageType is Python, and there is no pythonScriptFilePath"
                   : brain_script
                       ? "languageType is BrainScript, and there is no configFilePath"
                       : quoted(toolkit.language_type->value) + " is neither Python nor BrainScript");
}

} // namespace

void map_mpi_script(JobBuilder& builder, const ToolkitSettings& toolkit) {
    check_language(builder, toolkit);
    const std::int64_t each = processes_per_node(builder, toolkit.process_count);
    if (each * builder.job().instance_count > 1) set_mpi(builder, each);
    builder.add(script_command(builder, toolkit));
}

void map_custom_mpi(JobBuilder& builder, const ToolkitSettings& toolkit) {
    set_mpi(builder, processes_per_node(builder, toolkit.process_count));
    builder.record(toolkit.command_line, rules::command_line, "command");
    if (!toolkit.command_line) report_missing(builder, toolkit, "command line");
    builder.add(toolkit.command_line ? Run{{RawShell{toolkit.command_line->value}}} : nothing_to_run());
}

void map_one_per_node(JobBuilder& builder, const ToolkitSettings& toolkit) {
    if (builder.job().instance_count > 1) {
        builder.job().distribution.type = Distribution::Type::pytorch;
        builder.job().distribution.processes_per_instance = 1;
    }
    builder.add(Export{"AZ_BATCHAI_TASK_INDEX", Word{{RawShell{"${NODE_RANK:-0}"}}}});
    builder.add(script_command(builder, toolkit));
}

void map_pytorch(JobBuilder& builder, const ToolkitSettings& toolkit) {
    const std::int64_t each = processes_per_node(builder, toolkit.process_count);
    const bool many_nodes = builder.job().instance_count > 1;
    const bool mpi = toolkit.communication_backend && iequals(toolkit.communication_backend->value, "mpi");
    const bool tcp = toolkit.communication_backend && iequals(toolkit.communication_backend->value, "tcp");
    builder.record(toolkit.communication_backend, tcp ? rules::backend_tcp : rules::backend, "distribution");
    if (tcp) builder.report("B2A0613", toolkit.communication_backend->leaf, "the backend tcp became gloo");
    if (mpi) {
        set_mpi(builder, each);
        builder.add(
            Export{"AZ_BATCHAI_TASK_INDEX", Word{{RawShell{"${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-0}}"}}}});
    } else {
        if (each > 1 || many_nodes) {
            builder.job().distribution.type = Distribution::Type::pytorch;
            builder.job().distribution.processes_per_instance = each;
        }
        builder.add(Export{"AZ_BATCHAI_TASK_INDEX", Word{{RawShell{"${RANK:-0}"}}}});
    }
    if (toolkit.communication_backend)
        builder.add(Export{"AZ_BATCHAI_PYTORCH_BACKEND",
                           Word{{Literal{tcp ? "gloo" : toolkit.communication_backend->value}}}});
    // Batch AI's URL named a file that all processes shared; on one node there still is such a file.
    const std::string url = many_nodes ? "env://" : "file://$PWD/.batchai/pytorch_init";
    if (many_nodes && builder.uses("AZ_BATCHAI_PYTORCH_INIT_METHOD"))
        builder.report("B2A0603", toolkit.origin, "AZ_BATCHAI_PYTORCH_INIT_METHOD is env:// now");
    builder.add(Export{"AZ_BATCHAI_PYTORCH_INIT_METHOD", Word{{RawShell{url}}}});
    builder.add(script_command(builder, toolkit));
}

void map_toolkit(JobBuilder& builder) {
    const auto& toolkits = builder.source.toolkits;
    if (toolkits.empty()) {
        builder.report("B2A0209", builder.source.origin,
                       "the job has no toolkit object: nothing says what to run");
        builder.add(nothing_to_run());
        return;
    }
    for (std::size_t i = 1; i < toolkits.size(); ++i)
        builder.report("B2A0208", toolkits[i].origin,
                       "the job has a second toolkit object; the first one is converted");
    const ToolkitSettings& toolkit = toolkits.front();
    switch (toolkit.toolkit) {
    case Toolkit::tensorflow:
        map_tensorflow(builder, toolkit);
        break;
    case Toolkit::pytorch:
        map_pytorch(builder, toolkit);
        break;
    case Toolkit::caffe2:
        map_one_per_node(builder, toolkit);
        break;
    case Toolkit::custom_mpi:
        map_custom_mpi(builder, toolkit);
        break;
    case Toolkit::custom:
        map_custom(builder, toolkit);
        break;
    case Toolkit::cntk:
    case Toolkit::caffe:
    case Toolkit::chainer:
    case Toolkit::horovod:
        map_mpi_script(builder, toolkit);
        break;
    }
}

} // namespace batchai2aml
