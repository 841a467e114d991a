// Clusters of jobs, names and experiments (batchai.md 1.2; design.md 7, rows 21 to 24).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/linked.hpp"

namespace batchai2aml {
namespace {

using test::blob;
using test::number;
using test::text;
using test::WholeRun;
using testing::MatchesRegex;
using testing::SizeIs;

const std::string v2 = "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/";
const std::string v3 = v2 + "workspaces/w/";

TEST(Clusters, AreFoundById) {
    WholeRun run;
    run.cluster("a.json").id = text(v3 + "clusters/Gpu");
    run.cluster("b.json").id = text(v3 + "clusters/cpu");
    Job& job = run.job("c.json");
    job.cluster_id =
        text("/SUBSCRIPTIONS/s/resourcegroups/G/providers/microsoft.batchai/workspaces/w/clusters/gpu");
    job.node_count = number(4);
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::named);
    EXPECT_EQ(project.jobs[0].cluster, 0U);
    EXPECT_EQ(project.jobs[0].compute, "Gpu");
    EXPECT_EQ(project.clusters[0].largest_job, 4);
    EXPECT_EQ(project.clusters[1].largest_job, 0);
}

TEST(Clusters, AreFoundByName) {
    WholeRun run;
    run.cluster("clusters/GPU.json");
    run.job("job.json").cluster_id = text(v2 + "clusters/gpu");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::named);
    EXPECT_EQ(project.jobs[0].compute, "GPU");
}

TEST(Clusters, CountTheirJobsInAndOutsideContainers) {
    WholeRun run;
    run.cluster("a.json").id = text(v3 + "clusters/gpu");
    for (const char* image : {"a:1", "b:1", "", "none"}) {
        Job& job = run.job(std::string(image) + ".json");
        job.cluster_id = text(v3 + "clusters/gpu");
        if (image != std::string("none")) job.container.emplace();
        if (image == std::string("a:1") || image == std::string("b:1")) job.container->image = text(image);
    }
    for (const char* path : {"copy1.json", "copy2.json"}) {
        Job& job = run.job(path);
        job.id = text(v3 + "experiments/e/jobs/j");
        job.cluster_id = text(v3 + "clusters/gpu");
    }
    const Project project = run.link();
    EXPECT_EQ(project.clusters[0].jobs_in_containers, 2U);
    EXPECT_EQ(project.clusters[0].jobs_without_container, 3U) << "one of them is described twice";
}

TEST(Clusters, OfTheSameNameAreNotGuessed) {
    WholeRun run;
    run.cluster("a/gpu.json");
    run.cluster("b/gpu.json");
    run.job("job.json").cluster_id = text(v2 + "clusters/gpu");
    EXPECT_EQ(run.link().jobs[0].cluster_source, ClusterSource::ambiguous);
}

TEST(Clusters, ThatAreAbsentKeepTheirName) {
    WholeRun run;
    run.complete_cluster("other.json");
    run.job("job.json").cluster_id = text(v3 + "clusters/my_gpu");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::named_but_absent)
        << "the only cluster is another one";
    EXPECT_EQ(project.jobs[0].cluster, nowhere);
    EXPECT_EQ(project.jobs[0].compute, "my-gpu");
    EXPECT_THAT(project.jobs[0].mounts, SizeIs(0));
}

TEST(Clusters, ThatAreAbsentMayBeSet) {
    WholeRun run;
    run.options.compute = "there";
    run.job("job.json").cluster_id = text(v3 + "clusters/gpu");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::setting);
    EXPECT_EQ(project.jobs[0].compute, "there");
}

TEST(Clusters, NamedByAJobWinOverTheSetting) {
    WholeRun run;
    run.options.compute = "there";
    run.cluster("gpu.json");
    run.job("job.json").cluster_id = text(v3 + "clusters/gpu");
    EXPECT_EQ(run.link().jobs[0].compute, "gpu");
}

TEST(Clusters, OfTheSettingMayBeAmongTheInputs) {
    WholeRun run;
    run.options.compute = "GPU";
    run.complete_cluster("gpu.json");
    run.job("job.json").node_count = number(2);
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::setting);
    EXPECT_EQ(project.jobs[0].cluster, 0U);
    EXPECT_EQ(project.jobs[0].compute, "gpu");
    EXPECT_EQ(project.clusters[0].largest_job, 2);
}

TEST(OnlyCluster, IsTakenWhenItIsComplete) {
    WholeRun run;
    run.complete_cluster("gpu.json");
    run.job("a.json").node_count = number(2);
    run.job("b.json").node_count = number(3);
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::only_one);
    EXPECT_EQ(project.jobs[1].compute, "gpu");
    EXPECT_EQ(project.clusters[0].largest_job, 3);
    ASSERT_THAT(project.jobs[0].mounts, SizeIs(1));
    EXPECT_EQ(project.jobs[0].mounts[0].level, MountLevel::cluster);
}

TEST(OnlyCluster, IsNotTakenWithoutMountsOrSize) {
    WholeRun no_size;
    no_size.complete_cluster("gpu.json").vm_size.reset();
    no_size.job("job.json");
    EXPECT_EQ(no_size.link().jobs[0].cluster_source, ClusterSource::unknown);
    WholeRun no_mounts;
    no_mounts.cluster("gpu.json").vm_size = text("Standard_NC6");
    no_mounts.job("job.json");
    EXPECT_EQ(no_mounts.link().jobs[0].cluster_source, ClusterSource::unknown);
    EXPECT_EQ(no_mounts.link().jobs[0].compute, "");
}

TEST(OnlyCluster, IsNotTakenAmongSeveral) {
    WholeRun run;
    run.complete_cluster("a.json");
    run.complete_cluster("b.json");
    run.job("job.json");
    EXPECT_EQ(run.link().jobs[0].cluster_source, ClusterSource::unknown);
}

TEST(Copies, OfOneResourceAreOne) {
    WholeRun run;
    run.complete_cluster("a.json").id = text(v3 + "clusters/gpu");
    run.cluster("b.json").id = text(v3 + "CLUSTERS/GPU");
    run.job("job.json");
    const Project project = run.link();
    EXPECT_EQ(project.clusters[0].copy_of, nowhere) << "the full description is converted";
    EXPECT_EQ(project.clusters[1].copy_of, 0U);
    EXPECT_EQ(project.clusters[1].name, "gpu");
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::only_one);
    EXPECT_EQ(project.jobs[0].cluster, 0U);
}

TEST(Mounts, OfTheClusterComeFirst) {
    WholeRun run;
    run.complete_cluster("gpu.json");
    run.options.mounts.emplace("set", MountSetting{MountSetting::Kind::azure_blob, "a", "c"});
    run.job("job.json").mount_volumes.azure_blob_file_systems = {blob("acct", "own", "own")};
    const Project project = run.link();
    ASSERT_THAT(project.jobs[0].mounts, SizeIs(4));
    EXPECT_EQ(project.jobs[0].mounts[0].path, "bfs");
    EXPECT_EQ(project.jobs[0].mounts[1].path, "own");
    EXPECT_EQ(project.jobs[0].mounts[2].path, "set");
}

struct Named {
    const char* name;
    std::string id, given, path, folder, expected;
};
class JobNames : public testing::TestWithParam<Named> {};

TEST_P(JobNames, AreTakenFromTheFirstPlaceThatHasOne) {
    WholeRun run;
    Job& job = run.job(GetParam().path, GetParam().folder);
    if (!GetParam().id.empty()) job.id = text(GetParam().id);
    if (!GetParam().given.empty()) job.name = text(GetParam().given);
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].source_name, GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Link, JobNames,
    testing::Values(Named{"Id", v3 + "experiments/e/jobs/my.job", "other", "a/x.json", "f", "my.job"},
                    Named{"OldId", v2 + "jobs/j", "", "a/x.json", "f", "j"},
                    Named{"IdInAGroupCalledJobs",
                          "/subscriptions/s/resourceGroups/jobs/providers/Microsoft.BatchAI/jobs/j", "",
                          "x.json", "", "j"},
                    Named{"IdInAWorkspaceCalledJobs", v2 + "workspaces/jobs/experiments/e/jobs/j", "",
                          "x.json", "", "j"},
                    Named{"Name", "", "ws/exp/j", "a/x.json", "f", "j"},
                    Named{"Stem", "", "", "a/train.v2.json", "f", "train.v2"},
                    Named{"GenericStem", "", "", "recipes/Horovod/job.json", "f", "Horovod"},
                    Named{"GenericStemAtTheTop", "", "", "job.json", "Horovod", "Horovod"},
                    Named{"NothingElse", "", "", "job.json", "", "job"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(JobNames, AreSettled) {
    WholeRun run;
    run.job("a/job.json").name = text("train");
    run.job("b/job.json").name = text("train");
    const Project project = run.link();
    EXPECT_THAT(project.jobs[0].name, MatchesRegex("train-h[0-9a-f]{6}"));
    EXPECT_NE(project.jobs[0].name, project.jobs[1].name);
    EXPECT_EQ(project.jobs[0].file, "jobs/" + project.jobs[0].name + "/job.yml");
    WholeRun other;
    other.job("b/job.json").name = text("train");
    other.job("c/job.json").name = text("train");
    EXPECT_EQ(other.link().jobs[0].name, project.jobs[1].name) << "a name depends on its own document only";
}

TEST(Names, MayBeChosen) {
    WholeRun run;
    run.options.names["train"] = "fit";
    run.options.names["gpu_1"] = "big";
    run.options.names["exp"] = "trial";
    run.cluster("c.json").name = text("gpu_1");
    Job& job = run.job("job.json");
    job.name = text("train");
    job.experiment_name = text("exp");
    job.cluster_id = text(v2 + "clusters/gpu_1");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].name, "fit");
    EXPECT_EQ(project.clusters[0].name, "big");
    EXPECT_EQ(project.clusters[0].file, "compute/big.yml");
    EXPECT_EQ(project.jobs[0].compute, "big");
    EXPECT_EQ(project.jobs[0].experiment, "trial");
}

TEST(Experiments, AreTakenFromTheFirstPlaceThatHasOne) {
    WholeRun run;
    run.options.experiment = "setting";
    Job& with_id = run.job("a/job.json");
    with_id.id = text("/subscriptions/s/resourceGroups/experiments/providers/Microsoft.BatchAI/workspaces/w/"
                      "experiments/from_id/jobs/j");
    with_id.experiment_name = text("label");
    run.job("b/job.json").experiment_name = text("my label");
    run.job("c/job.json");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].experiment, "from_id");
    EXPECT_EQ(project.jobs[1].experiment, "my-label");
    EXPECT_EQ(project.jobs[1].experiment_source, ExperimentSource::source);
    EXPECT_EQ(project.jobs[2].experiment, "setting");
    EXPECT_EQ(project.jobs[2].experiment_source, ExperimentSource::setting);
    run.options.experiment.clear();
    EXPECT_EQ(run.link().jobs[2].experiment, "c") << "the folder";
    EXPECT_EQ(run.link().jobs[2].experiment_source, ExperimentSource::folder);
    run.options.experiments = {{"c", "of-folder"}, {"cc", "other"}};
    EXPECT_EQ(run.link().jobs[2].experiment, "of-folder");
}

TEST(Names, SkipFoldersThatSayNothing) {
    WholeRun run;
    run.job("mnist/job/job.json");
    run.job("job.json", "cifar");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].name, "cifar");
    EXPECT_EQ(project.jobs[1].name, "mnist");
}

TEST(Names, CanBeGivenByFile) {
    WholeRun run;
    run.job("a/train/job.json");
    run.job("b/train/job.json");
    run.options.names = {{"b/train/job.json", "mine"}};
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].name, "train");
    EXPECT_EQ(project.jobs[0].name_source, NameSource::derived);
    EXPECT_EQ(project.jobs[1].name, "mine");
    EXPECT_EQ(project.jobs[1].name_source, NameSource::setting);
}

TEST(Clusters, CanBeNamedByFolderOrByTheOldName) {
    WholeRun run;
    run.job("a/x/job.json");
    run.job("a/y/job.json");
    run.job("b/job.json").cluster_id = text(v2 + "clusters/Old");
    run.options.compute = "common";
    run.options.computes = {{"a/y", "special"}, {"Old", "renamed"}};
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].compute, "common");
    EXPECT_EQ(project.jobs[1].compute, "special");
    EXPECT_EQ(project.jobs[2].compute, "renamed");
    EXPECT_EQ(project.jobs[2].cluster_source, ClusterSource::setting);
}

} // namespace
} // namespace batchai2aml
