// Findings that were accepted: which ones a baseline keeps out, and what it cannot.
#include "convert/baseline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Finding finding(std::string code, std::string file, std::string pointer, Level level = Level::warning) {
    Finding out;
    out.code = std::move(code);
    out.level = level;
    out.message = "said once";
    out.place.file = std::move(file);
    out.place.line = 7;
    out.pointer = std::move(pointer);
    return out;
}

Report report_of(std::vector<Finding> findings) {
    Report report;
    report.findings = std::move(findings);
    return report;
}

TEST(Baseline, HoldsWhatTheNextRunSuppresses) {
    Report report = report_of({finding("B2A0404", "a.json", "/x"), finding("B2A0404", "b.json", "/x")});
    const auto read = read_baseline(emit_baseline(baseline_of(report)));
    ASSERT_TRUE(read) << read.error();
    EXPECT_EQ(read.value(), baseline_of(report));
    apply_baseline(read.value(), "known.json", report);
    EXPECT_THAT(report.findings, IsEmpty());
    EXPECT_THAT(report.suppressed, SizeIs(2));
    ASSERT_THAT(report.suppressions, SizeIs(1));
    EXPECT_EQ(report.suppressions.front().by, "known.json");
    EXPECT_EQ(report.suppressions.front().count, 2U);
}

TEST(Baseline, ForgetsLinesAndMessagesButNotMembers) {
    const Baseline baseline = baseline_of(report_of({finding("B2A0404", "a.json", "/x")}));
    Finding moved = finding("B2A0404", "a.json", "/x");
    moved.place.line = 99;
    moved.message = "said otherwise";
    Report report = report_of({moved, finding("B2A0404", "a.json", "/y"), finding("B2A0405", "a.json", "/x"),
                               finding("B2A0404", "c.json", "/x")});
    apply_baseline(baseline, "known.json", report);
    EXPECT_THAT(report.findings, SizeIs(3));
    EXPECT_THAT(report.suppressed, SizeIs(1));
}

TEST(Baseline, OneMoreOfAKindIsReported) {
    const Baseline baseline =
        baseline_of(report_of({finding("B2A0404", "a.json", "/x"), finding("B2A0404", "a.json", "/x")}));
    ASSERT_THAT(baseline, SizeIs(1));
    EXPECT_EQ(baseline.front().count, 2U);
    Report report = report_of(std::vector<Finding>(3, finding("B2A0404", "a.json", "/x")));
    apply_baseline(baseline, "known.json", report);
    EXPECT_THAT(report.findings, SizeIs(1));
}

TEST(Baseline, LostValuesAndSecretsCannotBeAccepted) {
    Report report =
        report_of({finding("B2A0199", "a.json", "/x", Level::error), finding("B2A0901", "a.json", "/x")});
    EXPECT_THAT(baseline_of(report), IsEmpty());
    apply_baseline({{"B2A0199", "a.json", "/x", 1}, {"B2A0901", "a.json", "/x", 1}}, "known.json", report);
    EXPECT_THAT(report.suppressed, IsEmpty());
    for (const std::string_view code : {"B2A0199", "B2A0901"}) {
        const auto read = read_baseline(emit_baseline({{std::string(code), "a.json", "/x", 1}}));
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error(), "4:1: " + std::string(code) + " cannot be accepted: remove the entry");
    }
}

TEST(Baseline, EntriesThatMatchNothingBecomeOneNote) {
    Baseline baseline;
    for (const char* file : {"a.json", "b.json", "c.json", "d.json", "e.json"})
        baseline.push_back({"B2A0404", file, "/x", 1});
    Report report = report_of({finding("B2A0404", "a.json", "/x")});
    apply_baseline(baseline, "known.json", report);
    ASSERT_THAT(report.findings, SizeIs(1));
    EXPECT_EQ(report.findings.front().code, "B2A0116");
    EXPECT_EQ(report.findings.front().level, Level::note);
    EXPECT_EQ(report.findings.front().message,
              "4 of 5 entries of the baseline match nothing any more: B2A0404 in b.json, B2A0404 in c.json, "
              "B2A0404 in d.json and 1 more");
    EXPECT_THAT(baseline_of(report), SizeIs(1)) << "the note itself is not accepted";
}

TEST(Baseline, WhatIsNoneIsToldWithItsPlace) {
    const auto error_of = [](std::string text) {
        const auto read = read_baseline(std::move(text));
        return read ? std::string() : read.error();
    };
    EXPECT_THAT(error_of("{\"schema\": }"), HasSubstr("1:12: "));
    EXPECT_EQ(error_of("{}"), "it is no baseline: --write-baseline writes one");
    EXPECT_EQ(error_of("[1]"), "it is no baseline: --write-baseline writes one");
    const std::string head = "{\"schema\": \"batchai2aml/baseline/1\",\n\"findings\": [\n";
    EXPECT_EQ(error_of(head + "{\"code\": \"B2A9999\"}]}"), "3:1: \"B2A9999\" is no code of a finding");
    EXPECT_EQ(error_of(head + "{\"code\": \"B2A0404\", \"count\": -1}]}"), "3:1: \"count\" is not a number");
    EXPECT_EQ(error_of(head + "7]}"), "3:1: \"\" is no code of a finding");
    EXPECT_EQ(error_of(head + "]}"), "");
}

TEST(Baseline, CodesThatAreOffAreCountedToo) {
    Options options = plain_options();
    ASSERT_EQ(options.set("findings.B2A0102", "off"), std::nullopt);
    const Report report =
        convert({{"job.json", "", R"({"properties": {"nodeCount": 1,},})"}}, options).report;
    ASSERT_THAT(report.suppressions, SizeIs(1));
    EXPECT_EQ(report.suppressions.front().by, "findings.B2A0102=off");
    EXPECT_EQ(report.suppressions.front().count, report.suppressed.size());
}

} // namespace
} // namespace batchai2aml
