#include "report/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "example.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using testing::example;
using testing::finding;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view golden = R"(Read 2 of 3 files, converted 2 resources: 1 ready, 1 needs work.
Not read: shell script (1).

  compute  nc6  converted   Standard_NC6, 0 to 2 nodes

  job      train  needs work  2 nodes, TensorFlow, 2 workers + 1 server, on a c…

error B2A0101 not valid JSON
  "{" is never closed.
    at bad.json:3:7
    fix: correct the file

error B2A0701 the job ran without a container
  The job names no container image; Batch AI ran it on the image of the host.
    at a/job.json:12:5, b/job.json:12:5
    fix: pass --image IMAGE

warning B2A0102 JSON was read leniently
  A comma stands before "}".
    at tf/job.json:9:20
    9 |   "commandLine": "python train.py",}
      |                                   ^
    see cluster.json:2:3

note B2A0106 not a Batch AI document (package.json and 1 more)

Batch AI → Azure ML, number of values:
  -  job priority, schedulingPriority  no queue                   1
  +  job constraints.maxWallClockTime  limits.timeout             1
  ~  /nodeCount                        distribution.worker_count  1
  =  cluster vmSize                    size                       1
  =  job nodeCount                     resources.instance_count   1
  (- dropped, + added, ~ transformed, = mapped)

Findings: 3 errors, 1 warning, 2 notes. 'batchai2aml explain CODE' tells more.
Values: 1 mapped, 1 transformed, 1 added, 1 dropped.
Coverage: 2 of the 3 values that carried meaning have an effect (66 %).
Next: read MIGRATION.md in the output folder.
Totals: resources 2, converted 1, findings 0, needs work 1, failed 0
)";

std::size_t longest_line(const std::string& text) {
    std::size_t longest = 0;
    for (const std::string_view line : split(text, '\n'))
        longest = std::max(longest, code_points(line));
    return longest;
}

TEST(TextReport, ShowsAllOnOneScreen) {
    EXPECT_EQ(render_text(example(), 80, Color::no), golden);
}

TEST(TextReport, ColoursLevelsSymbolsAndUnderlines) {
    std::string text = render_text(example(), 80, Color::yes);
    EXPECT_THAT(text, HasSubstr("\x1b[31merror\x1b[0m B2A0101"));
    EXPECT_THAT(text, HasSubstr("\x1b[33mwarning\x1b[0m B2A0102"));
    for (const std::string_view code : {"\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[0m"})
        text = replace_all(text, code, "");
    EXPECT_EQ(text, golden);
}

TEST(TextReport, KeepsToTheWidth) {
    Conversion conversion = example();
    conversion.report.resources[1].name = std::string(300, 'n');
    conversion.report.findings[0].message =
        "A message that is longer than any line of a terminal, so that it must be "
        "broken at a space, perhaps more than once, whatever the width is.";
    conversion.report.findings[0].remedy = conversion.report.findings[0].message;
    const auto without_totals = [](std::string text) { return text.substr(0, text.find("Totals: ")); };
    for (const unsigned width : {40U, 60U, 80U, 120U})
        EXPECT_LE(longest_line(without_totals(render_text(conversion, width, Color::no))), width) << width;
    EXPECT_LE(longest_line(without_totals(render_text(conversion, 0, Color::no))), 40U);
}

TEST(TextReport, CountsLettersAndNotBytes) {
    Conversion conversion;
    std::string message;
    for (int i = 0; i < 20; ++i)
        message += "üüüüüüüü ";
    conversion.report.findings = {finding("B2A0101", Level::error, message, {})};
    EXPECT_EQ(longest_line(render_text(conversion, 80, Color::no)), 2U + 8 * 8 + 7)
        << "eight words of eight letters, seven spaces";
}

TEST(TextReport, KeepsALongPathWhole) {
    Conversion conversion;
    const std::string path = "a/" + std::string(200, 'x') + "/job.json";
    conversion.report.findings = {finding("B2A0101", Level::error, "wrong", {path, 1, 2, 0})};
    EXPECT_THAT(render_text(conversion, 80, Color::no), HasSubstr("    at " + path + ":1:2\n"));
}

TEST(TextReport, SaysTheSameFindingOnceAndNamesFivePlaces) {
    Conversion conversion;
    for (int i = 1; i <= 12; ++i)
        conversion.report.findings.push_back(
            finding("B2A0101", Level::error, "wrong", {std::string(1, static_cast<char>('a' + i)), 1, 1, 0}));
    EXPECT_THAT(render_text(conversion, 80, Color::no),
                HasSubstr("  wrong\n    at b:1:1, c:1:1, d:1:1, e:1:1, f:1:1 and 7 more\n"));
}

TEST(TextReport, ShowsFiveMessagesOfACode) {
    Conversion conversion;
    for (int i = 1; i <= 12; ++i)
        conversion.report.findings.push_back(
            finding("B2A0101", Level::error, "wrong " + std::to_string(i) + ".", {"f", 1, 1, 0}));
    const std::string text = render_text(conversion, 80, Color::no);
    EXPECT_THAT(text, HasSubstr("wrong 5."));
    EXPECT_THAT(text, Not(HasSubstr("wrong 6.")));
    EXPECT_THAT(text, HasSubstr("  and 7 more of B2A0101\n"));
}

TEST(TextReport, ShowsTwelveResourcesOfAKindThoseThatNeedWorkFirst) {
    Conversion conversion;
    for (int i = 0; i < 100; ++i)
        conversion.report.resources.push_back({"job",
                                               "job" + std::to_string(i),
                                               "",
                                               {},
                                               "",
                                               i == 99 ? Readiness::needs_work : Readiness::ready});
    conversion.report.resources.push_back({"store", "s", "", {}, "", Readiness::ready});
    const std::string text = render_text(conversion, 80, Color::no);
    EXPECT_THAT(text, HasSubstr("\n\n  job    job99  needs work\n  job    job0   converted\n"));
    EXPECT_THAT(
        text,
        HasSubstr("\n\n  store  s  converted\n\n  and 88 more, which --verbose and migration.json name\n"));
    EXPECT_EQ(std::ranges::count(text, '\n'), 20);
    const TextStyle full{.width = 80, .color = Color::no, .closing = {}, .detail = Detail::full};
    EXPECT_EQ(std::ranges::count(render_text(conversion, full), '\n'), 106);
}

TEST(TextReport, MakesHostileTextSafeForATerminal) {
    Conversion conversion = example();
    const std::string hostile = "\x1b[2J\n\r\x07\xff";
    Report& report = conversion.report;
    report.inputs[1].shape = hostile;
    report.resources[0] = {hostile, hostile, hostile, {hostile, 1, 1, 1}, hostile, Readiness::ready};
    for (Finding& f : report.findings) {
        f.code = hostile;
        f.message = hostile;
        f.remedy = hostile;
        f.place.file = hostile;
        f.related = {f.place};
    }
    for (const char c : render_text(conversion, 80, Color::no))
        ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
    EXPECT_THAT(render_text(conversion, 80, Color::no), HasSubstr("\\x1b[2J\\n"));
}

TEST(TextReport, EndsWithWhatTheCallerSaysComesNext) {
    EXPECT_TRUE(render_text(example(), TextStyle{80, Color::no, "Wrote out.\nNext: rest."})
                    .ends_with("(66 %).\nWrote out.\nNext: rest.\n"
                               "Totals: resources 2, converted 1, findings 0, needs work 1, failed 0\n"));
}

TEST(TextReport, NamesFilesThatFailed) {
    Conversion conversion = example();
    conversion.report.inputs.push_back({"bad.json", "not read: no valid JSON", "", false});
    const std::string text = render_text(conversion, 80, Color::no);
    EXPECT_THAT(text, HasSubstr("\n\n  failed  bad.json\n\n"));
    EXPECT_THAT(text, HasSubstr(", needs work 1, failed 1\n"));
    for (int i = 0; i < 20; ++i)
        conversion.report.inputs.push_back(conversion.report.inputs.back());
    EXPECT_THAT(render_text(conversion, 80, Color::no), HasSubstr("  and 9 more files that failed\n"));
}

TEST(TextReport, ShowsEachValueInFullDetail) {
    const TextStyle full{.width = 80, .color = Color::no, .closing = {}, .detail = Detail::full};
    EXPECT_THAT(render_text(example(), full), HasSubstr(R"((added) → jobs/train/job.yml
  +  (default)  limits.timeout
cluster.json → compute/nc6.yml
  =  2: /vmSize  size
tf/job.json → (nowhere)
  -  3: /priority  no queue
tf/job.json → jobs/train/job.yml
  =  4: /nodeCount  resources.instance_count
  ~  4: /nodeCount  distribution.worker_count
  (- dropped, + added, ~ transformed, = mapped)
)"));
}

TEST(TextReport, ShowsSixteenRulesTheWorstFirst) {
    Conversion conversion;
    std::vector<std::string> ids;
    for (int i = 0; i < 40; ++i)
        ids.push_back("rule" + std::to_string(i));
    for (const std::string& id : ids)
        conversion.report.records.push_back(
            testing::record({"a.json", 1, 1, 2}, "/" + id, Outcome::mapped, "f", "x", id, "same"));
    conversion.report.records.back().outcome = Outcome::manual;
    const std::string text = render_text(conversion, 80, Color::no);
    EXPECT_THAT(text, HasSubstr("number of values:\n  !  /rule39  x  1\n  =  /rule0   x  1\n"));
    EXPECT_THAT(text, HasSubstr("  and 24 rows more with --verbose\n  (! manual, = mapped)\n"));
}

TEST(TextReport, CountsWhatIsNotListed) {
    Conversion conversion;
    conversion.report.skipped = {250, 40, 20, 2, 12, 3, 2, 1};
    EXPECT_THAT(render_text(conversion, 80, Color::no),
                HasSubstr("Not Batch AI: 312 files (250 JSON, 40 other text, 20 binary, 2 too large).\n"
                          "Left out: 12 files and 3 folders ignored by .gitignore, 2 folders of tools, 1\n"
                          "          device or pipe.\n"));
    conversion.report.skipped = {0, 1, 0, 0, 1, 0, 1, 0};
    EXPECT_THAT(render_text(conversion, 80, Color::no),
                HasSubstr("Not Batch AI: 1 file (text).\n"
                          "Left out: 1 file ignored by .gitignore, 1 folder of a tool.\n"));
}

TEST(TextReport, SaysLittleAboutNothing) {
    EXPECT_EQ(render_text(Conversion{}, 80, Color::no),
              "Read 0 of 0 files, converted 0 resources.\n\n"
              "Totals: resources 0, converted 0, findings 0, needs work 0, failed 0\n");
}

} // namespace
} // namespace batchai2aml
