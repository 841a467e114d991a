// The recognition procedure of batchai.md 10.1.
#include "parser/classify.hpp"

#include <ostream>

#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {

static std::ostream& operator<<(std::ostream& out, Shape shape) {
    return out << shape_name(shape);
}

namespace {

Classification classified(const std::string& json) {
    return classify(read_document("x.json", "", json).document);
}

struct Case {
    const char* name;
    const char* json;
    Shape shape;
};

class Recognition : public testing::TestWithParam<Case> {};

TEST_P(Recognition, FindsTheShape) {
    SCOPED_TRACE(GetParam().json);
    EXPECT_EQ(classified(GetParam().json).shape, GetParam().shape);
}

constexpr Case wrappers[] = {
    {"Notebook", R"({"nbformat": 4, "cells": []})", Shape::notebook},
    {"TemplateBySchema",
     R"({"$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
         "resources": [{"type": "Microsoft.BatchAI/clusters"}]})",
     Shape::arm_template},
    {"TemplateOfASubscription",
     R"({"$schema": "https://x/2018-05-01/subscriptionDeploymentTemplate.json#",
         "resources": [{"type": "microsoft.batchai/workspaces"}]})",
     Shape::arm_template},
    {"TemplateWithoutSchema", R"({"resources": [{"type": "MICROSOFT.BATCHAI/clusters", "name": "c"}]})",
     Shape::arm_template},
    {"TemplateWithSymbolicNames",
     R"({"resources": {"gpu": {"type": "Microsoft.BatchAI/workspaces", "name": "w"}}})", Shape::arm_template},
    {"TemplateOfOtherServices",
     R"({"$schema": "https://x/2015-01-01/deploymentTemplate.json#", "resources": [{"type": "Microsoft.Web/sites"}]})",
     Shape::not_batchai},
    {"ParameterFileBySchema",
     R"({"$schema": "https://x/2015-01-01/deploymentParameters.json#", "parameters": {}})",
     Shape::arm_parameters},
    {"ParameterFileWithoutSchema", R"({"parameters": {"vmSize": {"value": "STANDARD_NC6"}}})",
     Shape::arm_parameters},
    {"ParameterFileWithAVault",
     R"({"parameters": {"key": {"reference": {"keyVault": {"id": "/v"}, "secretName": "s"}}}})",
     Shape::arm_parameters},
    {"ListOfAz", R"([{"id": "/x", "type": "Microsoft.BatchAI/workspaces/clusters", "name": "c"}])",
     Shape::bare_array},
    {"ListPage", R"({"value": [{"type": "Microsoft.BatchAI/jobs", "properties": {}}], "nextLink": null})",
     Shape::list_page},
    {"EmptyListPage", R"({"value": [], "nextLink": ""})", Shape::list_page},
    {"ApiExample",
     R"({"parameters": {"api-version": "2018-05-01", "parameters": {"properties": {"vmSize": "a"}}},
         "responses": {"200": {"body": {"type": "Microsoft.BatchAI/workspaces/clusters"}}}})",
     Shape::api_example},
    {"SwaggerIsNoExample", R"({"swagger": "2.0", "parameters": {"x": {"in": "query"}}, "responses": {}})",
     Shape::not_batchai},
    {"ConfigurationOfRecipes", R"({"subscription_id": "s", "aad_client_id": "c"})", Shape::configuration},
    {"ConfigurationWithStorage", R"({"subscription_id": "s", "storage_account": {"name": "a"}})",
     Shape::configuration},
    {"ConfigurationWithUser", R"({"subscription_id": "s", "admin_user": {"name": "u"}})",
     Shape::configuration},
    {"SeveralByName",
     R"({"cluster": {"properties": {"vmSize": "S"}}, "job": {"properties": {"nodeCount": 1}}})",
     Shape::several},
    {"SeveralLists",
     R"({"jobs": [{"name": "j", "type": "Microsoft.BatchAI/workspaces/experiments/jobs"}], "n": 1})",
     Shape::several},
    {"NotSeveral",
     R"({"cluster": {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/clusters/c",
         "resourceGroup": "g", "additionalProperties": {}}, "nodeCount": 1})",
     Shape::job},
    {"FragmentNodeSetup",
     R"({"mountVolumes": {"azureFileShares": []}, "setupTask": null, "performanceCountersSettings": null})",
     Shape::fragment},
    {"FragmentMounts", R"({"azureFileShares": [{"relativeMountPath": "afs"}]})", Shape::fragment},
    {"FragmentOfAJob", R"({"mountVolumes": {}})", Shape::fragment},
    {"FragmentOfDirectories", R"({"id": "A", "pathPrefix": "p"})", Shape::fragment},
    {"FlatJobWithMounts", R"({"mountVolumes": {}, "nodeCount": 1})", Shape::job},
    {"JobOfMountsOnly", R"({"properties": {"mountVolumes": {}}})", Shape::job},
    {"SubscriptionAlone", R"({"subscription_id": "s", "workspace_name": "w"})", Shape::not_batchai},
    {"Sweep", R"({"params": [{"paramType": "NumParam", "parameterName": "LR"}]})", Shape::sweep},
    {"OtherParams", R"({"params": [1, 2]})", Shape::not_batchai},
    {"Scalar", "3", Shape::not_batchai},
    {"EmptyObject", "{}", Shape::not_batchai},
    {"ServiceError", R"({"error": {"code": "JobNotFound", "message": "no"}})", Shape::service_output},
    {"NodeList", R"([{"nodeId": "tvm-1", "ipAddress": "1.2.3.4", "port": 50000.0}])", Shape::service_output},
    {"FileList", R"([{"name": "stdout.txt", "fileType": "file", "downloadUrl": "https://x"}])",
     Shape::service_output},
};
INSTANTIATE_TEST_SUITE_P(Wrappers, Recognition, testing::ValuesIn(wrappers),
                         [](const auto& one) { return std::string(one.param.name); });

constexpr Case members[] = {
    {"NodeCount", R"({"properties": {"nodeCount": 1}})", Shape::job},
    {"Toolkit", R"({"properties": {"caffe2Settings": {}}})", Shape::job},
    {"CntkToolkit", R"({"properties": {"cntkSettings": {}}})", Shape::job},
    {"TensorFlowToolkit", R"({"properties": {"tensorFlowSettings": {}}})", Shape::job},
    {"CaffeToolkit", R"({"properties": {"caffeSettings": {}}})", Shape::job},
    {"ChainerToolkit", R"({"properties": {"chainerSettings": {}}})", Shape::job},
    {"PyTorchToolkit", R"({"properties": {"pyTorchSettings": {}}})", Shape::job},
    {"HorovodToolkit", R"({"properties": {"horovodSettings": {}}})", Shape::job},
    {"CustomMpiToolkit", R"({"properties": {"customMpiSettings": {}}})", Shape::job},
    {"CustomToolkit", R"({"properties": {"customToolkitSettings": {}}})", Shape::job},
    {"InputDirectories", R"({"properties": {"inputDirectories": []}})", Shape::job},
    {"OutputDirectories", R"({"properties": {"outputDirectories": []}})", Shape::job},
    {"Container", R"({"properties": {"containerSettings": {}}})", Shape::job},
    {"Preparation", R"({"properties": {"jobPreparation": {}}})", Shape::job},
    {"Constraints", R"({"properties": {"constraints": {}}})", Shape::job},
    {"ToolType", R"({"properties": {"toolType": "custom"}})", Shape::job},
    {"ExecutionState", R"({"executionState": "queued"})", Shape::job},
    {"ClusterReference", R"({"properties": {"cluster": {"id": "x"}}})", Shape::job},
    {"MountsOfAJob", R"({"properties": {"mountVolumes": {}}})", Shape::job},
    {"LogsOnly", R"({"properties": {"stdOutErrPathPrefix": "x"}})", Shape::job},
    {"DataDisks", R"({"properties": {"dataDisks": {}}})", Shape::file_server},
    {"SshConfiguration", R"({"properties": {"vmSize": "a", "sshConfiguration": {}}})", Shape::file_server},
    {"MountSettings", R"({"mountSettings": {}})", Shape::file_server},
    {"Scale", R"({"properties": {"scaleSettings": {}}})", Shape::cluster},
    {"NodeSetup", R"({"properties": {"nodeSetup": {}}})", Shape::cluster},
    {"FlatPriority", R"({"vmPriority": "lowpriority"})", Shape::cluster},
    {"HostImage", R"({"properties": {"virtualMachineConfiguration": {}}})", Shape::cluster},
    {"Accounts", R"({"properties": {"userAccountSettings": {}}})", Shape::cluster},
    {"NodeStates", R"({"nodeStateCounts": {}})", Shape::cluster},
    {"AllocationState", R"({"allocationState": "steady"})", Shape::cluster},
    {"SizeOnly", R"({"properties": {"vmSize": "STANDARD_NC6"}})", Shape::cluster},
    {"SubnetOnly", R"({"properties": {"subnet": {"id": "x"}}})", Shape::cluster},
    {"NullProperties", R"({"properties": null, "nodeCount": 1})", Shape::job},
    {"WrongCase", R"({"properties": {"NodeCount": 1}})", Shape::not_batchai},
};
INSTANTIATE_TEST_SUITE_P(Members, Recognition, testing::ValuesIn(members),
                         [](const auto& one) { return std::string(one.param.name); });

constexpr Case names[] = {
    {"TypeOfAJob", R"({"type": "Microsoft.BatchAI/Jobs", "properties": {"scaleSettings": {}}})", Shape::job},
    {"TypeOfAV3Job", R"({"type": "Microsoft.BatchAI/workspaces/experiments/jobs", "name": "j"})", Shape::job},
    {"TypeOfACluster", R"({"type": "Microsoft.BatchAI/Clusters"})", Shape::cluster},
    {"TypeOfAFileServer", R"({"type": "microsoft.batchai/workspaces/fileservers"})", Shape::file_server},
    {"TypeOfAWorkspace", R"({"type": "Microsoft.BatchAI/workspaces", "location": "eastus"})",
     Shape::workspace},
    {"TypeOfAnExperiment", R"({"type": "Microsoft.BatchAI/workspaces/experiments", "properties": {}})",
     Shape::experiment},
    {"TypeOfAnotherService", R"({"type": "Microsoft.Batch/batchAccounts", "properties": {}})",
     Shape::not_batchai},
    {"IdOfAJob",
     R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/jobs/j", "properties": {}})",
     Shape::job},
    {"IdOfACluster",
     R"({"id": "/subscriptions/s/resourcegroups/g/providers/microsoft.batchai/workspaces/w/clusters/c"})",
     Shape::cluster},
    {"IdBelowAGroupCalledJobs",
     R"({"id": "/subscriptions/s/resourceGroups/jobs/providers/Microsoft.BatchAI/clusters/c"})",
     Shape::cluster},
    {"IdBelowAWorkspaceCalledJobs",
     R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/jobs/clusters/c"})",
     Shape::cluster},
    {"SchemaOfAJob", R"({"$schema": "https://x/BatchAI/2018-05-01/horovod.json", "properties": {}})",
     Shape::job},
    {"SchemaOfACluster",
     R"({"$schema": "https://x/BatchAI/2017-09-01-preview/cluster.json", "properties": {}})", Shape::cluster},
    {"SchemaOfAFileServer", R"({"$schema": "https://x/BatchAI/2018-05-01/nfs.json", "properties": {}})",
     Shape::file_server},
    {"SchemaOfSomethingElse", R"({"$schema": "https://x/other/job.json", "properties": {}})",
     Shape::not_batchai},
};
INSTANTIATE_TEST_SUITE_P(Names, Recognition, testing::ValuesIn(names),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Classification, TellsWhereTheMembersStand) {
    EXPECT_EQ(classified(R"({"nodeCount": 1})").properties, no_node) << "the flat form has no properties";
    EXPECT_NE(classified(R"({"properties": {"nodeCount": 1}})").properties, no_node);
}

TEST(Code, IsRecognisedByItsCalls) {
    EXPECT_TRUE(mentions_batchai_code("from azure.mgmt.batchai import models"));
    EXPECT_TRUE(mentions_batchai_code("az batchai cluster create"));
    EXPECT_TRUE(mentions_batchai_code("$ az  \tbatchai job list"));
    EXPECT_TRUE(mentions_batchai_code("!az batchai usage"));
    EXPECT_FALSE(mentions_batchai_code("topaz batchai"));
    EXPECT_FALSE(mentions_batchai_code("the batchai service"));
    EXPECT_FALSE(mentions_batchai_code("azbatchai"));
    EXPECT_FALSE(mentions_batchai_code(""));
}

} // namespace
} // namespace batchai2aml
