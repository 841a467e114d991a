#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/json/reader.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Case {
    std::string text;
    std::uint32_t line;
    std::uint32_t column;
    std::string message; ///< part of it
};

std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << c.text;
}

class JsonError : public testing::TestWithParam<Case> {};

TEST_P(JsonError, IsReportedAtItsPlaceInWords) {
    const auto result = read_json(GetParam().text);
    ASSERT_FALSE(result.ok());
    const ReadProblem& problem = result.error();
    EXPECT_EQ(problem.code, "B2A0101");
    EXPECT_EQ(problem.line, GetParam().line) << problem.message;
    EXPECT_EQ(problem.column, GetParam().column) << problem.message;
    EXPECT_THAT(problem.message, HasSubstr(GetParam().message));
    EXPECT_FALSE(problem.remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(
    UnescapedQuote, JsonError,
    testing::Values(Case{"{\n  \"c\": \"echo \"hello\" now\"\n}", 2, 15,
                         "found a letter: a double quote inside the text"},
                    Case{R"({"c": "a="--x" b"})", 1, 11,
                         "expected ',' or '}' after a value, found a punctuation character: a double"},
                    Case{R"(["say "1""])", 1, 8,
                         "expected ',' or ']' after a value, found a digit: a double quote inside"},
                    Case{R"({"c": "x"" y"})", 1, 10, "found a double quote: a double quote inside"},
                    Case{R"({"na"me": 1})", 1, 6,
                         "expected ':' after a member name, found a letter: a double quote inside"},
                    Case{"{\"c\": \"one\ntwo \"x\" three\"}", 2, 6, "a double quote inside"}));

INSTANTIATE_TEST_SUITE_P(UnterminatedString, JsonError,
                         testing::Values(Case{R"({"c": "abc})", 1, 7, "unterminated string"},
                                         Case{R"({"c)", 1, 2, "unterminated string"},
                                         Case{"{\n \"a\": \"foo,\n \"b\": 1}", 2, 7, "unterminated string"},
                                         Case{R"(["abc\"])", 1, 2, "unterminated string"}));

INSTANTIATE_TEST_SUITE_P(
    CutOffFile, JsonError,
    testing::Values(Case{"[1,\n\n    {\"a\": 1,", 3, 13,
                         "the file ends inside an object that starts at line 3, column 5"},
                    Case{"[", 1, 2, "the file ends inside an array that starts at line 1, column 1"},
                    Case{"{\"a\":\n", 2, 1, "the file ends inside an object"},
                    Case{"{\"a\"", 1, 5, "the file ends inside an object"},
                    Case{"{\"a\": {}", 1, 9, "the file ends inside an object"}));

INSTANTIATE_TEST_SUITE_P(EmptyFile, JsonError,
                         testing::Values(Case{"", 1, 1, "the file is empty"},
                                         Case{" \r\n\t", 2, 2, "the file is empty"},
                                         Case{"// nothing", 1, 11, "only comments"},
                                         Case{"\xEF\xBB\xBF", 1, 1, "the file is empty"}));

INSTANTIATE_TEST_SUITE_P(WrongQuotes, JsonError,
                         testing::Values(Case{"{'a': 1}", 1, 2, "single quotes are not JSON"},
                                         Case{"{\"a\": 'x'}", 1, 7, "single quotes are not JSON"},
                                         Case{"{\u201ca\u201d: 1}", 1, 2, "typographic quotes are not JSON"},
                                         Case{"{a: 1}", 1, 2,
                                              "expected a member name in double quotes, found a letter"},
                                         Case{"{\"a\": text}", 1, 7, "expected a value, found a letter"}));

INSTANTIATE_TEST_SUITE_P(
    Punctuation, JsonError,
    testing::Values(Case{"{\"a\": 1\n \"b\": 2}", 2, 2, "a comma is missing"},
                    Case{"{\"a\": \"x\"\n \"b\": 2}", 2, 2, "a comma is missing"},
                    Case{"[1 2]", 1, 4, "expected ',' or ']' after a value, found a digit"},
                    Case{"[1,,2]", 1, 4, "expected a value, found ','"},
                    Case{"{\"a\" 1}", 1, 6, "expected ':'"},
                    Case{"{\"a\": [1}", 1, 9, "expected ',' or ']' after a value, found '}'"},
                    Case{"{\"a\": }", 1, 7, "expected a value, found '}'"},
                    Case{"]", 1, 1, "expected a value, found ']'"}));

INSTANTIATE_TEST_SUITE_P(TextAfterTheEnd, JsonError,
                         testing::Values(Case{"1\n{}", 2, 1, "a second JSON value"},
                                         Case{"[] x", 1, 4, "expected the end of the file"},
                                         Case{"{}}", 1, 3,
                                              "expected the end of the file after the JSON value, found '}'"},
                                         Case{"{} ...", 1, 4, "left out"}));

INSTANTIATE_TEST_SUITE_P(
    Values, JsonError,
    testing::Values(Case{"[True]", 1, 2, "in JSON it is written true"}, Case{"[None]", 1, 2, "written null"},
                    Case{"{\"a\": NaN}", 1, 7, "no such number"}, Case{"[-Infinity]", 1, 2, "no such number"},
                    Case{"[1, ...]", 1, 5, "left out"}, Case{"{\"a\": 1, ...}", 1, 10, "left out"},
                    Case{"{...}", 1, 2, "left out"}, Case{"[+1]", 1, 2, "a number"},
                    Case{"[1.]", 1, 2, "a number"}, Case{"[1e9e9]", 1, 5, "found a letter"},
                    Case{"[1e999e9]", 1, 2, "a number"}, Case{"[01]", 1, 3, "found a digit"},
                    Case{"[tru]", 1, 2, "expected a value"},
                    Case{"{\"a\": 1 /* x", 1, 9, "comment that starts here has no end"}));

INSTANTIATE_TEST_SUITE_P(Strings, JsonError,
                         testing::Values(Case{R"(["C:\data"])", 1, 5, "a backslash in a text"},
                                         Case{R"(["\u12G4"])", 1, 3, "hexadecimal"},
                                         Case{R"(["x\ud83d"])", 1, 4, "surrogate"},
                                         Case{R"(["\ude00"])", 1, 3, "surrogate"},
                                         Case{R"(["\ud83d\u0041"])", 1, 3, "surrogate"},
                                         Case{"[\"ok\x1b[31m\"]", 1, 5, "control character"},
                                         Case{"{\"\u00e9\": \"\u00e9\\x\"}", 1, 9, "a backslash in a text"}));

TEST(JsonErrorText, NeverQuotesTheFile) {
    for (const char* text :
         {R"({"key": "pw "secretword" x"})", R"({"key": secretword})", R"({secretword: 1})",
          R"({"key": "secretword)", R"({"secretword\x": 1})", R"([1] secretword)"}) {
        const auto result = read_json(text);
        ASSERT_FALSE(result.ok());
        EXPECT_THAT(result.error().message + result.error().remedy, Not(HasSubstr("secret"))) << text;
    }
}

} // namespace
} // namespace batchai2aml
