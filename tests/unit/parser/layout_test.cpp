// The version of the API that a document was written for, and what follows from it (batchai.md 2, 10.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

struct Case {
    const char* name;
    const char* json;
    Layout layout;
};

class LayoutOf : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(
    Documents, LayoutOf,
    testing::Values(
        Case{"Nothing", R"({"properties": {"nodeCount": 1}})", Layout::any},
        Case{"EditorSchema",
             R"({"$schema": "https://x/BatchAI/2018-05-01/job.json", "properties": {"nodeCount": 1}})",
             Layout::any},
        Case{"ApiVersion2018May", R"({"apiVersion": "2018-05-01", "properties": {"nodeCount": 1}})",
             Layout::workspaces},
        Case{"ApiVersion2018March",
             R"({"api-version": "2018-03-01", "properties": {"nodeCount": 1, "schedulingPriority": "low"}})",
             Layout::flat},
        Case{"ApiVersion2017", R"({"apiVersion": "2017-09-01-preview", "properties": {"nodeCount": 1}})",
             Layout::flat},
        Case{"ApiVersion2017Drafts", R"({"apiVersion": "2017-09-01-preview", "properties": {"nodeCount": 1,
             "stdOutErrPathPrefix": "$AZ_LEARNING_MOUNT_ROOT/x"}})",
             Layout::drafts},
        Case{
            "IdOfAWorkspace",
            R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/experiments/e/jobs/j",
             "properties": {"nodeCount": 1}})",
            Layout::workspaces},
        Case{"TypeOfAWorkspace",
             R"({"type": "microsoft.batchai/Workspaces/experiments/jobs", "properties": {"nodeCount": 1}})",
             Layout::workspaces},
        Case{"IdOfAGroup",
             R"({"id": "/subscriptions/s/resourceGroups/workspaces/providers/Microsoft.BatchAI/jobs/j",
             "properties": {"nodeCount": 1}})",
             Layout::flat},
        Case{"SchedulingPriority", R"({"properties": {"nodeCount": 1, "schedulingPriority": "low"}})",
             Layout::workspaces},
        Case{"Horovod", R"({"properties": {"nodeCount": 1, "horovodSettings": {}}})", Layout::workspaces},
        Case{"CustomMpi", R"({"nodeCount": 1, "customMpiSettings": {}})", Layout::workspaces},
        Case{"ShmSize", R"({"properties": {"nodeCount": 1, "containerSettings": {"shmSize": "1g"}}})",
             Layout::workspaces},
        Case{
            "CredentialsInfo",
            R"({"properties": {"nodeCount": 1, "mountVolumes": {"azureFileShares": [{"credentialsInfo": {}}]}}})",
            Layout::drafts},
        Case{"SecretUrl",
             R"({"properties": {"nodeCount": 1, "mountVolumes": {"azureFileShares": [{"credentials":
             {"accountKeySecretUrl": "u"}}]}}})",
             Layout::drafts},
        Case{
            "OlderVariables",
            R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "$AZ_LEARNING_INPUT_A"}}})",
            Layout::drafts}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_P(LayoutOf, IsToldByItsMarks) {
    EXPECT_EQ(Parsed(GetParam().json).job().layout, GetParam().layout);
}

constexpr const char* older_members = R"("priority": 5, "experimentName": "e", "nodeCount": 1,
    "outputDirectories": [{"id": "A", "pathPrefix": "p", "type": "model", "createNew": false}])";

TEST(OlderMembers, AreIgnoredInTheLastVersion) {
    const Parsed parsed(std::string(R"({"tags": {"a": "b"}, "properties": {"schedulingPriority": "low", )")
                        + older_members + "}}");
    const Job& job = parsed.job();
    EXPECT_FALSE(job.priority);
    EXPECT_FALSE(job.experiment_name);
    EXPECT_FALSE(job.output_directories[0].type);
    EXPECT_FALSE(job.output_directories[0].create_new);
    EXPECT_THAT(job.tags, IsEmpty());
    EXPECT_THAT(parsed.codes(), Each("B2A0214"));
    EXPECT_THAT(parsed.codes(), testing::SizeIs(5));
    for (const char* pointer :
         {"/tags/a", "/properties/priority", "/properties/experimentName",
          "/properties/outputDirectories/0/type", "/properties/outputDirectories/0/createNew"})
        EXPECT_THAT(parsed.rules_at(pointer), ElementsAre("read.other_version")) << pointer;
}

TEST(OlderMembers, AreReadInOlderAndUnknownVersions) {
    for (const char* version : {"2017-09-01-preview", "2018-03-01", ""}) {
        const Parsed parsed(std::string(R"({"tags": {"a": "b"}, "apiVersion": ")") + version
                            + R"(", "properties": {)" + older_members + "}}");
        EXPECT_TRUE(parsed.job().priority) << version;
        EXPECT_TRUE(parsed.job().experiment_name);
        EXPECT_TRUE(parsed.job().output_directories[0].create_new);
        EXPECT_THAT(parsed.job().tags, testing::SizeIs(1));
        EXPECT_THAT(parsed.codes(), IsEmpty());
    }
}

TEST(OlderMembers, AreReadWhenReadingIsLenient) {
    const Parsed parsed(std::string(R"({"properties": {"schedulingPriority": "low", )") + older_members
                            + "}}",
                        "job.json", IgnoredMembers::read);
    EXPECT_TRUE(parsed.job().experiment_name);
    EXPECT_THAT(parsed.codes(), IsEmpty());
}

TEST(OlderMembers, ThatAnAnswerSpellsInWordsArePriorities) {
    const Parsed parsed(
        R"({"apiVersion": "2018-05-01", "properties": {"nodeCount": 1, "priority": "normal"}})");
    EXPECT_TRUE(parsed.job().priority);
    EXPECT_THAT(parsed.codes(), IsEmpty());
}

TEST(OlderMembers, OfClustersAreIgnoredInTheLastVersion) {
    const std::string cluster =
        R"("tags": {"a": "b"}, "properties": {"vmSize": "S", "nodeSetup": {"setupTask":
        {"commandLine": "x", "runElevated": true}}}})";
    const Parsed last(R"({"type": "Microsoft.BatchAI/workspaces/clusters", )" + cluster);
    EXPECT_FALSE(last.cluster().setup_task->run_elevated);
    EXPECT_THAT(last.codes(), ElementsAre("B2A0214", "B2A0214"));
    const Parsed older(R"({"type": "Microsoft.BatchAI/clusters", )" + cluster);
    EXPECT_TRUE(older.cluster().setup_task->run_elevated);
    EXPECT_THAT(older.codes(), IsEmpty());
}

} // namespace
} // namespace batchai2aml
