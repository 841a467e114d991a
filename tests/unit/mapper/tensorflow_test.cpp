// TensorFlow (batchai.md 7.2; azureml.md 6.7; design.md 7, row 16).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Bench : Workbench {
    explicit Bench(std::int64_t nodes) {
        job.node_count = count(nodes);
        linked.compute = "gpu";
        options.default_image = "i";
        toolkit(Toolkit::tensorflow).python_script_file_path = text("train.py");
    }
    ToolkitSettings& tf() { return job.toolkits[0]; }
};

struct Case {
    const char* name;
    int nodes;
    int workers; ///< -1: not stated
    int servers;
    bool worker_args, server_args;
    int expected_workers; ///< 0: one process
    int expected_servers;
};
class Decision : public testing::TestWithParam<Case> {};

TEST_P(Decision, BetweenOneProcessAndManyRoles) {
    const Case& test = GetParam();
    Bench bench(test.nodes);
    if (test.workers >= 0) bench.tf().worker_count = bench.count(test.workers);
    if (test.servers >= 0) bench.tf().parameter_server_count = bench.count(test.servers);
    if (test.worker_args) bench.tf().worker_command_line_args = bench.text("--w");
    if (test.server_args) bench.tf().parameter_server_command_line_args = bench.text("--p");
    const JobResult mapped = bench.map();
    const Distribution& distribution = mapped.job.distribution;
    const bool many = test.expected_workers > 0;
    EXPECT_EQ(distribution.type == Distribution::Type::tensorflow, many);
    EXPECT_EQ(distribution.type == Distribution::Type::none, !many);
    EXPECT_EQ(distribution.worker_count, test.expected_workers);
    EXPECT_EQ(distribution.parameter_server_count, test.expected_servers);
    EXPECT_EQ(mapped.job.code.size(), many ? 1U : 0U);
    EXPECT_EQ(mapped.job.instance_count, test.nodes) << "azureml.md 6.7: the node count stays";
    EXPECT_EQ(mapped.told().times("B2A0602"), test.expected_servers > 0 ? 1U : 0U);
}
INSTANTIATE_TEST_SUITE_P(TensorFlow, Decision,
                         testing::Values(Case{"OneNode", 1, -1, -1, false, false, 0, 0},
                                         Case{"OneWorker", 1, 1, -1, false, false, 0, 0},
                                         Case{"OneWorkerNoServer", 1, 1, 0, false, false, 0, 0},
                                         Case{"ManyNodes", 2, -1, -1, false, false, 2, 1},
                                         Case{"ManyNodesNoServer", 3, -1, 0, false, false, 3, 0},
                                         Case{"AllCounts", 2, 8, 2, true, true, 8, 2},
                                         Case{"WorkersOnOneNode", 1, 2, -1, false, false, 2, 1},
                                         Case{"ServersOnOneNode", 1, -1, 1, false, false, 1, 1},
                                         Case{"WorkerArguments", 1, -1, -1, true, false, 1, 1},
                                         Case{"ServerArguments", 1, -1, -1, false, true, 1, 1},
                                         Case{"ZeroWorkers", 2, 0, 1, false, false, 2, 1},
                                         Case{"NegativeServers", 2, 2, -1, false, false, 2, 1}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Single, RunsTheMastersCommand) {
    Bench bench(1);
    bench.tf().python_interpreter_path = bench.text("/opt/python3");
    bench.tf().master_command_line_args = bench.text("--data $AZ_BATCHAI_JOB_TEMP");
    bench.tf().worker_count = bench.count(1);
    bench.tf().parameter_server_count = bench.count(0);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.program(), "/opt/python3 train.py --data $AZ_BATCHAI_JOB_TEMP");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_TASK_INDEX"), "0");
    const auto told = mapped.told();
    EXPECT_THAT(told.of(bench.tf().python_interpreter_path), ElementsAre("toolkit.interpreter -> command"));
    EXPECT_THAT(told.of(bench.tf().python_script_file_path), ElementsAre("toolkit.script -> command"));
    EXPECT_THAT(told.of(bench.tf().master_command_line_args), ElementsAre("toolkit.arguments -> command"));
    EXPECT_THAT(told.of(bench.tf().worker_count), ElementsAre("toolkit.worker_count"));
    EXPECT_THAT(told.of(bench.tf().parameter_server_count), ElementsAre("toolkit.server_count"));
    EXPECT_THAT(told.codes(), IsEmpty());
}

TEST(Single, UsesPythonByDefault) {
    const JobResult mapped = Bench(1).map();
    EXPECT_EQ(mapped.program(), "python train.py") << "batchai.md 7.1";
}

TEST(Single, HasEmptyHostLists) {
    Bench bench(1);
    bench.tf().master_command_line_args =
        bench.text("--ps $AZ_BATCHAI_PS_HOSTS --wk $AZ_BATCHAI_WORKER_HOSTS");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_PS_HOSTS"), "''");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_WORKER_HOSTS"), "''");
}

TEST(Distributed, RunsTheLauncher) {
    Bench bench(2);
    bench.tf().python_interpreter_path = bench.text("python3");
    bench.tf().master_command_line_args = bench.text("--m");
    bench.tf().worker_command_line_args = bench.text("--w");
    bench.tf().parameter_server_command_line_args = bench.text("--p");
    bench.tf().worker_count = bench.count(2);
    bench.tf().parameter_server_count = bench.count(1);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.program(), "python3 batchai_launch.py");
    ASSERT_EQ(mapped.job.code.size(), 1U);
    EXPECT_EQ(mapped.job.code[0].path, "batchai_launch.py");
    EXPECT_THAT(mapped.job.code[0].text, HasSubstr("\"master\": \"python3 train.py --m\""));
    EXPECT_THAT(mapped.job.code[0].text, HasSubstr("\"worker\": \"python3 train.py --w\""));
    EXPECT_THAT(mapped.job.code[0].text, HasSubstr("\"ps\": \"python3 train.py --p\""));
    const auto told = mapped.told();
    const std::string code = " -> code/batchai_launch.py";
    EXPECT_THAT(told.of(bench.tf().python_interpreter_path), ElementsAre("toolkit.interpreter" + code));
    EXPECT_THAT(told.of(bench.tf().python_script_file_path), ElementsAre("toolkit.script" + code));
    for (const Text& text : {bench.tf().master_command_line_args, bench.tf().worker_command_line_args,
                             bench.tf().parameter_server_command_line_args})
        EXPECT_THAT(told.of(text), ElementsAre("toolkit.role_arguments" + code));
    EXPECT_THAT(told.of(bench.tf().worker_count),
                ElementsAre("toolkit.worker_count -> distribution.worker_count"));
    EXPECT_THAT(told.of(bench.tf().parameter_server_count),
                ElementsAre("toolkit.server_count -> distribution.parameter_server_count"));
}

TEST(Distributed, DefaultsAreAdded) {
    const JobResult mapped = Bench(2).map();
    EXPECT_THAT(mapped.told().defaults(),
                Contains("toolkit.worker_count_default -> distribution.worker_count"));
    EXPECT_THAT(mapped.told().defaults(),
                Contains("toolkit.server_count_default -> distribution.parameter_server_count"));
}

TEST(Distributed, ArgumentsOfRolesWithoutProcessAreIgnored) {
    Bench bench(2);
    bench.tf().worker_count = bench.count(1);
    bench.tf().parameter_server_count = bench.count(0);
    bench.tf().worker_command_line_args = bench.text("--w");
    bench.tf().parameter_server_command_line_args = bench.text("--p");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().of(bench.tf().worker_command_line_args),
                ElementsAre("toolkit.unused_arguments"));
    EXPECT_THAT(mapped.told().of(bench.tf().parameter_server_command_line_args),
                ElementsAre("toolkit.unused_arguments"));
}

TEST(Distributed, MoreServersThanNodesAreAnError) {
    Bench bench(2);
    bench.tf().parameter_server_count = bench.count(3);
    EXPECT_EQ(bench.map().told().finding("B2A0610").at, bench.tf().parameter_server_count->leaf);
    bench.tf().parameter_server_count = bench.count(2);
    EXPECT_EQ(bench.map().told().times("B2A0610"), 0U);
}

TEST(TensorFlow, WithoutScriptIsAnError) {
    Bench bench(1);
    bench.tf().python_script_file_path.reset();
    EXPECT_EQ(bench.map().told().times("B2A0606"), 1U);
}

} // namespace
} // namespace batchai2aml
