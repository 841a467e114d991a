#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>

#include "batchai2aml/convert.hpp"

namespace batchai2aml {
namespace {

using ::testing::IsEmpty;

std::vector<InputFile> jobs(std::size_t count) {
    std::vector<InputFile> inputs;
    for (std::size_t i = 0; i < count; ++i)
        inputs.push_back(
            {"job" + std::to_string(i) + "/job.json", "job" + std::to_string(i),
             R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "true"}}})", true});
    return inputs;
}

TEST(ConversionProgress, CountsEachInputAndEachResourceOnce) {
    std::mutex mutex;
    std::map<Progress::Phase, std::vector<std::size_t>> seen;
    Options options;
    options.progress = [&](const Progress& progress) {
        const std::lock_guard lock(mutex);
        seen[progress.phase].push_back(progress.done);
        EXPECT_EQ(progress.total, progress.phase == Progress::Phase::finishing ? 0U : 20U);
        return true;
    };
    const Conversion conversion = convert(jobs(20), options);
    EXPECT_FALSE(conversion.stopped);
    for (const Progress::Phase phase : {Progress::Phase::parsing, Progress::Phase::following,
                                        Progress::Phase::reading, Progress::Phase::converting}) {
        std::ranges::sort(seen[phase]);
        ASSERT_EQ(seen[phase].size(), 20U);
        for (std::size_t i = 0; i < 20; ++i)
            EXPECT_EQ(seen[phase][i], i);
    }
}

TEST(ConversionProgress, DoesNotChangeTheResult) {
    Options options;
    const Conversion without = convert(jobs(5), options);
    options.progress = [](const Progress&) { return true; };
    EXPECT_EQ(render_json(convert(jobs(5), options)), render_json(without));
}

TEST(ConversionProgress, StopsAtAnyStepWhenNobodyWantsMore) {
    std::atomic<int> calls = 0;
    Options options;
    options.progress = [&](const Progress&) {
        ++calls;
        return true;
    };
    static_cast<void>(convert(jobs(4), options));
    const int all = calls;
    ASSERT_GE(all, 16);
    for (int last = 0; last < all; ++last) {
        calls = 0;
        options.progress = [&](const Progress&) { return ++calls <= last; };
        const Conversion conversion = convert(jobs(4), options);
        EXPECT_TRUE(conversion.stopped) << last;
        EXPECT_THAT(conversion.files, IsEmpty());
        EXPECT_THAT(conversion.report.records, IsEmpty());
    }
}

} // namespace
} // namespace batchai2aml
