// Examples of the REST API: a request with parameters that name its resource, and answers
// (batchai.md 10.1, 10.5).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* names = R"("subscriptionId": "s", "resourceGroupName": "g", "api-version": "2018-05-01",
    "workspaceName": "w")";
constexpr const char* workspace =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w";

std::string request(const std::string& more, const std::string& body, const std::string& responses = "{}") {
    return std::string(R"({"parameters": {)") + names + more + R"(, "parameters": )" + body
           + R"(}, "responses": )" + responses + "}";
}

TEST(ApiExamples, OfJobsAreReadWithTheIdOfTheRequest) {
    const Parsed parsed(
        request(R"(, "experimentName": "e", "jobName": "j")", R"({"properties": {"nodeCount": 2}})"));
    EXPECT_EQ(parsed.input().shape, "REST API example");
    ASSERT_THAT(parsed.input().resources.jobs, SizeIs(1));
    EXPECT_EQ(value_of(parsed.job().node_count), 2);
    EXPECT_EQ(value_of(parsed.job().id), std::string(workspace) + "/experiments/e/jobs/j");
    EXPECT_EQ(parsed.pointer(parsed.job().id->leaf), "/parameters/jobName");
    EXPECT_THAT(parsed.rules_at("/parameters/jobName"), IsEmpty()) << "the mapper accounts for it";
    for (const char* other :
         {"subscriptionId", "resourceGroupName", "api-version", "workspaceName", "experimentName"})
        EXPECT_THAT(parsed.rules_at(std::string("/parameters/") + other),
                    ElementsAre("read.request_parameter"))
            << other;
    EXPECT_THAT(parsed.rules_at("/parameters/parameters/properties/nodeCount"), IsEmpty());
    EXPECT_THAT(parsed.codes(), IsEmpty());
}

TEST(ApiExamples, OfOtherResourcesAreReadAsWell) {
    const Parsed cluster(request(R"(, "clusterName": "c")", R"({"properties": {"vmSize": "S"}})"));
    EXPECT_EQ(value_of(cluster.cluster().id), std::string(workspace) + "/clusters/c");
    const Parsed server(request(R"(, "fileServerName": "f")", R"({"properties": {"vmSize": "S"}})"));
    EXPECT_EQ(value_of(server.file_server().id), std::string(workspace) + "/fileServers/f");
    const Parsed own(request("", R"({"location": "eastus"})"));
    ASSERT_THAT(own.input().resources.workspaces, SizeIs(1));
    EXPECT_EQ(value_of(own.input().resources.workspaces[0].id), workspace);
    const Parsed label(request(R"(, "experimentName": "e")", R"({"properties": {"x": 1}})"));
    EXPECT_TRUE(label.input().read);
    EXPECT_THAT(label.rules_at("/parameters/experimentName"), ElementsAre("read.request_parameter"));
    EXPECT_THAT(label.rules_at("/parameters/parameters/properties/x"), ElementsAre("experiment"));
}

TEST(ApiExamples, BelongToTheVersionOfTheRequest) {
    const std::string json = request(R"(, "clusterName": "c")", R"({"properties": {"vmSize": "S"}})",
                                     R"({"200": {"body": {"type": "Microsoft.BatchAI/Clusters", "name": "c",
                                         "properties": {"vmSize": "S"}}}})");
    const Parsed parsed(json);
    ASSERT_THAT(parsed.input().resources.clusters, SizeIs(2));
    for (const Cluster& cluster : parsed.input().resources.clusters)
        EXPECT_EQ(cluster.layout, Layout::workspaces);
}

TEST(ApiExamples, KeepTheIdOfABody) {
    const Parsed parsed(
        request(R"(, "jobName": "j")", R"({"id": "/x/jobs/own", "properties": {"nodeCount": 1}})"));
    EXPECT_EQ(value_of(parsed.job().id), "/x/jobs/own");
    EXPECT_THAT(parsed.rules_at("/parameters/jobName"), ElementsAre("read.request_parameter"));
}

TEST(ApiExamples, HoldTheResourcesOfTheirAnswers) {
    const std::string body = R"({"id": "/x/jobs/j", "name": "j", "properties": {"nodeCount": 3}})";
    const std::string answers = R"({"200": {"headers": {"x-ms-request-id": "1"}, "body": )" + body + "}}";
    const Parsed parsed(request(R"(, "jobName": "j")", R"({"properties": {"nodeCount": 2}})", answers));
    ASSERT_THAT(parsed.input().resources.jobs, SizeIs(2));
    EXPECT_EQ(value_of(parsed.input().resources.jobs[1].node_count), 3);
    EXPECT_THAT(parsed.rules_at("/responses/200/headers/x-ms-request-id"), ElementsAre("read.around"));

    const Parsed answer_alone(R"({"parameters": {"api-version": "2018-05-01", "jobName": "j"}, "responses": )"
                              + answers + "}");
    ASSERT_THAT(answer_alone.input().resources.jobs, SizeIs(1));
    EXPECT_THAT(answer_alone.rules_at("/parameters/jobName"), ElementsAre("read.request_parameter"));
}

TEST(ApiExamples, AreReadInTheOrderOfTheText) {
    const Parsed parsed(R"({"responses": {"200": {"body": {"id": "/x/jobs/j", "name": "j",
        "properties": {"nodeCount": 3}}}}, "parameters": {"api-version": "2018-05-01", "jobName": "j",
        "parameters": {"properties": {"nodeCount": 2}}}})");
    ASSERT_THAT(parsed.input().resources.jobs, SizeIs(2));
    EXPECT_EQ(value_of(parsed.input().resources.jobs[0].node_count), 3);
    EXPECT_EQ(value_of(parsed.input().resources.jobs[1].node_count), 2);
    EXPECT_THAT(parsed.rules_at("/responses/200/body/properties/nodeCount"), IsEmpty());
    EXPECT_THAT(parsed.rules_at("/parameters/parameters/properties/nodeCount"), IsEmpty());
}

TEST(ApiExamples, WithoutABodyOrNameDefineNothing) {
    for (const std::string& json : {request(R"(, "jobName": "j")", "{}"), request(R"(, "jobName": "j")", "7"),
                                    std::string(R"({"parameters": {"api-version": "1", "about": "batchai",
                                        "parameters": {"nodeCount": 1}}, "responses": {}})")}) {
        const Parsed parsed(json);
        EXPECT_FALSE(parsed.input().read) << json;
        EXPECT_THAT(parsed.input().resources.jobs, IsEmpty()) << json;
    }
}

} // namespace
} // namespace batchai2aml
