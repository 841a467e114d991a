#include "mapper/node_plan.hpp"

#include <algorithm>
#include <optional>

#include "catalog/images.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/job_image.hpp"
#include "mapper/mpirun.hpp"
#include "mapper/size_choice.hpp"

namespace batchai2aml {

namespace {

constexpr std::int64_t most_processes = 1'000'000; // far above any job, and safe to multiply

/// What has to be spread over the nodes.
struct Spread {
    std::int64_t processes = 1;
    std::int64_t fewest_nodes = 1;
};

std::int64_t at_least_one(const Count& count, std::int64_t fallback) {
    return count && count->value > 0 ? count->value : fallback;
}

// Azure ML runs at most one parameter server on a node.
Spread tensorflow_spread(const ToolkitSettings& toolkit, std::int64_t nodes) {
    const std::int64_t servers = toolkit.parameter_server_count ? toolkit.parameter_server_count->value
                                 : nodes > 1                    ? 1
                                                                : 0;
    return {at_least_one(toolkit.worker_count, nodes), std::max<std::int64_t>(servers, 1)};
}

// `mpirun` that becomes a distribution; any other command runs on the first node.
std::optional<Spread> command_spread(const ToolkitSettings& toolkit, std::int64_t nodes) {
    if (nodes == 1 || !toolkit.command_line) return std::nullopt;
    const MpiLaunch launch = find_mpirun(toolkit.command_line->value);
    if (launch.use != MpiUse::launch) return std::nullopt;
    if (launch.processes) return Spread{*launch.processes, 1};
    const std::int64_t each = launch.per_node ? *launch.per_node : 1;
    if (each > most_processes) return std::nullopt;
    return Spread{each * nodes, 1};
}

// Nothing where the toolkit does not spread processes over nodes.
std::optional<Spread> spread_of(const Job& job, std::int64_t nodes) {
    if (job.toolkits.empty()) return std::nullopt;
    const ToolkitSettings& toolkit = job.toolkits.front();
    switch (toolkit.toolkit) {
    case Toolkit::tensorflow:
        return tensorflow_spread(toolkit, nodes);
    case Toolkit::custom:
        return command_spread(toolkit, nodes);
    case Toolkit::caffe2: // one process on each node
        return std::nullopt;
    case Toolkit::cntk:
    case Toolkit::caffe:
    case Toolkit::chainer:
    case Toolkit::horovod:
    case Toolkit::pytorch:
    case Toolkit::custom_mpi:
        break;
    }
    return Spread{at_least_one(toolkit.process_count, nodes), 1};
}

std::string counted(std::int64_t count, const std::string& one) {
    return std::to_string(count) + " " + one + (count == 1 ? "" : one.ends_with('s') ? "es" : "s");
}

std::string nodes_of(std::int64_t nodes, std::int64_t gpus) {
    return counted(nodes, "node") + " of " + counted(gpus, "GPU");
}

} // namespace

NodePlan plan_nodes(const Job& job, const SizeChoice& choice) {
    constexpr std::int64_t most_nodes = 100'000;
    const std::int64_t before = at_least_one(job.node_count, 1);
    const std::int64_t wanted = choice.nodes_for(before);
    if (wanted == before || before > most_nodes) return {};
    const std::optional<Spread> spread = spread_of(job, before);
    NodePlan plan;
    plan.stuck = true;
    if (!spread || spread->processes > most_processes) return plan;
    plan.processes = spread->processes;
    // Fewer nodes may need some more than that, until the processes divide evenly.
    for (std::int64_t nodes = std::max(wanted, spread->fewest_nodes); nodes != before; ++nodes) {
        if (spread->processes % nodes == 0) {
            plan.nodes = nodes;
            plan.stuck = false;
            break;
        }
        if (nodes > before) break;
    }
    return plan;
}

void report_nodes(JobBuilder& builder) {
    const NodePlan& plan = builder.linked.plan;
    const LinkedCluster* cluster = builder.cluster();
    if (cluster == nullptr || (plan.nodes == 0 && !plan.stuck)) return;
    const SizeChoice& choice = cluster->choice;
    const Count& count = builder.source.node_count;
    const LeafId at = count ? count->leaf : builder.source.origin;
    const std::int64_t before = builder.source_nodes();
    const std::string old = nodes_of(before, choice.gpus_before);
    const std::string change =
        old + " became " + nodes_of(plan.stuck ? before : plan.nodes, choice.gpus_after);
    Diagnostic& finding =
        plan.stuck
            ? builder.report("B2A0809", at,
                             change + "; the processes cannot be spread over "
                                 + counted(choice.nodes_for(before), "node"))
            : builder.report("B2A0808", at,
                             change + " with " + counted(plan.processes / plan.nodes, "process") + " each");
    const ImageCuda cuda = find_image_cuda(job_image(builder.source, builder.options).written);
    finding.answers = same_gpus_answer(
        choice, cuda.kind == ImageCuda::Kind::known ? std::optional(cuda.version) : std::nullopt);
    if (!finding.answers.empty())
        finding.remedy = "Check the job's batch size and what it expects on a node, or pass --set "
                         + finding.answers.front().setting + "=" + finding.answers.front().value
                         + " for nodes of " + counted(choice.gpus_before, "GPU") + ".";
}

} // namespace batchai2aml
