// Jobs on nodes with another number of GPUs (design.md 7, row 4; vm-sizes.md 6).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Told;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// A job of `nodes` nodes of 4 GPUs, which become nodes of 8 GPUs, unless another size is set.
struct Bench : Workbench {
    explicit Bench(std::int64_t nodes, std::string size = "Standard_NC24r") {
        cluster.vm_size = text(std::move(size));
        cluster.minimum_node_count = count(0);
        cluster.maximum_node_count = count(4);
        job.node_count = count(nodes);
        job.container.emplace().image = text("me/new:cuda12.1");
        linked.cluster = 0;
        linked.compute = "gpu";
        linked.cluster_source = ClusterSource::named;
        linked_cluster.largest_job = nodes;
    }
    /// A toolkit whose processes MPI or PyTorch spreads.
    Bench& processes(Toolkit kind, std::int64_t total = 0) {
        ToolkitSettings& settings = toolkit(kind);
        settings.python_script_file_path = text("a.py");
        if (total > 0) settings.process_count = count(total);
        return *this;
    }
    Bench& tensorflow(std::int64_t workers, std::int64_t servers) {
        ToolkitSettings& settings = toolkit(Toolkit::tensorflow);
        settings.python_script_file_path = text("a.py");
        if (workers > 0) settings.worker_count = count(workers);
        settings.parameter_server_count = count(servers);
        return *this;
    }
    Bench& command(std::string line) {
        toolkit(Toolkit::custom).command_line = text(std::move(line));
        return *this;
    }
    /// "nodes x processes of a node"
    [[nodiscard]] std::string layout() {
        const JobResult result = map();
        return std::to_string(result.job.instance_count) + " x "
               + std::to_string(result.job.distribution.processes_per_instance);
    }
    [[nodiscard]] Told told() {
        result_ = map();
        return result_->told();
    }

  private:
    std::optional<JobResult> result_;
};

TEST(NodePlan, KeepsTheProcessesOnFewerNodes) {
    Bench bench(2);
    bench.processes(Toolkit::horovod, 8);
    EXPECT_EQ(bench.layout(), "1 x 8");
    const Diagnostic finding = bench.told().finding("B2A0808");
    EXPECT_EQ(finding.message, "2 nodes of 4 GPUs became 1 node of 8 GPUs with 8 processes each");
    EXPECT_EQ(finding.at, bench.job.node_count->leaf);
    EXPECT_THAT(bench.told().of(bench.job.node_count),
                ElementsAre("job.node_count_anew -> resources.instance_count"));
    EXPECT_THAT(bench.told().codes(), Not(Contains("B2A0614"))) << "8 processes fit on 8 GPUs";
}

TEST(NodePlan, NamesASizeThatNeedsNoChange) {
    Bench bench(2);
    bench.processes(Toolkit::horovod, 8);
    const Diagnostic finding = bench.told().finding("B2A0808");
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_THAT(finding.remedy, HasSubstr("--set sizes.Standard_NC24r=Standard_NC64as_T4_v3"));
    EXPECT_EQ(bench.options.set(finding.answers[0].setting, finding.answers[0].value), std::nullopt);
    EXPECT_EQ(bench.layout(), "2 x 4");
    EXPECT_THAT(bench.told().codes(), Not(Contains("B2A0808")));
    EXPECT_THAT(bench.told().of(bench.job.node_count),
                ElementsAre("job.node_count -> resources.instance_count"));
}

TEST(NodePlan, NamesNoSizeOnWhichTheImageFails) {
    Bench bench(2);
    bench.processes(Toolkit::horovod, 8);
    bench.job.container->image = bench.text("me/old:cuda8.0");
    EXPECT_THAT(bench.told().finding("B2A0808").answers, IsEmpty());
}

TEST(NodePlan, TakesMoreNodesUntilTheProcessesDivideEvenly) {
    const auto layout = [](std::int64_t nodes, std::int64_t total) {
        Bench bench(nodes);
        bench.processes(Toolkit::horovod, total);
        return bench.layout();
    };
    EXPECT_EQ(layout(3, 12), "2 x 6");
    EXPECT_EQ(layout(6, 24), "3 x 8");
    EXPECT_EQ(layout(4, 9), "3 x 3");
    EXPECT_EQ(layout(4, 0), "2 x 2") << "Batch AI's default: one process for each node";
}

TEST(NodePlan, LeavesTheNodesWhereNothingDividesEvenly) {
    Bench bench(3);
    bench.processes(Toolkit::horovod, 3);
    EXPECT_EQ(bench.layout(), "3 x 1");
    const Diagnostic finding = bench.told().finding("B2A0809");
    EXPECT_EQ(finding.message,
              "3 nodes of 4 GPUs became 3 nodes of 8 GPUs; the processes cannot be spread over 2 nodes");
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_EQ(bench.options.set(finding.answers[0].setting, finding.answers[0].value), std::nullopt);
    EXPECT_THAT(bench.told().codes(), Not(Contains("B2A0809")));
}

TEST(NodePlan, TakesMoreNodesOfFewerGpus) {
    Bench bench(2, "Standard_NC12");
    bench.processes(Toolkit::pytorch, 4);
    bench.options.sizes["STANDARD_NC12"] = "Standard_NC16as_T4_v3";
    EXPECT_EQ(bench.layout(), "4 x 1");
    EXPECT_EQ(bench.map_compute().compute.max_instances, 8);
}

TEST(NodePlan, TellsWhenAJobLosesGpus) {
    Bench bench(1, "Standard_NC12");
    bench.command("python a.py");
    bench.options.sizes["STANDARD_NC12"] = "Standard_NC16as_T4_v3";
    EXPECT_EQ(bench.map().job.instance_count, 1);
    EXPECT_EQ(bench.told().finding("B2A0809").message,
              "1 node of 2 GPUs became 1 node of 1 GPU; the processes cannot be spread over 2 nodes");
}

TEST(NodePlan, LeavesOneNodeAloneWhereNothingCanBeSpread) {
    const auto layout = [](Bench& bench) {
        bench.options.sizes["STANDARD_NC12"] = "Standard_NC16as_T4_v3";
        EXPECT_THAT(bench.told().codes(), Contains("B2A0809"));
        return bench.layout();
    };
    Bench command(1, "Standard_NC12");
    command.command("mpirun -n 2 python a.py");
    EXPECT_EQ(layout(command), "1 x 1") << "mpirun stays in the command of one node";
    Bench three(1, "Standard_NC12");
    three.processes(Toolkit::horovod, 3);
    EXPECT_EQ(layout(three), "1 x 3");
    Bench nothing(2, "Standard_NC12");
    nothing.toolkit(Toolkit::custom);
    EXPECT_EQ(layout(nothing), "2 x 1");
}

TEST(NodePlan, SaysNothingWhereAJobFitsAsItIs) {
    Bench bench(1);
    bench.processes(Toolkit::horovod, 4);
    bench.options.sizes["STANDARD_NC24R"] = "Standard_ND40rs_v2";
    EXPECT_EQ(bench.layout(), "1 x 4");
    for (const char* code : {"B2A0808", "B2A0809"})
        EXPECT_THAT(bench.told().codes(), Not(Contains(code)));
}

TEST(NodePlan, KeepsWorkersAndOneServerOnANode) {
    Bench bench(2);
    bench.tensorflow(4, 1);
    JobResult job = bench.map();
    EXPECT_EQ(job.job.instance_count, 1);
    EXPECT_EQ(job.job.distribution.type, Distribution::Type::tensorflow) << "as distributed as before";
    EXPECT_EQ(job.job.distribution.worker_count, 4);
    Bench servers(4);
    servers.tensorflow(6, 3);
    EXPECT_EQ(servers.map().job.instance_count, 3) << "two nodes would do, but for the servers";
    EXPECT_THAT(servers.told().codes(), Not(Contains("B2A0610")));
    Bench defaults(2);
    defaults.tensorflow(0, 1);
    EXPECT_EQ(defaults.map().job.distribution.worker_count, 2) << "one worker for each node of before";
    EXPECT_EQ(defaults.map().job.instance_count, 1);
}

TEST(NodePlan, SpreadsWhatMpirunStarted) {
    const auto layout = [](const char* command) {
        Bench bench(2);
        bench.command(command);
        return bench.layout();
    };
    EXPECT_EQ(layout("mpirun -n 8 -ppn 4 -hosts $AZ_BATCHAI_MPI_HOSTFILE python a.py"), "1 x 8");
    EXPECT_EQ(layout("mpirun -n 8 python a.py"), "1 x 8");
    EXPECT_EQ(layout("mpirun -ppn 4 python a.py"), "1 x 8");
    EXPECT_EQ(layout("mpirun python a.py"), "1 x 2");
    EXPECT_EQ(layout("python a.py"), "2 x 1") << "runs on the first node";
    Bench uneven(4);
    uneven.command("mpirun -n 9 python a.py");
    EXPECT_EQ(uneven.layout(), "3 x 3") << "the number that mpirun was given decides";
    Bench one(2);
    one.command("mpirun -n 8 -ppn 4 python a.py");
    EXPECT_EQ(one.map().job.distribution.type, Distribution::Type::mpi);
    EXPECT_EQ(one.map().program(), "python a.py") << "Azure ML calls mpirun on one node as well";
    EXPECT_THAT(one.told().finding("B2A0808").message, HasSubstr("with 8 processes each"));
}

TEST(NodePlan, DoesNotSpreadOneProcessForEachNode) {
    Bench bench(2);
    bench.processes(Toolkit::caffe2);
    EXPECT_EQ(bench.layout(), "2 x 1");
    EXPECT_THAT(bench.told().codes(), Contains("B2A0809"));
    Bench none(2);
    EXPECT_EQ(none.map().job.instance_count, 2) << "no toolkit at all";
}

TEST(NodePlan, IsNotMisledByHugeNumbers) {
    Bench nodes(INT64_MAX);
    nodes.processes(Toolkit::horovod, INT64_MAX);
    EXPECT_EQ(nodes.map().job.instance_count, INT64_MAX);
    Bench processes(2);
    processes.processes(Toolkit::horovod, INT64_MAX);
    EXPECT_EQ(processes.map().job.instance_count, 2);
    Bench each(2);
    each.command("mpirun -ppn 9223372036854775807 python a.py");
    EXPECT_EQ(each.map().job.instance_count, 2);
}

TEST(NodePlan, ScalesTheClusterAlike) {
    Bench bench(2);
    bench.processes(Toolkit::horovod, 8);
    bench.cluster.minimum_node_count = bench.count(1);
    const MappedCompute mapped = bench.map_compute();
    EXPECT_EQ(mapped.compute.min_instances, 1);
    EXPECT_EQ(mapped.compute.max_instances, 2);
    const Told told(mapped.notes);
    const Diagnostic finding = told.finding("B2A0810");
    EXPECT_EQ(finding.message, "the scale of 1 to 4 nodes became 1 to 2 nodes: a node has 8 GPUs and not 4");
    EXPECT_THAT(told.of(bench.cluster.maximum_node_count),
                ElementsAre("cluster.scale_anew -> max_instances"));
    ASSERT_THAT(finding.answers, SizeIs(1));
    EXPECT_EQ(bench.options.set(finding.answers[0].setting, finding.answers[0].value), std::nullopt);
    EXPECT_THAT(Told(bench.map_compute().notes).codes(), IsEmpty());
    EXPECT_EQ(bench.map_compute().compute.max_instances, 4);
}

TEST(NodePlan, LeavesRoomForTheLargestJob) {
    Bench bench(4);
    bench.processes(Toolkit::caffe2);
    EXPECT_EQ(bench.map_compute().compute.max_instances, 4) << "its nodes could not become fewer";
    bench.cluster.maximum_node_count = bench.count(3);
    EXPECT_THAT(Told(bench.map_compute().notes).codes(), Contains("B2A0305"))
        << "it did not fit before either";
}

TEST(NodePlan, ScalesFixedClusters) {
    Bench bench(2);
    bench.processes(Toolkit::horovod, 8);
    bench.cluster.minimum_node_count.reset();
    bench.cluster.maximum_node_count.reset();
    bench.cluster.target_node_count = bench.count(6);
    EXPECT_EQ(bench.map_compute().compute.max_instances, 3);
    bench.cluster.target_node_count->value = 1;
    EXPECT_EQ(bench.map_compute().compute.max_instances, 1) << "the job takes one node now";
    bench.cluster.target_node_count->value = 6;
    bench.options.scale = ScalePolicy::exact;
    const MappedCompute exact = bench.map_compute();
    EXPECT_EQ(exact.compute.min_instances, 3);
    EXPECT_EQ(exact.compute.max_instances, 3);
    EXPECT_THAT(Told(exact.notes).codes(), Contains("B2A0810"));
    EXPECT_THAT(Told(exact.notes).of(bench.cluster.target_node_count),
                ElementsAre("cluster.scale_anew -> max_instances"));
}

} // namespace
} // namespace batchai2aml
