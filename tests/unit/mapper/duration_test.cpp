// The four spellings of maxWallClockTime (batchai.md 6.5).
#include "mapper/duration.hpp"

#include <string>

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

struct Case {
    const char* text;
    std::int64_t seconds;
};
class Durations : public testing::TestWithParam<Case> {};

TEST_P(Durations, AreRead) {
    SCOPED_TRACE(GetParam().text);
    const auto seconds = parse_duration(GetParam().text);
    ASSERT_TRUE(seconds.has_value());
    EXPECT_EQ(*seconds, GetParam().seconds);
}
INSTANTIATE_TEST_SUITE_P(Iso8601, Durations,
                         testing::Values(Case{"P7D", 604800}, Case{"PT1H30M", 5400}, Case{"P1W", 604800},
                                         Case{"P1DT2H3M4S", 93784}, Case{"PT90S", 90}, Case{"PT36H", 129600},
                                         Case{"PT0S", 0}, Case{" P1D ", 86400}, Case{"P1W2D", 777600},
                                         Case{"PT1.9S", 1}, Case{"PT1M1,5S", 61}));
INSTANTIATE_TEST_SUITE_P(FractionsOfLargerUnits, Durations,
                         testing::Values(Case{"PT1.5H", 5400}, Case{"P0.5D", 43200}, Case{"PT0,5M", 30}));
INSTANTIATE_TEST_SUITE_P(DotNet, Durations,
                         testing::Values(Case{"7.00:00:00", 604800}, Case{"01:00:00", 3600},
                                         Case{"1.02:03:04", 93784}, Case{"00:00:30.5000000", 30},
                                         Case{"10.00:00:00", 864000}));
INSTANTIATE_TEST_SUITE_P(PythonText, Durations,
                         testing::Values(Case{"7 days, 0:00:00", 604800}, Case{"1 day, 2:00:00", 93600},
                                         Case{"0:30:00", 1800}, Case{"2 days, 0:00:01.000001", 172801},
                                         Case{"12:00:00", 43200}));

class BadDurations : public testing::TestWithParam<const char*> {};

TEST_P(BadDurations, AreRefused) {
    EXPECT_FALSE(parse_duration(GetParam()).has_value()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(All, BadDurations,
                         testing::Values("", " ", "P", "PT", "P1", "P1DT", "P1H", "PT1D", "PT1M1H", "P1Y",
                                         "P1M", "-P1D", "P-1D", "PT1HX", "7", "7 days,0:00:00",
                                         "7 weeks, 0:00:00", "1:2", "1:60:00", "1:00:60", "00:00:00:00",
                                         "-1 day, 23:00:00", "P99999D", "P99999999999D", "one day", "7.",
                                         "7.0", "PT1.H", "PT.5H", "01:00:00 and more"));

TEST(BadDurations, OfAnyLengthAreRefused) {
    EXPECT_FALSE(parse_duration("PT" + std::string(100000, '1') + "S").has_value());
    EXPECT_FALSE(parse_duration(std::string("P1D\0", 4)).has_value());
}

} // namespace
} // namespace batchai2aml
