#include "report/markdown_report.hpp"

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

std::string page(const Report& report, std::size_t limit = comment_limit, const ReportPaths& paths = {}) {
    return testing::rendered([&](const Sink& sink) { write_markdown(report, paths, limit, sink); });
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string_view::npos; at += what.size())
        ++found;
    return found;
}

TEST(MarkdownReport, BeginsWithTheCounts) {
    EXPECT_THAT(
        page(example().report),
        StartsWith(
            "### batchai2aml: 1 of 2 resources needs work\n\n| | |\n|---|---|\n| Files read | 2 of 3 |\n"
            "| Resources | 1 ready, 1 to work on |\n"
            "| Findings | 3 errors, 1 warning, 0 manual tasks, 2 notes |\n"
            "| Values with an effect | 2 of 3 (66 %) |\n"));
}

TEST(MarkdownReport, SaysInItsHeadingWhatCameOfTheRun) {
    Report report = example().report;
    report.resources[1].readiness = Readiness::ready;
    EXPECT_THAT(page(report), StartsWith("### batchai2aml: 2 resources are ready\n"));
    EXPECT_THAT(page({}), StartsWith("### batchai2aml: nothing was converted\n"));
    EXPECT_THAT(page({}), Not(HasSubstr("details")));
}

TEST(MarkdownReport, ListsTasksWithLinksToTheirLines) {
    Report report = example().report;
    report.findings[0].place = {"tf/job.json", 3, 7, 8};
    const std::string text = page(report, comment_limit, example_paths());
    EXPECT_THAT(
        text, HasSubstr("#### Needs you\n\n- [ ] **error** \"{\" is never closed. (B2A0101)<br>In "
                        "[old jobs/tf/job.json:3](old%20jobs/tf/job.json#L3)<br>To fix: correct the file\n"));
    EXPECT_THAT(text, HasSubstr("[a/job.json:12](a/job.json#L12), [b/job.json:12](b/job.json#L12)"));
}

TEST(MarkdownReport, FoldsTheRest) {
    const std::string text = page(example().report);
    EXPECT_THAT(text, HasSubstr("<details><summary>1 warning</summary>\n\n- **warning** "));
    EXPECT_THAT(text,
                HasSubstr("<details><summary>2 resources</summary>\n\n| Kind | Name | State | What it is | "
                          "Source |\n|---|---|---|---|---|\n| job | train | **needs work** | "));
    EXPECT_THAT(text, HasSubstr("<details><summary>2 notes</summary>\n\n- **note** "));
    EXPECT_EQ(count(text, "<details>"), count(text, "</details>"));
    EXPECT_THAT(text, Not(HasSubstr("Left out")));
}

TEST(MarkdownReport, NamesFivePlacesOfTheSameFinding) {
    Report report = example().report;
    for (int i = 0; i < 7; ++i)
        report.findings.insert(report.findings.begin() + 2, report.findings[1]);
    EXPECT_THAT(page(report), HasSubstr("(a/job.json#L12) and 4 other places<br>"));
}

TEST(MarkdownReport, KeepsToItsLimitAndSaysWhatItLeftOut) {
    Report report = example().report;
    report.findings.clear();
    for (const Level level : {Level::error, Level::warning, Level::manual, Level::note})
        for (int i = 0; i < 300; ++i)
            report.findings.push_back(testing::finding("B2A0701", level, "message " + std::to_string(i),
                                                       {"a.json", 1, 1, 2}, "do this"));
    report.resources.resize(1000, report.resources[0]);
    for (const std::size_t limit : {2'000U, 20'000U, 65'000U, 100'000U}) {
        const std::string text = page(report, limit);
        EXPECT_LE(text.size(), limit);
        EXPECT_GT(text.size(), limit / 2);
        EXPECT_EQ(count(text, "<details>"), count(text, "</details>"));
        EXPECT_THAT(text, HasSubstr("\nLeft out, since a comment has room for so much only: "));
    }
    EXPECT_THAT(page(report, 20'000), HasSubstr(" of 600 tasks, 300 of 300 warnings, "));
    const std::string whole = page(report, 10'000'000);
    EXPECT_THAT(whole, Not(HasSubstr("Left out")));
    EXPECT_LT(whole.find("**error** message 299"), whole.find("**manual** message 0 "));
}

TEST(MarkdownReport, MakesNothingOfHostileText) {
    for (const std::string& text : testing::hostile_texts()) {
        const std::string result = page(testing::hostile_report(text));
        EXPECT_THAT(result, Not(HasSubstr("<script")));
        EXPECT_THAT(result, Not(HasSubstr("://")));
        EXPECT_THAT(result, Not(HasSubstr(" www.evil")));
        EXPECT_THAT(result, Not(HasSubstr("@everyone")));
        EXPECT_THAT(result, Not(HasSubstr("`code`"))) << "backticks are escaped";
        EXPECT_FALSE(std::regex_search(result, std::regex("##(\\[|vso)"))) << result;
        const std::string visible = std::regex_replace(result, std::regex("\\]\\([^)]*\\)"), "]");
        EXPECT_FALSE(std::regex_search(visible, std::regex("[^#L]#[0-9]|GH-[0-9]|![0-9]"))) << result;
        for (const std::string_view line : split(result, '\n'))
            EXPECT_FALSE(trim(line).starts_with("::")) << line;
        // Each row of the table of resources has as many cells as its heading.
        for (const std::string_view line : split(result, '\n'))
            if (line.starts_with("| compute") || line.starts_with("| job")) {
                EXPECT_EQ(count(line, "|") - count(line, "\\|"), 6U) << line;
            }
    }
}

TEST(MarkdownReport, LinksToNothingOutsideOfTheRepository) {
    Report report = example().report;
    report.findings[0].place.file = "/etc/passwd";
    EXPECT_THAT(page(report), HasSubstr("<br>In /etc/passwd:3<br>"));
    report.findings[0].place.file = "javascript:alert(1)";
    EXPECT_THAT(page(report), HasSubstr("](javascript%3Aalert%281%29#L3)"));
}

} // namespace
} // namespace batchai2aml
