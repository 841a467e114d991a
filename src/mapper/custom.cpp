// customToolkit (batchai.md 7.2; azureml.md 6.5): the command ran once, on the first node.
#include "mapper/mpirun.hpp"
#include "mapper/toolkits.hpp"

namespace batchai2aml {

namespace {

std::int64_t mpi_processes(JobBuilder& builder, LeafId at, const MpiLaunch& launch) {
    const std::int64_t nodes = builder.job().instance_count;
    if (!launch.processes) {
        const std::int64_t before = builder.source_nodes();
        if (launch.per_node)
            return builder.linked.plan.nodes > 0 ? *launch.per_node * before / nodes : *launch.per_node;
        builder.report("B2A0609", at,
                       "mpirun is called without -n: one process for each of the " + std::to_string(before)
                           + " nodes is written");
        return std::max<std::int64_t>(before / nodes, 1);
    }
    const std::int64_t total = *launch.processes;
    if (launch.per_node && *launch.per_node * (builder.source_nodes() - 1) >= total)
        builder.report("B2A0611", at,
                       "mpirun started " + std::to_string(total) + " processes, "
                           + std::to_string(*launch.per_node) + " to a node, which does not fill "
                           + std::to_string(builder.source_nodes()) + " nodes");
    return processes_per_node(builder, Count{Field<std::int64_t>{total, at}});
}

std::string told(const MpiLaunch& launch) {
    std::string out = "mpirun and its options became a distribution";
    if (!launch.split)
        out +=
            "; the commands before it are too complex to be told apart: all of them run in each process now";
    else if (!launch.once.empty())
        out += "; the commands before it run once on each node, and those that change the shell in each "
               "process too";
    else if (!launch.before.empty())
        out += "; the commands before it run in each process now";
    if (launch.writes_file) out += "; each process writes the file that held the output of mpirun";
    return out;
}

void map_launch(JobBuilder& builder, const Field<std::string>& command, const MpiLaunch& launch) {
    builder.record(command.leaf, rules::command_line_mpi, "command");
    builder.job().distribution.type = Distribution::Type::mpi;
    builder.job().distribution.processes_per_instance = mpi_processes(builder, command.leaf, launch);
    builder.report("B2A0604", command.leaf, told(launch));
    if (!launch.once.empty())
        builder.add(
            Prepare{RawShell{launch.once}, builder.job().timeout_seconds, "what stood before mpirun"});
    builder.add(Run{{RawShell{launch.process()}}});
}

void map_first_node(JobBuilder& builder, const Field<std::string>& command, const MpiLaunch& launch) {
    builder.record(command.leaf, rules::command_line_first_node, "command");
    if (launch.use == MpiUse::complex)
        builder.report("B2A0612", command.leaf,
                       launch.reason.empty() ? "mpirun stands where it cannot be taken out of the command"
                                             : "mpirun cannot be taken out of the command: " + launch.reason);
    builder.report("B2A0605", command.leaf,
                   "the command runs on the first of " + std::to_string(builder.job().instance_count)
                       + " nodes; the others wait");
    const std::string key = builder.unique_key("first_node_done");
    builder.job().outputs.push_back(
        {key, "azureml://datastores/workspaceblobstore/paths/batchai/${{name}}/first_node/", {}});
    builder.job().distribution.type = Distribution::Type::pytorch;
    builder.job().distribution.processes_per_instance = 1;
    builder.add(RunOnFirstNode{RawShell{command.value}, Output{key}, builder.job().timeout_seconds});
}

// Of the variables of the job, those whose text is their value.
std::map<std::string, std::string> plain_values(const JobBuilder& builder) {
    std::map<std::string, std::string> out;
    for (const EnvironmentVariable& variable : builder.source.environment_variables) {
        if (!variable.name) continue;
        if (variable.value && variable.value->value.find('$') == std::string::npos)
            out[variable.name->value] = variable.value->value;
        else
            out.erase(variable.name->value);
    }
    return out;
}

} // namespace

void map_custom(JobBuilder& builder, const ToolkitSettings& toolkit) {
    if (!toolkit.command_line) {
        builder.report("B2A0606", toolkit.origin, "the toolkit names no command line");
        builder.add(Run{{RawShell{"echo 'This job names nothing to run.' >&2; exit 1"}}});
        return;
    }
    const Field<std::string>& command = *toolkit.command_line;
    if (builder.source_nodes() <= 1) {
        builder.record(command.leaf, rules::command_line, "command");
        builder.add(Run{{RawShell{command.value}}});
        return;
    }
    const MpiLaunch launch = find_mpirun(command.value, plain_values(builder));
    if (launch.use == MpiUse::launch)
        map_launch(builder, command, launch);
    else
        map_first_node(builder, command, launch);
}

} // namespace batchai2aml
