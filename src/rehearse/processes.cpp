#include "rehearse/processes.hpp"

#include "support/text.hpp"

namespace batchai2aml {

namespace {

// As documented for the first SDK (azureml.md 5.3).
constexpr std::string_view pytorch_port = "6105";
constexpr int first_tensorflow_port = 2222;

std::string text(std::int64_t number) {
    return std::to_string(number);
}

// On every node, whatever the distribution.
void add_node_variables(const EmittedJob& job, ProcessPlan& plan) {
    Variables& out = plan.variables;
    out.emplace_back("AZUREML_PROCESS_NAME", plan.name);
    out.emplace_back("AZUREML_CR_NODE_RANK", text(plan.node));
    out.emplace_back("AZUREML_NODE_COUNT", text(job.nodes));
    if (job.nodes <= 1) return;
    std::string hosts;
    for (std::int64_t node = 0; node < job.nodes; ++node)
        hosts += (node == 0 ? "" : ",") + node_address(node);
    out.emplace_back("AZ_BATCH_HOST_LIST", hosts);
    out.emplace_back("AZ_BATCH_NODE_LIST", replace_all(hosts, ",", ";"));
    out.emplace_back("AZ_BATCH_MASTER_NODE", node_address(0) + ":6000");
    out.emplace_back("AZ_BATCH_IS_CURRENT_NODE_MASTER", plan.node == 0 ? "true" : "false");
}

ProcessPlan ranked(const EmittedJob& job, std::int64_t rank) {
    ProcessPlan plan;
    plan.role = "rank";
    plan.index = rank;
    plan.node = rank / job.processes_per_node;
    plan.name = "rank_" + text(rank);
    return plan;
}

void add_mpi(const EmittedJob& job, std::vector<ProcessPlan>& out) {
    const std::int64_t total = job.nodes * job.processes_per_node;
    for (std::int64_t rank = 0; rank < total; ++rank) {
        ProcessPlan plan = ranked(job, rank);
        const std::string local = text(rank % job.processes_per_node);
        plan.variables = {{"OMPI_COMM_WORLD_RANK", text(rank)},
                          {"OMPI_COMM_WORLD_SIZE", text(total)},
                          {"OMPI_COMM_WORLD_LOCAL_RANK", local},
                          {"OMPI_COMM_WORLD_LOCAL_SIZE", text(job.processes_per_node)},
                          // The rank within the node, whatever its name says.
                          {"OMPI_COMM_WORLD_NODE_RANK", local}};
        out.push_back(std::move(plan));
    }
}

void add_pytorch(const EmittedJob& job, std::vector<ProcessPlan>& out) {
    const std::int64_t total = job.nodes * job.processes_per_node;
    for (std::int64_t rank = 0; rank < total; ++rank) {
        ProcessPlan plan = ranked(job, rank);
        plan.variables = {{"MASTER_ADDR", node_address(0)},
                          {"MASTER_PORT", std::string(pytorch_port)},
                          {"WORLD_SIZE", text(total)},
                          {"NODE_RANK", text(plan.node)},
                          {"RANK", text(rank)},
                          {"LOCAL_RANK", text(rank % job.processes_per_node)}};
        out.push_back(std::move(plan));
    }
}

std::string json_list(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& item : texts)
        out += (out.empty() ? "" : ",") + json_quote(item);
    return '[' + out + ']';
}

// Tasks go round the nodes; ports count up on each node.
void add_tensorflow(const EmittedJob& job, std::vector<ProcessPlan>& out) {
    std::vector<int> next_port(static_cast<std::size_t>(job.nodes), first_tensorflow_port);
    std::vector<std::string> servers;
    std::vector<std::string> workers;
    const auto add = [&](std::string_view role, std::int64_t count, std::vector<std::string>& hosts) {
        for (std::int64_t index = 0; index < count; ++index) {
            ProcessPlan plan;
            plan.role = role;
            plan.index = index;
            plan.node = index % job.nodes;
            plan.name = std::string(role) + "_" + text(index);
            hosts.push_back(node_address(plan.node) + ":"
                            + std::to_string(next_port[static_cast<std::size_t>(plan.node)]++));
            out.push_back(std::move(plan));
        }
    };
    add("ps", job.servers, servers);
    add("worker", job.workers, workers);
    const std::string cluster = R"("cluster":{"worker":)" + json_list(workers)
                                + (servers.empty() ? "" : ",\"ps\":" + json_list(servers)) + '}';
    for (ProcessPlan& plan : out)
        plan.variables = {{"TF_CONFIG", '{' + cluster + R"(,"task":{"type":")" + plan.role + R"(","index":)"
                                            + text(plan.index) + R"(},"environment":"cloud"})"}};
}

// Where nothing starts processes, each node runs the command once.
void add_plain(const EmittedJob& job, std::vector<ProcessPlan>& out) {
    for (std::int64_t node = 0; node < job.nodes; ++node) {
        ProcessPlan plan;
        plan.role = "main";
        plan.node = node;
        plan.index = node;
        plan.name = job.nodes == 1 ? "main" : "main_" + text(node);
        out.push_back(std::move(plan));
    }
}

} // namespace

std::string node_address(std::int64_t node) {
    const std::int64_t number = node + 2;
    return "127.0." + text(number / 256) + '.' + text(number % 256);
}

std::vector<ProcessPlan> plan_processes(const EmittedJob& job) {
    std::vector<ProcessPlan> out;
    switch (job.distribution) {
    case DistributionKind::mpi:
        add_mpi(job, out);
        break;
    case DistributionKind::pytorch:
        add_pytorch(job, out);
        break;
    case DistributionKind::tensorflow:
        add_tensorflow(job, out);
        break;
    case DistributionKind::none:
        add_plain(job, out);
        break;
    }
    for (ProcessPlan& plan : out)
        add_node_variables(job, plan);
    return out;
}

} // namespace batchai2aml
