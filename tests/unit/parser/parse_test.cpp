// From bytes to resources: what is told about files that hold none.
#include "parser/parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Parse, ReadsAJob) {
    const Parsed job(R"({"properties": {"nodeCount": 2}})");
    EXPECT_TRUE(job.input().read);
    EXPECT_EQ(job.input().shape, "job");
    EXPECT_EQ(job.input().document.path, "job.json");
    EXPECT_EQ(job.input().document.folder, "work");
    EXPECT_THAT(job.codes(), IsEmpty());
}

TEST(Parse, ReadsAClusterAndAFileServer) {
    const Parsed cluster(R"({"properties": {"vmSize": "STANDARD_NC6"}})");
    EXPECT_EQ(cluster.input().resources.clusters.size(), 1U);
    EXPECT_EQ(cluster.input().shape, "cluster");
    const Parsed server(R"({"properties": {"dataDisks": {"diskCount": 2}}})");
    EXPECT_EQ(server.input().resources.file_servers.size(), 1U);
    EXPECT_TRUE(server.input().read);
    EXPECT_THAT(server.codes(), IsEmpty());
}

TEST(Parse, ReadsSeveralResourcesOfOneObject) {
    const Parsed several(R"({"note": "exported", "cluster": {"properties": {"vmSize": "S"}},
        "jobs": [{"properties": {"nodeCount": 1}}, {"properties": {"nodeCount": 2}}]})");
    EXPECT_EQ(several.input().shape, "several resources");
    EXPECT_EQ(several.input().resources.clusters.size(), 1U);
    EXPECT_EQ(several.input().resources.jobs.size(), 2U);
    EXPECT_THAT(several.rules_at("/note"), ElementsAre("read.around"));
}

TEST(Parse, NamesPartsOfResources) {
    for (const char* part : {R"({"azureFileShares": []})", R"([{"id": "A", "pathPrefix": "p"}])"}) {
        const Parsed parsed(part);
        EXPECT_FALSE(parsed.input().read) << part;
        EXPECT_EQ(parsed.input().shape, "part of a Batch AI resource") << part;
        EXPECT_THAT(parsed.codes(), ElementsAre("B2A0108"));
        EXPECT_THAT(parsed.input().notes.diagnostics[0].remedy, testing::HasSubstr("without --query"));
    }
}

TEST(Parse, LeavesOtherJsonAlone) {
    const Parsed other(R"({"name": "package", "version": "1"})");
    EXPECT_FALSE(other.input().read);
    EXPECT_THAT(other.codes(), ElementsAre("B2A0106"));
    EXPECT_TRUE(other.input().document.nodes.empty());
}

TEST(Parse, LeavesListsOfOtherThingsAlone) {
    for (const char* json :
         {"[1, 2]", R"([{"name": "c"}])", R"({"value": [1, 2]})", R"({"value": [{"name": "x"}]})"}) {
        const Parsed other(json);
        EXPECT_FALSE(other.input().read) << json;
        EXPECT_THAT(other.codes(), ElementsAre("B2A0106")) << json;
    }
}

TEST(Parse, TellsOfDocumentsThatItDoesNotConvert) {
    const Parsed sweep(R"({"params": [{"paramType": "NumParam"}]})");
    EXPECT_FALSE(sweep.input().read);
    EXPECT_THAT(sweep.codes(), ElementsAre("B2A0108"));
    EXPECT_THAT(sweep.messages("B2A0108"), ElementsAre(HasSubstr("parameter sweep")));
    EXPECT_EQ(sweep.input().notes.diagnostics.front().place.file, "job.json");
    EXPECT_EQ(sweep.input().notes.diagnostics.front().place.line, 1U);
}

TEST(Parse, ReadsEachResourceOfAList) {
    const Parsed page(
        R"({"nextLink": null, "value": [{"type": "Microsoft.BatchAI/jobs", "properties": {"nodeCount": 3}},
                          {"type": "Microsoft.BatchAI/clusters", "properties": {"vmSize": "a"}}]})");
    EXPECT_TRUE(page.input().read);
    EXPECT_EQ(page.input().shape, "REST list page");
    EXPECT_EQ(test::value_of(page.job().node_count), 3);
    EXPECT_EQ(page.pointer(page.job().origin), "/value/0");
    EXPECT_EQ(test::value_of(page.cluster().vm_size), "a");
}

TEST(Parse, LeavesAnswersThatDefineNothingAlone) {
    for (const char* json : {R"({"error": {"code": "JobNotFound", "message": "no"}})",
                             R"([{"nodeId": "tvm-1", "ipAddress": "1.2.3.4", "port": 50000.0}])"}) {
        const Parsed answer(json);
        EXPECT_FALSE(answer.input().read) << json;
        EXPECT_THAT(answer.codes(), ElementsAre("B2A0114")) << json;
    }
}

TEST(Parse, TellsOfCodeThatCallsBatchAi) {
    EXPECT_THAT(Parsed("import azure.mgmt.batchai", "setup.py").codes(), ElementsAre("B2A0107"));
    EXPECT_THAT(Parsed("az batchai cluster create -n c", "setup.sh").codes(), IsEmpty()) << "it is read";
    EXPECT_THAT(Parsed("echo hello", "setup.sh").codes(), ElementsAre("B2A0106"));
    EXPECT_THAT(
        Parsed(R"({"nbformat": 4, "cells": [{"cell_type": "code", "source": ["!az batchai job list"]}]})",
               "a.ipynb")
            .codes(),
        ElementsAre("B2A1212"));
    EXPECT_THAT(Parsed(R"({"nbformat": 4, "cells": []})", "a.ipynb").codes(), IsEmpty());
    EXPECT_THAT(Parsed(R"({"script": "az batchai job list"})").codes(), ElementsAre("B2A0107"));
}

TEST(Parse, TellsWhereAFileIsNoJson) {
    const Parsed broken("{\n  \"properties\": {]\n}");
    EXPECT_FALSE(broken.input().read);
    EXPECT_THAT(broken.codes(), ElementsAre("B2A0101"));
    EXPECT_EQ(broken.input().notes.diagnostics.front().place.line, 2U);
    EXPECT_EQ(broken.input().shape, "not valid JSON");
}

TEST(Parse, ReadsJsonWhateverTheFileIsCalled) {
    EXPECT_EQ(Parsed(R"({"properties": {"nodeCount": 2}})", "job.txt").input().shape, "job");
    EXPECT_THAT(Parsed("no json at all", "JOB.JSON").codes(), ElementsAre("B2A0101"))
        << "it says that it is JSON";
}

TEST(Parse, ReportsRepairsOnceForEachFile) {
    const Parsed lenient("{\"properties\": {\"nodeCount\": 2, // two\n \"constraints\": {}, }, }");
    EXPECT_TRUE(lenient.input().read);
    EXPECT_EQ(test::value_of(lenient.job().node_count), 2);
    EXPECT_THAT(lenient.codes(), ElementsAre("B2A0102"));
    EXPECT_THAT(lenient.messages("B2A0102"), ElementsAre(HasSubstr("2 more")));
}

TEST(Parse, NumbersLeavesByDocument) {
    ParsedInput input = read_document("job.json", "", R"({"properties": {"nodeCount": 2}})");
    SecretFinder secrets;
    secrets.prepare();
    read_resources(input, 7, secrets);
    EXPECT_EQ(input.resources.jobs.at(0).node_count->leaf.document, 7U);
}

TEST(Placeholders, AreFilledInInStrings) {
    for (const char* key : {"<my registry>", "my registry"}) {
        ParsedInput input = read_document(
            "job.json", "",
            R"({"<my registry>": "<my registry>/a", "b": ["x<my registry>y", 7, "my registry"]})");
        fill_in_placeholders(input.document, {{key, "me"}, {"__N__", "7"}});
        const auto& nodes = input.document.nodes;
        EXPECT_EQ(nodes[1].text, "me/a") << key;
        EXPECT_EQ(nodes[1].key, "<my registry>") << "names of members stay";
        EXPECT_EQ(nodes[3].text, "xmey");
        EXPECT_EQ(nodes[5].text, std::string_view(key).starts_with('<') ? "my registry" : "me");
    }
}

TEST(Placeholders, AreNotSearchedForInNumbers) {
    ParsedInput input = read_document("job.json", "", R"({"a": 17, "b": "17"})");
    fill_in_placeholders(input.document, {{"7", "8"}});
    EXPECT_EQ(input.document.nodes[1].text, "17");
    EXPECT_EQ(input.document.nodes[2].text, "18");
}

} // namespace
} // namespace batchai2aml
