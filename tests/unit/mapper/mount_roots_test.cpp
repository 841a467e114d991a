// Paths that texts name below the mount roots (batchai.md 8.2; design.md 7, rows 7 and 11).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const std::string R = "$AZ_BATCHAI_MOUNT_ROOT";

struct Bench : Workbench {
    explicit Bench(const std::string& command) {
        run(command);
        linked.compute = "gpu";
        options.default_image = "i";
        cluster_mount("afs", "share");
        cluster_mount("bfs/deep", "blob");
        mount(MountLevel::job, "own", "own");
    }
};

struct Case {
    const char* name;
    std::string command;
    std::vector<std::string> inputs; ///< keys and folders
    std::vector<std::string> outputs;
};
class Texts : public testing::TestWithParam<Case> {};

std::vector<std::string> shortened(std::vector<std::string> lines) {
    for (std::string& line : lines) {
        const auto at = line.find("azureml://datastores/");
        line.erase(at, 21);
        const auto paths = line.find("/paths/");
        line.replace(paths, 7, ":");
    }
    return lines;
}

TEST_P(Texts, BecomeInputsAndOutputs) {
    SCOPED_TRACE(GetParam().command);
    const JobResult mapped = Bench(GetParam().command).map();
    EXPECT_EQ(shortened(mapped.inputs()), GetParam().inputs);
    EXPECT_EQ(shortened(mapped.outputs()), GetParam().outputs);
    EXPECT_EQ(mapped.told().times("B2A0404"), GetParam().outputs.size()) << "each guess is told";
    EXPECT_EQ(mapped.program(), GetParam().command) << "the user's words stay as they are";
}

const Case texts[] = {
    {"ScriptAfterAnInterpreter", "python " + R + "/afs/src/train.py", {"mount_afs = share:src/"}, {}},
    {"ScriptAtTheStart", R + "/afs/src/run.sh --x", {"mount_afs = share:src/"}, {}},
    {"ProgramWithoutSuffix", "cd x && " + R + "/afs/bin/prog", {"mount_afs = share:bin/"}, {}},
    {"SourcedFile", "source " + R + "/afs/env/setup", {"mount_afs = share:env/"}, {}},
    {"InterpreterWithPath", "/usr/bin/python3 " + R + "/afs/src/train", {"mount_afs = share:src/"}, {}},
    {"ArgumentFolder", "python a.py --data " + R + "/afs/data", {}, {"mount_afs = share:data/"}},
    {"ArgumentFile", "python a.py --data " + R + "/afs/data/x.csv", {}, {"mount_afs = share:data/"}},
    {"ArgumentWithEquals", "python a.py --data=" + R + "/afs/data/", {}, {"mount_afs = share:data/"}},
    {"Braces", "python a.py ${AZ_BATCHAI_MOUNT_ROOT}/afs/data", {}, {"mount_afs = share:data/"}},
    {"Quoted", "python a.py \"" + R + "/afs/data\"", {}, {"mount_afs = share:data/"}},
    {"DeepMount", "ls " + R + "/bfs/deep/data", {}, {"mount_bfs_deep = blob:data/"}},
    {"JobMount", "ls $AZ_BATCHAI_JOB_MOUNT_ROOT/own/x", {}, {"mount_own = own:x/"}},
    {"FirstLayout", "ls $AZ_LEARNING_MOUNT_ROOT/afs/x", {}, {"mount_afs = share:x/"}},
    {"WholeMount", "ls " + R + "/afs", {}, {"mount_afs = share:"}},
    {"Nested", "ls " + R + "/afs/a/b " + R + "/afs/a " + R + "/afs/a/c", {}, {"mount_afs = share:a/"}},
    {"NestedReadAndWrite", "python " + R + "/afs/a/b.py " + R + "/afs/a/out", {}, {"mount_afs = share:a/"}},
    {"Beside",
     "ls " + R + "/afs/a " + R + "/afs/ab",
     {},
     {"mount_afs_a = share:a/", "mount_afs_ab = share:ab/"}},
    {"BesideReadAndWrite",
     "python " + R + "/afs/src/a.py " + R + "/afs/out",
     {"mount_afs_src = share:src/"},
     {"mount_afs_out = share:out/"}},
    {"Wildcard", "ls " + R + "/afs/data/*.csv", {}, {"mount_afs = share:data/"}},
    {"WildcardInAName", "ls " + R + "/afs/data/part*", {}, {"mount_afs = share:data/"}},
    {"FurtherVariable", "ls " + R + "/afs/data/$X/y", {}, {"mount_afs = share:data/"}},
    {"List",
     "PYTHONPATH=" + R + "/afs/a:" + R + "/afs/b ls",
     {},
     {"mount_afs_a = share:a/", "mount_afs_b = share:b/"}},
    {"EqualsInAFolder", "ls " + R + "/afs/lr=0.1/out", {}, {"mount_afs = share:lr=0.1/out/"}},
    {"Redirection", "ls >" + R + "/afs/log;ls", {}, {"mount_afs = share:log/"}},
    {"Upwards", "ls " + R + "/afs/a/../b", {}, {"mount_afs = share:b/"}},
    {"NoMountRoot", "python a.py", {}, {}},
};
INSTANTIATE_TEST_SUITE_P(MountRoots, Texts, testing::ValuesIn(texts),
                         [](const auto& one) { return std::string(one.param.name); });

// The value of a variable is no text of a shell: blanks belong to the name of a mount, and a list has further
// entries.
TEST(MountRoots, InVariablesAreMatchedWithTheMountsThatThereAre) {
    for (const auto& [value, outputs] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {R + "/with blank/deep", {"mount_with_blank = spaced:deep/"}},
             {R + "/afs:b", {"mount_afs = share:"}},
             {R + "/afs:/usr/lib", {"mount_afs = share:"}},
             {R + "/with blank,$NOT_SET", {"mount_with_blank = spaced:"}},
             {R + "/undeclared:b", {"mount_undeclared = unresolved_undeclared:"}},
             {R + "/afs/a:b/c", {"mount_afs = share:a:b/c/"}},
             {R + "/afs/a b", {"mount_afs = share:"}}}) {
        Bench bench("true");
        bench.cluster_mount("with blank", "spaced");
        bench.variable("X", value);
        EXPECT_EQ(shortened(bench.map().outputs()), outputs) << value;
    }
    Bench bench("cp " + R + "/with blank/deep x");
    bench.cluster_mount("with blank", "spaced");
    EXPECT_THAT(shortened(bench.map().outputs()), ElementsAre("mount_with = unresolved_with:"));
}

TEST(MountRoots, AreFoldersOfLinks) {
    const JobResult mapped =
        Bench("ls " + R + "/afs/a/b; python $AZ_BATCHAI_JOB_MOUNT_ROOT/own/s/x.py").map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_MOUNT_ROOT"), "\"${PWD}/.batchai/cluster_mounts\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_JOB_MOUNT_ROOT"), "\"${PWD}/.batchai/job_mounts\"");
    EXPECT_THAT(mapped.links(),
                ElementsAre("\"${{outputs.mount_afs}}\" <- \"${AZ_BATCHAI_MOUNT_ROOT}/afs/a/b\"",
                            "\"${{inputs.mount_own}}\" <- \"${AZ_BATCHAI_JOB_MOUNT_ROOT}/own/s\""));
    EXPECT_THAT(mapped.storages, ElementsAre(0, 2));
}

TEST(MountRoots, AreEmptyFoldersWhereNobodyNamesThem) {
    const JobResult mapped = Bench("ls").map();
    for (const std::string& root :
         {std::string("AZ_BATCHAI_MOUNT_ROOT"), std::string("AZ_BATCHAI_JOB_MOUNT_ROOT")}) {
        EXPECT_NE(mapped.exported(root), "(none)") << "a script may read it by itself";
        EXPECT_THAT(mapped.command(), HasSubstr(" \"${" + root + "}\""));
    }
    EXPECT_THAT(mapped.links(), IsEmpty());
    EXPECT_THAT(mapped.outputs(), IsEmpty());
}

TEST(MountRoots, OfJobsAreThereFromTheSecondVersionOn) {
    Bench first("ls");
    first.job.layout = Layout::drafts;
    EXPECT_EQ(first.map().exported("AZ_BATCHAI_JOB_MOUNT_ROOT"), "(none)");
    EXPECT_NE(first.map().exported("AZ_BATCHAI_MOUNT_ROOT"), "(none)");
    Bench named("ls $AZ_BATCHAI_JOB_MOUNT_ROOT/afs");
    named.job.layout = Layout::drafts;
    EXPECT_NE(named.map().exported("AZ_BATCHAI_JOB_MOUNT_ROOT"), "(none)");
}

TEST(MountRoots, NamedBareMountEverythingOfTheirLevel) {
    for (const std::string& command :
         {std::string("ls ") + R, "ls " + R + "/", "cd " + R + "; ls",
          std::string("mpirun -x AZ_BATCHAI_MOUNT_ROOT ls"), "ls \"" + R + "\"/afs/a"}) {
        const JobResult mapped = Bench(command).map();
        EXPECT_THAT(shortened(mapped.outputs()), ElementsAre("mount_afs = share:", "mount_bfs_deep = blob:"))
            << command;
    }
}

TEST(MountRoots, OfDuplicateMountsUseTheFirst) {
    Bench bench("ls " + R);
    bench.cluster_mount("afs", "second").problem = MountProblem::duplicate;
    EXPECT_THAT(shortened(bench.map().outputs()),
                ElementsAre("mount_afs = share:", "mount_bfs_deep = blob:"));
}

TEST(MountRoots, AreAllMountedOnDemand) {
    Bench bench("ls");
    bench.options.mount_roots = MountRootPolicy::all;
    const JobResult mapped = bench.map();
    EXPECT_THAT(shortened(mapped.outputs()),
                ElementsAre("mount_afs = share:", "mount_bfs_deep = blob:", "mount_own = own:"));
    EXPECT_NE(mapped.exported("AZ_BATCHAI_MOUNT_ROOT"), "(none)");
    EXPECT_NE(mapped.exported("AZ_BATCHAI_JOB_MOUNT_ROOT"), "(none)");
    EXPECT_EQ(mapped.told().times("B2A0408"), 0U);
}

TEST(MountRoots, WithoutAMountAreAskedFor) {
    const JobResult mapped = Bench("ls " + R + "/other/x " + R + "/other/y").map();
    EXPECT_THAT(shortened(mapped.outputs()),
                ElementsAre("mount_other_x = unresolved_other:x/", "mount_other_y = unresolved_other:y/"));
    EXPECT_EQ(mapped.told().times("B2A0403"), 1U);
    EXPECT_THAT(mapped.job.outputs[0].comment, HasSubstr("--mount other="));
    EXPECT_THAT(mapped.job.header.needs_work, ElementsAre(HasSubstr("--mount other=")));
}

TEST(MountRoots, ThatAreLeftAreErrors) {
    const std::string command = "ls " + R + "/../etc/x";
    Bench bench(command);
    const JobResult mapped = bench.map();
    const Diagnostic finding = mapped.told().finding("B2A0508");
    EXPECT_EQ(finding.at, bench.job.toolkits[0].command_line->leaf);
    EXPECT_EQ(command.substr(finding.offset, finding.length), R + "/../etc/x");
    EXPECT_THAT(mapped.outputs(), IsEmpty());
}

TEST(MountRoots, FindingsPointAtThePath) {
    const std::string command = "python a.py --data " + R + "/afs/data --x";
    const JobResult mapped = Bench(command).map();
    const Diagnostic finding = mapped.told().finding("B2A0404");
    EXPECT_EQ(command.substr(finding.offset, finding.length), R + "/afs/data");
    EXPECT_THAT(finding.remedy, HasSubstr("--set paths.afs/data=read"));
}

TEST(Settings, DecideHowAPathIsUsed) {
    Bench bench("python " + R + "/afs/src/a.py --in " + R + "/afs/data/x --out " + R + "/afs/out --cache " + R
                + "/bfs/deep/c");
    bench.options.paths["afs/data"] = PathUse::read;
    bench.options.paths["/afs/out/"] = PathUse::write;
    bench.options.paths["bfs/deep"] = PathUse::download;
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(),
                UnorderedElementsAre("mount_afs_src = azureml://datastores/share/paths/src/",
                                     "mount_afs_data_x = azureml://datastores/share/paths/data/x/",
                                     "mount_bfs_deep = azureml://datastores/blob/paths/c/ (download)"));
    EXPECT_THAT(shortened(mapped.outputs()), ElementsAre("mount_afs_out = share:out/"));
    EXPECT_EQ(mapped.told().times("B2A0404"), 0U) << "nothing was guessed";
}

TEST(Settings, OfTheDeepestPathWin) {
    Bench bench("ls " + R + "/afs/a/b " + R + "/afs/ab");
    bench.options.paths["afs"] = PathUse::read;
    bench.options.paths["afs/a"] = PathUse::write;
    const JobResult mapped = bench.map();
    EXPECT_THAT(shortened(mapped.inputs()), ElementsAre("mount_afs_ab = share:ab/"));
    EXPECT_THAT(shortened(mapped.outputs()), ElementsAre("mount_afs_a_b = share:a/b/"));
}

TEST(Roles, DecideWhatIsRead) {
    Bench script("ls");
    script.job.toolkits[0] = {};
    script.job.toolkits[0].toolkit = Toolkit::horovod;
    script.job.toolkits[0].python_script_file_path = script.text(R + "/afs/src/train");
    script.job.toolkits[0].command_line_args = script.text(R + "/bfs/deep/data");
    const JobResult mapped = script.map();
    EXPECT_THAT(shortened(mapped.inputs()), ElementsAre("mount_afs = share:src/"));
    EXPECT_THAT(shortened(mapped.outputs()), ElementsAre("mount_bfs_deep = blob:data/"));

    Bench config("ls");
    config.job.toolkits[0] = {};
    config.job.toolkits[0].toolkit = Toolkit::cntk;
    config.job.toolkits[0].config_file_path = config.text(R + "/afs/conf/my.config");
    EXPECT_THAT(shortened(config.map().inputs()), ElementsAre("mount_afs = share:conf/"));

    Bench others("ls");
    others.job.job_preparation = others.text("bash " + R + "/afs/prep/p.sh");
    others.variable("DATA", R + "/bfs/deep/d");
    const JobResult more = others.map();
    EXPECT_THAT(shortened(more.inputs()), ElementsAre("mount_afs = share:prep/"));
    EXPECT_THAT(shortened(more.outputs()), ElementsAre("mount_bfs_deep = blob:d/"));
}

TEST(Conflicts, BetweenAnInputAndAWrittenFolderAreTold) {
    Bench bench("python a.py --out " + R + "/afs/data/out");
    bench.input("DATA", R + "/afs/data");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0405"), 1U);
    EXPECT_THAT(mapped.told().finding("B2A0405").remedy, HasSubstr("paths.afs/data/out=read"));
    Bench apart("python a.py --out " + R + "/afs/out");
    apart.input("DATA", R + "/afs/data");
    EXPECT_EQ(apart.map().told().times("B2A0405"), 0U);
}

TEST(Conflicts, OfAMountInsideAnotherAreErrors) {
    Bench bench("ls " + R + "/afs/x " + R + "/afs/inner/y");
    bench.cluster_mount("afs/inner", "inner");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0413"), 1U);
    EXPECT_THAT(mapped.told().finding("B2A0413").message, HasSubstr("afs/inner"));
    EXPECT_THAT(shortened(mapped.outputs()), ElementsAre("mount_afs = share:x/"));
}

TEST(Unused, MountsOfTheJobAreTold) {
    EXPECT_THAT(Bench("ls").map().told().finding("B2A0408").message, HasSubstr("own"));
    EXPECT_EQ(Bench("ls $AZ_BATCHAI_JOB_MOUNT_ROOT/own/x").map().told().times("B2A0408"), 0U);
    Bench by_input("ls");
    by_input.input("A", "$AZ_BATCHAI_JOB_MOUNT_ROOT/own/x");
    EXPECT_EQ(by_input.map().told().times("B2A0408"), 0U);
    Bench by_setting("ls");
    by_setting.linked.mounts.back().by_setting = true;
    EXPECT_EQ(by_setting.map().told().times("B2A0408"), 0U) << "settings hold for all jobs";
}

} // namespace
} // namespace batchai2aml
