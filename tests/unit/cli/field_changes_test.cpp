#include "cli/field_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "path: before -> after", "+path: after", "-path: before"
std::vector<std::string> changes(FieldSyntax syntax, std::string_view before, std::string_view after) {
    std::vector<std::string> out;
    const auto pairs = field_changes(syntax, before, after);
    if (!pairs) return {"unreadable"};
    for (const FieldPair& pair : *pairs) {
        if (pair.before && pair.after)
            out.push_back(pair.after->path + ": " + pair.before->value + " -> " + pair.after->value);
        else if (pair.after)
            out.push_back('+' + pair.after->path + ": " + pair.after->value);
        else
            out.push_back('-' + pair.before->path + ": " + pair.before->value);
    }
    return out;
}

TEST(FieldChanges, NameTheDottedPathInYaml) {
    EXPECT_THAT(changes(FieldSyntax::yaml, "a:\n  b: 1\n  c: x\n", "a:\n  b: 2\n  c: x\n"),
                ElementsAre("a.b: 1 -> 2"));
    EXPECT_THAT(changes(FieldSyntax::yaml, "a:\n  b.c: 1\n", "a:\n  b.c: 2\n"),
                ElementsAre("a.\"b.c\": 1 -> 2"));
}

TEST(FieldChanges, NameTheJsonPointerAndKeepTheSpellingOfValues) {
    EXPECT_THAT(changes(FieldSyntax::json, R"({"a/b": {"~": 1}})", R"({"a/b": {"~": "1"}})"),
                ElementsAre("/a~1b/~0: 1 -> \"1\""));
}

TEST(FieldChanges, NameWhatCameAndWhatWentWithAllItsParts) {
    EXPECT_THAT(changes(FieldSyntax::yaml, "a: 1\nb:\n  c: 2\n  d: [3]\n", "a: 1\ne: {}\nf:\n- x\n"),
                ElementsAre("+e: {}", "+f[0]: x", "-b.c: 2", "-b.d[0]: 3"));
}

TEST(FieldChanges, AValueThatBecomesAMappingGoesAndComes) {
    EXPECT_THAT(changes(FieldSyntax::yaml, "a: 1\n", "a:\n  b: 1\n"), ElementsAre("-a: 1", "+a.b: 1"));
    EXPECT_THAT(changes(FieldSyntax::yaml, "a: {}\n", "a: []\n"), ElementsAre("a: {} -> []"));
}

TEST(FieldChanges, OneMoreElementInFrontChangesNoOther) {
    EXPECT_THAT(changes(FieldSyntax::json, R"([{"n": "a"}, {"n": "b", "v": 1}])",
                        R"([{"n": "new"}, {"n": "a"}, {"n": "b", "v": 2}])"),
                ElementsAre("+/0/n: \"new\"", "/2/v: 1 -> 2"));
}

TEST(FieldChanges, AreNoneWhenOnlyCommentsAndLayoutDiffer) {
    EXPECT_THAT(changes(FieldSyntax::yaml, "# one\na: 1\n", "# two\na:   1\n"), IsEmpty());
    EXPECT_THAT(changes(FieldSyntax::json, R"({"a":1,"b":2})", "{\"a\": 1,\n\"b\": 2}"), IsEmpty());
}

TEST(FieldChanges, AreNotKnownWhenATextCannotBeRead) {
    EXPECT_THAT(changes(FieldSyntax::yaml, "a: [\n", "a: 1\n"), ElementsAre("unreadable"));
    EXPECT_THAT(changes(FieldSyntax::json, "{}", "{\"a\": "), ElementsAre("unreadable"));
}

TEST(FieldChanges, AreLookedForByTheEndOfTheName) {
    EXPECT_EQ(field_syntax("jobs/a/job.yml"), FieldSyntax::yaml);
    EXPECT_EQ(field_syntax("jobs/a/.azureml/a.runconfig"), FieldSyntax::yaml);
    EXPECT_EQ(field_syntax("arm/template.json"), FieldSyntax::json);
    EXPECT_EQ(field_syntax("MIGRATION.md"), std::nullopt);
}

} // namespace
} // namespace batchai2aml::cli
