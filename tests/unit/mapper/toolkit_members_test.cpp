// Members of toolkits that contradict each other, the cluster or themselves (batchai.md 6.2, 7.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"
#include "mapper/toolkits.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::HasSubstr;
using testing::IsEmpty;

/// A job on a cluster whose nodes have one GPU each.
struct Bench : Workbench {
    Bench(Toolkit kind, std::int64_t nodes) {
        job.node_count = count(nodes);
        options.default_image = "i";
        toolkit(kind).python_script_file_path = text("train.py");
        cluster.vm_size = text("Standard_NC4as_T4_v3");
        linked.cluster = 0;
        linked.cluster_source = ClusterSource::only_one;
        linked.compute = "gpu";
    }
    ToolkitSettings& settings() { return job.toolkits[0]; }
};

TEST(Gpus, FewerThanProcessesOfANodeAreTold) {
    Bench bench(Toolkit::horovod, 2);
    bench.settings().process_count = bench.count(4);
    const Diagnostic finding = bench.map().told().finding("B2A0614");
    EXPECT_EQ(finding.message, "2 processes run on each node, which has 1 GPU (Standard_NC4as_T4_v3)");
    EXPECT_EQ(finding.at, bench.settings().process_count->leaf);
    bench.settings().process_count = bench.count(2);
    EXPECT_THAT(bench.map().told().codes(), IsEmpty());
}

TEST(Gpus, FewerThanWorkersOfANodeAreTold) {
    Bench bench(Toolkit::tensorflow, 2);
    bench.settings().parameter_server_count = bench.count(0);
    bench.settings().worker_count = bench.count(3);
    EXPECT_EQ(bench.map().told().finding("B2A0614").at, bench.settings().worker_count->leaf)
        << "two of three run on one node";
    bench.settings().worker_count = bench.count(2);
    EXPECT_EQ(bench.map().told().times("B2A0614"), 0U);
}

TEST(Gpus, OfNodesWithoutOrOfUnknownNodesDoNotMatter) {
    Bench bench(Toolkit::horovod, 1);
    bench.settings().process_count = bench.count(8);
    for (const char* size : {"Standard_D2_v3", "Standard_XYZ9"}) {
        bench.cluster.vm_size = bench.text(size);
        EXPECT_EQ(bench.map().told().times("B2A0614"), 0U) << size;
    }
    bench.cluster.vm_size.reset();
    EXPECT_EQ(bench.map().told().times("B2A0614"), 0U);
    bench.cluster.vm_size = bench.text("Standard_NC4as_T4_v3");
    bench.linked.cluster = nowhere;
    EXPECT_EQ(bench.map().told().times("B2A0614"), 0U);
}

TEST(Workers, BelowOneAreTold) {
    Bench bench(Toolkit::tensorflow, 2);
    bench.settings().worker_count = bench.count(0);
    bench.settings().parameter_server_count = bench.count(1);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().finding("B2A0204").at, bench.settings().worker_count->leaf);
    EXPECT_EQ(mapped.job.distribution.worker_count, 2);
}

TEST(Scripts, BesideAConfigurationFileWin) {
    Bench bench(Toolkit::cntk, 1);
    EXPECT_EQ(bench.map().told().times("B2A0211"), 0U);
    bench.settings().config_file_path = bench.text("my.config");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.program(), "python train.py");
    EXPECT_EQ(mapped.told().finding("B2A0211").at, bench.settings().config_file_path->leaf);
    EXPECT_EQ(mapped.told().finding("B2A0211").message,
              "only one of pythonScriptFilePath and configFilePath may be given");
}

TEST(Scripts, WithArgumentsInTheirPathAreTold) {
    Bench bench(Toolkit::horovod, 1);
    bench.settings().python_script_file_path = bench.text(" train.py ");
    EXPECT_THAT(bench.map().told().codes(), IsEmpty());
    bench.settings().python_script_file_path = bench.text("train.py --epochs 3");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().finding("B2A0615").at, bench.settings().python_script_file_path->leaf);
    EXPECT_THAT(mapped.program(), HasSubstr("train.py --epochs 3"));
}

TEST(Launchers, SpellLineEndsAsPythonDoes) {
    EXPECT_THAT(tensorflow_launcher("a\nb", "", "", Layout::any), HasSubstr("\"master\": \"a\\nb\",\n"));
}

// All these texts end in a shell, so each of them may use what Batch AI had set.
TEST(Texts, OfAllMembersMayUseVariables) {
    for (Text ToolkitSettings::*member :
         {&ToolkitSettings::python_interpreter_path, &ToolkitSettings::python_script_file_path,
          &ToolkitSettings::config_file_path, &ToolkitSettings::command_line,
          &ToolkitSettings::command_line_args, &ToolkitSettings::master_command_line_args,
          &ToolkitSettings::worker_command_line_args, &ToolkitSettings::parameter_server_command_line_args}) {
        Bench bench(Toolkit::tensorflow, 1);
        EXPECT_EQ(bench.map().exported("AZ_LEARNING_JOB_TEMP"), "(none)");
        bench.settings().*member = bench.text("$AZ_LEARNING_JOB_TEMP/x");
        EXPECT_NE(bench.map().exported("AZ_LEARNING_JOB_TEMP"), "(none)");
    }
}

} // namespace
} // namespace batchai2aml
