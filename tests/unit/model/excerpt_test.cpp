#include "model/excerpt.hpp"

#include <gtest/gtest.h>

#include "support/text.hpp"

namespace batchai2aml {
namespace {

/// The part of the line that is underlined.
std::string underlined(const Excerpt& excerpt) {
    std::string_view text = excerpt.text;
    std::string out;
    for (std::uint32_t column = 1; !text.empty(); ++column) {
        const std::size_t length = first_code_point(text).length;
        if (column >= excerpt.column && column < excerpt.column + excerpt.length)
            out += text.substr(0, length);
        text.remove_prefix(length);
    }
    return out;
}

TEST(Excerpt, ALineThatFitsStaysWhole) {
    const Excerpt excerpt = cropped({"\"vmSize\": \"NC6\"", 11, 5}, 16);
    EXPECT_EQ(excerpt.text, "\"vmSize\": \"NC6\"");
    EXPECT_EQ(underlined(excerpt), "\"NC6\"");
}

TEST(Excerpt, ALongLineIsCutBehindThePlace) {
    const Excerpt excerpt = cropped({"abcdefghij" + std::string(90, '.'), 3, 2}, 20);
    EXPECT_EQ(excerpt.text, "abcdefghij.........…");
    EXPECT_EQ(underlined(excerpt), "cd");
}

TEST(Excerpt, ALongLineIsCutBeforeThePlace) {
    const Excerpt excerpt = cropped({std::string(90, '.') + "abcdefghij", 93, 2}, 20);
    EXPECT_EQ(excerpt.text, "…" + std::string(9, '.') + "abcdefghij");
    EXPECT_EQ(underlined(excerpt), "cd");
}

TEST(Excerpt, KeepsToTheWidthWhereverThePlaceIs) {
    std::string line;
    for (int i = 0; i < 20; ++i)
        line += "äbcdéfghij";
    for (std::uint32_t column = 1; column <= 200; ++column) {
        for (const std::uint32_t length : {1U, 7U, 100U}) {
            const Excerpt excerpt = cropped({line, column, length}, 30);
            EXPECT_EQ(code_points(excerpt.text), 30U) << column;
            EXPECT_TRUE(is_valid_utf8(excerpt.text)) << column;
            const std::string under = underlined(excerpt);
            EXPECT_FALSE(under.empty()) << column;
            EXPECT_EQ(under.substr(0, first_code_point(under).length),
                      line.substr((column - 1) / 10 * 12, 12)
                          .substr(std::string_view("\0\2\3\4\5\7\10\11\12\13", 10)[(column - 1) % 10],
                                  (column - 1) % 10 == 0 || (column - 1) % 10 == 4 ? 2 : 1))
                << column;
        }
    }
}

TEST(Excerpt, APlaceBehindTheLineIsItsEnd) {
    const Excerpt excerpt = cropped({"abc", 4, 1}, 20);
    EXPECT_EQ(excerpt.text, "abc");
    EXPECT_EQ(excerpt.column, 4U);
    EXPECT_EQ(excerpt.length, 1U);
}

} // namespace
} // namespace batchai2aml
