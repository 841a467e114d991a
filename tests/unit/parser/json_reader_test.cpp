#include "parser/json/reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using namespace std::string_view_literals;
using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;

ParsedJson read(std::string_view text, const JsonLimits& limits = {}) {
    auto result = read_json(std::string(text), limits);
    if (!result) {
        ADD_FAILURE() << result.error().line << ':' << result.error().column << ' ' << result.error().message;
        return {};
    }
    return std::move(result).value();
}

ReadProblem refuse(std::string_view text, const JsonLimits& limits = {}) {
    auto result = read_json(std::string(text), limits);
    EXPECT_FALSE(result.ok());
    return result.ok() ? ReadProblem{} : result.error();
}

std::string_view source(const Document& document, NodeId node) {
    return std::string_view(document.text)
        .substr(document.nodes[node].begin, document.nodes[node].end - document.nodes[node].begin);
}

TEST(ReadJson, KnowsTheExactPlaceOfEachToken) {
    const ParsedJson json =
        read("{ \"a\" : [ 1 ,-2.5e3, \"x\\\"y\" ] , \"b\":{}, \"c\":true,\"d\" : null }\n");
    const Document& document = json.document;
    ASSERT_EQ(document.nodes.size(), 8U);
    EXPECT_EQ(source(document, 0), document.text.substr(0, document.text.size() - 1));
    EXPECT_EQ(source(document, 1), "[ 1 ,-2.5e3, \"x\\\"y\" ]");
    EXPECT_EQ(source(document, 2), "1");
    EXPECT_EQ(source(document, 3), "-2.5e3");
    EXPECT_EQ(source(document, 4), "\"x\\\"y\"");
    EXPECT_EQ(source(document, 5), "{}");
    EXPECT_EQ(source(document, 6), "true");
    EXPECT_EQ(source(document, 7), "null");
    const Node& member = document.nodes[7];
    EXPECT_EQ(document.text.substr(member.key_begin, member.key_end - member.key_begin), "\"d\"");
    EXPECT_EQ(document.pointer(4), "/a/2");
    EXPECT_EQ(document.member(0, "c"), 6U);
}

TEST(ReadJson, LinksParentsChildrenAndSiblings) {
    const Document document = read(R"([[1], 2])").document;
    EXPECT_EQ(document.nodes[0].parent, no_node);
    EXPECT_EQ(document.nodes[0].first_child, 1U);
    EXPECT_EQ(document.nodes[1].next_sibling, 3U);
    EXPECT_EQ(document.nodes[2].parent, 1U);
    EXPECT_EQ(document.nodes[2].next_sibling, no_node);
    EXPECT_EQ(document.nodes[3].parent, 0U);
    EXPECT_EQ(document.size(0), 2U);
}

TEST(ReadJson, DecodesStringsAndKeys) {
    const Document document = read(R"({"k\u0065y\n": "\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u0000"})").document;
    EXPECT_EQ(document.nodes[1].key, "key\n");
    EXPECT_EQ(document.nodes[1].text, "\"\\/\b\f\n\r\t\u00e9\U0001F600\0"sv);
}

TEST(ReadJson, KeepsTheSpellingOfNumbers) {
    const Document document =
        read("[0, -0, 1.50, 1E5, 1e999, -1e-999, 123456789012345678901234567890, 2.0]").document;
    const auto number = [&](NodeId id) {
        return std::pair(document.nodes[id].kind, document.nodes[id].text);
    };
    EXPECT_EQ(number(1), std::pair(NodeKind::integer, "0"s));
    EXPECT_EQ(number(2), std::pair(NodeKind::integer, "-0"s));
    EXPECT_EQ(number(3), std::pair(NodeKind::number, "1.50"s));
    EXPECT_EQ(number(4), std::pair(NodeKind::number, "1E5"s));
    EXPECT_EQ(number(5), std::pair(NodeKind::number, "1e999"s));
    EXPECT_EQ(number(6), std::pair(NodeKind::number, "-1e-999"s));
    EXPECT_EQ(number(7), std::pair(NodeKind::integer, "123456789012345678901234567890"s));
    EXPECT_EQ(number(8), std::pair(NodeKind::number, "2.0"s));
}

TEST(ReadJson, KeepsIntegersOfAnySize) {
    const std::string digits = "1" + std::string(1000, '7');
    for (const std::string& number : {digits, "-" + digits}) {
        const ParsedJson json = read("{\"n\": " + number + "}");
        EXPECT_EQ(json.document.nodes[1].kind, NodeKind::integer);
        EXPECT_EQ(json.document.nodes[1].text, number);
        EXPECT_TRUE(json.repairs.empty());
    }
}

TEST(ReadJson, ReadsScalarsAtTheRoot) {
    EXPECT_EQ(read(" 12").document.nodes[0].text, "12");
    EXPECT_EQ(read("false ").document.nodes[0].text, "false");
    EXPECT_EQ(read("\"x\"").document.nodes[0].text, "x");
}

TEST(ReadJson, FlagsEarlierMembersOfTheSameName) {
    const ParsedJson json = read(R"({"a": {"x": 1, "x": 2, "x": 3}, "b": 0, "\u0061": 4, "": 5, "": 6})");
    const Document& document = json.document;
    EXPECT_THAT(json.duplicates, ElementsAre(1, 2, 3, 7));
    EXPECT_TRUE(document.nodes[1].duplicate);
    EXPECT_FALSE(document.nodes[4].duplicate);
    EXPECT_FALSE(document.nodes[5].duplicate);
    EXPECT_FALSE(document.nodes[6].duplicate);
    EXPECT_EQ(document.nodes[document.member(0, "a")].text, "4");
    EXPECT_EQ(document.nodes[document.member(0, "")].text, "6");
    EXPECT_EQ(document.pointer(3), "/a/x") << "what is below a duplicate stays";
}

TEST(ReadJson, DoesNotTakeArrayElementsForDuplicates) {
    EXPECT_TRUE(read("[1, 1, {}, {}]").duplicates.empty());
}

TEST(ReadJson, CountsLinesOfCrLfFiles) {
    const Document document = read("{\r\n\"a\":\r\n1}\r\n").document;
    EXPECT_EQ(document.text, "{\r\n\"a\":\r\n1}\r\n");
    EXPECT_EQ(document.place(1).line, 3U);
    EXPECT_EQ(document.place(1).column, 1U);
}

TEST(ReadJson, RemovesTheUtf8ByteOrderMark) {
    const Document document = read("\xEF\xBB\xBF{\"a\": 1}").document;
    EXPECT_EQ(document.text, "{\"a\": 1}");
    EXPECT_EQ(document.place(1).column, 7U);
}

std::string utf16(std::u16string_view text, bool little) {
    std::string bytes;
    for (const char16_t unit : text) {
        const char low = static_cast<char>(unit & 0xFFU);
        const char high = static_cast<char>(unit >> 8U);
        bytes += little ? low : high;
        bytes += little ? high : low;
    }
    return bytes;
}

TEST(ReadJson, DecodesUtf16OfBothByteOrders) {
    for (const bool little : {true, false}) {
        const Document document = read(utf16(u"\uFEFF{\"\u00e9\": \"\u20ac\U0001F600\"}", little)).document;
        EXPECT_EQ(document.text, "{\"\u00e9\": \"\u20ac\U0001F600\"}");
        EXPECT_EQ(document.nodes[1].text, "\u20ac\U0001F600");
    }
}

TEST(ReadJson, RefusesHalfASurrogatePairInUtf16) {
    for (const char16_t half : {u'\xD83D', u'\xDE00'}) {
        std::u16string text = u"\uFEFF{\n\"";
        text += half;
        const ReadProblem problem = refuse(utf16(text + u"\"}", true));
        EXPECT_EQ(problem.code, "B2A0104");
        EXPECT_EQ(problem.line, 2U);
        EXPECT_EQ(problem.column, 2U);
    }
}

TEST(ReadJson, RefusesUtf16WithHalfAUnit) {
    EXPECT_EQ(refuse("\xFF\xFE{\0}"sv).code, "B2A0104");
}

TEST(ReadJson, RefusesUtf32) {
    const ReadProblem problem = refuse("\xFF\xFE\0\0{\0\0\0}\0\0\0"sv);
    EXPECT_EQ(problem.code, "B2A0104");
    EXPECT_THAT(problem.message, HasSubstr("UTF-32"));
}

TEST(ReadJson, RefusesInvalidUtf8AtItsPlace) {
    const ReadProblem problem = refuse("{\n\"\u00e9\": \"caf\xE9\"}");
    EXPECT_EQ(problem.code, "B2A0104");
    EXPECT_EQ(problem.line, 2U);
    EXPECT_EQ(problem.column, 10U);
    EXPECT_FALSE(problem.remedy.empty());
}

TEST(ReadJson, RefusesNulCharacters) {
    const ReadProblem problem = refuse("{\"a\": \"\0\"}"sv);
    EXPECT_EQ(problem.code, "B2A0104");
    EXPECT_EQ(problem.column, 8U);
    EXPECT_THAT(refuse(utf16(u"{\"\u00ff\": 1}", true)).message, HasSubstr("UTF-16 without"));
}

TEST(ReadJson, RefusesDeepNesting) {
    const JsonLimits limits{.max_depth = 3};
    EXPECT_EQ(read("[[[1]]]", limits).document.nodes.size(), 4U);
    const ReadProblem problem = refuse("[[{\"a\":\n {}}]]", limits);
    EXPECT_EQ(problem.code, "B2A0103");
    EXPECT_EQ(problem.line, 2U);
    EXPECT_EQ(problem.column, 2U);
    EXPECT_EQ(refuse(std::string(2'000'000, '[')).code, "B2A0103");
}

TEST(ReadJson, RefusesTooManyValues) {
    const JsonLimits limits{.max_nodes = 4};
    EXPECT_EQ(read("[1,2,{}]", limits).document.nodes.size(), 4U);
    const ReadProblem problem = refuse("[1,2,{},\n[", limits);
    EXPECT_EQ(problem.code, "B2A0103");
    EXPECT_EQ(problem.line, 2U);
    EXPECT_EQ(problem.column, 1U);
}

TEST(ReadJson, RefusesLargeFiles) {
    const JsonLimits limits{.max_bytes = 4};
    EXPECT_EQ(read("[12]", limits).document.nodes.size(), 2U);
    const ReadProblem problem = refuse("[123]", limits);
    EXPECT_EQ(problem.code, "B2A0103");
    EXPECT_EQ(problem.line, 0U);
}

TEST(LooksLikeJson, SkipsMarksWhiteSpaceAndComments) {
    EXPECT_TRUE(looks_like_json("{"));
    EXPECT_TRUE(looks_like_json("\xEF\xBB\xBF \r\n\t["));
    EXPECT_TRUE(looks_like_json("// a\n# b\r\n/* c * / */ {"));
    EXPECT_TRUE(looks_like_json(utf16(u"\uFEFF// \u00e9\u0123\n {", true)));
    EXPECT_TRUE(looks_like_json(utf16(u"\uFEFF [", false)));
}

TEST(LooksLikeJson, RefusesOtherText) {
    for (const std::string_view text :
         {""sv, "  "sv, "az batchai"sv, "/"sv, "/*"sv, "/* { "sv, "// {"sv, "#!/bin/sh\n[ -f x ]"sv,
          "\"{\""sv, "\xFF\xFE"sv, "\xFF\xFE{"sv, "\xFF\xFE\0{"sv}) {
        EXPECT_FALSE(looks_like_json(text)) << text;
    }
}

} // namespace
} // namespace batchai2aml
