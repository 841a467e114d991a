// Findings about sizes over the whole way: from files to files, and back by the settings that they name.
#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/conversion.hpp"

namespace batchai2aml {
namespace {

using testing::plain_options;

std::string cluster(const std::string& size) {
    return R"({"name": "gpu", "properties": {"vmSize": ")" + size
           + R"(", "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 4}}}})";
}

std::string job(const std::string& image, int nodes) {
    return R"({"properties": {"cluster": {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/)"
           R"(clusters/gpu"}, "nodeCount": )"
           + std::to_string(nodes) + R"(, "containerSettings": {"imageSourceRegistry": {"image": ")" + image
           + R"("}}, "horovodSettings": {"pythonScriptFilePath": "a.py", "processCount": )"
           + std::to_string(4 * nodes) + "}}}";
}

Conversion convert_with(const std::string& size, const std::string& image,
                        const std::vector<Answer>& answers) {
    Options options = plain_options();
    for (const Answer& answer : answers)
        EXPECT_EQ(options.set(answer.setting, answer.value), std::nullopt) << answer.setting;
    return convert(
        {{"gpu.json", "", cluster(size)}, {"one.json", "", job(image, 1)}, {"two.json", "", job(image, 2)}},
        options);
}

bool holds(const Conversion& conversion, const Finding& wanted) {
    const auto& all = conversion.report.findings;
    return std::any_of(all.begin(), all.end(), [&](const Finding& one) {
        return one.code == wanted.code && one.place == wanted.place;
    });
}

class SizeAnswers : public ::testing::TestWithParam<const char*> {};

TEST_P(SizeAnswers, EachRemoveTheirFinding) {
    std::size_t answers = 0;
    for (const char* image : {"microsoft/cntk:2.1-gpu-python3.5-cuda8.0-cudnn6.0",
                              "tensorflow/tensorflow:1.8.0-gpu", "me/private", "me/new:cuda12.1"}) {
        const Conversion before = convert_with(GetParam(), image, {});
        EXPECT_FALSE(before.internal_error);
        for (const Finding& finding : before.report.findings) {
            for (Answer answer : finding.answers) {
                if (!finding.code.starts_with("B2A08")) continue;
                ++answers;
                if (answer.value.empty())
                    answer.value =
                        answer.setting.starts_with("images.") ? "me/new:cuda12.1" : "Standard_NC8as_T4_v3";
                const Conversion after = convert_with(GetParam(), image, {answer});
                EXPECT_FALSE(after.internal_error);
                EXPECT_FALSE(holds(after, finding)) << finding.code << ' ' << finding.message << ": "
                                                    << answer.setting << '=' << answer.value;
            }
        }
    }
    EXPECT_GT(answers, 0U);
}
INSTANTIATE_TEST_SUITE_P(Convert, SizeAnswers,
                         ::testing::Values("Standard_NC6", "Standard_NC12", "STANDARD_NC24R", "nc24rs_v3",
                                           "Standard_ND24rs", "Standard_NV24", "Standard_D1",
                                           "Standard_D2_v2", "Standard_M64-16ms", "Standard_XYZ"));

TEST(SizeChoice, CountsAllValuesOfCopiesAsWell) {
    // The same cluster twice, by its id: the copy is converted as well, and must not differ.
    const std::string id =
        R"({"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/clusters/gpu", )";
    const std::string text = id + cluster("Standard_NC24r").substr(1);
    const Conversion both =
        convert({{"a.json", "", text}, {"b.json", "", text}, {"two.json", "", job("me/new:cuda12.1", 2)}},
                plain_options());
    EXPECT_FALSE(testing::has_finding(both, "B2A0115"));
    EXPECT_FALSE(both.internal_error);
    EXPECT_TRUE(testing::has_finding(both, "B2A0808"));
}

const std::string ids = "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/";

/// "Standard_NC64as_T4_v3, 0 to 4 nodes": what became of the only cluster.
std::string detail_of_cluster(const Conversion& conversion) {
    for (const ResourceSummary& resource : conversion.report.resources)
        if (resource.kind == "compute") return resource.detail;
    return "(none)";
}

TEST(SizeChoice, LooksAtAllImagesButThoseThatNoSizeCanRun) {
    const Conversion both = convert({{"gpu.json", "", cluster("Standard_NC24s_v2")},
                                     {"nine.json", "", job("me/a:cuda9.0", 1)},
                                     {"eight.json", "", job("me/a:cuda8.0", 1)}},
                                    plain_options());
    EXPECT_EQ(detail_of_cluster(both), "Standard_NC64as_T4_v3, 0 to 4 nodes");
    EXPECT_TRUE(testing::has_finding(both, "B2A0805"));
    EXPECT_TRUE(testing::has_finding(both, "B2A0806"));
}

TEST(SizeChoice, LooksAtNoCopiesOfJobs) {
    const std::string id = R"({"id": ")" + ids + R"(jobs/j", )";
    const Conversion both = convert(
        {{"gpu.json", "", cluster("Standard_NC24s_v2")},
         {"job.json", "", id + job("me/a:cuda12.0", 1).substr(1)},
         {"old.json", "", id + R"("type": "Microsoft.BatchAI/jobs", )" + job("me/a:cuda9.0", 1).substr(1)}},
        plain_options());
    EXPECT_EQ(detail_of_cluster(both), "Standard_NC96ads_A100_v4, 0 to 4 nodes");
}

TEST(SizeChoice, LeavesRoomForTheLargestJobInCopiesOfAClusterToo) {
    const std::string text = R"({"id": ")" + ids
                             + R"(clusters/gpu", "properties": {"vmSize": "Standard_NC24r", )"
                               R"("scaleSettings": {"manual": {"targetNodeCount": 1}}}})";
    const Conversion both =
        convert({{"a.json", "", text}, {"b.json", "", text}, {"job.json", "", job("me/a:cuda12.0", 6)}},
                plain_options());
    EXPECT_EQ(detail_of_cluster(both), "Standard_ND40rs_v2, 0 to 3 nodes");
    EXPECT_FALSE(testing::has_finding(both, "B2A0115"));
}

} // namespace
} // namespace batchai2aml
