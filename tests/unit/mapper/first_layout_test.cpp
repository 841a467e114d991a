// Jobs of the private preview, whose programs may read any of its variables (batchai.md 8.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;

TEST(FirstLayout, GetsAllVariablesUnderItsOwnNamesAsWell) {
    Workbench bench;
    bench.run("python a.py");
    bench.output("OUT", "$AZ_BATCHAI_JOB_TEMP");
    EXPECT_EQ(bench.map().exported("AZ_LEARNING_JOB_TEMP"), "(none)");
    bench.job.layout = Layout::drafts;
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_LEARNING_JOB_TEMP"), "\"${AZ_BATCHAI_JOB_TEMP}\"");
    EXPECT_EQ(mapped.exported("AZ_LEARNING_OUTPUT_OUT"), "\"${AZ_BATCHAI_OUTPUT_OUT}\"");
    EXPECT_EQ(mapped.exported("AZ_LEARNING_HOME"), "(none)");
}

TEST(SharedTemp, IsPointedAtAmongOtherVariables) {
    const std::string command = "ls $AZ_BATCHAI_JOB_TEMP $AZ_BATCHAI_SHARED_JOB_TEMP";
    Workbench bench;
    bench.run(command, 2);
    const Diagnostic finding = bench.map().told().finding("B2A0501");
    EXPECT_EQ(command.substr(finding.offset, finding.length), "$AZ_BATCHAI_SHARED_JOB_TEMP");
}

} // namespace
} // namespace batchai2aml
