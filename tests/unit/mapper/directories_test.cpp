// Input and output directories (batchai.md 6.1, 6.4, 8.2 to 8.4; design.md 7, rows 7 to 9).
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

/// Two mounts: `afs` of the cluster, `ext/data` of the job.
struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
        cluster_mount("afs", "share");
        mount(MountLevel::job, "ext/data", "blob").prefix = "sub";
    }
};

struct Case {
    const char* name;
    const char* path;
    const char* input;
    const char* exported;
};
class Inputs : public testing::TestWithParam<Case> {};

TEST_P(Inputs, BecomeInputs) {
    Bench bench;
    bench.input("DATA", GetParam().path);
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), ElementsAre(GetParam().input));
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_INPUT_DATA"), GetParam().exported);
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[0].id),
                ElementsAre("job.input_id -> inputs.in_DATA"));
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[0].path),
                ElementsAre("job.input_path -> inputs.in_DATA.path"));
    EXPECT_THAT(mapped.told().codes(), Not(Contains("B2A0403")));
}
constexpr const char* folder = "\"${{inputs.in_DATA}}\"";
INSTANTIATE_TEST_SUITE_P(
    Directories, Inputs,
    testing::Values(Case{"Folder", "$AZ_BATCHAI_MOUNT_ROOT/afs/x/y",
                         "in_DATA = azureml://datastores/share/paths/x/y/", folder},
                    Case{"Braces", "${AZ_BATCHAI_MOUNT_ROOT}/afs/x",
                         "in_DATA = azureml://datastores/share/paths/x/", folder},
                    Case{"WholeMount", "$AZ_BATCHAI_MOUNT_ROOT/afs",
                         "in_DATA = azureml://datastores/share/paths/", folder},
                    Case{"Slashes", "$AZ_BATCHAI_MOUNT_ROOT//afs/./x//",
                         "in_DATA = azureml://datastores/share/paths/x/", folder},
                    Case{"Backslashes", "$AZ_BATCHAI_MOUNT_ROOT\\afs\\x",
                         "in_DATA = azureml://datastores/share/paths/x/", folder},
                    Case{"Upwards", "$AZ_BATCHAI_MOUNT_ROOT/afs/x/../z",
                         "in_DATA = azureml://datastores/share/paths/z/", folder},
                    Case{"JobMount", "$AZ_BATCHAI_JOB_MOUNT_ROOT/ext/data/x",
                         "in_DATA = azureml://datastores/blob/paths/sub/x/", folder},
                    Case{"FirstLayout", "$AZ_LEARNING_MOUNT_ROOT/afs/x",
                         "in_DATA = azureml://datastores/share/paths/x/", folder},
                    Case{"Quoted", "\"$AZ_BATCHAI_MOUNT_ROOT/afs/x\"",
                         "in_DATA = azureml://datastores/share/paths/x/", folder},
                    Case{"File", "$AZ_BATCHAI_MOUNT_ROOT/afs/x/train.py",
                         "in_DATA = azureml://datastores/share/paths/x/", "\"${{inputs.in_DATA}}/train.py\""},
                    Case{"FileAtTheTop", "$AZ_BATCHAI_MOUNT_ROOT/afs/train.py",
                         "in_DATA = azureml://datastores/share/paths/", "\"${{inputs.in_DATA}}/train.py\""},
                    Case{"HiddenFolder", "$AZ_BATCHAI_MOUNT_ROOT/afs/.cache",
                         "in_DATA = azureml://datastores/share/paths/.cache/", folder}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Inputs, MayBeginWithEachOther) {
    Bench bench;
    bench.input("ROOT", "$AZ_BATCHAI_MOUNT_ROOT/afs/x");
    bench.input("SUB", "$AZ_BATCHAI_INPUT_ROOT/y");
    bench.input("SUBSUB", "${AZ_BATCHAI_INPUT_SUB}/z.txt");
    EXPECT_THAT(bench.map().inputs(), ElementsAre("in_ROOT = azureml://datastores/share/paths/x/",
                                                  "in_SUB = azureml://datastores/share/paths/x/y/",
                                                  "in_SUBSUB = azureml://datastores/share/paths/x/y/"));
}

TEST(Inputs, ThatNameThemselvesEnd) {
    Bench bench;
    bench.input("A", "$AZ_BATCHAI_INPUT_B/x");
    bench.input("B", "$AZ_BATCHAI_INPUT_A/x");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), IsEmpty());
    EXPECT_EQ(mapped.told().times("B2A0508"), 2U);
}

TEST(Inputs, WithoutKnownMountAreAskedFor) {
    Bench bench;
    bench.input("DATA", "$AZ_BATCHAI_MOUNT_ROOT/other/x");
    bench.input("MORE", "$AZ_BATCHAI_MOUNT_ROOT/other/y");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), ElementsAre("in_DATA = azureml://datastores/unresolved_other/paths/x/",
                                             "in_MORE = azureml://datastores/unresolved_other/paths/y/"));
    EXPECT_THAT(mapped.job.inputs[0].comment, HasSubstr("--mount other="));
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[0].path),
                ElementsAre("job.input_unresolved -> inputs.in_DATA.path"));
    EXPECT_EQ(mapped.told().times("B2A0403"), 1U) << "asked once for each mount";
    EXPECT_EQ(mapped.told().finding("B2A0403").answers.at(0).setting, "mounts.other");
    EXPECT_THAT(mapped.job.header.needs_work, ElementsAre(HasSubstr("--mount other=")));
    EXPECT_THAT(mapped.storages, IsEmpty());
}

TEST(Inputs, UseStoragesOnce) {
    Bench bench;
    bench.input("A", "$AZ_BATCHAI_JOB_MOUNT_ROOT/ext/data/x");
    bench.input("B", "$AZ_BATCHAI_MOUNT_ROOT/afs/x");
    bench.input("C", "$AZ_BATCHAI_MOUNT_ROOT/afs/y");
    EXPECT_THAT(bench.map().storages, ElementsAre(0, 1));
}

class Outside : public testing::TestWithParam<const char*> {};

TEST_P(Outside, PathsAreErrors) {
    Bench bench;
    bench.input("DATA", GetParam());
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), IsEmpty());
    EXPECT_EQ(mapped.told().times("B2A0508"), 1U);
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[0].path),
                ElementsAre("job.input_unresolved -> command"));
    EXPECT_THAT(mapped.job.header.needs_work, Not(IsEmpty()));
}
INSTANTIATE_TEST_SUITE_P(Directories, Outside,
                         testing::Values("/mnt/data", "data", "$HOME/data", "$AZ_BATCHAI_MOUNT_ROOT/../x",
                                         "$AZ_BATCHAI_MOUNT_ROOTS/afs", "AZ_BATCHAI_MOUNT_ROOT/afs",
                                         "x/$AZ_BATCHAI_MOUNT_ROOT/afs", "$AZ_BATCHAI_MOUNT_ROOT/afs/$X/y"));

// In a path variables were expanded, and nothing else: what a shell would make of it is quoted.
TEST(Outside, WhatIsSpecialToAShellIsQuoted) {
    for (const auto& [path, exported] : std::vector<std::pair<const char*, const char*>>{
             {"/x\"; reboot; \"", "'/x\"; reboot; \"'"},
             {"/x;reboot", "'/x;reboot'"},
             {"/x>y (old)", "'/x>y (old)'"},
             {"$AZ_BATCHAI_JOB_TEMP/(old)\\;x", R"("${AZ_BATCHAI_JOB_TEMP}/(old)\\;x")"}}) {
        Bench bench;
        bench.input("DATA", path);
        EXPECT_EQ(bench.map().exported("AZ_BATCHAI_INPUT_DATA"), exported) << path;
    }
}

TEST(Outside, CommandsInPathsAreNotExported) {
    for (const char* path : {"`reboot`", "$(reboot)", "/x\nreboot"}) {
        Bench bench;
        bench.input("DATA", path);
        const JobResult mapped = bench.map();
        EXPECT_THAT(mapped.command(), Not(HasSubstr("reboot"))) << path;
        EXPECT_EQ(mapped.exported("AZ_BATCHAI_INPUT_DATA"), "(none)") << path;
    }
}

TEST(Local, FoldersAreExportedAfterWhatTheyName) {
    Bench bench;
    bench.input("TMP", "$AZ_BATCHAI_JOB_TEMP/x");
    bench.output("OUT", "$AZ_BATCHAI_JOB_TEMP").path_suffix = bench.text("s");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_INPUT_TMP"), "\"${AZ_BATCHAI_JOB_TEMP}/x\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_OUTPUT_OUT"), "\"${AZ_BATCHAI_JOB_TEMP}/outputs/s\"");
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[0].path),
                ElementsAre("job.input_path -> command"));
    EXPECT_THAT(mapped.told().codes(), Not(Contains("B2A0508")));
    const std::string command = mapped.command();
    EXPECT_LT(command.find("export AZ_BATCHAI_JOB_TEMP="), command.find("export AZ_BATCHAI_INPUT_TMP="));
    EXPECT_LT(command.find("export AZ_BATCHAI_JOB_TEMP="), command.find("export AZ_BATCHAI_OUTPUT_OUT="));
}

struct Output {
    const char* name;
    const char* prefix;
    const char* suffix; ///< null: none
    int create_new;     ///< -1: not stated
    const char* uri;
};
class Outputs : public testing::TestWithParam<Output> {};

TEST_P(Outputs, BecomeOutputs) {
    Bench bench;
    OutputDirectory& output = bench.output("M", GetParam().prefix);
    if (GetParam().suffix != nullptr) output.path_suffix = bench.text(GetParam().suffix);
    if (GetParam().create_new >= 0) output.create_new = bench.flag(GetParam().create_new == 1);
    output.type = bench.text("model");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.outputs(), ElementsAre("out_M = azureml://datastores/" + std::string(GetParam().uri)));
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_OUTPUT_M"), "\"${{outputs.out_M}}\"");
    const auto told = mapped.told();
    EXPECT_THAT(told.of(output.id), ElementsAre("job.output_id -> outputs.out_M"));
    EXPECT_THAT(told.of(output.path_prefix), ElementsAre("job.output_prefix -> outputs.out_M.path"));
    EXPECT_THAT(told.of(output.type), ElementsAre("job.output_type"));
    if (output.path_suffix) {
        EXPECT_THAT(told.of(output.path_suffix), ElementsAre("job.output_suffix -> outputs.out_M.path"));
    }
    if (output.create_new) {
        EXPECT_THAT(told.of(output.create_new), ElementsAre("job.output_create_new -> outputs"));
    }
    EXPECT_THAT(told.codes(), Not(Contains("B2A0407")));
}
INSTANTIATE_TEST_SUITE_P(
    Directories, Outputs,
    testing::Values(
        Output{"Plain", "$AZ_BATCHAI_MOUNT_ROOT/afs", nullptr, -1, "share/paths/${{name}}/outputs/"},
        Output{"Suffix", "$AZ_BATCHAI_MOUNT_ROOT/afs/x/", "model", -1,
               "share/paths/x/${{name}}/outputs/model/"},
        Output{"DeepSuffix", "$AZ_BATCHAI_MOUNT_ROOT/afs", "/a//b/", 1, "share/paths/${{name}}/outputs/a/b/"},
        Output{"SuffixUpwards", "$AZ_BATCHAI_MOUNT_ROOT/afs", "../../a", 1,
               "share/paths/${{name}}/outputs/a/"},
        Output{"Existing", "$AZ_BATCHAI_MOUNT_ROOT/afs/x", "model", 0, "share/paths/x/model/"},
        Output{"ExistingAlone", "$AZ_BATCHAI_MOUNT_ROOT/afs/x", nullptr, 0, "share/paths/x/"},
        Output{"JobMount", "$AZ_BATCHAI_JOB_MOUNT_ROOT/ext/data", nullptr, -1,
               "blob/paths/sub/${{name}}/outputs/"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Outputs, WithoutKnownMountAreAskedFor) {
    Bench bench;
    bench.output("M", "$AZ_BATCHAI_MOUNT_ROOT/other");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.outputs(),
                ElementsAre("out_M = azureml://datastores/unresolved_other/paths/${{name}}/outputs/"));
    EXPECT_THAT(mapped.told().of(bench.job.output_directories[0].path_prefix),
                ElementsAre("job.output_unresolved -> outputs.out_M.path"));
    EXPECT_EQ(mapped.told().times("B2A0403"), 1U);
}

TEST(Outputs, OnFileSharesAreTold) {
    Bench bench;
    bench.cluster_mount("files", "files", DatastoreKind::azure_file);
    bench.output("M", "$AZ_BATCHAI_MOUNT_ROOT/files");
    EXPECT_EQ(bench.map().told().times("B2A0407"), 1U);
}

TEST(Outputs, OfSeveralNodesAreTold) {
    Bench bench;
    bench.output("M", "$AZ_BATCHAI_MOUNT_ROOT/afs");
    EXPECT_EQ(bench.map().told().times("B2A0502"), 0U);
    bench.job.node_count = bench.count(2);
    EXPECT_EQ(bench.map().told().times("B2A0502"), 1U);
}

TEST(Ids, ThatNoShellCanExportAreErrors) {
    for (const char* id : {"A-B", "a b", "x$(reboot)", "\u00e4"}) {
        Bench bench;
        bench.input(id, "$AZ_BATCHAI_MOUNT_ROOT/afs/x");
        bench.output(id, "$AZ_BATCHAI_MOUNT_ROOT/afs/x").create_new = bench.flag(true);
        const JobResult mapped = bench.map();
        EXPECT_EQ(mapped.told().times("B2A0504"), 2U) << id;
        EXPECT_THAT(mapped.inputs(), IsEmpty());
        EXPECT_THAT(mapped.outputs(), IsEmpty());
        for (const Text& text :
             {bench.job.input_directories[0].id, bench.job.input_directories[0].path,
              bench.job.output_directories[0].id, bench.job.output_directories[0].path_prefix})
            EXPECT_THAT(mapped.told().of(text), ElementsAre("job.directory_invalid"));
        EXPECT_THAT(mapped.told().of(bench.job.output_directories[0].create_new),
                    ElementsAre("job.directory_invalid"));
    }
}

TEST(Ids, UsedTwiceKeepTheFirst) {
    Bench bench;
    bench.input("A", "$AZ_BATCHAI_MOUNT_ROOT/afs/x");
    bench.input("A", "$AZ_BATCHAI_MOUNT_ROOT/afs/y");
    bench.output("A", "$AZ_BATCHAI_MOUNT_ROOT/afs/z");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.inputs(), ElementsAre("in_A = azureml://datastores/share/paths/x/"));
    EXPECT_EQ(mapped.job.outputs.size(), 1U) << "an output may have the id of an input";
    EXPECT_EQ(mapped.told().times("B2A0506"), 1U);
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[1].path), ElementsAre("job.directory_invalid"));
}

TEST(Ids, DifferingInCaseGetKeysOfTheirOwn) {
    Bench bench;
    bench.input("data", "$AZ_BATCHAI_MOUNT_ROOT/afs/x");
    bench.input("DATA", "$AZ_BATCHAI_MOUNT_ROOT/afs/y");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_INPUT_data"), "\"${{inputs.in_data}}\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_INPUT_DATA"), "\"${{inputs.in_DATA_2}}\"");
}

TEST(Incomplete, DirectoriesAreErrors) {
    Bench bench;
    bench.job.input_directories.push_back({bench.text("A"), {}});
    bench.job.input_directories.push_back({{}, bench.text("$AZ_BATCHAI_MOUNT_ROOT/afs")});
    bench.job.output_directories.push_back({bench.text("B"), {}, bench.text("s"), bench.text("model"), {}});
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0505"), 3U);
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[0].id), ElementsAre("job.directory_invalid"));
    EXPECT_THAT(mapped.told().of(bench.job.input_directories[1].path), ElementsAre("job.directory_invalid"));
    EXPECT_THAT(mapped.told().of(bench.job.output_directories[0].path_suffix),
                ElementsAre("job.directory_invalid"));
    EXPECT_THAT(mapped.told().of(bench.job.output_directories[0].type), ElementsAre("job.output_type"));
}

} // namespace
} // namespace batchai2aml
