// Durations that are nearly right, and numbers that do not fit (batchai.md 6.5).
#include <string>

#include <gtest/gtest.h>

#include "mapper/duration.hpp"

namespace batchai2aml {
namespace {

TEST(Durations, OfWholeDaysNeedNoClock) {
    EXPECT_EQ(parse_duration("7 days"), 604800);
    EXPECT_EQ(parse_duration("1 day"), 86400);
}

TEST(Durations, ThatAreNearlyRightAreRefused) {
    for (const char* text : {".01:00:00", "7 days; 0:00:00", "1 day--2:00:00", "days, 2:00:00"})
        EXPECT_FALSE(parse_duration(text).has_value()) << text;
}

TEST(Durations, DoNotOverflow) {
    // 2^64 + 1
    for (const char* text :
         {"PT18446744073709551617S", "18446744073709551617 days", "0:18446744073709551617:0"})
        EXPECT_FALSE(parse_duration(text).has_value()) << text;
}

} // namespace
} // namespace batchai2aml
