// Resources that several documents describe, and clusters that are found among them (batchai.md 1.2;
// design.md 7, rows 23 and 24).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/linked.hpp"

namespace batchai2aml {
namespace {

using test::text;
using test::WholeRun;
using testing::SizeIs;

const std::string v2 = "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/";

TEST(Copies, AreOfTheFullDescriptionWhereverItStands) {
    WholeRun run;
    run.cluster("a.json").id = text(v2 + "clusters/gpu");
    run.complete_cluster("b.json").id = text(v2 + "clusters/gpu");
    run.job("job.json").cluster_id = text(v2 + "clusters/gpu");
    const Project project = run.link();
    EXPECT_EQ(project.clusters[0].copy_of, 1U);
    EXPECT_EQ(project.clusters[1].copy_of, nowhere);
    EXPECT_EQ(project.jobs[0].cluster, 1U);
}

TEST(Copies, AreNotTakenForTheClusterOfTheSetting) {
    WholeRun run;
    run.options.compute = "gpu";
    run.cluster("a.json").id = text(v2 + "clusters/gpu");
    run.complete_cluster("b.json").id = text(v2 + "clusters/gpu");
    run.job("job.json");
    EXPECT_EQ(run.link().jobs[0].cluster, 1U);
}

TEST(Copies, AreNotTakenForTheClusterOfAName) {
    WholeRun run;
    run.cluster("a.json").id = text(v2 + "clusters/gpu");
    run.complete_cluster("b.json").id = text(v2 + "clusters/gpu");
    run.job("job.json").cluster_id = text("/another/address/clusters/gpu");
    EXPECT_EQ(run.link().jobs[0].cluster, 1U) << "one cluster has that name, described twice";
}

TEST(Clusters, OfTheSameNameAreToldApartById) {
    WholeRun run;
    run.cluster("a.json").id = text(v2 + "workspaces/a/clusters/gpu");
    run.cluster("b.json").id = text(v2 + "workspaces/b/clusters/gpu");
    run.job("job.json").cluster_id = text(v2 + "workspaces/b/clusters/gpu");
    const Project project = run.link();
    EXPECT_EQ(project.jobs[0].cluster_source, ClusterSource::named);
    EXPECT_EQ(project.jobs[0].cluster, 1U);
}

TEST(Clusters, AreFoundByABareName) {
    WholeRun run;
    run.cluster("gpu.json");
    run.job("job.json").cluster_id = text("gpu");
    EXPECT_EQ(run.link().jobs[0].cluster, 0U);
}

TEST(Workspaces, AreNamedByTheirIdAndTheSettings) {
    WholeRun run;
    run.options.names["ws"] = "team space";
    run.workspace("a.json").id = text(v2 + "workspaces/ws");
    run.workspace("b.json").id = text(v2 + "workspaces/WS");
    run.workspace("c.json").id = text(v2 + "workspaces/other");
    const Project project = run.link();
    ASSERT_THAT(project.workspaces, SizeIs(3));
    EXPECT_EQ(project.workspaces[0].source_name, "ws");
    EXPECT_EQ(project.workspaces[0].name, "team-space");
    EXPECT_EQ(project.workspaces[0].copy_of, nowhere);
    EXPECT_EQ(project.workspaces[1].copy_of, 0U);
    EXPECT_EQ(project.workspaces[2].name, "other");
    EXPECT_EQ(project.workspaces[2].copy_of, nowhere);
}

} // namespace
} // namespace batchai2aml
