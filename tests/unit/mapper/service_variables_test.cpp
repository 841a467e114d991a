// Variables that Batch AI set (batchai.md 8.1; azureml.md 5.2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"
#include "mapper/variables.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Bench : Workbench {
    explicit Bench(const std::string& command, std::int64_t nodes = 1) {
        run(command, nodes);
        linked.compute = "gpu";
        options.default_image = "i";
    }
};

TEST(ServiceVariables, ForFoldersAreAlwaysSet) {
    const JobResult mapped = Bench("ls").map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_JOB_TEMP"), "\"${PWD}/.batchai/temp\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_JOB_TEMP_DIR"), "\"${AZ_BATCHAI_JOB_TEMP}\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_STDOUTERR_DIR"), "\"${PWD}/logs\"");
    EXPECT_THAT(mapped.command(),
                HasSubstr("mkdir -p \"${AZ_BATCHAI_JOB_TEMP}\" \"${AZ_BATCHAI_STDOUTERR_DIR}\" "));
}

TEST(SharedTemp, IsAFolderOfTheNodeWhenThereIsOne) {
    for (const char* command : {"ls $AZ_BATCHAI_SHARED_JOB_TEMP", "ls"}) {
        const JobResult mapped = Bench(command).map();
        EXPECT_EQ(mapped.exported("AZ_BATCHAI_SHARED_JOB_TEMP"), "\"${PWD}/.batchai/shared\"");
        EXPECT_THAT(mapped.command(), HasSubstr(" \"${AZ_BATCHAI_SHARED_JOB_TEMP}\" "));
        EXPECT_EQ(mapped.told().times("B2A0501"), 0U);
        EXPECT_THAT(mapped.told().defaults(), Not(Contains(HasSubstr("job.shared_temp"))));
    }
}

TEST(SharedTemp, IsAnOutputOfSeveralNodes) {
    const std::string command = "ls ${AZ_BATCHAI_SHARED_JOB_TEMP}/x";
    const JobResult mapped = Bench(command, 2).map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_SHARED_JOB_TEMP"), "\"${{outputs.shared_job_temp}}\"");
    EXPECT_THAT(mapped.outputs(),
                Contains("shared_job_temp = "
                         "azureml://datastores/workspaceblobstore/paths/batchai/${{name}}/shared_job_temp/"));
    const Diagnostic finding = mapped.told().finding("B2A0501");
    EXPECT_EQ(command.substr(finding.offset, finding.length), "${AZ_BATCHAI_SHARED_JOB_TEMP}");
}

TEST(SharedTemp, OfSeveralNodesIsThereForScriptsThatReadIt) {
    const JobResult mapped = Bench("ls", 2).map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_SHARED_JOB_TEMP"), "\"${{outputs.shared_job_temp}}\"");
    EXPECT_EQ(mapped.told().times("B2A0501"), 0U) << "nobody is known to use it";
    EXPECT_THAT(mapped.told().defaults(), Contains("job.shared_temp -> outputs.shared_job_temp"));
}

TEST(SharedTemp, IsSetBeforeDirectoriesThatLieInIt) {
    Bench bench("ls");
    bench.output("OUT", "$AZ_BATCHAI_SHARED_JOB_TEMP/x");
    const std::string command = bench.map().command();
    EXPECT_LT(command.find("export AZ_BATCHAI_SHARED_JOB_TEMP="),
              command.find("export AZ_BATCHAI_OUTPUT_OUT="));
}

TEST(Hosts, AreAlwaysSet) {
    const JobResult mapped = Bench("ls").map();
    EXPECT_EQ(mapped.exported("AZ_BATCH_HOST_LIST"), "\"${AZ_BATCH_HOST_LIST:-127.0.0.1}\"");
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_MPI_HOST_FILE"), "\"${PWD}/.batchai/hostfile\"");
    EXPECT_THAT(mapped.command(), HasSubstr(">\"$AZ_BATCHAI_MPI_HOST_FILE.$$\" &&\n  mv -f "))
        << "other processes of the node write it at the same time";
}

TEST(GpuCount, IsAskedOfTheNode) {
    const JobResult mapped = Bench("ls").map();
    EXPECT_THAT(mapped.exported("AZ_BATCHAI_NUM_GPUS"), HasSubstr("nvidia-smi -L"));
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_NUM_GPUS_PER_NODE"), "\"${AZ_BATCHAI_NUM_GPUS}\"");
}

TEST(OldNames, StandBesideTheNewOnes) {
    const JobResult mapped = Bench("ls $AZ_LEARNING_JOB_TEMP").map();
    EXPECT_EQ(mapped.exported("AZ_LEARNING_JOB_TEMP"), "\"${AZ_BATCHAI_JOB_TEMP}\"");
}

TEST(OldNames, AreAllThereForADocumentOfTheFirstLayout) {
    Bench bench("ls");
    bench.cluster_mount("afs", "share");
    bench.input("A", "$AZ_LEARNING_MOUNT_ROOT/afs/x");
    EXPECT_EQ(bench.map().exported("AZ_LEARNING_JOB_TEMP"), "(none)");
    bench.job.layout = Layout::drafts;
    const JobResult mapped = bench.map();
    for (const char* name : {"JOB_TEMP", "JOB_TEMP_DIR", "STDOUTERR_DIR", "INPUT_A"})
        EXPECT_EQ(mapped.exported(std::string("AZ_LEARNING_") + name),
                  "\"${AZ_BATCHAI_" + std::string(name) + "}\"");
    EXPECT_EQ(mapped.program(), "ls");
}

TEST(OldNames, OfAProcessAreThereToo) {
    Bench bench("ls");
    bench.job.layout = Layout::drafts;
    bench.job.toolkits.clear();
    bench.toolkit(Toolkit::caffe2).python_script_file_path = bench.text("a.py");
    EXPECT_EQ(bench.map().exported("AZ_LEARNING_TASK_INDEX"), "\"${AZ_BATCHAI_TASK_INDEX}\"");
}

TEST(OldNames, AreSetBehindTheNewOnes) {
    Bench bench("ls");
    bench.job.toolkits.clear();
    bench.toolkit(Toolkit::caffe2).python_script_file_path = bench.text("a.py $AZ_LEARNING_TASK_INDEX");
    const std::string command = bench.map().command();
    EXPECT_LT(command.find("export AZ_BATCHAI_TASK_INDEX="), command.find("export AZ_LEARNING_TASK_INDEX="));
}

TEST(OldNames, ReachDirectories) {
    Bench bench("ls $AZ_LEARNING_INPUT_A");
    bench.cluster_mount("afs", "share");
    bench.input("A", "$AZ_LEARNING_MOUNT_ROOT/afs/x");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_LEARNING_INPUT_A"), "\"${AZ_BATCHAI_INPUT_A}\"");
    EXPECT_EQ(mapped.told().times("B2A0205"), 0U);
}

struct Undeclared {
    const char* command;
    std::vector<std::string> places;
};
class UndeclaredVariables : public testing::TestWithParam<Undeclared> {};

TEST_P(UndeclaredVariables, AreToldWithTheirPlace) {
    Bench bench(GetParam().command);
    bench.cluster_mount("afs", "share");
    bench.input("A", "$AZ_BATCHAI_MOUNT_ROOT/afs/a");
    bench.output("B", "$AZ_BATCHAI_MOUNT_ROOT/afs/b");
    const JobResult mapped = bench.map();
    std::vector<std::string> places;
    for (const Diagnostic& finding : mapped.notes.diagnostics)
        if (finding.code == "B2A0205")
            places.push_back(std::string(GetParam().command).substr(finding.offset, finding.length));
    EXPECT_EQ(places, GetParam().places);
}
INSTANTIATE_TEST_SUITE_P(ServiceVariables, UndeclaredVariables,
                         testing::Values(Undeclared{"x $AZ_BATCHAI_INPUT_A $AZ_BATCHAI_OUTPUT_B", {}},
                                         Undeclared{"x $AZ_BATCHAI_INPUT_B/y", {"$AZ_BATCHAI_INPUT_B"}},
                                         Undeclared{"x ${AZ_BATCHAI_OUTPUT_A}", {"${AZ_BATCHAI_OUTPUT_A}"}},
                                         Undeclared{"x $AZ_BATCHAI_INPUT_a", {"$AZ_BATCHAI_INPUT_a"}},
                                         Undeclared{"x $AZ_BATCHAI_INPUT_C; y $AZ_LEARNING_INPUT_D",
                                                    {"$AZ_BATCHAI_INPUT_C", "$AZ_LEARNING_INPUT_D"}},
                                         Undeclared{"mpirun -x AZ_BATCHAI_INPUT_C x", {"AZ_BATCHAI_INPUT_C"}},
                                         Undeclared{"x $AZ_BATCHAI_JOB_TEMP $AZ_BATCHAI_MOUNT_ROOT/afs/y",
                                                    {}}));

TEST(UndeclaredVariables, AreToldForAllTexts) {
    Bench bench("ls");
    bench.job.job_preparation = bench.text("a $AZ_BATCHAI_INPUT_P");
    bench.variable("V", "$AZ_BATCHAI_INPUT_V");
    bench.input("I", "$AZ_BATCHAI_INPUT_X/i");
    bench.output("O", "$AZ_BATCHAI_OUTPUT_X/o");
    const JobResult mapped = bench.map();
    std::vector<LeafId> leaves;
    for (const Diagnostic& finding : mapped.notes.diagnostics)
        if (finding.code == "B2A0205") leaves.push_back(finding.at);
    EXPECT_THAT(leaves, testing::UnorderedElementsAre(bench.job.job_preparation->leaf,
                                                      bench.job.environment_variables[0].value->leaf,
                                                      bench.job.input_directories[0].path->leaf,
                                                      bench.job.output_directories[0].path_prefix->leaf));
    EXPECT_THAT(mapped.told().finding("B2A0205").message, HasSubstr("is used and never declared"));
}

std::vector<std::string> uses(const std::string& text) {
    std::vector<std::string> out;
    for (const VariableUse& use : find_variables(text))
        out.push_back(text.substr(use.begin, use.end - use.begin) + (use.expanded ? "" : " (bare)"));
    return out;
}

TEST(FindVariables, KnowsTheirSpellings) {
    EXPECT_THAT(
        uses("$AZ_BATCHAI_A/${AZ_BATCHAI_B}x AZ_BATCH_HOST_LIST $AZ_LEARNING_C"),
        ElementsAre("$AZ_BATCHAI_A", "${AZ_BATCHAI_B}", "AZ_BATCH_HOST_LIST (bare)", "$AZ_LEARNING_C"));
    EXPECT_THAT(uses("${AZ_BATCHAI_A:-x}"), ElementsAre("${AZ_BATCHAI_A"));
    EXPECT_THAT(uses("$MY_AZ_BATCHAI_A xAZ_BATCHAI_B $AZ_OTHER AZ_ AZ_"), IsEmpty());
}

TEST(FindVariables, ModernNames) {
    EXPECT_EQ(modern_name("AZ_LEARNING_MOUNT_ROOT"), "AZ_BATCHAI_MOUNT_ROOT");
    EXPECT_EQ(modern_name("AZ_BATCHAI_X"), "AZ_BATCHAI_X");
    EXPECT_EQ(modern_name("AZ_BATCH_HOST_LIST"), "AZ_BATCH_HOST_LIST");
}

TEST(FindVariables, NamesOfVariables) {
    for (const char* name : {"A", "_", "a1_B"})
        EXPECT_TRUE(is_variable_name(name)) << name;
    for (const char* name : {"", "1a", "a-b", "a b", "a.b", "\u00e4"})
        EXPECT_FALSE(is_variable_name(name)) << name;
}

} // namespace
} // namespace batchai2aml
