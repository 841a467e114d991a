// What the inputs name and what Azure ML needs, counted.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> texts(const std::vector<NamedCount>& counts) {
    std::vector<std::string> out;
    for (const NamedCount& one : counts)
        out.push_back(one.name + " " + std::to_string(one.count));
    return out;
}

constexpr const char* cluster = R"({"properties": {"vmSize": "STANDARD_NC6",
  "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 3}},
  "nodeSetup": {"mountVolumes": {"azureBlobFileSystems": [
    {"accountName": "acc", "containerName": "data", "relativeMountPath": "data"}]}}}})";

std::string job(std::string_view toolkit, std::string_view image) {
    return R"({"properties": {"nodeCount": 1, "containerSettings": {"imageSourceRegistry": {"image": ")"
           + std::string(image)
           + R"(", "serverUrl": "nvcr.io", "credentials": {"username": "u", "password": "Zq7Rk2Wm9Xv4"}}}, ")"
           + std::string(toolkit) + R"(": {"pythonScriptFilePath": "a.py", "commandLine": "true"}}})";
}

TEST(Inventory, CountsWhatTheInputsName) {
    const Inventory inventory = convert({{"cluster.json", "", cluster},
                                         {"a.json", "", job("customToolkitSettings", "x:1")},
                                         {"b.json", "", job("chainerSettings", "x:1")},
                                         {"c.json", "", job("customToolkitSettings", "y:2")}},
                                        plain_options())
                                    .report.inventory;
    EXPECT_THAT(texts(inventory.kinds), ElementsAre("job 3", "cluster 1"));
    EXPECT_THAT(texts(inventory.toolkits), ElementsAre("custom 2", "Chainer 1"));
    EXPECT_THAT(texts(inventory.vm_sizes), ElementsAre("STANDARD_NC6 1"));
    EXPECT_THAT(texts(inventory.images), ElementsAre("x:1 2", "y:2 1"));
    EXPECT_THAT(texts(inventory.accounts), ElementsAre("acc 1"));
    EXPECT_THAT(texts(inventory.versions), ElementsAre("not told 4"));
}

TEST(Inventory, ListsWhatAzureMlNeeds) {
    const Inventory inventory =
        convert({{"cluster.json", "", cluster}, {"a.json", "", job("customToolkitSettings", "x:1")}},
                plain_options())
            .report.inventory;
    ASSERT_EQ(inventory.quota.size(), 1U);
    EXPECT_EQ(inventory.quota.front().family, "standardNCASv3_T4Family");
    EXPECT_EQ(inventory.quota.front().cores, 24) << "three nodes of eight";
    EXPECT_THAT(inventory.quota.front().sizes, ElementsAre("Standard_NC8as_T4_v3"));
    EXPECT_THAT(inventory.datastores, ElementsAre("acc_data: container data of acc"));
    EXPECT_THAT(texts(inventory.registries), ElementsAre("nvcr.io 1"));
}

TEST(Inventory, CountsCopiesOnce) {
    const std::string with_id =
        R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/clusters/c",)"
        + std::string(cluster).substr(1);
    const Inventory inventory =
        convert({{"a/cluster.json", "", with_id}, {"b/cluster.json", "", with_id}}, plain_options())
            .report.inventory;
    EXPECT_THAT(texts(inventory.kinds), ElementsAre("cluster 1"));
}

TEST(Inventory, OfNothingIsEmpty) {
    const Inventory inventory = convert({}, plain_options()).report.inventory;
    EXPECT_THAT(inventory.kinds, IsEmpty());
    EXPECT_THAT(inventory.quota, IsEmpty());
}

} // namespace
} // namespace batchai2aml
