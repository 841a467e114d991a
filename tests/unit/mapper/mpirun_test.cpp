// Hand-written mpirun lines (batchai.md 7.2, azureml.md 6.5).
#include "mapper/mpirun.hpp"

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

struct Case {
    const char* name;
    const char* command;
    const char* before;
    const char* assignments;
    const char* program;
    int processes; ///< 0: not stated
    int per_node;
};
class Launches : public testing::TestWithParam<Case> {};

TEST_P(Launches, AreTakenApart) {
    SCOPED_TRACE(GetParam().command);
    const MpiLaunch launch = find_mpirun(GetParam().command);
    ASSERT_EQ(launch.use, MpiUse::launch);
    EXPECT_EQ(launch.before, GetParam().before);
    EXPECT_EQ(launch.assignments, GetParam().assignments);
    EXPECT_EQ(launch.program, GetParam().program);
    EXPECT_EQ(launch.processes.value_or(0), GetParam().processes);
    EXPECT_EQ(launch.per_node.value_or(0), GetParam().per_node);
}

constexpr Case launches[] = {
    {"OpenMpiOfTheRecipes",
     "mpirun -mca btl_tcp_if_exclude docker0,lo --allow-run-as-root --hostfile $AZ_BATCHAI_MPI_HOST_FILE "
     "python $AZ_BATCHAI_INPUT_SCRIPTS/m.py",
     "", "OMPI_MCA_btl_tcp_if_exclude=docker0,lo ", "python $AZ_BATCHAI_INPUT_SCRIPTS/m.py", 0, 0},
    {"IntelMpiOfTheRecipes",
     "source /opt/intel/mpivars.sh;  echo $AZ_BATCH_HOST_LIST; mpirun -n 8 -ppn 4 -hosts $AZ_BATCH_HOST_LIST "
     "     -env I_MPI_FABRICS=dapl "
     "-env I_MPI_DYNAMIC_CONNECTION=0  -genvall  python -u a.py --x 1",
     "source /opt/intel/mpivars.sh;  echo $AZ_BATCH_HOST_LIST; ",
     "I_MPI_FABRICS=dapl I_MPI_DYNAMIC_CONNECTION=0 ", "python -u a.py --x 1", 8, 4},
    {"VariablesToForward",
     "mpirun -n 2 --host $AZ_BATCH_HOST_LIST -x AZ_BATCHAI_MOUNT_ROOT -x DISTRIBUTED=True python a.py", "",
     "DISTRIBUTED=True ", "python a.py", 2, 0},
    {"VariablesInTwoWords", "mpiexec -n 4 -env A 1 -genv B 2 ./a.out", "", "A=1 B=2 ", "./a.out", 4, 0},
    {"OtherCounts", "mpirun -np 4 -npernode 2 ./a", "", "", "./a", 4, 2},
    {"LongCounts", "mpirun --np 4 -N 2 ./a", "", "", "./a", 4, 2},
    {"PerHost", "mpiexec.hydra -perhost 2 -n 4 ./a", "", "", "./a", 4, 2},
    {"Binding", "orterun -c 4 --bind-to none --map-by slot --rank-by core --oversubscribe ./a", "", "", "./a",
     4, 0},
    {"Lists", "mpirun -f hosts -envlist A,B -envall -machinefile m -H a,b ./a", "", "", "./a", 2, 0},
    {"PathOfTheLauncher", "/usr/local/bin/mpirun -n 2 ./a", "", "", "./a", 2, 0},
    {"AndBefore", "cd $AZ_BATCHAI_JOB_TEMP/x && mpirun -n 2 python a.py", "cd $AZ_BATCHAI_JOB_TEMP/x && ", "",
     "python a.py", 2, 0},
    {"LinesBefore", "export A=1\nmpirun -n 2 ./a", "export A=1\n", "", "./a", 2, 0},
    {"AssignmentBefore", "KERAS_BACKEND=cntk mpirun -n 2 -x B=2 ./a", "", "KERAS_BACKEND=cntk B=2 ", "./a", 2,
     0},
    {"QuotedAssignment", "mpirun -n 2 -x A=\"b c\" ./a 'd e'", "", "A=\"b c\" ", "./a 'd e'", 2, 0},
    {"QuotedSeparators", "mpirun -n 2 sh -c 'a; b && c | d'", "", "", "sh -c 'a; b && c | d'", 2, 0},
    {"QuotedNameOfAnotherFile", "echo 'x; y'; mpirun -n 2 ./a", "echo 'x; y'; ", "", "./a", 2, 0},
    {"ProgramWithTheSameOptions", "mpirun -n 2 ./a -n 7 --hostfile h", "", "", "./a -n 7 --hostfile h", 2, 0},
    {"ProgramWithMpirunInItsName", "mpirun -n 2 python my_mpirun.py", "", "", "python my_mpirun.py", 2, 0},
    {"SeveralParameters", "mpirun -mca btl ^openib -mca pml ob1 -n 2 ./a", "",
     "OMPI_MCA_btl=^openib OMPI_MCA_pml=ob1 ", "./a", 2, 0},
    {"LineContinued", "mpirun \\\n -n 2 \\\n python a.py", "", "", "python a.py", 2, 0},
};
INSTANTIATE_TEST_SUITE_P(Mpirun, Launches, testing::ValuesIn(launches),
                         [](const auto& one) { return std::string(one.param.name); });

class Trailing : public testing::TestWithParam<const char*> {};

TEST_P(Trailing, SeparatorsDoNotMatter) {
    const MpiLaunch launch = find_mpirun(std::string("mpirun -n 2 ./a x") + GetParam());
    ASSERT_EQ(launch.use, MpiUse::launch);
    EXPECT_EQ(launch.program.substr(0, 5), "./a x");
    EXPECT_EQ(launch.program.find(';'), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Mpirun, Trailing, testing::Values(";", "\n", " ; ", "\r\n", " "));

class NoLaunch : public testing::TestWithParam<const char*> {};

TEST_P(NoLaunch, TextsThatDoNotStartMpi) {
    EXPECT_EQ(find_mpirun(GetParam()).use, MpiUse::none) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Mpirun, NoLaunch,
                         testing::Values("", "python train.py", "bash run_mpirun.sh", "python mpirun_test.py",
                                         "bash ./mpirun.sh", "python a.py --launcher=no-mpirun",
                                         "which .mpirunrc", "ls /opt/mpirun/share", "mpirunner x"));

class Complex : public testing::TestWithParam<const char*> {};

TEST_P(Complex, LinesAreLeftAlone) {
    EXPECT_EQ(find_mpirun(GetParam()).use, MpiUse::complex) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Mpirun, Complex,
    testing::Values("mpirun -n 2 ./a; echo done", "mpirun -n 2 ./a && cp x y", "mpirun -n 2 ./a | tee log",
                    "mpirun -n 2 ./a &", "bash -c 'mpirun -n 2 ./a' x", "bash -c 'mpirun -n 2 ./a'\"b\"",
                    "mpirun -n 2 ./a; mpirun -n 2 ./b", "if true; then mpirun -n 2 ./a; fi",
                    "echo x | mpirun -n 2 ./a", "false || mpirun -n 2 ./a", "sleep 1 & mpirun -n 2 ./a",
                    "(cd x; mpirun -n 2 ./a)", "{ cd x; mpirun -n 2 ./a; }", "time mpirun -n 2 ./a",
                    "echo mpirun", "mpirun", "mpirun -n 2", "mpirun -n $N ./a", "mpirun -n 0 ./a",
                    "mpirun -n x ./a", "mpirun -ppn $K -n 2 ./a", "mpirun --unknown-option ./a",
                    "mpirun -x 'a b' ./a", "mpirun -mca 'a b' c ./a", "mpirun -n 2 bash -c 'mpirun ./a'",
                    "mpirun -n 1 ./server : -n 3 ./client", "mpirun -n", "mpirun -mca a", "mpirun -env A"));

TEST(Mpirun, HostileTextsAreSafe) {
    for (const std::string& text :
         {std::string("mpirun \\"), std::string("mpirun -n 2 'open"), std::string("mpirun -n 2 \"open\\"),
          std::string("mpirun -n 99999999999999999999 ./a"), std::string("mpirun - ./a"),
          std::string("mpirun -- ./a"), std::string("mpirun\0-n 2 ./a", 15)})
        (void)find_mpirun(text);
    EXPECT_EQ(find_mpirun("mpirun -n 99999999999999999999 ./a").use, MpiUse::complex);
    EXPECT_EQ(find_mpirun("mpirun" + std::string(100000, ' ') + "-n 2 ./a").program, "./a");
}

} // namespace
} // namespace batchai2aml
