#include "rehearse/processes.hpp"

#include <gmock/gmock.h>

namespace batchai2aml {
namespace {

using ::testing::Contains;
using ::testing::Key;
using ::testing::Not;
using ::testing::Pair;

EmittedJob job_of(DistributionKind kind, std::int64_t nodes, std::int64_t each) {
    EmittedJob job;
    job.distribution = kind;
    job.nodes = nodes;
    job.processes_per_node = each;
    return job;
}

TEST(Processes, WithoutDistributionThereIsOne) {
    const auto plans = plan_processes(job_of(DistributionKind::none, 1, 1));
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_EQ(plans[0].name, "main");
    EXPECT_THAT(plans[0].variables, Not(Contains(Key("AZ_BATCH_HOST_LIST"))));
}

TEST(Processes, MpiRanksFillTheNodesOneByOne) {
    const auto plans = plan_processes(job_of(DistributionKind::mpi, 2, 2));
    ASSERT_EQ(plans.size(), 4U);
    EXPECT_EQ(plans[1].node, 0);
    EXPECT_EQ(plans[2].node, 1);
    EXPECT_THAT(plans[2].variables, Contains(Pair("OMPI_COMM_WORLD_RANK", "2")));
    EXPECT_THAT(plans[2].variables, Contains(Pair("OMPI_COMM_WORLD_SIZE", "4")));
    EXPECT_THAT(plans[3].variables, Contains(Pair("OMPI_COMM_WORLD_LOCAL_RANK", "1")));
    EXPECT_THAT(plans[3].variables, Contains(Pair("AZ_BATCH_HOST_LIST", "127.0.0.2,127.0.0.3")));
    EXPECT_THAT(plans[3].variables, Contains(Pair("AZ_BATCH_IS_CURRENT_NODE_MASTER", "false")));
}

TEST(Processes, PyTorchProcessesKnowTheirPlace) {
    const auto plans = plan_processes(job_of(DistributionKind::pytorch, 2, 2));
    ASSERT_EQ(plans.size(), 4U);
    for (const auto& [name, value] : Variables{{"RANK", "3"},
                                               {"WORLD_SIZE", "4"},
                                               {"LOCAL_RANK", "1"},
                                               {"NODE_RANK", "1"},
                                               {"MASTER_ADDR", "127.0.0.2"}})
        EXPECT_THAT(plans[3].variables, Contains(Pair(name, value)));
}

TEST(Processes, TensorFlowTasksShareTheNodesAndCountTheirPorts) {
    EmittedJob job = job_of(DistributionKind::tensorflow, 2, 1);
    job.workers = 2;
    job.servers = 1;
    const auto plans = plan_processes(job);
    ASSERT_EQ(plans.size(), 3U);
    EXPECT_EQ(plans[0].name, "ps_0");
    EXPECT_EQ(plans[2].name, "worker_1");
    EXPECT_EQ(plans[2].node, 1);
    EXPECT_THAT(plans[2].variables,
                Contains(Pair("TF_CONFIG", R"({"cluster":{"worker":["127.0.0.2:2223","127.0.0.3:2222"],)"
                                           R"("ps":["127.0.0.2:2222"]},"task":{"type":"worker","index":1},)"
                                           R"("environment":"cloud"})")));
}

TEST(Processes, NodesHaveAddressesOfTheirOwn) {
    EXPECT_EQ(node_address(0), "127.0.0.2");
    EXPECT_EQ(node_address(253), "127.0.0.255");
    EXPECT_EQ(node_address(254), "127.0.1.0");
}

} // namespace
} // namespace batchai2aml
