// Spellings of paths below the mount roots that a person may well have used (batchai.md 8.2; design.md 7,
// rows 7 and 11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string R = "$AZ_BATCHAI_MOUNT_ROOT";

struct Bench : Workbench {
    explicit Bench(const std::string& command = "ls") {
        run(command);
        linked.compute = "gpu";
        options.default_image = "i";
        cluster_mount("afs", "share");
        cluster_mount("bfs", "blob");
    }
};

TEST(MountPaths, OfDirectoriesMayStandBetweenBlanks) {
    Bench bench;
    bench.input("DATA", " " + R + "/afs/x\n");
    EXPECT_THAT(bench.map().inputs(), ElementsAre("in_DATA = azureml://datastores/share/paths/x/"));
}

TEST(MountPaths, ThatGoOnInsideTheNameOfTheRootAreNone) {
    Bench bench;
    bench.input("DATA", R + "-old/afs");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), IsEmpty());
    EXPECT_EQ(mapped.told().times("B2A0508"), 1U);
}

TEST(MountPaths, OfTheRootItselfHaveToBeCorrected) {
    Bench bench;
    bench.input("ALL", R);
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), ElementsAre("in_ALL = azureml://datastores/unresolved_root/paths/"));
    EXPECT_THAT(mapped.told().finding("B2A0403").remedy, HasSubstr("folder below a mount"));
    EXPECT_THAT(mapped.told().finding("B2A0403").answers, IsEmpty()) << "no setting helps";
    EXPECT_THAT(mapped.job.inputs.at(0).comment, HasSubstr("The mount root itself is no storage"));
    EXPECT_THAT(mapped.job.header.needs_work, testing::Contains(HasSubstr("name a folder below")));
}

TEST(MountPaths, BelowNoMountGetTheNameOfADatastore) {
    Bench bench;
    bench.input("DATA", R + "/My-Share/x");
    EXPECT_THAT(bench.map().inputs(),
                ElementsAre("in_DATA = azureml://datastores/unresolved_my_share/paths/x/"))
        << "small letters, digits and underscores (azureml.md 2.1)";
}

TEST(MountPaths, InQuotesKeepTheirBlanks) {
    const JobResult mapped = Bench("python a.py --data \"" + R + "/afs/my data/x\" --more y").map();
    EXPECT_THAT(mapped.outputs(), ElementsAre("mount_afs = azureml://datastores/share/paths/my data/x/"));
}

TEST(MountRoots, NamedBareObeyTheSettings) {
    Bench bench("ls " + R);
    bench.options.paths["afs"] = PathUse::read;
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), ElementsAre("mount_afs = azureml://datastores/share/paths/"));
    EXPECT_THAT(mapped.outputs(), ElementsAre("mount_bfs = azureml://datastores/blob/paths/"));
    EXPECT_EQ(mapped.told().times("B2A0404"), 1U) << "only the other one is guessed";
    EXPECT_EQ(mapped.told().finding("B2A0404").at, bench.job.toolkits[0].command_line->leaf);
    bench.options.paths["bfs"] = PathUse::write;
    EXPECT_EQ(bench.map().told().times("B2A0404"), 0U);
}

TEST(Settings, OfTheDeepestPathWinHoweverTheyAreSpelled) {
    Bench bench("ls " + R + "/afs/a/b " + R + "/afs/c");
    bench.options.paths["/afs/a"] = PathUse::write; // sorts before "afs"
    bench.options.paths["afs"] = PathUse::read;
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), ElementsAre("mount_afs_c = azureml://datastores/share/paths/c/"));
    EXPECT_THAT(mapped.outputs(), ElementsAre("mount_afs_a_b = azureml://datastores/share/paths/a/b/"));
}

} // namespace
} // namespace batchai2aml
