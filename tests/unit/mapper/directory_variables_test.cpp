// Directories whose paths begin with an environment variable of the job (batchai.md 8.2, 8.3).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
        cluster_mount("afs", "share");
        variable("DATA", "/not/this");
        variable("DATA", " $AZ_BATCHAI_MOUNT_ROOT/afs/d ");
        variable("MORE", "${DATA}/more");
        variable("ROUND", "$ROUND");
        variable("SCRATCH", "$AZ_BATCHAI_JOB_TEMP/s");
        variable("IMAGE", "/opt/data");
        variable("NOTHING", "x");
        job.environment_variables.back().value.reset();
    }
};

struct Case {
    const char* path;
    const char* uri;
};
class VariableDirectories : public testing::TestWithParam<Case> {};

TEST_P(VariableDirectories, LieInTheMountOfTheVariable) {
    Bench bench;
    bench.input("I", GetParam().path);
    bench.output("O", GetParam().path);
    const JobResult mapped = bench.map();
    const std::string uri = std::string("azureml://datastores/share/paths/") + GetParam().uri;
    EXPECT_THAT(mapped.inputs(), Contains("in_I = " + uri));
    EXPECT_THAT(mapped.outputs(), Contains("out_O = " + uri + "${{name}}/outputs/"));
    EXPECT_THAT(mapped.told().codes(), Not(Contains("B2A0508")));
}
INSTANTIATE_TEST_SUITE_P(Directories, VariableDirectories,
                         testing::Values(Case{"$DATA/x/y", "d/x/y/"}, Case{"${DATA}", "d/"},
                                         Case{"\"$DATA/x\"", "d/x/"}, Case{"$MORE/x", "d/more/x/"}));

TEST(VariableDirectories, InATemporaryFolderNeedNotWaitForTheVariable) {
    Bench bench;
    bench.input("I", "$SCRATCH/i");
    bench.output("O", "$SCRATCH/o").path_suffix = bench.text("p");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_INPUT_I"), "\"${AZ_BATCHAI_JOB_TEMP}/s/i\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_OUTPUT_O"), "\"${AZ_BATCHAI_JOB_TEMP}/s/o/outputs/p\"");
    EXPECT_THAT(mapped.told().codes(), Not(Contains("B2A0508")));
}

TEST(VariableDirectories, OutsideOfMountsAreErrors) {
    for (const char* path :
         {"$IMAGE/x", "$ROUND/x", "$NOTHING/x", "$UNKNOWN/x", "$DATAx/y", "$DATA.x", "${DATA/x"}) {
        Bench bench;
        bench.input("I", path);
        const JobResult mapped = bench.map();
        EXPECT_THAT(mapped.told().codes(), Contains("B2A0508")) << path;
        EXPECT_THAT(mapped.told().finding("B2A0508").message, HasSubstr(path));
    }
}

} // namespace
} // namespace batchai2aml
