// customToolkit (batchai.md 7.2; azureml.md 5.3, 6.5).
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
using testing::Not;

struct Bench : Workbench {
    Bench(const std::string& command, std::int64_t nodes) {
        run(command, nodes);
        linked.compute = "gpu";
        options.default_image = "i";
    }
    [[nodiscard]] LeafId command() const { return job.toolkits[0].command_line->leaf; }
};

TEST(Custom, OnOneNodeKeepsItsCommand) {
    for (const char* command :
         {"cd x; python a.py | tee log", "mpirun -n 4 ./a", "KERAS_BACKEND=cntk python a.py"}) {
        Bench bench(command, 1);
        const JobResult mapped = bench.map();
        EXPECT_EQ(mapped.program(), command);
        EXPECT_EQ(mapped.job.distribution.type, Distribution::Type::none);
        EXPECT_THAT(mapped.told().of(bench.command()), ElementsAre("toolkit.command_line -> command"));
        EXPECT_THAT(mapped.told().codes(), IsEmpty());
    }
}

TEST(Custom, OnSeveralNodesRunsOnTheFirst) {
    Bench bench("python a.py | tee log", 3);
    bench.job.max_wall_clock_time = bench.text("PT1H");
    const JobResult mapped = bench.map();
    const auto* first = mapped.statement<RunOnFirstNode>();
    ASSERT_NE(first, nullptr);
    EXPECT_EQ(first->text.text, "python a.py | tee log");
    EXPECT_EQ(first->done.key, "first_node_done");
    EXPECT_EQ(first->wait_seconds, 3600);
    EXPECT_THAT(
        mapped.outputs(),
        Contains(
            "first_node_done = azureml://datastores/workspaceblobstore/paths/batchai/${{name}}/first_node/"));
    EXPECT_EQ(mapped.job.distribution.type, Distribution::Type::pytorch)
        << "azureml.md 5.3: runs the command on each node";
    EXPECT_EQ(mapped.job.distribution.processes_per_instance, 1);
    EXPECT_EQ(mapped.job.instance_count, 3);
    EXPECT_THAT(mapped.told().of(bench.command()), ElementsAre("toolkit.command_line_first_node -> command"));
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0605"));
}

TEST(Custom, WithMpirunInsideALargerCommandIsAnError) {
    Bench bench("mpirun -n 4 ./a | tee log", 2);
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0605", "B2A0612"));
    EXPECT_NE(mapped.statement<RunOnFirstNode>(), nullptr);
    EXPECT_THAT(mapped.job.header.needs_work, Not(IsEmpty()));
}

struct Case {
    const char* command;
    std::int64_t nodes, each;
    const char* program;
    std::vector<std::string> codes;
};
class Mpirun : public testing::TestWithParam<Case> {};

TEST_P(Mpirun, BecomesADistribution) {
    SCOPED_TRACE(GetParam().command);
    Bench bench(GetParam().command, GetParam().nodes);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.distribution.type, Distribution::Type::mpi);
    EXPECT_EQ(mapped.job.distribution.processes_per_instance, GetParam().each);
    EXPECT_EQ(mapped.program(), GetParam().program);
    EXPECT_EQ(mapped.told().codes(), GetParam().codes);
    EXPECT_THAT(mapped.told().of(bench.command()), Contains("toolkit.command_line_mpi -> command"));
}
INSTANTIATE_TEST_SUITE_P(
    Custom, Mpirun,
    testing::Values(Case{"mpirun -n 8 -ppn 4 ./a", 2, 4, "./a", {"B2A0604"}},
                    Case{"mpirun -n 2 ./a", 2, 1, "./a", {"B2A0604"}},
                    Case{"mpirun -ppn 4 ./a", 2, 4, "./a", {"B2A0604"}},
                    Case{"mpirun ./a", 2, 1, "./a", {"B2A0604", "B2A0609"}},
                    Case{"mpirun -n 5 ./a", 2, 2, "./a", {"B2A0601", "B2A0604"}},
                    Case{"mpirun -n 2 -ppn 2 ./a", 2, 1, "./a", {"B2A0604", "B2A0611"}},
                    Case{"mpirun -n 4 -ppn 4 ./a", 2, 2, "./a", {"B2A0604", "B2A0611"}},
                    Case{"mpirun -n 6 -ppn 4 ./a", 2, 3, "./a", {"B2A0604"}},
                    Case{
                        "cd x; A=1 mpirun -n 2 -env B=2 ./a -x", 2, 1, "cd x; A=1 B=2 ./a -x", {"B2A0604"}}));

TEST(Custom, WithMpirunOnOneNodeOfSeveralStaysThere) {
    Bench bench("mpirun -host localhost -n 4 ./a", 2);
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0605"));
    EXPECT_EQ(mapped.statement<RunOnFirstNode>()->text.text, "mpirun -host localhost -n 4 ./a");
}

TEST(Mpirun, SaysWhyItCannotBeTakenOut) {
    Bench bench("mpirun -n $N ./a", 2);
    EXPECT_THAT(bench.map().told().finding("B2A0612").message, HasSubstr("known only when the job runs"));
    bench.variable("N", "$M");
    EXPECT_EQ(bench.map().told().times("B2A0612"), 1U);
    bench.variable("N", "4");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0612"), 0U);
    EXPECT_EQ(mapped.job.distribution.processes_per_instance, 2);
    bench.variable("N", "$M");
    EXPECT_EQ(bench.map().told().times("B2A0612"), 1U) << "the last value counts";
}

TEST(Mpirun, RunsOnceWhatStoodBeforeIt) {
    Bench bench("pip install x; cd y; mpirun -n 2 ./a >log", 2);
    bench.job.job_preparation = bench.text("prepare");
    const JobResult mapped = bench.map();
    std::vector<std::string> prepared;
    for (const Statement& one : mapped.job.command.statements)
        if (const auto* prepare = std::get_if<Prepare>(&one)) prepared.push_back(prepare->text.text);
    EXPECT_THAT(prepared, ElementsAre("prepare", "pip install x; cd y\n:"));
    EXPECT_EQ(mapped.program(), "cd y; ./a >log");
    const std::string message = mapped.told().finding("B2A0604").message;
    EXPECT_THAT(message,
                testing::AllOf(HasSubstr("once on each node"), HasSubstr("each process writes the file")));
    EXPECT_THAT(Bench("if x; then y; fi; mpirun -n 2 ./a", 2).map().told().finding("B2A0604").message,
                HasSubstr("too complex"));
}

TEST(Mpirun, SaysWhenCommandsBeforeItRunInEachProcess) {
    EXPECT_THAT(Bench("mpirun -n 2 ./a", 2).map().told().finding("B2A0604").message,
                Not(HasSubstr("before")));
    EXPECT_THAT(Bench("cd x; mpirun -n 2 ./a", 2).map().told().finding("B2A0604").message,
                HasSubstr("before it"));
}

} // namespace
} // namespace batchai2aml
