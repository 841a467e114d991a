// Options of mpirun: Open MPI and Intel MPI (batchai.md 7.2).
#include <gtest/gtest.h>

#include "mapper/mpirun.hpp"

namespace batchai2aml {
namespace {

struct Case {
    const char* options;
    const char* assignments = "";
    int processes = 0; ///< 0: not stated
    int per_node = 0;
};
class MpiOptions : public testing::TestWithParam<Case> {};

TEST_P(MpiOptions, LeaveTheProgramAlone) {
    const MpiLaunch launch = find_mpirun(std::string("mpirun ") + GetParam().options + " ./a -n 7 x");
    ASSERT_EQ(launch.use, MpiUse::launch) << GetParam().options << ": " << launch.reason;
    EXPECT_EQ(launch.program, "./a -n 7 x") << GetParam().options;
    EXPECT_EQ(launch.assignments, GetParam().assignments) << GetParam().options;
    EXPECT_EQ(launch.processes.value_or(0), GetParam().processes) << GetParam().options;
    EXPECT_EQ(launch.per_node.value_or(0), GetParam().per_node) << GetParam().options;
}
INSTANTIATE_TEST_SUITE_P(
    Mpirun, MpiOptions,
    testing::Values(
        Case{"-n 4 -wdir /x/y -x A=1", "cd /x/y && A=1 ", 4},
        Case{"--wd \"$D/x y\" -n 4", "cd \"$D/x y\" && ", 4},
        Case{"-np 4 -path /opt/bin", "PATH=/opt/bin:$PATH ", 4}, Case{"-x A,B -x C=1,2 -n 2", "C=1,2 ", 2},
        Case{"-genv A 1 -env B=2 -genvexcl C -n 2", "A=1 B=2 ", 2},
        Case{"-genvnone -genvuser -genvall -envnone -n 2", "", 2},
        Case{"-gmca btl tcp,self -omca a b", "OMPI_MCA_btl=tcp,self OMPI_MCA_a=b ", 0},
        Case{"-pernode", "", 0, 1}, Case{"-N 3", "", 0, 3}, Case{"-grr 2 -n 4", "", 4, 2},
        Case{"--map-by ppr:2:node", "", 0, 2}, Case{"--map-by ppr:4:node:PE=2", "", 0, 4},
        Case{"-ppr 2:node", "", 0, 2}, Case{"--map-by ppr:2:socket -n 8", "", 8},
        Case{"--map-by socket -npersocket 2 -n 8", "", 8}, Case{"-host a:2,b:3", "", 5},
        Case{"-hosts a,b,c", "", 3}, Case{"-hosts a,b -ppn 4", "", 0, 4}, Case{"-H $HOSTS", "", 0},
        Case{"-n 4 -host localhost,b", "", 4}, Case{"-s all -n 2", "", 2}, Case{"-s 0,2-3 -n 2", "", 2},
        Case{"-n 2 -s", "", 2}, Case{"-trace -n 2", "", 2}, Case{"-n 2 -trace libVT.so", "", 2},
        Case{"-n 2 -trace", "", 2}, Case{"-tune my.conf -n 2", "", 2},
        Case{"-output-filename f --report-uri - -prefix /opt -n 2", "", 2},
        Case{"--display-allocation --display-map -timestamp-output -bysocket -cpus-per-proc 2 -n 2", "", 2},
        Case{"-rr -print-all-exitcodes -check_mpi -ilp64 -ordered-output -n 2", "", 2},
        Case{"-iface eth0 -bootstrap ssh -launcher-exec /x -rmk pbs -machine h -n 2", "", 2}));

TEST(MpiOptions, AreToldApartByCase) {
    EXPECT_EQ(find_mpirun("mpirun -n 4 -V ./a").use, MpiUse::complex) << "prints its version";
    EXPECT_EQ(find_mpirun("mpirun -n 4 -v ./a").use, MpiUse::launch);
}

struct Refused {
    const char* command;
    const char* reason;
};
class Refusals : public testing::TestWithParam<Refused> {};

TEST_P(Refusals, SayWhy) {
    const MpiLaunch launch = find_mpirun(GetParam().command);
    EXPECT_EQ(launch.use, MpiUse::complex) << GetParam().command;
    EXPECT_EQ(launch.reason, GetParam().reason);
}
INSTANTIATE_TEST_SUITE_P(
    Mpirun, Refusals,
    testing::Values(Refused{"mpirun --unknown 2 ./a", "the option \"--unknown\" is not known"},
                    Refused{"mpirun -configfile f",
                            "with the option \"-configfile\" it is no plain launcher"},
                    Refused{"mpirun -n 2", "no program follows mpirun"},
                    Refused{"mpirun -n", "the option \"-n\" has no value"},
                    Refused{"mpirun -n $(nproc) ./a",
                            "the number of processes is \"$(nproc)\", which is known only when the job runs"},
                    Refused{"mpirun -n $N ./a",
                            "the number of processes is \"$N\", which is known only when the job runs"},
                    Refused{"mpirun -np two ./a", "\"two\" is no number of processes"},
                    Refused{"mpirun -npersocket 2 ./a", "the number of processes depends on sockets"},
                    Refused{"mpirun -map-by ppr:x:node ./a", "\"x:node\" is no number of processes"},
                    Refused{"mpirun -x 'a b' ./a", "\"'a b'\" is no name of a variable"},
                    Refused{"mpirun -env A", "the variable \"A\" has no value"},
                    Refused{"mpirun -mca a.b 1 ./a", "the parameter \"a.b\" cannot become a variable"},
                    Refused{"mpirun -n 1 ./a : -n 1 ./b", "it starts several programs"},
                    Refused{"mpirun -n 1 ./a; mpirun -n 1 ./b", "it is called several times"},
                    Refused{"mpirun_rsh -np 2 h1 h2 ./a", "mpirun_rsh names nodes of Batch AI"},
                    Refused{"mpirun -n 2 ./a | tee x", ""}));

TEST(MpiHosts, ThatAreThisNodeKeepAllProcessesThere) {
    for (const char* hosts : {"-host localhost", "-H localhost:4,127.0.0.1", "--host \"localhost\""})
        EXPECT_EQ(find_mpirun("mpirun -n 4 " + std::string(hosts) + " ./a").use, MpiUse::local) << hosts;
    EXPECT_EQ(find_mpirun("bash -c 'mpirun -host localhost -n 4 ./a'").use, MpiUse::local);
}

TEST(MpiCounts, MayBeVariablesWithPlainValues) {
    const std::map<std::string, std::string> values = {{"N", "8"}, {"TEXT", "x y"}, {"ZERO", "0"}};
    for (const char* count : {"$N", "${N}", "\"$N\"", "\"${N}\""})
        EXPECT_EQ(find_mpirun("mpirun -n " + std::string(count) + " ./a", values).processes, 8) << count;
    for (const char* count : {"$M", "$TEXT", "$ZERO", "$N$N", "${N:-2}", "'$N'"})
        EXPECT_EQ(find_mpirun("mpirun -n " + std::string(count) + " ./a", values).use, MpiUse::complex)
            << count;
    EXPECT_EQ(find_mpirun("M=2; mpirun -n $M ./a", values).processes, 2);
    EXPECT_EQ(find_mpirun("export M=2 N='4'; mpirun -n $N ./a", values).processes, 4)
        << "the last value counts";
    for (const char* before : {"N=$X; ", "N=2 ./b; ", "echo N=2; ", "[ x ] || N=`x`; "})
        EXPECT_EQ(find_mpirun(std::string(before) + "mpirun -n $N ./a", values).use, MpiUse::complex)
            << before;
    EXPECT_EQ(find_mpirun("bash -c \"mpirun -n \\$N ./a\"", values).processes, 8);
}

} // namespace
} // namespace batchai2aml
