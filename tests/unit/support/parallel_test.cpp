#include "support/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace batchai2aml {
namespace {

TEST(ParallelFor, CallsTheBodyOnceForEachIndexWhateverTheNumberOfThreads) {
    for (const unsigned threads : {0U, 1U, 2U, 7U, 64U}) {
        std::vector<std::atomic<int>> calls(1001);
        parallel_for(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
        for (const auto& count : calls)
            ASSERT_EQ(count, 1) << threads << " threads";
    }
}

TEST(ParallelFor, DoesNothingForNoItems) {
    parallel_for(0, 4, [](std::size_t) { FAIL(); });
}

TEST(ParallelFor, ThrowsTheExceptionOfTheLowestIndexAfterAllCalls) {
    for (const unsigned threads : {1U, 4U}) {
        std::atomic<int> calls = 0;
        try {
            parallel_for(500, threads, [&](std::size_t i) {
                ++calls;
                if (i % 100 == 42) throw std::runtime_error(std::to_string(i));
            });
            FAIL() << "no exception";
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "42");
        }
        EXPECT_EQ(calls, 500);
    }
}

} // namespace
} // namespace batchai2aml
