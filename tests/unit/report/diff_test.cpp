#include "report/diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/text.hpp"

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

FileDiff with_lines(std::string file, std::string_view before, std::string_view after) {
    FileDiff diff{std::move(file), DiffState::changed, DiffAction::write, {}, {}, {}};
    diff.hunks = make_hunks({before, after, before, after});
    return diff;
}

std::string text_of(const FolderDiff& diff, const DiffStyle& style = {}) {
    std::string text;
    write_diff_text(diff, style, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    return text;
}

std::string json_of(const FolderDiff& diff) {
    std::string text;
    write_diff_json(diff, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    return text;
}

std::string numbered(int count) {
    std::string text;
    for (int i = 1; i <= count; ++i)
        text += "line " + std::to_string(i) + '\n';
    return text;
}

std::size_t widest(const std::string& text) {
    std::size_t width = 0;
    for (const std::string_view line : split(text, '\n'))
        width = std::max(width, code_points(line));
    return width;
}

TEST(DiffHunks, HaveThreeLinesAroundAChange) {
    const auto hunks = make_hunks({numbered(20), replace_all(numbered(20), "line 10\n", "new\n"),
                                   numbered(20), replace_all(numbered(20), "line 10\n", "new\n")});
    ASSERT_EQ(hunks.size(), 1U);
    EXPECT_EQ(hunks[0].old_begin, 7U);
    EXPECT_EQ(hunks[0].old_lines, 7U);
    EXPECT_EQ(hunks[0].new_begin, 7U);
    EXPECT_EQ(hunks[0].new_lines, 7U);
    ASSERT_EQ(hunks[0].lines.size(), 8U);
    EXPECT_EQ(hunks[0].lines[3].text, "line 10");
    EXPECT_EQ(hunks[0].lines[3].kind, DiffLine::Kind::removed);
    EXPECT_EQ(hunks[0].lines[4].text, "new");
    EXPECT_EQ(hunks[0].lines[4].kind, DiffLine::Kind::added);
}

TEST(DiffHunks, ThatTouchAreOne) {
    const auto changed = [](const std::string& second) {
        return replace_all(replace_all(numbered(30), "line 5\n", "new\n"), second, "new\n");
    };
    EXPECT_EQ(make_hunks({numbered(30), changed("line 12\n"), numbered(30), changed("line 12\n")}).size(),
              1U);
    EXPECT_EQ(make_hunks({numbered(30), changed("line 13\n"), numbered(30), changed("line 13\n")}).size(),
              2U);
}

TEST(DiffHunks, OfAnEmptyTextBeginAtZeroAsPatchHasIt) {
    const auto hunks = make_hunks({"", "a\nb", "", "a\nb"});
    ASSERT_EQ(hunks.size(), 1U);
    EXPECT_EQ(hunks[0].old_begin, 0U);
    EXPECT_EQ(hunks[0].old_lines, 0U);
    EXPECT_EQ(hunks[0].new_begin, 1U);
    EXPECT_FALSE(hunks[0].lines.back().ends);
}

TEST(DiffHunks, ShowTheTextsThatAreToBeShown) {
    const auto hunks = make_hunks({"key: abc\n", "key: def\n", "key: ***\n", "key: ***\n"});
    ASSERT_EQ(hunks.size(), 1U);
    EXPECT_EQ(hunks[0].lines[0].text, "key: ***");
    EXPECT_EQ(hunks[0].lines[1].text, "key: ***");
}

TEST(DiffText, OfNothingIsTheTotals) {
    FolderDiff diff;
    diff.files.push_back({"a.yml", DiffState::unchanged, DiffAction::nothing, {}, {}, {}});
    EXPECT_EQ(text_of(diff), "0 new, 0 changed, 0 edited, 0 deleted, 0 orphaned, 1 unchanged.\n");
    EXPECT_FALSE(diff.any());
    DiffStyle all;
    all.unchanged = true;
    EXPECT_EQ(text_of(diff, all), "unchanged  a.yml\n"
                                  "0 new, 0 changed, 0 edited, 0 deleted, 0 orphaned, 1 unchanged.\n");
}

TEST(DiffText, ShowsStatesRemarksFieldsAndLines) {
    FolderDiff diff;
    diff.files.push_back(
        {"gone.yml", DiffState::deleted, DiffAction::write, "convert writes it again", {}, {}});
    FileDiff changed = with_lines("job.yml", "a: 1\nb: 2\n", "a: 1\nb: 3\n");
    changed.fields = {{"b", "2", "3"},
                      {"c", std::nullopt, "new"},
                      {"d", "old", std::nullopt},
                      {"command", "one\ntwo\n", "one\ntwo\nthree\n"},
                      {"e", "", "x"}};
    diff.files.push_back(changed);
    diff.files.push_back({"new.yml", DiffState::created, DiffAction::write, {}, {}, {}});
    diff.files.push_back({"other.yml", DiffState::created, DiffAction::write, {}, {}, {}});
    diff.unknown = {"mine.txt"};
    EXPECT_EQ(text_of(diff), "deleted    gone.yml\n"
                             "  convert writes it again\n"
                             "\n"
                             "changed    job.yml\n"
                             "  ~ b: 2 → 3\n"
                             "  + c: new\n"
                             "  - d: old\n"
                             "  ~ command: (2 lines) → (3 lines)\n"
                             "  ~ e: \"\" → x\n"
                             "  @@ -1,2 +1,2 @@\n"
                             "    a: 1\n"
                             "  - b: 2\n"
                             "  + b: 3\n"
                             "\n"
                             "new        new.yml\n"
                             "new        other.yml\n"
                             "\n"
                             "1 file is not of batchai2aml; convert leaves it alone:\n"
                             "  mine.txt\n"
                             "\n"
                             "2 new, 1 changed, 0 edited, 1 deleted, 0 orphaned, 0 unchanged.\n");
}

TEST(DiffText, IsColoredByWhatBecomesOfALine) {
    FolderDiff diff;
    diff.files.push_back(with_lines("job.yml", "a\n", "b\n"));
    DiffStyle style;
    style.color = Color::yes;
    EXPECT_THAT(text_of(diff, style),
                AllOf(HasSubstr("\x1b[31m  - a\x1b[0m\n"), HasSubstr("\x1b[32m  + b\x1b[0m\n")));
}

TEST(DiffText, FitsTheWidthAndLosesNothing) {
    const std::string tail = "the-end-of-a-long-line";
    FolderDiff diff;
    diff.files.push_back(with_lines("job.yml", "x\n", std::string(200, 'w') + "ü" + tail + "\n"));
    for (const unsigned width : {40U, 80U, 120U}) {
        DiffStyle style;
        style.width = width;
        const std::string text = text_of(diff, style);
        EXPECT_LE(widest(text.substr(0, text.find("0 new"))), width) << "the totals stay one line";
        EXPECT_THAT(replace_all(text, "\n  +…", ""), HasSubstr("wü" + tail)) << width;
    }
}

TEST(DiffText, CutsLongLinesThatAreEqual) {
    FolderDiff diff;
    diff.files.push_back(
        with_lines("job.yml", std::string(500, 'w') + "\na\n", std::string(500, 'w') + "\nb\n"));
    EXPECT_THAT(text_of(diff), HasSubstr("\n    " + std::string(75, 'w') + "…\n  - a\n"));
}

TEST(DiffText, MakesControlCharactersVisible) {
    FolderDiff diff;
    diff.files.push_back(with_lines("job\x1b[31m.yml", "a\n", "\x1b]0;title\x07\xe2\x80\xae\xff\n"));
    diff.files.back().fields = {{"k\x1b", "\x1b[2J", "b"}};
    diff.unknown = {"\x1b[31mred"};
    EXPECT_THAT(text_of(diff), Not(HasSubstr("\x1b")));
    EXPECT_THAT(text_of(diff),
                AllOf(HasSubstr("\\u202e"), HasSubstr("\\xff"), HasSubstr("job\\x1b[31m.yml")));
}

TEST(DiffText, SaysHowManyFieldsAndUnknownFilesAreLeftOut) {
    FolderDiff diff;
    FileDiff file = with_lines("job.yml", "a\n", "b\n");
    for (int i = 0; i < 25; ++i)
        file.fields.push_back({"k" + std::to_string(i), "1", "2"});
    diff.files.push_back(file);
    for (int i = 0; i < 15; ++i)
        diff.unknown.push_back("f" + std::to_string(100 + i));
    EXPECT_THAT(text_of(diff), AllOf(HasSubstr("  and 5 more fields\n"), HasSubstr("  and 3 more\n")));
    DiffStyle all;
    all.unchanged = true;
    EXPECT_THAT(text_of(diff, all), AllOf(HasSubstr("  f114\n"), Not(HasSubstr("and 3 more\n"))));
}

TEST(DiffJson, HasALineForEachFile) {
    FolderDiff diff;
    FileDiff file = with_lines("job.yml", "a: 1\n", "a: \"2\"");
    file.fields = {{"a", "1", "2"}, {"b", std::nullopt, "x"}};
    diff.files = {file, {"new.yml", DiffState::created, DiffAction::write, "so", {}, {}}};
    diff.unknown = {"mine.txt"};
    EXPECT_EQ(
        json_of(diff),
        "{\"schema\":\"batchai2aml/diff/1\",\n"
        "\"summary\":{\"edited\":0,\"orphaned\":0,\"deleted\":0,\"changed\":1,\"new\":1,\"unchanged\":0,"
        "\"unknown\":1},\n"
        "\"files\":[\n"
        "{\"file\":\"job.yml\",\"state\":\"changed\",\"convert\":\"write\",\"fields\":[{\"path\":\"a\","
        "\"before\":\"1\",\"after\":\"2\"},{\"path\":\"b\",\"after\":\"x\"}],\"hunks\":[{\"old_begin\":1,"
        "\"old_lines\":1,\"new_begin\":1,\"new_lines\":1,\"lines\":[\"-a: 1\",\"+a: "
        "\\\"2\\\"\",\"\\\\\"]}]},\n"
        "{\"file\":\"new.yml\",\"state\":\"new\",\"convert\":\"write\",\"remark\":\"so\"}\n"
        "],\n"
        "\"unknown\":[\n"
        "\"mine.txt\"\n"
        "]}\n");
}

TEST(DiffMarkdown, FoldsTheDetailsOfAFile) {
    FolderDiff diff;
    FileDiff file = with_lines("job.yml", "a: 1\n", "a: 2\n");
    file.fields = {{"a", "1", "2"}};
    diff.files = {file, {"new.yml", DiffState::created, DiffAction::write, {}, {}, {}}};
    EXPECT_EQ(diff_markdown(diff, "out"),
              "### What `batchai2aml convert` would change in `out`\n\n"
              "| state | files |\n|---|---|\n| changed | 1 |\n| new | 1 |\n\n"
              "<details><summary>changed: <code>job.yml</code></summary>\n\n"
              "- `a`: `1` → `2`\n\n"
              "```diff\n@@ -1,1 +1,1 @@\n-a: 1\n+a: 2\n```\n\n"
              "</details>\n\n"
              "- new: `new.yml`\n\n"
              "1 new, 1 changed, 0 edited, 0 deleted, 0 orphaned, 0 unchanged.\n");
}

TEST(DiffMarkdown, ShowsHostileTextsAsTheyAre) {
    FolderDiff diff;
    FileDiff file =
        with_lines("<img src=x>&.yml", "a\n", "```\n</details>\n@everyone [x](http://evil)\n````\n");
    file.fields = {{"@user`", "`` ` ``", "![i](http://evil)"}};
    diff.files = {file};
    const std::string page = diff_markdown(diff, "`out`");
    EXPECT_THAT(page, HasSubstr("<code>&lt;img src=x&gt;&amp;.yml</code>"));
    EXPECT_THAT(page, HasSubstr("- `` @user` ``: ``` `` ` `` ``` → `![i](http://evil)`\n"));
    EXPECT_THAT(page, HasSubstr("\n`````diff\n")) << "the fence is longer than any in the text";
    EXPECT_THAT(page, HasSubstr("`` `out` ``"));
}

TEST(DiffMarkdown, KeepsTheLimitAndSaysWhatIsLeftOut) {
    FolderDiff diff;
    diff.files.push_back(with_lines("large.yml", "", numbered(2000)));
    for (int i = 0; i < 500; ++i)
        diff.files.push_back(
            {"new" + std::to_string(i) + ".yml", DiffState::created, DiffAction::write, {}, {}, {}});
    const std::string page = diff_markdown(diff, "out", 8000);
    EXPECT_LE(page.size(), 8000U);
    EXPECT_THAT(page, AllOf(HasSubstr("The lines are left out here."),
                            HasSubstr("more files do not fit here"), HasSubstr("500 new, 1 changed")));
}

} // namespace
} // namespace batchai2aml
