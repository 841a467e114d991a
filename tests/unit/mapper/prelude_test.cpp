// What runs before the program, in a real shell: each process of a node finds all that Batch AI had set.
#include <gmock/gmock.h>

#include "../../support/mapped.hpp"
#include "../emitter/run_shell.hpp"

namespace batchai2aml {
namespace {

class Prelude : public test::ShellTest {
  protected:
    Prelude() {
        install("nvidia-smi", "echo 'GPU 0: Tesla (UUID: GPU-1)'; echo 'GPU 1: Tesla (UUID: GPU-2)'");
    }
    static Command mapped(const std::string& program, std::int64_t nodes = 1,
                          Toolkit toolkit = Toolkit::custom_mpi) {
        test::Workbench bench;
        bench.run(program, nodes);
        bench.job.toolkits.front().toolkit = toolkit;
        return bench.map().job.command;
    }
    /// The command of two processes of a node of a custom job that calls mpirun.
    test::Ran run_launch(const std::string& program) {
        std::filesystem::create_directories(output("shared_job_temp"));
        std::filesystem::remove_all(path("wd/.batchai2aml_prep"));
        return run_at_once(mapped(program, 2, Toolkit::custom), 2);
    }
};
INSTANTIATE_TEST_SUITE_P(Shells, Prelude, testing::Values("sh", "bash"),
                         [](const auto& shell) { return shell.param; });

TEST_P(Prelude, SetsWhatScriptsReadByThemselves) {
    const std::string program =
        "echo $AZ_BATCHAI_NUM_GPUS $AZ_BATCHAI_NUM_GPUS_PER_NODE $AZ_BATCH_HOST_LIST; "
        "cd \"$AZ_BATCHAI_MOUNT_ROOT\" && cd \"$AZ_BATCHAI_JOB_MOUNT_ROOT\" && "
        "cd \"$AZ_BATCHAI_SHARED_JOB_TEMP\" && cd \"$AZ_BATCHAI_JOB_TEMP\" && "
        "cd \"$AZ_BATCHAI_STDOUTERR_DIR\"";
    const test::Ran ran = run(mapped(program), "unset AZ_BATCH_HOST_LIST");
    EXPECT_EQ(ran.output, "2 2 127.0.0.1\n");
    EXPECT_EQ(ran.status, 0);
    install("nvidia-smi", "echo 'NVIDIA-SMI has failed'; exit 9");
    EXPECT_THAT(run(mapped(program)).output, testing::StartsWith("0 0 ")) << "what it prints is no GPU";
}

TEST_P(Prelude, OfSeveralProcessesMakesOneWholeHostFile) {
    const Command command = mapped("cat \"$AZ_BATCHAI_MPI_HOST_FILE\"", 2);
    std::filesystem::create_directory(output("shared_job_temp"));
    ASSERT_EQ(setenv("AZ_BATCH_HOST_LIST", "10.0.0.4,10.0.0.5", 1), 0);
    const test::Ran ran = run_at_once(command, 8);
    unsetenv("AZ_BATCH_HOST_LIST");
    EXPECT_EQ(ran.status, 0);
    std::string all;
    for (int i = 0; i < 8; ++i)
        all += "10.0.0.4\n10.0.0.5\n";
    EXPECT_EQ(ran.output.size(), all.size()) << ran.output;
}

std::string twice(const std::string& line) {
    return line + line;
}

TEST_P(Prelude, RunsOnceWhatStoodBeforeMpirun) {
    for (const std::string& command :
         {std::string("echo x >>../log; mkdir d && export A=1 && cd d; mpirun -n 2 sh -c '"
                      "echo $A; basename $PWD'"),
          std::string("bash -c \"echo x >>../log; mkdir d && export A=1 && cd d && mpirun -n 2 "
                      "sh -c 'echo \\$A; basename \\$PWD'\"")}) {
        const test::Ran ran = run_launch(command);
        EXPECT_EQ(ran.status, 0) << ran.output;
        EXPECT_EQ(std::ranges::count(ran.output, '1'), 2) << ran.output;
        EXPECT_EQ(std::ranges::count(ran.output, 'd'), 2) << ran.output;
        EXPECT_EQ(read("log"), "x\n");
        std::filesystem::remove(path("log"));
        std::filesystem::remove(path("wd/d"));
    }
}

TEST_P(Prelude, ReachesTheProgramAsMpirunWasReached) {
    struct Case {
        const char* command;
        const char* output;
        int failed;
    };
    for (const Case& one : {Case{"sh -c 'exit 3' && mpirun -n 2 echo p", "", 2},
                            Case{"sh -c 'exit 3'; mpirun -n 2 echo p", "p\n", 0},
                            Case{"sh -c 'exit 3' || exit 4; mpirun -n 2 echo p", "", 2},
                            Case{"set -e; sh -c 'exit 3'; mpirun -n 2 echo p", "", 2},
                            Case{"sh -c 'exit 3' || true; cd . && mpirun -n 2 echo p", "p\n", 0}}) {
        const test::Ran ran = run_launch(one.command);
        EXPECT_EQ(ran.output, twice(one.output)) << one.command;
        EXPECT_EQ(ran.status, one.failed) << one.command;
    }
}

} // namespace
} // namespace batchai2aml
