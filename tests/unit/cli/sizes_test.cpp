// `batchai2aml sizes`
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/vm_sizes.hpp"
#include "program.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using ::testing::StartsWith;

class SizesCommand : public testing::Program {};

TEST_F(SizesCommand, ListsAllOldSizesOnLinesOf80Columns) {
    const Outcome result = run({"sizes"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.err, "");
    EXPECT_THAT(result.out, StartsWith("SIZE "));
    std::size_t old = 0;
    for (const VmSize& size : vm_sizes()) {
        if (!size.old) continue;
        ++old;
        EXPECT_THAT(result.out, HasSubstr("\n" + std::string(size.name) + " "));
    }
    const auto lines = split(result.out, '\n');
    EXPECT_EQ(lines.size(), old + 5);
    for (const std::string_view line : lines)
        EXPECT_LE(line.size(), 80U) << line;
}

TEST_F(SizesCommand, TellsAllAboutOne) {
    const Outcome result = run({"sizes", "nc24R"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.out, StartsWith("Standard_NC24r\n\nState "));
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("retired on 2023-09-06"), HasSubstr("4 x K80 with 12 GiB each, RDMA"),
                      HasSubstr("Replacement    Standard_NC64as_T4_v3\n"),
                      HasSubstr("With RDMA      Standard_ND40rs_v2, for jobs of several nodes\n"),
                      HasSubstr("8 GPUs instead of 4"), HasSubstr("CUDA 9.0 or later"),
                      HasSubstr("standardNDSv2Family"), HasSubstr("NC-series retirement (2022-12-20)"),
                      HasSubstr("    https://")));
    EXPECT_THAT(run({"sizes", "D2_v2"}).out,
                AllOf(HasSubstr("kept as it is"), HasSubstr("announced on 2025-03-31"),
                      HasSubstr("Successor      Standard_D2ds_v4"), HasSubstr("new subscriptions cannot")));
    EXPECT_THAT(run({"sizes", "NC8as_T4_v3"}).out,
                AllOf(HasSubstr("available"), Not(HasSubstr("Replacement"))));
}

TEST_F(SizesCommand, WritesJson) {
    const Outcome one = run({"sizes", "NC6", "--format", "json"});
    EXPECT_EQ(one.code, 0);
    EXPECT_THAT(one.out, StartsWith("{\"schema\":\"batchai2aml/sizes/1\",\n\"as_of\":\"2026-"));
    EXPECT_THAT(one.out, AllOf(HasSubstr("\"state\":\"retired\""),
                               HasSubstr("\"replacement\":\"Standard_NC8as_T4_v3\""),
                               HasSubstr("\"losses\":[\n\"28 GiB of memory instead of 56\"]"),
                               HasSubstr("\"origin\":\"named_size\""), HasSubstr("\"memory_gib\":56")));
    EXPECT_THAT(one.out, Not(HasSubstr("\"size\":\"Standard_NC12\"")));
    const Outcome all = run({"sizes", "--format=json"});
    EXPECT_THAT(all.out, AllOf(HasSubstr("\"size\":\"Standard_NC12\""),
                               HasSubstr("\"origin\":\"named_series\""), HasSubstr("\"origin\":\"rule\"")));
}

TEST_F(SizesCommand, SuggestsTheSizeThatWasMeant) {
    const Outcome result = run({"sizes", "Standard_NC24x"});
    EXPECT_EQ(result.code, 64);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err,
                HasSubstr("nothing is known about a size Standard_NC24x; did you mean Standard_NC24?"));
    EXPECT_THAT(run({"sizes", "NC24asT4_v3"}).err, HasSubstr("did you mean "));
    EXPECT_EQ(run({"sizes", "zzzzzzzzzzzzz"}).code, 64);
    EXPECT_THAT(run({"sizes", "NC6", "--format", "yaml"}).err, HasSubstr("is not one of table, json"));
    EXPECT_EQ(run({"sizes", "NC6", "NC12"}).code, 64);
}

} // namespace
} // namespace batchai2aml
