#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/json/reader.hpp"
#include "parser/json/repair.hpp"

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ParsedJson read(const std::string& text) {
    auto result = read_json(text);
    if (!result) {
        ADD_FAILURE() << result.error().line << ':' << result.error().column << ' ' << result.error().message;
        return {};
    }
    return std::move(result).value();
}

/// What was repaired, as it stands in the text.
std::vector<std::string> repaired(const ParsedJson& json) {
    std::vector<std::string> parts;
    for (const Repair& repair : json.repairs) {
        EXPECT_FALSE(repair.message.empty());
        parts.push_back(json.document.text.substr(repair.begin, repair.end - repair.begin));
    }
    return parts;
}

TEST(JsonRepair, LeavesJsonAlone) {
    EXPECT_THAT(repaired(read(R"({"a": ["//", "/* */", "#", ",]", "\n\t", 1, 2]})")), IsEmpty());
}

TEST(JsonRepair, ReadsCommentsAsSpace) {
    const ParsedJson json = read("{ // one\r\n \"a\"/* two */: # three\n 1\n}// four");
    EXPECT_THAT(repaired(json), ElementsAre("// one", "/* two */", "# three", "// four"));
    EXPECT_EQ(json.document.nodes[1].text, "1");
    EXPECT_EQ(json.document.place(1).line, 3U);
    EXPECT_EQ(json.document.text.substr(2, 6), "// one") << "the document keeps what was written";
}

TEST(JsonRepair, ReportsCommentsThatFollowEachOtherOnce) {
    const ParsedJson json = read("// a\n# b\n/* c */ {\"x\": 1 /* d */}");
    EXPECT_THAT(repaired(json), ElementsAre("// a\n# b\n/* c */", "/* d */"));
}

TEST(JsonRepair, ReadsTrailingCommasAsSpace) {
    const ParsedJson json = read("{\"a\": [1, 2, ], \"b\": {\"c\": 3 , // last\n }\n,}");
    EXPECT_THAT(repaired(json), ElementsAre(",", ",", "// last", ","));
    EXPECT_EQ(json.document.nodes.size(), 6U);
    EXPECT_EQ(json.repairs[1].begin, json.document.text.find(", // last"));
}

TEST(JsonRepair, DoesNotForgiveOtherCommas) {
    for (const char* text : {"[,]", "[1,,]", "{,}", "{\"a\":,}", "[1],", ",[1]", "{\"a\",}"}) {
        EXPECT_FALSE(read_json(text).ok()) << text;
    }
}

TEST(JsonRepair, KeepsRawLineEndsAndTabsOfStrings) {
    const ParsedJson json = read("{\"a\tb\": \"one \\u20ac\\n\r\n\ttwo\",\n \"c\": \"three\"}");
    EXPECT_EQ(json.document.nodes[1].key, "a\tb");
    EXPECT_EQ(json.document.nodes[1].text, "one \u20ac\n\r\n\ttwo");
    EXPECT_EQ(json.document.nodes[2].text, "three");
    EXPECT_THAT(repaired(json), ElementsAre("\t", "\r\n\t"));
    EXPECT_EQ(json.document.place(2).line, 3U);
    EXPECT_EQ(json.document.place_in_string(1, 10, 3).line, 2U);
}

TEST(JsonRepair, ReadsInvisibleCharactersAsSpace) {
    const ParsedJson json = read("\xEF\xBB\xBF\ufeff{\u00a0\"a\": \"\u00a0\"}");
    EXPECT_THAT(repaired(json), ElementsAre("\ufeff", "\u00a0"));
    EXPECT_EQ(json.document.nodes[1].text, "\u00a0");
}

TEST(JsonRepair, CommentMarksInsideOfStringsStay) {
    const ParsedJson json = read(R"({"url": "https://x/y", "c": "\"// no\" /* no */ # no"})");
    EXPECT_THAT(repaired(json), IsEmpty());
    EXPECT_EQ(json.document.nodes[1].text, "https://x/y");
}

TEST(JsonRepair, RefusesFilesMadeOfRepairs) {
    std::string text = "[";
    for (int i = 0; i < 200'000; ++i)
        text += "1/**/,";
    const auto result = read_json(text + "1]");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, "B2A0103");
}

TEST(JsonRepair, TakesLinearTimeForCommentsWithoutEnd) {
    std::string text;
    for (int i = 0; i < 1'000'000; ++i)
        text += "/* ";
    const auto result = read_json(text);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().column, 1U);
}

TEST(NumberLength, FollowsTheGrammarOfJson) {
    EXPECT_EQ(number_length("0"), 1U);
    EXPECT_EQ(number_length("-12,"), 3U);
    EXPECT_EQ(number_length("012"), 1U);
    EXPECT_EQ(number_length("1.25e+10]"), 8U);
    for (const char* bad : {"", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "x"})
        EXPECT_EQ(number_length(bad), 0U) << bad;
}

} // namespace
} // namespace batchai2aml
