// Commands before mpirun, which ran once in the shell that started it (batchai.md 7.2).
#include "mapper/mpi_before.hpp"

#include <gtest/gtest.h>

#include "mapper/mpirun.hpp"

namespace batchai2aml {
namespace {

struct Case {
    const char* before;
    const char* once;
    const char* each;
};
class Before : public testing::TestWithParam<Case> {};

TEST_P(Before, IsSplit) {
    SCOPED_TRACE(GetParam().before);
    const auto parts = split_before(GetParam().before);
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->once, GetParam().once);
    EXPECT_EQ(parts->each, GetParam().each);
}
INSTANTIATE_TEST_SUITE_P(
    Mpirun, Before,
    testing::Values(
        Case{"", "", ""}, Case{"source /x/mpivars.sh;  echo $H; ", "", "source /x/mpivars.sh;  echo $H; "},
        Case{"export A=1 && cd ${D} && ", "", "export A=1 && cd ${D} && "},
        Case{"A=1; B=\"$(date)\"\nulimit -s unlimited\nmodule load mpi >/dev/null 2>&1\n", "",
             "A=1; B=\"$(date)\"\nulimit -s unlimited\nmodule load mpi >/dev/null 2>&1\n"},
        Case{"[ -f x ] || exit 1; conda activate y; ", "", "[ -f x ] || exit 1; conda activate y; "},
        Case{"pip install x; ", "pip install x\n:", ""}, Case{"pip install x && ", "pip install x", ""},
        Case{"pip install x\n", "pip install x\n:", ""},
        Case{"mkdir d && cd d && pip install x && ", "mkdir d && cd d && pip install x", "cd d && "},
        Case{"mkdir d && cd d; apt-get update; export A=1; ",
             "mkdir d && cd d; apt-get update; export A=1\n:", "cd d; export A=1; "},
        Case{"mkdir d || true; cd d\n", "mkdir d || true; cd d\n:", "cd d\n"},
        Case{"echo x > f; . ./f; ", "echo x > f; . ./f\n:", ". ./f; "},
        Case{"echo x >>f; ", "echo x >>f\n:", ""},
        Case{"echo x 2>&1 >/dev/null; ", "", "echo x 2>&1 >/dev/null; "},
        Case{"yes | apt-get install y | tail -1; cd d; ",
             "yes | apt-get install y | tail -1; cd d\n:", "cd d; "},
        Case{"conda install y; ", "conda install y\n:", ""},
        Case{"A=1 ./setup.sh; ", "A=1 ./setup.sh\n:", ""},
        Case{"# pip install x\ncd d\n", "", "# pip install x\ncd d\n"},
        Case{"./a; [ -d x ] || cd y; ", "./a; [ -d x ] || cd y\n:", "[ -d x ] || cd y; "}));

class ComplexBefore : public testing::TestWithParam<const char*> {};

TEST_P(ComplexBefore, IsLeftWhole) {
    EXPECT_FALSE(split_before(GetParam())) << GetParam();
    const MpiLaunch launch = find_mpirun(std::string(GetParam()) + "mpirun -n 2 ./a");
    if (launch.use == MpiUse::complex) return;
    EXPECT_FALSE(launch.split);
    EXPECT_EQ(launch.before, GetParam()) << "runs in each process";
    EXPECT_EQ(launch.once, "");
}
INSTANTIATE_TEST_SUITE_P(Mpirun, ComplexBefore,
                         testing::Values("for i in 1 2; do pip install $i; done; ", "if a; then b; fi; ",
                                         "(cd x; a); ", "f() { a; }; ", "cat <<E >x\na\nE\n", "a & ",
                                         "A=(1 2); ", "exec 2>&1; ", "D=$(mktemp -d); cp x $D; cd $D; ",
                                         "D=`x`; cp x $D; ", "cd x || pip install y; ",
                                         "[[ -f x ]] && cp x y; ", "trap 'rm x' EXIT; ", "exit 0; ",
                                         "a | while read x; do b; done; "));

TEST(ShellInAShell, KeepsItsShellAndQuotes) {
    struct Wrapped {
        const char* command;
        const char* once;
        const char* process;
    };
    for (const Wrapped& one : {
             Wrapped{"bash -c 'mpirun -n 2 ./a'", "", "bash -c './a'"},
             Wrapped{"/bin/bash -lc \"source x; mpirun -n 2 -x B=1 ./a $A \\$A \\\"c d\\\"\"", "",
                     "/bin/bash -lc \"source x; B=1 ./a $A \\$A \\\"c d\\\"\""},
             Wrapped{"bash -l -eo pipefail -c 'mpirun -n 2 ./a' ;\n", "", "bash -l -eo pipefail -c './a'"},
             Wrapped{"A=1 sh -c 'pip install x; cd d; mpirun -n 2 ./a'", "A=1 sh -c 'pip install x; cd d\n:'",
                     "A=1 sh -c 'cd d; ./a'"},
             Wrapped{"cd y && bash -ic \"pip install x && mpirun -n 2 ./a\"",
                     "cd y && bash -ic \"pip install x\"", "cd y && bash -ic \"./a\""},
             Wrapped{"pip install x; cd y; bash -c \"mpirun -n 2 ./a\"",
                     "pip install x; cd y\n:", "cd y; bash -c \"./a\""},
         }) {
        const MpiLaunch launch = find_mpirun(one.command);
        ASSERT_EQ(launch.use, MpiUse::launch) << one.command;
        EXPECT_EQ(launch.once, one.once) << one.command;
        EXPECT_EQ(launch.process(), one.process) << one.command;
    }
}

TEST(ShellInAShell, IsLeftAloneWhereItsTextIsNotOneWholeText) {
    for (const char* command :
         {"bash -c \"mpirun -n `x` ./a\"", "bash -c \"mpirun -n 2 ./a $(x)\"", "bash -c 'mpirun -n 2 '\"$A\"",
          "bash -c \"mpirun -n 2 ./a", "bash -c mpirun\\ -n\\ 2\\ ./a", "bash x.sh 'mpirun -n 2 ./a'",
          "bash -c \"bash -c 'mpirun -n 2 ./a'\"", "ssh h 'mpirun -n 2 ./a'", "bash -c 'mpirun -n 2 ./a; x'"})
        EXPECT_EQ(find_mpirun(command).use, MpiUse::complex) << command;
}

} // namespace
} // namespace batchai2aml
