// All toolkits but TensorFlow and custom (batchai.md 6.2, 7.2; azureml.md 6.5; design.md 7, row 17).
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

struct Bench : Workbench {
    Bench(Toolkit kind, std::int64_t nodes, std::int64_t processes = 0) {
        job.node_count = count(nodes);
        linked.compute = "gpu";
        options.default_image = "i";
        ToolkitSettings& settings = toolkit(kind);
        if (kind == Toolkit::custom_mpi)
            settings.command_line = text("./a.out --x");
        else
            settings.python_script_file_path = text("train.py");
        if (processes != 0) settings.process_count = count(processes);
    }
    ToolkitSettings& settings() { return job.toolkits[0]; }
};

struct Case {
    Toolkit toolkit;
    std::int64_t nodes, processes;
    Distribution::Type type;
    std::int64_t each;
};
class Processes : public testing::TestWithParam<Case> {};

TEST_P(Processes, AreSpreadOverTheNodes) {
    Bench bench(GetParam().toolkit, GetParam().nodes, GetParam().processes);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.distribution.type, GetParam().type);
    if (GetParam().type != Distribution::Type::none) {
        EXPECT_EQ(mapped.job.distribution.processes_per_instance, GetParam().each);
    }
    EXPECT_EQ(mapped.job.instance_count, GetParam().nodes);
    EXPECT_THAT(mapped.told().codes(), IsEmpty());
    const std::string target = " -> distribution.process_count_per_instance";
    if (GetParam().processes != 0) {
        EXPECT_THAT(mapped.told().of(bench.settings().process_count),
                    ElementsAre("toolkit.process_count" + target));
    } else if (GetParam().toolkit != Toolkit::caffe2) {
        EXPECT_THAT(mapped.told().defaults(), Contains("toolkit.process_count_default" + target));
    }
}
using Type = Distribution::Type;
INSTANTIATE_TEST_SUITE_P(
    Toolkits, Processes,
    testing::Values(
        Case{Toolkit::horovod, 2, 8, Type::mpi, 4}, Case{Toolkit::horovod, 2, 0, Type::mpi, 1},
        Case{Toolkit::horovod, 1, 0, Type::none, 1}, Case{Toolkit::horovod, 1, 4, Type::mpi, 4},
        Case{Toolkit::chainer, 3, 3, Type::mpi, 1}, Case{Toolkit::cntk, 2, 2, Type::mpi, 1},
        Case{Toolkit::caffe, 1, 1, Type::none, 1}, Case{Toolkit::caffe, 2, 4, Type::mpi, 2},
        Case{Toolkit::custom_mpi, 2, 8, Type::mpi, 4}, Case{Toolkit::custom_mpi, 1, 0, Type::mpi, 1},
        Case{Toolkit::pytorch, 2, 4, Type::pytorch, 2}, Case{Toolkit::pytorch, 2, 0, Type::pytorch, 1},
        Case{Toolkit::pytorch, 1, 0, Type::none, 1}, Case{Toolkit::pytorch, 1, 2, Type::pytorch, 2},
        Case{Toolkit::caffe2, 1, 0, Type::none, 1}, Case{Toolkit::caffe2, 3, 0, Type::pytorch, 1}));

struct Uneven {
    std::int64_t nodes, processes, each;
    const char* code;
    const char* remedy;
};
class UnevenProcesses : public testing::TestWithParam<Uneven> {};

TEST_P(UnevenProcesses, AreAnErrorWithTheNearestChoices) {
    Bench bench(Toolkit::horovod, GetParam().nodes, GetParam().processes);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.distribution.processes_per_instance, GetParam().each);
    EXPECT_THAT(mapped.told().codes(), ElementsAre(GetParam().code));
    EXPECT_THAT(mapped.told().finding(GetParam().code).remedy, HasSubstr(GetParam().remedy));
    EXPECT_THAT(mapped.told().of(bench.settings().process_count),
                ElementsAre("toolkit.process_count_uneven -> distribution.process_count_per_instance"));
    EXPECT_EQ(mapped.job.header.needs_work.size(), 1U);
}
INSTANTIATE_TEST_SUITE_P(Toolkits, UnevenProcesses,
                         testing::Values(Uneven{2, 5, 2, "B2A0601", "Choose 4 or 6 processes"},
                                         Uneven{3, 7, 2, "B2A0601", "Choose 6 or 9 processes"},
                                         Uneven{4, 3, 1, "B2A0601", "Choose 4 processes"},
                                         Uneven{2, -1, 1, "B2A0204", ""}));

TEST(Commands, AreInterpreterScriptAndArguments) {
    for (const Toolkit kind : {Toolkit::horovod, Toolkit::chainer, Toolkit::cntk, Toolkit::caffe,
                               Toolkit::caffe2, Toolkit::pytorch}) {
        Bench bench(kind, 2);
        EXPECT_EQ(bench.map().program(), "python train.py");
        bench.settings().python_interpreter_path = bench.text("/opt/my python");
        bench.settings().command_line_args = bench.text("--a 'b c' $X");
        const JobResult mapped = bench.map();
        EXPECT_EQ(mapped.program(), "/opt/my python train.py --a 'b c' $X") << "kept byte for byte";
        EXPECT_THAT(mapped.told().of(bench.settings().python_interpreter_path),
                    ElementsAre("toolkit.interpreter -> command"));
        EXPECT_THAT(mapped.told().of(bench.settings().python_script_file_path),
                    ElementsAre("toolkit.script -> command"));
        EXPECT_THAT(mapped.told().of(bench.settings().command_line_args),
                    ElementsAre("toolkit.arguments -> command"));
    }
}

TEST(Commands, OfCustomMpiAreKept) {
    Bench bench(Toolkit::custom_mpi, 2);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.program(), "./a.out --x");
    EXPECT_THAT(mapped.told().of(bench.settings().command_line),
                ElementsAre("toolkit.command_line -> command"));
}

TEST(Commands, OfConfigurationFilesAreTheUsualOnes) {
    Bench cntk(Toolkit::cntk, 1);
    cntk.settings().python_script_file_path.reset();
    cntk.settings().language_type = cntk.text("BrainScript");
    cntk.settings().config_file_path = cntk.text("c.cntk");
    cntk.settings().command_line_args = cntk.text("rootDir=.");
    cntk.settings().python_interpreter_path = cntk.text("python3");
    const JobResult mapped = cntk.map();
    EXPECT_EQ(mapped.program(), "cntk configFile=c.cntk rootDir=.");
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0607", "B2A0617"));
    EXPECT_THAT(mapped.told().of(cntk.settings().config_file_path),
                ElementsAre("toolkit.config_file -> command"));
    EXPECT_THAT(mapped.told().of(cntk.settings().command_line_args),
                ElementsAre("toolkit.arguments -> command"));
    EXPECT_THAT(mapped.told().of(cntk.settings().python_interpreter_path),
                ElementsAre("toolkit.unused_arguments"));
    EXPECT_THAT(mapped.told().of(cntk.settings().language_type), ElementsAre("toolkit.language_type"));
    Bench caffe(Toolkit::caffe, 1);
    caffe.settings().python_script_file_path.reset();
    caffe.settings().config_file_path = caffe.text("s.prototxt");
    EXPECT_EQ(caffe.map().program(), "caffe train --solver=s.prototxt");
}

TEST(Commands, ScriptsWinOverConfigurationFiles) {
    Bench bench(Toolkit::caffe, 1);
    bench.settings().config_file_path = bench.text("s.prototxt");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.program(), "python train.py");
    EXPECT_THAT(mapped.told().of(bench.settings().config_file_path), ElementsAre("toolkit.unused_arguments"));
}

TEST(Commands, ThatAreMissingFailTheJob) {
    for (const Toolkit kind :
         {Toolkit::horovod, Toolkit::caffe2, Toolkit::pytorch, Toolkit::custom_mpi, Toolkit::custom}) {
        Bench bench(kind, 1);
        bench.settings().python_script_file_path.reset();
        bench.settings().command_line.reset();
        bench.settings().command_line_args = bench.text("--lr 1");
        const JobResult mapped = bench.map();
        EXPECT_THAT(mapped.told().codes(), Contains("B2A0606"));
        EXPECT_THAT(mapped.program(), HasSubstr("exit 1"));
    }
}

struct Backend {
    const char* name; ///< null: none
    std::int64_t nodes;
    Type type;
    const char* index;
    const char* exported;
};
class PyTorch : public testing::TestWithParam<Backend> {};

TEST_P(PyTorch, BackendsDecideTheLauncher) {
    Bench bench(Toolkit::pytorch, GetParam().nodes);
    if (GetParam().name != nullptr) bench.settings().communication_backend = bench.text(GetParam().name);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.job.distribution.type, GetParam().type);
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_TASK_INDEX"), GetParam().index);
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_PYTORCH_BACKEND"), GetParam().exported);
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_PYTORCH_INIT_METHOD"),
              GetParam().nodes > 1 ? "\"env://\"" : "\"file://$PWD/.batchai/pytorch_init\"");
}
constexpr const char* rank = "\"${RANK:-0}\"";
constexpr const char* mpi_rank = "\"${OMPI_COMM_WORLD_RANK:-${PMI_RANK:-0}}\"";
INSTANTIATE_TEST_SUITE_P(Toolkits, PyTorch,
                         testing::Values(Backend{nullptr, 1, Type::none, rank, "(none)"},
                                         Backend{nullptr, 2, Type::pytorch, rank, "(none)"},
                                         Backend{"gloo", 2, Type::pytorch, rank, "gloo"},
                                         Backend{"TCP", 2, Type::pytorch, rank, "gloo"},
                                         Backend{"MPI", 2, Type::mpi, mpi_rank, "MPI"},
                                         Backend{"mpi", 1, Type::mpi, mpi_rank, "mpi"}));

TEST(PyTorch, TellsOfTheBackendThatIsGone) {
    Bench bench(Toolkit::pytorch, 2);
    bench.settings().communication_backend = bench.text("tcp");
    EXPECT_EQ(bench.map().told().finding("B2A0613").at, bench.settings().communication_backend->leaf);
    EXPECT_THAT(bench.map().told().of(bench.settings().communication_backend),
                ElementsAre("toolkit.backend_tcp -> distribution"));
    bench.settings().communication_backend = bench.text("gloo");
    EXPECT_THAT(bench.map().told().of(bench.settings().communication_backend),
                ElementsAre("toolkit.backend -> distribution"));
    EXPECT_EQ(bench.map().told().times("B2A0613"), 0U);
}

TEST(PyTorch, TellsOfTheNewRendezvousWhereItIsUsed) {
    Bench bench(Toolkit::pytorch, 2);
    EXPECT_EQ(bench.map().told().times("B2A0603"), 0U);
    bench.settings().command_line_args =
        bench.text("--dist-url $AZ_BATCHAI_PYTORCH_INIT_METHOD --rank $AZ_BATCHAI_TASK_INDEX");
    EXPECT_EQ(bench.map().told().times("B2A0603"), 1U);
    bench.job.node_count = bench.count(1);
    EXPECT_EQ(bench.map().told().times("B2A0603"), 0U) << "on one node the shared file still works";
}

TEST(Caffe2, TakesTheIndexOfTheNode) {
    EXPECT_EQ(Bench(Toolkit::caffe2, 3).map().exported("AZ_BATCHAI_TASK_INDEX"), "\"${NODE_RANK:-0}\"");
}

TEST(NoToolkit, IsAnError) {
    Bench bench(Toolkit::caffe2, 1);
    bench.job.toolkits.clear();
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0209"));
    EXPECT_THAT(mapped.program(), HasSubstr("exit 1"));
}

TEST(SecondToolkit, IsLeftOut) {
    Bench bench(Toolkit::horovod, 1);
    ToolkitSettings& second = bench.toolkit(Toolkit::tensorflow);
    for (Text* text : {&second.language_type, &second.config_file_path, &second.python_script_file_path,
                       &second.python_interpreter_path, &second.command_line_args, &second.command_line,
                       &second.master_command_line_args, &second.worker_command_line_args,
                       &second.parameter_server_command_line_args, &second.communication_backend})
        *text = bench.text("$AZ_LEARNING_JOB_TEMP");
    for (Count* count : {&second.process_count, &second.worker_count, &second.parameter_server_count})
        *count = bench.count(4);
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0208"));
    EXPECT_EQ(mapped.told().finding("B2A0208").at, second.origin);
    EXPECT_EQ(mapped.program(), "python train.py");
    EXPECT_EQ(mapped.exported("AZ_LEARNING_JOB_TEMP"), "(none)") << "its texts do not count";
    for (const Text& text : {second.language_type, second.config_file_path, second.python_script_file_path,
                             second.python_interpreter_path, second.command_line_args, second.command_line,
                             second.master_command_line_args, second.worker_command_line_args,
                             second.parameter_server_command_line_args, second.communication_backend})
        EXPECT_THAT(mapped.told().of(text), ElementsAre("toolkit.other"));
    for (const Count& count : {second.process_count, second.worker_count, second.parameter_server_count})
        EXPECT_THAT(mapped.told().of(count), ElementsAre("toolkit.other"));
}

struct LanguageCase {
    const char* language;
    bool script;
    bool config;
    const char* message; ///< empty: it fits
};

TEST(CntkLanguage, HasToFitTheProgram) {
    for (const LanguageCase& one :
         {LanguageCase{"Python", true, false, ""}, LanguageCase{"python", true, false, ""},
          LanguageCase{"BrainScript", false, true, ""},
          LanguageCase{"Python", false, true, "languageType is Python, and there is no pythonScriptFilePath"},
          LanguageCase{"BrainScript", true, false,
                       "languageType is BrainScript, and there is no configFilePath"},
          LanguageCase{"R", true, false, "\"R\" is neither Python nor BrainScript"}}) {
        SCOPED_TRACE(one.language);
        test::Workbench bench;
        bench.job.node_count = bench.count(1);
        ToolkitSettings& cntk = bench.toolkit(Toolkit::cntk);
        cntk.language_type = bench.text(one.language);
        if (one.script) cntk.python_script_file_path = bench.text("a.py");
        if (one.config) cntk.config_file_path = bench.text("a.cntk");
        const test::JobResult mapped = bench.map();
        EXPECT_THAT(mapped.told().of(cntk.language_type), testing::ElementsAre("toolkit.language_type"));
        EXPECT_EQ(mapped.told().times("B2A0616"), *one.message == 0 ? 0U : 1U);
        if (*one.message != 0) {
            EXPECT_EQ(mapped.told().finding("B2A0616").message, one.message);
            EXPECT_EQ(mapped.told().finding("B2A0616").at, cntk.language_type->leaf);
        }
    }
}

TEST(MembersThatNothingUses, AreNotes) {
    test::Workbench bench;
    bench.job.node_count = bench.count(1);
    ToolkitSettings& caffe = bench.toolkit(Toolkit::caffe);
    caffe.config_file_path = bench.text("solver.prototxt");
    caffe.python_interpreter_path = bench.text("python3");
    const test::JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().finding("B2A0617").at, caffe.python_interpreter_path->leaf);
    EXPECT_EQ(mapped.told().finding("B2A0617").message,
              "\"python3\" has no effect: without a script there is nothing to interpret");
}

} // namespace
} // namespace batchai2aml
