#include "report/junit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rendered.hpp"
#include "report/junit_cases.hpp"
#include "report/xml_text.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using testing::example;
using testing::example_paths;
using ::testing::HasSubstr;
using ::testing::Not;

std::string junit(const Report& report, std::optional<Level> fail_on = Level::error,
                  const ReportPaths& paths = {}) {
    return testing::rendered([&](const Sink& sink) { write_junit(report, paths, fail_on, sink); });
}

const JunitCase& case_of(const std::vector<JunitSuite>& suites, std::string_view suite,
                         std::string_view name) {
    for (const JunitSuite& one : suites)
        for (const JunitCase& test : one.cases)
            if (one.name == suite && test.name == name) return test;
    throw std::runtime_error("no case " + std::string(suite) + '/' + std::string(name));
}

TEST(XmlText, IsTheSameForAReader) {
    EXPECT_EQ(xml_text("a<b>&\"c'"), "a&lt;b&gt;&amp;&quot;c'");
    EXPECT_EQ(xml_text("a\tb\nc\rd"), "a&#9;b&#10;c&#13;d");
    EXPECT_EQ(xml_text("]]>"), "]]&gt;");
    EXPECT_EQ(xml_text("ä\U0001F600"), "ä\U0001F600");
}

TEST(XmlText, ReplacesWhatXmlForbids) {
    EXPECT_EQ(xml_text(std::string_view("a\0b\x1b", 4)), "a\uFFFDb\uFFFD");
    EXPECT_EQ(xml_text("\xff\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(xml_text("\xef\xbf\xbe\xef\xbf\xbf"), "\uFFFD\uFFFD") << "U+FFFE and U+FFFF";
}

TEST(XmlText, BeginsNoCommandOfAWorkflow) {
    EXPECT_EQ(xml_text("::error::x"), ":&#58;error:&#58;x");
    EXPECT_EQ(xml_text("##[x] #1 a:b"), "#&#35;[x] #1 a:b");
    EXPECT_EQ(xml_text(":::"), ":&#58;:");
}

TEST(JunitCases, AreResourcesAndInputsWithoutOne) {
    const Report report = example().report;
    const auto suites = junit_suites(report);
    EXPECT_EQ(case_of(suites, "compute", "nc6").findings.size(), 0U);
    EXPECT_EQ(case_of(suites, "job", "train").findings.size(), 1U) << "by the file that was written";
    EXPECT_EQ(case_of(suites, "input", "run.sh").not_read, "not read: shell script");
    EXPECT_EQ(case_of(suites, "run", "batchai2aml").findings.size(), 5U)
        << "files that are not among the inputs";
}

TEST(JunitCases, TakeTheNearestResourceOfAFileWithSeveral) {
    Report report = example().report;
    report.resources[0].source = {"all.json", 10, 1, 2};
    report.resources[1].source = {"all.json", 50, 1, 2};
    report.findings = {testing::finding("B2A0101", Level::error, "before", {"all.json", 1, 1, 2}),
                       testing::finding("B2A0101", Level::error, "first", {"all.json", 49, 9, 10}),
                       testing::finding("B2A0101", Level::error, "second", {"all.json", 50, 1, 2}),
                       testing::finding("B2A0101", Level::error, "behind", {"all.json", 99, 1, 2})};
    const auto suites = junit_suites(report);
    EXPECT_EQ(case_of(suites, "compute", "nc6").findings.size(), 2U);
    EXPECT_EQ(case_of(suites, "job", "train").findings.size(), 2U);
}

TEST(Junit, CountsAndNamesWhatFails) {
    Report report = example().report;
    report.findings[1].place.file = "cluster.json";
    const std::string xml = junit(report, Level::error, example_paths());
    EXPECT_THAT(xml, HasSubstr("<testsuites name=\"batchai2aml\" tests=\"4\" failures=\"2\" errors=\"0\">"));
    EXPECT_THAT(xml,
                HasSubstr("<testsuite name=\"batchai2aml.compute\" tests=\"1\" failures=\"1\" errors=\"0\" "
                          "skipped=\"0\">"));
    EXPECT_THAT(
        xml, HasSubstr("<testcase classname=\"batchai2aml.compute\" name=\"nc6\">\n<failure type=\"B2A0701\" "
                       "message=\"error B2A0701: The job names no container image; "));
    EXPECT_THAT(xml, HasSubstr("\n  at old jobs/cluster.json:12:5\n  fix: pass --image IMAGE\n</failure>"));
    EXPECT_THAT(xml, HasSubstr("<skipped message=\"not read: shell script\"/>"));
}

TEST(Junit, PutsMilderFindingsIntoTheOutput) {
    const std::string xml = junit(example().report);
    EXPECT_THAT(xml, HasSubstr("<testcase classname=\"batchai2aml.job\" name=\"train\">\n<system-out>warning "
                               "B2A0102: A comma stands before &quot;}&quot;.\n"));
    EXPECT_THAT(junit(example().report, Level::warning),
                HasSubstr("name=\"train\">\n<failure type=\"B2A0102\""));
    EXPECT_THAT(junit(example().report, std::nullopt), Not(HasSubstr("<failure")));
}

TEST(Junit, HasNoTimes) {
    EXPECT_THAT(junit(example().report), Not(HasSubstr("time")));
}

TEST(Junit, HoldsNothingWhenThereIsNothing) {
    EXPECT_EQ(junit({}),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"batchai2aml\" tests=\"0\" "
              "failures=\"0\" errors=\"0\">\n</testsuites>\n");
}

TEST(Junit, ShowsHostileTextAsText) {
    for (const std::string& text : testing::hostile_texts()) {
        const std::string xml = junit(testing::hostile_report(text));
        EXPECT_TRUE(is_valid_utf8(xml));
        EXPECT_THAT(xml, Not(HasSubstr("<script")));
        EXPECT_THAT(xml, Not(HasSubstr("##")));
        EXPECT_THAT(xml, Not(HasSubstr("::")));
        for (const char c : xml)
            EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n') << text;
    }
}

} // namespace
} // namespace batchai2aml
