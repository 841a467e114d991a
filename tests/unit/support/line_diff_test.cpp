#include "support/line_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Ids = std::vector<std::uint32_t>;

/// Inserted and removed elements; -1 when the edits do not lead from one to the other.
std::ptrdiff_t cost_of(const std::vector<Edit>& edits, const Ids& from, const Ids& to) {
    Ids made;
    std::size_t at = 0;
    std::ptrdiff_t cost = 0;
    for (const Edit& edit : edits) {
        if (edit.old_begin < at || edit.old_end > from.size() || edit.new_end > to.size()) return -1;
        made.insert(made.end(), from.begin() + static_cast<std::ptrdiff_t>(at),
                    from.begin() + static_cast<std::ptrdiff_t>(edit.old_begin));
        if (made.size() != edit.new_begin) return -1;
        made.insert(made.end(), to.begin() + static_cast<std::ptrdiff_t>(edit.new_begin),
                    to.begin() + static_cast<std::ptrdiff_t>(edit.new_end));
        cost += static_cast<std::ptrdiff_t>(edit.old_end - edit.old_begin + edit.new_end - edit.new_begin);
        at = edit.old_end;
    }
    made.insert(made.end(), from.begin() + static_cast<std::ptrdiff_t>(at), from.end());
    return made == to ? cost : -1;
}

/// By the longest common subsequence.
std::ptrdiff_t least_cost(const Ids& from, const Ids& to) {
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t i = from.size(); i-- > 0;) {
        std::size_t diagonal = 0;
        for (std::size_t j = to.size(); j-- > 0;) {
            const std::size_t below = row[j];
            row[j] = from[i] == to[j] ? diagonal + 1 : std::max(below, row[j + 1]);
            diagonal = below;
        }
    }
    return static_cast<std::ptrdiff_t>(from.size() + to.size() - 2 * row[0]);
}

Ids random_ids(std::mt19937& random, std::size_t size, std::uint32_t kinds) {
    Ids ids(size);
    for (std::uint32_t& id : ids)
        id = static_cast<std::uint32_t>(random()) % kinds;
    return ids;
}

TEST(LineDiff, EqualTextsHaveNoEdits) {
    EXPECT_THAT(diff_lines("", ""), IsEmpty());
    EXPECT_THAT(diff_lines("a\nb\n", "a\nb\n"), IsEmpty());
}

TEST(LineDiff, FindsWhatWasPutInTakenOutAndReplaced) {
    EXPECT_THAT(diff_lines("", "a\nb\n"), ElementsAre(Edit{0, 0, 0, 2}));
    EXPECT_THAT(diff_lines("a\nb\n", ""), ElementsAre(Edit{0, 2, 0, 0}));
    EXPECT_THAT(diff_lines("a\nb\nc\n", "a\nx\nc\n"), ElementsAre(Edit{1, 2, 1, 2}));
    EXPECT_THAT(diff_lines("a\nb\nc\nd\n", "b\nc\ny\nd\n"), ElementsAre(Edit{0, 1, 0, 0}, Edit{3, 3, 2, 3}));
}

TEST(LineDiff, AMissingLineEndIsADifference) {
    EXPECT_THAT(diff_lines("a\nb", "a\nb\n"), ElementsAre(Edit{1, 2, 1, 2}));
    EXPECT_THAT(split_lines("a\n\nb"), ElementsAre("a\n", "\n", "b"));
}

TEST(LineDiff, EditsLeadFromOneToTheOtherAndAreAsFewAsCanBe) {
    std::mt19937 random(7); // NOLINT: the same each time
    for (int i = 0; i < 3000; ++i) {
        const std::uint32_t kinds = 1 + static_cast<std::uint32_t>(i % 6);
        const Ids from = random_ids(random, random() % 20, kinds);
        const Ids to = random_ids(random, random() % 20, kinds);
        EXPECT_EQ(cost_of(diff_sequences(from, to), from, to), least_cost(from, to));
    }
}

TEST(LineDiff, BeyondTheLimitEditsStillLeadFromOneToTheOther) {
    std::mt19937 random(7); // NOLINT: the same each time
    for (const std::uint32_t kinds : {2U, 300U, 4000000000U}) {
        const Ids from = random_ids(random, 20000, kinds);
        Ids to = random_ids(random, 15000, kinds);
        to.insert(to.end(), from.begin() + 3000, from.begin() + 9000);
        const std::ptrdiff_t cost = cost_of(diff_sequences(from, to), from, to);
        EXPECT_GE(cost, 0) << kinds;
        EXPECT_LE(cost, 41000) << kinds;
    }
}

TEST(LineDiff, TextsWithoutACommonLineAreOneEdit) {
    Ids from(200000);
    Ids to(200000);
    for (std::uint32_t i = 0; i < 200000; ++i) {
        from[i] = 2 * i;
        to[i] = 2 * i + 1;
    }
    EXPECT_THAT(diff_sequences(from, to), ElementsAre(Edit{0, 200000, 0, 200000}));
}

} // namespace
} // namespace batchai2aml
