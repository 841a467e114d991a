// Placeholders in jobs (design.md 7, row 25).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
    }
};

TEST(PlaceholdersOfJobs, AreAskedForWhereverTheyStand) {
    Bench bench;
    bench.job.toolkits.front().command_line = bench.text("python <script> --out <folder name>");
    bench.variable("KEY", "<key name>");
    bench.input("D", "$AZ_BATCHAI_JOB_TEMP/<data>");
    bench.job.container.emplace().image = bench.text("<registry>/x:1");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0215"), 5U);
    EXPECT_EQ(mapped.told().times("B2A0705"), 0U) << "the placeholder is the problem, and is told";
    EXPECT_THAT(mapped.job.image.comment, HasSubstr("A placeholder"));
    EXPECT_THAT(mapped.job.header.needs_work, testing::Contains("fill in <script>: --placeholder"));
    const Diagnostic& first = mapped.told().finding("B2A0215");
    EXPECT_EQ(first.answers.at(0).setting, "placeholders.<script>");
    EXPECT_EQ(first.question, "What does \"<script>\" stand for?");
}

TEST(PlaceholdersOfJobs, AreNotSeenInOrdinaryTexts) {
    Bench bench;
    bench.job.toolkits.front().command_line = bench.text("if [[ -f a ]]; then b <in.txt >out.txt; fi");
    EXPECT_EQ(bench.map().told().times("B2A0215"), 0U);
}

TEST(PlaceholdersOfJobs, AreSeenInDirectoriesAndRegistries) {
    Bench bench;
    bench.output("O", "$AZ_BATCHAI_JOB_TEMP/<prefix>").path_suffix = bench.text("<suffix>");
    bench.job.container.emplace().image = bench.text("x:1");
    bench.job.container->server_url = bench.text("<server>.azurecr.io");
    const JobResult mapped = bench.map();
    std::vector<std::string> settings;
    for (const Diagnostic& diagnostic : mapped.notes.diagnostics)
        if (diagnostic.code == "B2A0215") settings.push_back(diagnostic.answers.at(0).setting);
    EXPECT_THAT(settings,
                ElementsAre("placeholders.<prefix>", "placeholders.<suffix>", "placeholders.<server>"));
}

} // namespace
} // namespace batchai2aml
