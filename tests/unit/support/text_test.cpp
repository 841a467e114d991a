#include "support/text.hpp"

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;

TEST(Utf8, AcceptsWhatRfc3629Allows) {
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_TRUE(is_valid_utf8("plain text that is longer than one machine word"));
    EXPECT_TRUE(is_valid_utf8("\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff"));
    EXPECT_TRUE(is_valid_utf8("a\0b"sv));
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndWhatIsCutOff) {
    for (const std::string_view bad :
         {"\x80"sv, "\xBF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
          "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv, "\xC3"sv, "\xE2\x82"sv,
          "\xF0\x9F\x98"sv, "\xC3("sv}) {
        EXPECT_FALSE(is_valid_utf8(bad)) << printable(bad);
        EXPECT_FALSE(first_code_point(bad).valid) << printable(bad);
    }
}

TEST(Utf8, FindsTheFirstInvalidByteWhereverItStands) {
    EXPECT_EQ(first_invalid_utf8("all is well, \u00e9"), std::string_view::npos);
    for (std::size_t before = 0; before < 20; ++before) {
        EXPECT_EQ(first_invalid_utf8(std::string(before, 'x') + "\xFF more"), before);
    }
    EXPECT_EQ(first_invalid_utf8("\u00e9\xE9"), 2U);
}

TEST(Utf8, EncodesWhatItDecodes) {
    for (const char32_t c : {0x0U, 0x41U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
        std::string text;
        append_utf8(text, c);
        const CodePoint back = first_code_point(text);
        EXPECT_TRUE(back.valid);
        EXPECT_EQ(back.value, c);
        EXPECT_EQ(back.length, text.size());
    }
}

TEST(CodePoints, AreCountedNotBytes) {
    EXPECT_EQ(code_points(""), 0U);
    EXPECT_EQ(code_points("sixteen letters!"), 16U);
    EXPECT_EQ(code_points("na\u00efve \u20ac \U0001F600"), 9U);
}

TEST(CodePoints, CountEachInvalidByteOnce) {
    EXPECT_EQ(code_points("a\xFF\xFE\x80z"), 5U);
}

TEST(Printable, LeavesOrdinaryTextAlone) {
    EXPECT_EQ(printable("C:\\data \"q\" na\u00efve \U0001F600"), "C:\\data \"q\" na\u00efve \U0001F600");
}

TEST(Printable, ShowsControlCharactersAsEscapes) {
    EXPECT_EQ(printable("a\nb\tc\rd"), "a\\nb\\tc\\rd");
    EXPECT_EQ(printable("\x1b[31mred\x07\x7f"), "\\x1b[31mred\\x07\\x7f");
    EXPECT_EQ(printable("a\0b"sv), "a\\x00b");
    EXPECT_EQ(printable("\u009b31m"), "\\u009b31m");
}

TEST(Printable, ShowsInvalidBytesAsEscapes) {
    EXPECT_EQ(printable("a\xFF\xC3z"), "a\\xff\\xc3z");
}

TEST(Printable, ShowsCharactersThatReorderOrHideText) {
    EXPECT_EQ(printable("\u202e\u2066x\u2069"), "\\u202e\\u2066x\\u2069");
    EXPECT_EQ(printable("\u2028\u200b\ufeff"), "\\u2028\\u200b\\ufeff");
}

TEST(JsonQuote, EscapesWhatJsonMustEscape) {
    EXPECT_EQ(json_quote(""), "\"\"");
    EXPECT_EQ(json_quote("a\"b\\c/\n\t\r\x01\x7f\u00e9"), "\"a\\\"b\\\\c/\\n\\t\\r\\u0001\x7f\u00e9\"");
    EXPECT_EQ(json_quote("a\0b"sv), "\"a\\u0000b\"");
}

TEST(JsonQuote, ReplacesInvalidBytes) {
    EXPECT_EQ(json_quote("a\xFF\xE2\x82z"), "\"a\ufffd\ufffd\ufffdz\"");
}

TEST(Case, IsIgnoredForAsciiOnly) {
    EXPECT_EQ(lower("vmSize \u00c9"), "vmsize \u00c9");
    EXPECT_TRUE(iequals("STANDARD_NC6", "Standard_nc6"));
    EXPECT_FALSE(iequals("abc", "abcd"));
    EXPECT_FALSE(iequals("abd", "abc"));
    EXPECT_TRUE(starts_with_i("Microsoft.BatchAI/jobs", "microsoft.batchai/"));
    EXPECT_FALSE(starts_with_i("Micro", "microsoft"));
    EXPECT_TRUE(starts_with_i("x", ""));
}

TEST(EditDistance, CountsInsertionsRemovalsReplacementsAndSwaps) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("abc", ""), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("scale", "sacle"), 1U);
    EXPECT_EQ(edit_distance("abc", "abc"), 0U);
}

constexpr std::array candidates = {"vmSize"sv, "vmPriority"sv, "nodeCount"sv, "id"sv, "job-preparation"sv};

TEST(Nearest, IgnoresCaseAndWordSeparators) {
    EXPECT_EQ(nearest("vm_size", candidates), "vmSize");
    EXPECT_EQ(nearest("JobPreparation", candidates), "job-preparation");
}

TEST(Nearest, FindsMisspelledWords) {
    EXPECT_EQ(nearest("nodecuont", candidates), "nodeCount");
    EXPECT_EQ(nearest("vmPriorty", candidates), "vmPriority");
}

TEST(Nearest, IsEmptyWhenNothingIsNear) {
    EXPECT_EQ(nearest("subnet", candidates), "");
    EXPECT_EQ(nearest("is", candidates), "");
    EXPECT_EQ(nearest("", candidates), "");
    EXPECT_EQ(nearest(std::string(1'000'000, 'x'), candidates), "");
}

TEST(Nearest, PrefersTheSmallestDistanceThenTheFirst) {
    constexpr std::array names = {"scalx"sv, "scale"sv, "scald"sv};
    EXPECT_EQ(nearest("scale", names), "scale");
    EXPECT_EQ(nearest("scalz", names), "scalx");
}

TEST(Split, KeepsEmptyParts) {
    EXPECT_THAT(split("", ','), ElementsAre(""));
    EXPECT_THAT(split("a", ','), ElementsAre("a"));
    EXPECT_THAT(split(",a,,b,", ','), ElementsAre("", "a", "", "b", ""));
}

TEST(Trim, RemovesWhiteSpaceAtBothEndsOnly) {
    EXPECT_EQ(trim(" \t\r\n a b\v\f"), "a b");
    EXPECT_EQ(trim(" \n"), "");
    EXPECT_EQ(trim(""), "");
}

TEST(ReplaceAll, ReplacesEachOccurrenceOnceFromTheLeft) {
    EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
    EXPECT_EQ(replace_all("x/y/z", "/", "//"), "x//y//z");
    EXPECT_EQ(replace_all("abc", "", "x"), "abc");
    EXPECT_EQ(replace_all("", "a", "x"), "");
}

TEST(Shorten, KeepsWhatFits) {
    EXPECT_EQ(shorten("abc", 3), "abc");
    EXPECT_EQ(shorten("", 0), "");
    EXPECT_EQ(shorten("\u00e9\u00e9\u00e9", 3), "\u00e9\u00e9\u00e9");
}

TEST(Shorten, EndsWithAnEllipsisAndNeverInsideOfACharacter) {
    EXPECT_EQ(shorten("abcd", 3), "ab\u2026");
    EXPECT_EQ(shorten("\u00e9\u00e9\u00e9\u00e9", 3), "\u00e9\u00e9\u2026");
    EXPECT_EQ(shorten("abcd", 1), "\u2026");
    EXPECT_EQ(shorten("abcd", 0), "");
    EXPECT_EQ(shorten("\x80\x80\x80", 2), "\x80\u2026");
}

TEST(Upper, ChangesAsciiLettersOnly) {
    EXPECT_EQ(upper("Standard_nc6 \u00e4{"), "STANDARD_NC6 \u00e4{");
}

} // namespace
} // namespace batchai2aml
