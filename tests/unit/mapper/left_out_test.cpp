// What must not or cannot be written is left out, accounted for and told (batchai.md 6.1, 9).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::ElementsAre;
using testing::IsEmpty;

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
    }
};

TEST(Tags, WithASecretAreLeftOut) {
    Bench bench;
    bench.job.tags.push_back({"token", {"$BATCHAI2AML_SECRET_1", bench.leaf()}});
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.job.tags, IsEmpty());
    const LeafId leaf = bench.job.tags[0].value.leaf;
    EXPECT_THAT(mapped.told().of(leaf), ElementsAre("job.tag_secret"));
    EXPECT_EQ(mapped.told().finding("B2A0901").at, leaf);
}

TEST(Variables, WithASecretAreLeftOutWithTheirName) {
    Bench bench;
    bench.variable("API_KEY", "$BATCHAI2AML_SECRET_1");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.job.environment_variables, IsEmpty());
    EXPECT_THAT(mapped.told().of(bench.job.environment_variables[0].name),
                ElementsAre("job.variable_invalid"));
    EXPECT_EQ(mapped.told().times("B2A0903"), 1U);
}

TEST(SharedMemory, OfBlanksIsNoSize) {
    Bench bench;
    bench.job.container.emplace().image = bench.text("i");
    bench.job.container->shm_size = bench.text("  ");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.shm_size, "");
    EXPECT_EQ(mapped.told().finding("B2A0703").at, bench.job.container->shm_size->leaf);
}

TEST(Sizes, ThatNobodyNamesArePlaceholdersThatAzureRefuses) {
    Bench bench;
    EXPECT_EQ(bench.map_compute().compute.size.text, "choose-a-size");
}

} // namespace
} // namespace batchai2aml
