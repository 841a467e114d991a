// Lists and pages: which of their elements are resources, and what is told when none is (batchai.md 10.1).
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

TEST(ListElements, AreKnownByTheirTypeWhenTheyHaveNoProperties) {
    const Parsed parsed(R"([{"id": "/s/providers/Microsoft.BatchAI/jobs/j", "name": "j", "tags": {}},
                            {"type": "Microsoft.BatchAI/clusters", "name": "c", "location": "eastus"}])");
    ASSERT_THAT(parsed.input().resources.jobs, SizeIs(1));
    EXPECT_EQ(value_of(parsed.job().name), "j");
    EXPECT_EQ(value_of(parsed.cluster().location), "eastus");
}

TEST(ListElements, MayBeFlat) {
    const Parsed parsed(R"([{"nodeCount": 2, "customToolkitSettings": {"commandLine": "x"}},
                            {"vmSize": "S", "scaleSettings": {"manual": {"targetNodeCount": 1}}}])");
    ASSERT_THAT(parsed.input().resources.jobs, SizeIs(1));
    EXPECT_EQ(value_of(parsed.job().node_count), 2);
    EXPECT_EQ(value_of(parsed.cluster().target_node_count), 1);
}

TEST(ListElements, AreAccountedForByTheirReadersAlone) {
    const Parsed parsed(R"({"nextLink": "https://next", "value": [{"properties": {"nodeCount": 3}}]})");
    EXPECT_THAT(parsed.rules_at("/nextLink"), ElementsAre("read.around"));
    EXPECT_THAT(parsed.rules_at("/value/0/properties/nodeCount"), IsEmpty()) << "the mapper does";
    EXPECT_THAT(parsed.rules_at("/value"), IsEmpty()) << "no leaf";
}

TEST(ListElements, ThatTheServiceAnswersDefineNothing) {
    const Parsed parsed(R"({"value": [{"nodeId": "tvm-1", "ipAddress": "1.2.3.4", "port": 50000}]})");
    EXPECT_EQ(parsed.input().shape, "service output");
    EXPECT_THAT(parsed.codes(), ElementsAre("B2A0114"));
}

TEST(ListElements, MissingFromAPageOfBatchAiAreTold) {
    const Parsed parsed(
        R"({"value": [], "nextLink": "https://management.azure.com/providers/Microsoft.BatchAI/x"})");
    EXPECT_FALSE(parsed.input().read);
    EXPECT_THAT(parsed.messages("B2A0114"), ElementsAre("this REST list page defines no resource"));
    EXPECT_EQ(parsed.input().notes.diagnostics[0].place.end_column, 0U) << "the whole file, no part of it";
    EXPECT_THAT(parsed.input().document.nodes, IsEmpty()) << "nothing of it can be unaccounted for";
}

TEST(TextFiles, AreNamedInTheSummary) {
    EXPECT_EQ(Parsed("az batchai cluster create -n c", "setup.sh").input().shape, "shell script");
    EXPECT_EQ(Parsed("import azure.mgmt.batchai", "setup.py").input().shape, "not read: Batch AI code");
    EXPECT_EQ(Parsed("echo hello", "setup.sh").input().shape, "not JSON");
    EXPECT_EQ(Parsed("echo hello", "setup.sh").input().document.folder, "work");
}

} // namespace
} // namespace batchai2aml
