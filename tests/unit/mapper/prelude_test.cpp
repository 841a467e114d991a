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
    static Command mapped(const std::string& program, std::int64_t nodes = 1) {
        test::Workbench bench;
        bench.run("x", nodes);
        bench.job.toolkits.front().toolkit = Toolkit::custom_mpi;
        bench.job.toolkits.front().command_line = bench.text(program);
        return bench.map().job.command;
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

} // namespace
} // namespace batchai2aml
