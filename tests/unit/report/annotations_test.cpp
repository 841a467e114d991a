#include "report/annotations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "rendered.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using testing::example;
using testing::example_paths;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string annotations(const Report& report, Workflow workflow, const ReportPaths& paths = {}) {
    return testing::rendered([&](const Sink& sink) { write_annotations(report, paths, workflow, sink); });
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> out;
    for (const std::string_view line : split(text, '\n'))
        if (!line.empty()) out.emplace_back(line);
    return out;
}

Report findings(Level level, int count) {
    Report report;
    for (int i = 0; i < count; ++i)
        report.findings.push_back(
            testing::finding("B2A0701", level, "m" + std::to_string(i), {"a.json", 1, 1, 2}));
    return report;
}

/// What the runner of GitHub Actions makes of the data, or of a property, of a command.
std::string github_decoded(std::string text) {
    for (const auto& [from, to] :
         {std::pair{"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}})
        text = replace_all(text, from, to);
    return text;
}

/// The same of the agent of Azure Pipelines.
std::string azdo_decoded(std::string text) {
    for (const auto& [from, to] :
         {std::pair{"%3B", ";"}, {"%0D", "\r"}, {"%0A", "\n"}, {"%5D", "]"}, {"%AZP25", "%"}})
        text = replace_all(text, from, to);
    return text;
}

TEST(Annotations, NamePlaceTitleAndRemedyForGitHub) {
    const auto written = lines(annotations(example().report, Workflow::github, example_paths()));
    ASSERT_EQ(written.size(), 4U);
    EXPECT_EQ(written[0], "::error file=bad.json,line=3,col=7,endColumn=8,title=B2A0101%3A not valid JSON::"
                          "\"{\" is never closed. To fix: correct the file.");
    EXPECT_THAT(written[2],
                StartsWith("::warning file=old jobs/tf/job.json,line=9,col=20,endColumn=21,title="));
    EXPECT_THAT(written[3], StartsWith("::notice file=package.json,title=B2A0106%3A "));
}

TEST(Annotations, NamePlaceAndCodeForAzurePipelines) {
    const auto written = lines(annotations(example().report, Workflow::azdo, example_paths()));
    ASSERT_EQ(written.size(), 4U);
    EXPECT_EQ(written[0], "##vso[task.logissue type=error;sourcepath=bad.json;linenumber=3;columnnumber=7;"
                          "code=B2A0101]\"{\" is never closed. To fix: correct the file.");
    EXPECT_THAT(written[2], StartsWith("##vso[task.logissue type=warning;sourcepath=old jobs/tf/job.json;"));
    EXPECT_EQ(written[3],
              "batchai2aml: without an annotation: 2 notes; Azure Pipelines shows 10 errors and 10 "
              "warnings of a step, and no notes.");
}

TEST(Annotations, SayOnceWhatIsTheSameInSeveralPlaces) {
    const auto written = lines(annotations(example().report, Workflow::github));
    EXPECT_THAT(written[1], HasSubstr("file=a/job.json,line=12,col=5,title="));
    EXPECT_THAT(written[1],
                HasSubstr("image of the host. The same in 1 other place. To fix: pass --image IMAGE."));
}

TEST(Annotations, MarkManualTasks) {
    EXPECT_THAT(annotations(findings(Level::manual, 1), Workflow::github),
                HasSubstr("::warning file=a.json,line=1,col=1,endColumn=2,title=B2A0701 (manual task)%3A "));
    EXPECT_THAT(annotations(findings(Level::manual, 1), Workflow::azdo), HasSubstr("type=warning;"));
}

TEST(Annotations, KeepToTheLimitOfAStepWorstFirst) {
    Report report = findings(Level::error, 12);
    const auto warnings = findings(Level::warning, 9).findings;
    const auto tasks = findings(Level::manual, 3).findings;
    const auto notes = findings(Level::note, 11).findings;
    for (const auto& more : {warnings, tasks, notes})
        report.findings.insert(report.findings.end(), more.begin(), more.end());
    const auto github = lines(annotations(report, Workflow::github));
    ASSERT_EQ(github.size(), 31U);
    EXPECT_THAT(github[9], StartsWith("::error"));
    EXPECT_THAT(github[10], StartsWith("::warning"));
    EXPECT_THAT(github[29], StartsWith("::notice"));
    EXPECT_EQ(github[30],
              "batchai2aml: without an annotation: 2 errors, 2 warnings and manual tasks, 1 note; "
              "GitHub shows 10 errors, 10 warnings and 10 notices of a step.");
    EXPECT_EQ(lines(annotations(report, Workflow::azdo)).size(), 21U);
}

TEST(Annotations, AreNoneWithoutFindings) {
    EXPECT_EQ(annotations({}, Workflow::github), "");
    EXPECT_EQ(annotations({}, Workflow::azdo), "");
}

TEST(Annotations, NameTheOutputWhereAFindingIsAboutNoInput) {
    Report report = findings(Level::error, 1);
    report.findings[0].place = {};
    report.findings[0].subject = "jobs/a/job.yml";
    EXPECT_THAT(annotations(report, Workflow::github, example_paths()),
                StartsWith("::error file=azureml/jobs/a/job.yml,title="));
    report.findings[0].subject.clear();
    EXPECT_THAT(annotations(report, Workflow::github), StartsWith("::error title="));
    EXPECT_THAT(annotations(report, Workflow::azdo), StartsWith("##vso[task.logissue type=error;code="));
}

TEST(Annotations, ArriveAsTheyWereMeant) {
    Report report = findings(Level::error, 1);
    report.findings[0].message = "100 % of a;b]c,d:e %0A %250A %3B %5D %AZP25 %AZP253B.";
    report.findings[0].place.file = "a,b:c;d]e%3B%2C.json";
    const std::string github = annotations(report, Workflow::github);
    const std::string azdo = annotations(report, Workflow::azdo);
    std::smatch match;
    ASSERT_TRUE(
        std::regex_match(github, match, std::regex("::error file=([^,]*),line=.*,title=[^:]*::(.*)\n")));
    EXPECT_EQ(github_decoded(match[1]), report.findings[0].place.file);
    EXPECT_EQ(replace_all(replace_all(replace_all(match[2].str(), "%0D", "\r"), "%0A", "\n"), "%25", "%"),
              report.findings[0].message);
    ASSERT_TRUE(std::regex_match(
        azdo, match, std::regex("##vso\\[task.logissue [^\\];]*;sourcepath=([^;\\]]*);[^\\]]*\\](.*)\n")));
    EXPECT_EQ(azdo_decoded(match[1]), report.findings[0].place.file);
    EXPECT_EQ(azdo_decoded(match[2]), report.findings[0].message);
    EXPECT_THAT(azdo, HasSubstr("]100 % of")) << "older agents show an escaped percent sign as it is";
}

TEST(Annotations, GiveNoOtherCommandThanTheirOwn) {
    for (const std::string& text : testing::hostile_texts())
        for (const Workflow workflow : {Workflow::github, Workflow::azdo}) {
            const auto written = lines(annotations(testing::hostile_report(text), workflow));
            EXPECT_LE(written.size(), 6U) << text;
            for (const std::string& line : written) {
                EXPECT_TRUE(line.starts_with("::") || line.starts_with("##vso[task.logissue ")
                            || line.starts_with("batchai2aml: "))
                    << line;
                EXPECT_THAT(line.substr(2), Not(HasSubstr("##["))) << line;
                EXPECT_THAT(line.substr(2), Not(HasSubstr("##vso["))) << line;
            }
        }
}

TEST(Annotations, AreCutWhereTheRunnerWouldCut) {
    Report report = findings(Level::error, 1);
    report.findings[0].message = std::string(10'000, 'x');
    EXPECT_LT(annotations(report, Workflow::github).size(), 4'200U);
}

} // namespace
} // namespace batchai2aml
