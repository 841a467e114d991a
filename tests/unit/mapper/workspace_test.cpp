// Workspaces (batchai.md 1.1; azureml.md 3.4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::Told;
using test::Workbench;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

struct Bench : Workbench {
    Workspace first;
    Workspace second;
    Project project;

    Bench() {
        for (Workspace* workspace : {&first, &second}) {
            workspace->origin = leaf();
            workspace->id = text("/subscriptions/s/…/workspaces/w");
            workspace->name = text("w");
            workspace->type = text("Microsoft.BatchAI/workspaces");
            workspace->location = text("East US 2");
            workspace->tags = {{"team", *text("vision")}};
        }
        project.workspaces = {{&first, &document, "my w", "my-w", nowhere}};
    }
};

TEST(Workspaces, BecomeOneFile) {
    Bench bench;
    const MappedWorkspace mapped = map_workspaces(bench.project);
    ASSERT_TRUE(mapped.workspace);
    EXPECT_EQ(mapped.workspace->name, "my-w");
    EXPECT_EQ(mapped.workspace->file, "workspace.yml");
    EXPECT_EQ(mapped.workspace->header.source, "tf/job.json");
    EXPECT_EQ(mapped.workspace->location, "eastus2") << "one spelling for a region";
    EXPECT_THAT(mapped.workspace->tags, ElementsAre(Pair("team", "vision")));
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(bench.first.id), ElementsAre("workspace.name -> name"));
    EXPECT_THAT(told.of(bench.first.name), ElementsAre("workspace.name -> name"));
    EXPECT_THAT(told.of(bench.first.type), ElementsAre("resource.type"));
    EXPECT_THAT(told.of(bench.first.location), ElementsAre("workspace.location -> location"));
    EXPECT_THAT(told.of(bench.first.tags[0].value.leaf), ElementsAre("workspace.tags -> tags.team"));
    EXPECT_THAT(told.files_of(bench.first.location->leaf), ElementsAre("workspace.yml"));
    EXPECT_THAT(told.codes(), ElementsAre("B2A1001"));
    EXPECT_EQ(told.finding("B2A1001").at, bench.first.origin);
    EXPECT_EQ(told.finding("B2A1001").subject, "workspace.yml");
    EXPECT_THAT(told.finding("B2A1001").message, HasSubstr("\"my w\" needs a workspace of Azure ML"));
}

TEST(Workspaces, WithoutLocationOrTagsAreWrittenWithout) {
    Bench bench;
    bench.first.location.reset();
    bench.first.tags.clear();
    const MappedWorkspace mapped = map_workspaces(bench.project);
    EXPECT_EQ(mapped.workspace->location, "");
    EXPECT_THAT(mapped.workspace->tags, testing::IsEmpty());
}

TEST(Workspaces, ThatAreSeveralLeaveTheChoiceToAPerson) {
    Bench bench;
    bench.project.workspaces.push_back({&bench.second, &bench.document, "v", "v", nowhere});
    const MappedWorkspace mapped = map_workspaces(bench.project);
    EXPECT_FALSE(mapped.workspace);
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(bench.first.name), ElementsAre("workspace.other"));
    EXPECT_THAT(told.of(bench.second.location), ElementsAre("workspace.other"));
    EXPECT_THAT(told.codes(), ElementsAre("B2A1001", "B2A1001"));
    EXPECT_THAT(told.finding("B2A1001").message, HasSubstr("one of 2"));
    EXPECT_THAT(told.finding("B2A1001").remedy,
                HasSubstr("convert the files of each workspace by themselves"));
}

TEST(Workspaces, DescribedTwiceAreOne) {
    Bench bench;
    bench.project.workspaces.push_back({&bench.second, &bench.document, "my w", "my-w", 0});
    const MappedWorkspace mapped = map_workspaces(bench.project);
    EXPECT_TRUE(mapped.workspace);
    const Told told(mapped.notes);
    EXPECT_THAT(told.of(bench.second.name), ElementsAre("workspace.name -> name"));
    EXPECT_THAT(told.codes(), ElementsAre("B2A1001"));
}

} // namespace
} // namespace batchai2aml
