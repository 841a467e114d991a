// Node set-up tasks (batchai.md 4; azureml.md 6.3; design.md 7, rows 14 and 15).
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
using testing::SizeIs;

const std::string base = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04";

/// A cluster with a set-up task, and a job on it that has no container.
struct Bench : Workbench {
    explicit Bench(std::string command_line = "pip install x") {
        cluster.vm_size = text("Standard_NC4as_T4_v3");
        cluster.minimum_node_count = count(0);
        cluster.maximum_node_count = count(2);
        task().origin = leaf();
        task().command_line = text(std::move(command_line));
        linked_cluster.jobs_without_container = 1;
        run("python a.py");
        linked.compute = "gpu";
        linked.cluster = 0;
        linked.cluster_source = ClusterSource::setting;
    }
    SetupTask& task() { return cluster.setup_task ? *cluster.setup_task : cluster.setup_task.emplace(); }
    void only_containers() {
        linked_cluster.jobs_in_containers = 2;
        linked_cluster.jobs_without_container = 0;
        job.container.emplace().image = text("a/b:1");
    }
};

TEST(NodeSetup, WithoutAJobIsATaskForAPerson) {
    Bench bench("apt-get install -y x");
    bench.linked_cluster.jobs_without_container = 0;
    SetupTask& task = bench.task();
    task.std_out_err_path_prefix = bench.text("$AZ_BATCHAI_MOUNT_ROOT/x");
    task.run_elevated = bench.flag(true);
    task.environment_variables.push_back({bench.text("A"), bench.text("1")});
    task.secrets.push_back({bench.text("B"), bench.secret(), {bench.text("/v"), bench.text("https://v/s")}});
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(task.command_line), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(task.std_out_err_path_prefix), ElementsAre("cluster.setup_task_logs"));
    EXPECT_THAT(told.of(task.run_elevated), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(task.environment_variables[0].name), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(task.environment_variables[0].value), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(task.secrets[0].name), ElementsAre("job.secret_name"));
    EXPECT_THAT(told.of(task.secrets[0].value), ElementsAre("job.secret_value"));
    EXPECT_THAT(told.of(task.secrets[0].value_reference.vault_id), ElementsAre("job.secret_reference"));
    EXPECT_THAT(told.of(task.secrets[0].value_reference.secret_url), ElementsAre("job.secret_reference"));
    EXPECT_EQ(told.finding("B2A0306").at, task.command_line->leaf);
    EXPECT_THAT(told.finding("B2A0306").message, HasSubstr("apt-get install -y x"));
    EXPECT_THAT(told.finding("B2A0306").message, HasSubstr("no job of this cluster is among the inputs"));
    EXPECT_FALSE(mapped.environment);
}

TEST(NodeSetup, OfJobsWithoutAContainerBecomesAnEnvironment) {
    Bench bench("apt-get install -y x\r\npip install y\n");
    bench.task().run_elevated = bench.flag(true);
    bench.options.default_image = "python:3.12";
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    ASSERT_TRUE(mapped.environment);
    EXPECT_EQ(mapped.environment->name, "gpu");
    EXPECT_EQ(mapped.environment->file, "environments/gpu/environment.yml");
    EXPECT_EQ(mapped.environment->header.source, "tf/job.json");
    EXPECT_THAT(mapped.environment->header.needs_work, IsEmpty());
    EXPECT_EQ(mapped.environment->base_image.text, "python:3.12");
    EXPECT_EQ(mapped.environment->base_image.comment, "");
    EXPECT_EQ(mapped.environment->setup, "apt-get install -y x\npip install y\n");
    EXPECT_THAT(told.of(bench.task().command_line), ElementsAre("cluster.setup_task_image -> build.path"));
    EXPECT_THAT(told.files_of(bench.task().command_line->leaf), ElementsAre(mapped.environment->file));
    EXPECT_THAT(told.of(bench.task().run_elevated), ElementsAre("cluster.setup_task_image -> build.path"));
    EXPECT_THAT(told.codes(), ElementsAre("B2A0315"));
    EXPECT_EQ(told.finding("B2A0315").at, bench.task().command_line->leaf);
    EXPECT_EQ(told.finding("B2A0315").subject, mapped.environment->file);
    EXPECT_THAT(told.finding("B2A0315").message, HasSubstr("image of 1 job is built: as root"));
}

TEST(NodeSetup, OfASudoCapableUserRunsAsRootToo) {
    Bench bench;
    bench.task().run_elevated = bench.flag(false);
    EXPECT_THAT(Told(bench.map_compute().notes).of(bench.task().run_elevated),
                ElementsAre("cluster.setup_task_root -> build.path"));
}

TEST(NodeSetup, NeedsABaseImage) {
    for (const char* image : {"", "not an image", "a:b:c"}) {
        Bench bench;
        bench.options.default_image = image;
        const MappedCompute mapped = bench.map_compute();
        ASSERT_TRUE(mapped.environment);
        EXPECT_EQ(mapped.environment->base_image.text, base);
        EXPECT_THAT(mapped.environment->base_image.comment, HasSubstr("--image IMAGE"));
        EXPECT_THAT(mapped.environment->header.needs_work, ElementsAre(HasSubstr("--image IMAGE")));
        const JobResult job = bench.map();
        EXPECT_EQ(job.job.image.text, base);
        EXPECT_EQ(job.job.environment, "gpu");
        EXPECT_EQ(job.told().times("B2A0701"), 1U);
        EXPECT_EQ(job.told().times("B2A0705"), *image == 0 ? 0U : 1U);
        EXPECT_THAT(job.job.image.comment, HasSubstr("is built on one"));
    }
}

TEST(NodeSetup, ExportsItsVariablesAsBatchAiExpandedThem) {
    Bench bench;
    bench.task().environment_variables = {{bench.text("A"), bench.text("1 2")},
                                          {bench.text("B"), bench.text("$A/${A}x$(id)")},
                                          {bench.text("C-D"), bench.text("3")},
                                          {bench.text("E"), {}},
                                          {{}, bench.text("4")}};
    const MappedCompute mapped = bench.map_compute();
    ASSERT_TRUE(mapped.environment);
    const auto& variables = mapped.environment->variables;
    ASSERT_THAT(variables, SizeIs(2));
    EXPECT_EQ(variables[0].name + "=" + quote(variables[0].value), "A='1 2'");
    EXPECT_EQ(variables[1].name + "=" + quote(variables[1].value), R"x(B="${A}/${A}x\$(id)")x");
    const Told told(mapped.notes);
    const auto& all = bench.task().environment_variables;
    EXPECT_THAT(told.of(all[1].name), ElementsAre("cluster.setup_task_image -> build.path"));
    EXPECT_THAT(told.of(all[1].value), ElementsAre("cluster.setup_task_image -> build.path"));
    EXPECT_THAT(told.of(all[2].name), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(all[2].value), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(all[3].name), ElementsAre("cluster.setup_task"));
    EXPECT_THAT(told.of(all[4].value), ElementsAre("cluster.setup_task"));
    EXPECT_EQ(told.finding("B2A0504").at, all[2].name->leaf);
    EXPECT_EQ(told.times("B2A0201"), 2U);
    EXPECT_THAT(mapped.environment->header.needs_work, SizeIs(4)) << "the base image is the fourth";
}

TEST(NodeSetup, OfJobsInContainersRanOutside) {
    Bench bench("service x start");
    bench.only_containers();
    bench.task().environment_variables = {{bench.text("A"), bench.text("1")}};
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_FALSE(mapped.environment);
    EXPECT_THAT(told.codes(), ElementsAre("B2A0314"));
    EXPECT_THAT(told.finding("B2A0314").message, HasSubstr("outside the containers of 2 jobs"));
    EXPECT_THAT(told.of(bench.task().command_line), ElementsAre("cluster.setup_task_outside"));
    EXPECT_THAT(told.of(bench.task().environment_variables[0].value),
                ElementsAre("cluster.setup_task_outside"));
    EXPECT_EQ(bench.map().job.environment, "");
}

TEST(NodeSetup, OnAMountWasSeenInContainers) {
    for (const char* text : {"cp -r x $AZ_BATCHAI_MOUNT_ROOT/afs", "cp x ${AZ_LEARNING_MOUNT_ROOT}/afs",
                             "touch /mnt/batch/tasks/shared/x"}) {
        Bench bench(text);
        bench.only_containers();
        const MappedCompute mapped = bench.map_compute();
        const Told told(mapped.notes);
        EXPECT_THAT(told.codes(), ElementsAre("B2A0306"));
        EXPECT_THAT(told.finding("B2A0306").message, HasSubstr("touched a mount"));
        EXPECT_THAT(told.of(bench.task().command_line), ElementsAre("cluster.setup_task"));
    }
    Bench bench("./prepare.sh");
    bench.only_containers();
    bench.task().environment_variables = {{bench.text("OUT"), bench.text("$AZ_BATCHAI_MOUNT_ROOT/afs")}};
    EXPECT_THAT(Told(bench.map_compute().notes).codes(), ElementsAre("B2A0306"));
}

TEST(NodeSetup, OfBothKindsOfJobsIsToldForBoth) {
    Bench bench;
    bench.linked_cluster.jobs_in_containers = 1;
    const MappedCompute mapped = bench.map_compute();
    const Told told(mapped.notes);
    EXPECT_TRUE(mapped.environment);
    EXPECT_THAT(told.codes(), ElementsAre("B2A0314", "B2A0315"));
    EXPECT_THAT(told.of(bench.task().command_line),
                ElementsAre("cluster.setup_task_outside", "cluster.setup_task_image -> build.path"));
}

TEST(NodeSetup, ThatIsDoneIsLeftOut) {
    for (const char* text : {"pip install x", "docker pull y"}) {
        Bench bench(text);
        bench.linked_cluster.jobs_in_containers = 1;
        bench.options.node_setup = NodeSetupPolicy::done;
        bench.task().run_elevated = bench.flag(false);
        const MappedCompute mapped = bench.map_compute();
        const Told told(mapped.notes);
        EXPECT_FALSE(mapped.environment);
        EXPECT_THAT(told.codes(), IsEmpty());
        EXPECT_THAT(told.of(bench.task().command_line), ElementsAre("cluster.setup_task_done"));
        EXPECT_THAT(told.of(bench.task().run_elevated), ElementsAre("cluster.setup_task_done"));
        const JobResult job = bench.map();
        EXPECT_EQ(job.job.environment, "");
        EXPECT_THAT(job.told().defaults(), Contains("job.image_missing -> environment.image"));
    }
}

TEST(NodeSetup, IsBuiltIntoTheImageOfAJob) {
    Bench bench;
    bench.options.default_image = "python:3.12";
    const JobResult job = bench.map();
    EXPECT_EQ(job.job.environment, "gpu");
    EXPECT_EQ(job.job.image.text, "python:3.12");
    EXPECT_THAT(job.told().defaults(), Contains("job.image_built -> environment.build"));
    EXPECT_THAT(job.told().codes(), IsEmpty());
    Bench hindered("mount x /y");
    EXPECT_EQ(hindered.map().job.environment, "");
    Bench elsewhere;
    elsewhere.linked.cluster = nowhere;
    EXPECT_EQ(elsewhere.map().job.environment, "");
}

TEST(NodeSetup, NamesWhatRemovesItsFindings) {
    Bench bench;
    bench.linked_cluster.jobs_in_containers = 1;
    for (const Diagnostic& finding : bench.map_compute().notes.diagnostics) {
        ASSERT_THAT(finding.answers, testing::Not(IsEmpty())) << finding.code;
        EXPECT_EQ(finding.answers[0].setting + "=" + finding.answers[0].value, "node-setup=done");
    }
}

} // namespace
} // namespace batchai2aml
