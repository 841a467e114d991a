#include "cli/ignore_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace batchai2aml::cli {
namespace {

bool file(std::string_view rules, std::string_view path) {
    return IgnoreRules::parse(rules).verdict(path, false).value_or(false);
}
bool folder(std::string_view rules, std::string_view path) {
    return IgnoreRules::parse(rules).verdict(path, true).value_or(false);
}

TEST(IgnoreRules, MatchANameAtAnyDepth) {
    EXPECT_TRUE(file("job.json", "job.json"));
    EXPECT_TRUE(file("job.json", "a/b/job.json"));
    EXPECT_FALSE(file("job.json", "xjob.json"));
    EXPECT_TRUE(file("*.json", "a/.json"));
    EXPECT_TRUE(file("a?c", "x/abc"));
    EXPECT_FALSE(file("a?c", "ac"));
}

TEST(IgnoreRules, AreAnchoredByASlashThatIsNotTheLast) {
    EXPECT_TRUE(file("/x", "x"));
    EXPECT_FALSE(file("/x", "a/x"));
    EXPECT_TRUE(file("a/x", "a/x"));
    EXPECT_FALSE(file("a/x", "b/a/x"));
    EXPECT_FALSE(file("a/*", "a/b/c"));
    EXPECT_FALSE(file("//x", "x"));
}

TEST(IgnoreRules, EndInASlashForFoldersOnly) {
    EXPECT_TRUE(folder("out/", "a/out"));
    EXPECT_FALSE(file("out/", "out"));
    EXPECT_FALSE(folder("/", "out"));
}

TEST(IgnoreRules, LetTwoStarsStandForFolders) {
    EXPECT_TRUE(file("**/x", "x"));
    EXPECT_TRUE(file("**/a/x", "b/c/a/x"));
    EXPECT_TRUE(file("a/**", "a/b/c"));
    EXPECT_FALSE(folder("a/**", "a"));
    EXPECT_TRUE(file("a/**/x", "a/x"));
    EXPECT_TRUE(file("a/**/x", "a/b/c/x"));
    EXPECT_FALSE(file("a/**/x", "b/x"));
    EXPECT_TRUE(file("**", "a/b"));
    EXPECT_TRUE(file("a**b", "x/acb")) << "other stars are one star";
    EXPECT_FALSE(file("/a**b", "a/b"));
}

TEST(IgnoreRules, KnowSets) {
    EXPECT_TRUE(file("[a-c]", "b"));
    EXPECT_FALSE(file("[!a-c]", "b"));
    EXPECT_TRUE(file("[^a-c]", "d"));
    EXPECT_TRUE(file("[]x]", "]"));
    EXPECT_TRUE(file("[a\\]]", "]"));
    EXPECT_TRUE(file("[x-]", "-"));
    EXPECT_TRUE(file("[[:digit:]_]", "7"));
    EXPECT_TRUE(file("[[:digit:]_]", "_"));
    EXPECT_FALSE(file("[[:foo:]]", "f")) << "no such class";
    EXPECT_FALSE(file("[a", "[a")) << "a set without end matches nothing";
    EXPECT_FALSE(file("a[/]b", "a/b"));
    EXPECT_FALSE(file("a[!x]b", "a/b"));
}

TEST(IgnoreRules, TakeCommentsBlanksAndEscapesAsGitDoes) {
    EXPECT_FALSE(file("#a", "#a"));
    EXPECT_TRUE(file("\\#a", "#a"));
    EXPECT_TRUE(file("\\!a", "!a"));
    EXPECT_TRUE(file("a  ", "a"));
    EXPECT_TRUE(file("a\\ ", "a "));
    EXPECT_TRUE(file("a b", "a b"));
    EXPECT_FALSE(file("a\t", "a"));
    EXPECT_TRUE(file("a\r\nb\r\n", "a"));
    EXPECT_TRUE(file("\xef\xbb\xbf"
                     "a",
                     "a"));
    EXPECT_TRUE(file("\\*", "*"));
    EXPECT_FALSE(file("\\*", "a"));
    EXPECT_FALSE(file("a\\", "a\\"));
    EXPECT_FALSE(file("\n\n \n", "a"));
}

TEST(IgnoreRules, LetTheLastMatchWin) {
    EXPECT_FALSE(file("*\n!job.json", "job.json"));
    EXPECT_TRUE(file("!job.json\n*", "job.json"));
    EXPECT_EQ(IgnoreRules::parse("!a").verdict("a", false), false) << "an exception, for the rules above";
    EXPECT_EQ(IgnoreRules::parse("a").verdict("b", false), std::nullopt);
}

TEST(IgnoreRules, TakeNoExponentialTime) {
    std::string stars;
    std::string folders;
    std::string deep;
    for (int i = 0; i < 100; ++i) {
        stars += "a*";
        folders += "**/a/";
        deep += "a/";
    }
    EXPECT_FALSE(file(stars + "b", std::string(20000, 'a')));
    for (int i = 0; i < 5; ++i)
        deep += deep;
    EXPECT_FALSE(file(folders + "b", deep + "a"));
}

} // namespace
} // namespace batchai2aml::cli
