// Directories in temporary folders, and where findings about incomplete ones point (batchai.md 6.4, 8.4).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::Workbench;
using testing::HasSubstr;
using testing::Not;

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
    }
};

TEST(LocalOutputs, AreMadeBeforeTheProgramRuns) {
    Bench bench;
    bench.output("OUT", "$AZ_BATCHAI_JOB_TEMP/x");
    const std::string command = bench.map().command();
    EXPECT_THAT(command, HasSubstr(" \"${AZ_BATCHAI_OUTPUT_OUT}\" "));
    EXPECT_LT(command.find("export AZ_BATCHAI_OUTPUT_OUT="), command.find(" \"${AZ_BATCHAI_OUTPUT_OUT}\" "));
}

TEST(LocalOutputs, OfHostilePathsAreNotMade) {
    Bench bench;
    bench.output("OUT", "$AZ_BATCHAI_JOB_TEMP/x`reboot`");
    EXPECT_THAT(bench.map().command(), Not(HasSubstr("AZ_BATCHAI_OUTPUT_OUT")));
}

TEST(IncompleteDirectories, ArePointedAtByWhatTheyHave) {
    Bench bench;
    bench.job.input_directories.push_back({bench.text("A"), {}});
    EXPECT_EQ(bench.map().told().finding("B2A0505").at, bench.job.input_directories[0].id->leaf);
    bench.job.input_directories[0] = {{}, bench.text("$AZ_BATCHAI_MOUNT_ROOT/afs")};
    EXPECT_EQ(bench.map().told().finding("B2A0505").at, bench.job.input_directories[0].path->leaf);
    bench.job.input_directories[0] = {};
    EXPECT_EQ(bench.map().told().finding("B2A0505").at, bench.job.origin);
}

} // namespace
} // namespace batchai2aml
