// Where the members of a resource stand, and what the service had written (batchai.md 10.2 to 10.4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Root, MembersAreReadFromPropertiesAlone) {
    const Parsed job(
        R"({"id": "/a/jobs/j", "name": "j", "type": "Microsoft.BatchAI/Jobs", "location": "eastus",
                         "tags": {"a": "", "b": 2}, "properties": {"nodeCount": 1}, "nodeCount": 5})");
    EXPECT_EQ(value_of(job.job().node_count), 1);
    EXPECT_EQ(value_of(job.job().id), "/a/jobs/j");
    EXPECT_EQ(value_of(job.job().name), "j");
    EXPECT_EQ(value_of(job.job().type), "Microsoft.BatchAI/Jobs");
    EXPECT_EQ(value_of(job.job().location), "eastus");
    ASSERT_EQ(job.job().tags.size(), 2U);
    EXPECT_EQ(job.job().tags[0].name, "a");
    EXPECT_EQ(job.job().tags[0].value.value, "") << "an empty tag is a tag";
    EXPECT_EQ(job.job().tags[1].value.value, "2");
    EXPECT_THAT(job.codes(), ElementsAre("B2A0210"));
    EXPECT_THAT(job.rules_at("/nodeCount"), ElementsAre("read.beside_properties"));
}

TEST(Root, TakesTheFlatForm) {
    const Parsed cluster(R"({"vmPriority": "lowpriority", "location": "westus"})");
    EXPECT_EQ(value_of(cluster.cluster().vm_priority), "lowpriority");
    EXPECT_EQ(value_of(cluster.cluster().location), "westus");
    EXPECT_THAT(cluster.codes(), IsEmpty());
}

TEST(Root, NullPropertiesHideEverything) {
    const Parsed job(R"({"properties": null, "nodeCount": 1})");
    EXPECT_FALSE(job.job().node_count.has_value());
    EXPECT_THAT(job.rules_at("/properties"), ElementsAre("read.null"));
    EXPECT_THAT(job.rules_at("/nodeCount"), ElementsAre("read.beside_properties"));
}

TEST(Root, PropertiesOfTheWrongTypeAreRefused) {
    const Parsed job(R"({"properties": "none", "nodeCount": 1})");
    EXPECT_THAT(job.codes(), ElementsAre("B2A0202", "B2A0210"));
    EXPECT_THAT(job.rules_at("/properties"), ElementsAre("read.wrong_type"));
}

constexpr const char* states[] = {"creationTime",
                                  "provisioningState",
                                  "provisioningStateTransitionTime",
                                  "allocationState",
                                  "allocationStateTransitionTime",
                                  "currentNodeCount",
                                  "toolType",
                                  "executionState",
                                  "executionStateTransitionTime",
                                  "jobOutputDirectoryPathSegment",
                                  "resourceGroup"};

TEST(State, WrittenByTheServiceIsAccountedForAsSuch) {
    for (const std::string state : states) {
        const Parsed nested(R"({"properties": {"nodeCount": 1, ")" + state + R"(": "x"}})");
        EXPECT_THAT(nested.rules_at("/properties/" + state), ElementsAre("read.service")) << state;
        EXPECT_THAT(nested.codes(), IsEmpty()) << state;
        const Parsed flat(R"({"nodeCount": 1, ")" + state + R"(": "x"})");
        EXPECT_THAT(flat.rules_at("/" + state), ElementsAre("read.service")) << state;
    }
}

TEST(State, CoversObjectsAndLists) {
    const Parsed cluster(
        R"({"etag": "1", "properties": {"vmSize": "a", "nodeStateCounts": {"idleNodeCount": 0},
        "errors": [{"code": "AccountCoreQuotaReached", "details": [{"name": "a", "value": null}]}], "executionInfo": {}}})");
    EXPECT_THAT(cluster.codes(), IsEmpty());
    EXPECT_THAT(cluster.rules_at("/etag"), ElementsAre("read.service"));
    EXPECT_THAT(cluster.rules_at("/properties/nodeStateCounts/idleNodeCount"), ElementsAre("read.service"));
    EXPECT_THAT(cluster.rules_at("/properties/errors/0/code"), ElementsAre("read.service"));
    EXPECT_THAT(cluster.rules_at("/properties/errors/0/details/0/value"), ElementsAre("read.service"));
    EXPECT_THAT(cluster.rules_at("/properties/executionInfo"), ElementsAre("read.service"));
}

TEST(AzOutput, AddsMembersThatAreNoFindings) {
    const Parsed job(
        R"({"additionalProperties": {}, "cluster": {"id": "/c", "resourceGroup": "rg", "additionalProperties": {}},
        "constraints": {"additionalProperties": {}, "maxWallClockTime": "7 days, 0:00:00"}, "caffeSettings": null,
        "environmentVariables": null, "id": "/jobs/j", "name": "j", "nodeCount": 2, "resourceGroup": "rg",
        "containerSettings": {"additionalProperties": {}, "imageSourceRegistry": {"additionalProperties": {}, "image": "i"}},
        "inputDirectories": [{"additionalProperties": {}, "id": "A", "path": "p"}],
        "customToolkitSettings": {"additionalProperties": {}, "commandLine": "x"},
        "type": "Microsoft.BatchAI/workspaces/experiments/jobs"})");
    EXPECT_THAT(job.codes(), IsEmpty());
    EXPECT_EQ(value_of(job.job().cluster_id), "/c");
    EXPECT_EQ(value_of(job.job().max_wall_clock_time), "7 days, 0:00:00");
    EXPECT_THAT(job.rules_at("/cluster/resourceGroup"), ElementsAre("read.service"));
    EXPECT_THAT(job.rules_at("/constraints/additionalProperties"), ElementsAre("read.service"));
    EXPECT_THAT(job.rules_at("/caffeSettings"), ElementsAre("read.null"));
}

TEST(FileServers, AreRead) {
    const Parsed parsed(
        R"({"properties": {"vmSize": "Standard_D14", "sshConfiguration": {"publicIPsToAllow": ["*"],
        "userAccountSettings": {"adminUserName": "u", "adminUserPassword": "geheim-1"}},
        "dataDisks": {"diskSizeInGB": 1, "diskCount": 2, "storageAccountType": "Premium_LRS", "cachingType": "none"},
        "mountSettings": {"mountPoint": "/mnt/data"}, "subnet": {"id": "/sn"}, "provisioningState": "succeeded"}})");
    EXPECT_THAT(parsed.codes(), IsEmpty());
    const FileServer& server = parsed.file_server();
    EXPECT_EQ(value_of(server.vm_size), "Standard_D14");
    EXPECT_EQ(value_of(server.disk_size_gb), 1);
    EXPECT_EQ(value_of(server.disk_count), 2);
    EXPECT_EQ(value_of(server.storage_account_type), "Premium_LRS");
    EXPECT_EQ(value_of(server.caching_type), "none");
    EXPECT_EQ(value_of(server.subnet_id), "/sn");
    ASSERT_TRUE(server.user_account);
    EXPECT_EQ(value_of(server.user_account->admin_user_name), "u");
    EXPECT_TRUE(server.user_account->admin_user_password);
    EXPECT_THAT(parsed.rules_at("/properties/sshConfiguration/publicIPsToAllow/0"),
                ElementsAre("file_server.login"));
    EXPECT_THAT(parsed.rules_at("/properties/mountSettings/mountPoint"), ElementsAre("read.service"));
    EXPECT_THAT(parsed.rules_at("/properties/provisioningState"), ElementsAre("read.service"));
}

// Two members of a file server have other names in what `az` printed; as a configuration they had no effect.
TEST(FileServers, AreReadInTheSpellingOfAz) {
    const std::string members = R"("dataDisks": {"diskSizeInGb": 7, "diskCount": 2}, "mountSettings":
        {"fileServerPublicIp": "1.2.3.4"}, "sshConfiguration": {"publicIpsToAllow": ["10.0.0.0/8"]})";
    const Parsed az(R"({"name": "nfs", "type": "Microsoft.BatchAI/workspaces/fileServers", )" + members
                    + "}");
    EXPECT_EQ(value_of(az.file_server().disk_size_gb), 7);
    EXPECT_THAT(az.rules_at("/sshConfiguration/publicIpsToAllow/0"), ElementsAre("file_server.login"));
    EXPECT_THAT(az.rules_at("/mountSettings/fileServerPublicIp"), ElementsAre("read.service"));
    EXPECT_THAT(az.codes(), IsEmpty());
    const Parsed body(R"({"properties": {)" + members + "}}");
    EXPECT_EQ(value_of(body.file_server().disk_size_gb), -999);
    EXPECT_THAT(body.codes(), ElementsAre("B2A0206", "B2A0206"));
}

TEST(Workspaces, AreRead) {
    const Parsed parsed(
        R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w",
        "name": "w", "type": "Microsoft.BatchAI/workspaces", "location": "eastus", "tags": {"team": "a"},
        "properties": {"provisioningState": "succeeded", "creationTime": "2018-06-07T22:08:34.8Z"}})");
    EXPECT_THAT(parsed.codes(), IsEmpty());
    ASSERT_THAT(parsed.input().resources.workspaces, testing::SizeIs(1));
    const Workspace& workspace = parsed.input().resources.workspaces[0];
    EXPECT_EQ(value_of(workspace.location), "eastus");
    ASSERT_THAT(workspace.tags, testing::SizeIs(1));
    EXPECT_EQ(workspace.tags[0].name, "team");
    EXPECT_THAT(parsed.rules_at("/properties/creationTime"), ElementsAre("read.service"));
}

} // namespace
} // namespace batchai2aml
