// Whole rehearsals: what the job's processes find, and that nothing leaves the folder of the rehearsal.
#include "rehearse/rehearsal.hpp"

#include <gmock/gmock.h>

#include "emitted.hpp"

namespace batchai2aml::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* two_nodes = "resources:\n  instance_count: 2\n"
                                  "distribution:\n  type: pytorch\n  process_count_per_instance: 2\n";
constexpr const char* one_input = "inputs:\n  data:\n    type: uri_folder\n"
                                  "    path: azureml://datastores/store/paths/deep/er/\n    mode: ro_mount\n";
constexpr const char* one_output = "outputs:\n  out:\n    type: uri_folder\n"
                                   "    path: azureml://datastores/store/paths/runs/${{name}}/\n";

TEST(Rehearsal, RecordsProgramsInsteadOfRunningThem) {
    const Emitted out;
    out.write_job("python3 train.py 'a b' \"$X\" && touch-nothing; /opt/none/python; exec last $((1 + 2))",
                  "environment_variables:\n  X: é $Y\n");
    const Rehearsal done = out.rehearse();
    ASSERT_THAT(done.processes, SizeIs(1));
    EXPECT_THAT(programs(done.processes[0]),
                ElementsAre("python3 train.py a b é $Y", "touch-nothing", "/opt/none/python", "last 3"));
    EXPECT_EQ(done.processes[0].exit_code, 0);
    EXPECT_TRUE(done.succeeded());
}

TEST(Rehearsal, PassesExitCodesOn) {
    const Emitted out;
    RehearsalOptions options;
    options.statuses = {{"python", 3}};
    out.write_job("python a && python b");
    const Rehearsal done = out.rehearse(options);
    EXPECT_THAT(programs(done.processes[0]), ElementsAre("python a"));
    EXPECT_EQ(done.processes[0].exit_code, 3);
    EXPECT_FALSE(done.succeeded());
}

TEST(Rehearsal, StartsAllProcessesOfAllNodesSideBySide) {
    const Emitted out;
    // Each waits for all others of its node: one after the other they would never end.
    out.write_job("mkdir -p seen; : > seen/$LOCAL_RANK\n"
                  "until [ -e seen/0 ] && [ -e seen/1 ]; do sleep 1; done\nrank $RANK of $WORLD_SIZE",
                  two_nodes);
    const Rehearsal done = out.rehearse();
    ASSERT_THAT(done.processes, SizeIs(4));
    EXPECT_THAT(programs(done.processes[3]), ElementsAre("rank 3 of 4"));
    EXPECT_EQ(done.processes[3].node, 1);
    EXPECT_NE(done.nodes[0].working, done.nodes[1].working);
}

TEST(Rehearsal, PutsCopiesInThePlacesOfDatastores) {
    const Emitted out;
    out.write("../given/deep/er/config", "value\n");
    out.write("datastores/store.yml", "type: azure_blob\naccount_name: a\ncontainer_name: c\n");
    out.write_job("read -r line <${{inputs.data}}/config\ntrain \"$line\" ${{outputs.out}}\n"
                  "echo result >${{outputs.out}}/log; echo x >${{inputs.data}}/config",
                  std::string(one_input) + one_output);
    RehearsalOptions options;
    options.data = {{"store", out.top() / "given"}};
    const Rehearsal done = out.rehearse(options);
    ASSERT_THAT(done.folders, SizeIs(2));
    EXPECT_TRUE(done.folders[0].had_data);
    EXPECT_THAT(programs(done.processes[0]), ElementsAre("train value " + done.folders[1].local));
    EXPECT_THAT(done.folders[1].behind, EndsWith("/datastores/store/runs/rehearsal"));
    ASSERT_THAT(done.changed, SizeIs(1));
    EXPECT_EQ(done.changed[0].path, "runs/rehearsal/log");
    // What is mounted for reading cannot be written, and what was given is as it was.
    EXPECT_NE(done.processes[0].exit_code, 0);
    EXPECT_THAT(done.processes[0].output, HasSubstr("Read-only file system"));
    EXPECT_FALSE(std::filesystem::exists(out.top() / "given/runs"));
    EXPECT_EQ(done.stand_ins[0].datastore.account, "a");
}

TEST(Rehearsal, LargeFilesKeepTheirSizeOnly) {
    const Emitted out;
    out.write("../given/deep/er/model", std::string(3U << 20U, 'x'));
    out.write_job("true", one_input);
    RehearsalOptions options;
    options.data = {{"store", out.top() / "given"}};
    const Rehearsal done = out.rehearse(options);
    const std::filesystem::path copy = done.stand_ins[0].folder + "/deep/er/model";
    EXPECT_EQ(std::filesystem::file_size(copy), 3U << 20U);
    EXPECT_EQ(std::ifstream(copy).get(), 0);
}

TEST(Rehearsal, DoesNotCopyItself) {
    const Emitted out;
    out.write("../file", "x");
    out.write_job("true", "code: ../../..\n"); // the folder in which the rehearsal lies
    const Rehearsal done = out.rehearse();
    EXPECT_TRUE(std::filesystem::exists(done.nodes[0].working + "/file"));
    EXPECT_FALSE(std::filesystem::exists(done.nodes[0].working + "/run"));
}

TEST(Rehearsal, WritesNothingElsewhere) {
    const Emitted out;
    const auto target = (std::filesystem::canonical(out.top()) / "victim").string();
    out.write("../victim", "old");
    out.write_job("echo new >" + target + "\nrm -f " + target + "\nln -s " + out.top().string()
                  + " way; echo new >way/victim; mkdir way/made; cat " + target);
    const Rehearsal done = out.rehearse();
    EXPECT_THAT(done.processes[0].elsewhere, ElementsAre(target));
    EXPECT_THAT(done.processes[0].output, HasSubstr("new")); // what the job wrote is what it reads
    EXPECT_FALSE(std::filesystem::exists(out.top() / "made"));
    std::string now;
    std::ifstream(target) >> now;
    EXPECT_EQ(now, "old");
}

TEST(Rehearsal, SendsNothingAndEndsNoOtherProcess) {
    const Emitted out;
    out.write_job("kill -9 1; echo x >/dev/tcp/127.0.0.1/9; true");
    const Rehearsal done = out.rehearse();
    EXPECT_THAT(done.processes[0].output, HasSubstr("Operation not permitted"));
    EXPECT_THAT(done.processes[0].output, HasSubstr("Permission denied"));
}

TEST(Rehearsal, ScriptsOfTheUserAreProgramsAndLaunchersAreNot) {
    const Emitted out;
    out.write("jobs/job/code/launch.py", "# -*- coding: utf-8 -*-\n# Written by batchai2aml. For a test.\n"
                                         "import os\nos.execv('/bin/sh', ['sh', '-c', 'train $PLACE'])\n");
    out.write("jobs/job/code/own.py", "raise SystemExit(5)\n");
    out.write_job("/opt/none/python -u launch.py && python own.py && bash own.sh && bash -c 'inner x'",
                  "code: code\nenvironment_variables:\n  PLACE: here\n");
    const Rehearsal done = out.rehearse();
    EXPECT_THAT(programs(done.processes[0]),
                ElementsAre("train here", "python own.py", "bash own.sh", "inner x"))
        << done.processes[0].output;
}

TEST(Rehearsal, StopsWhatDoesNotEnd) {
    const Emitted out;
    out.write_job("while :; do :; done & wait");
    RehearsalOptions options;
    options.timeout_seconds = 1;
    const Rehearsal done = out.rehearse(options);
    EXPECT_EQ(done.processes[0].end, ProcessEnd::timed_out);
    EXPECT_FALSE(done.succeeded());
}

TEST(Rehearsal, ParameterServersEndWithTheWorkers) {
    const Emitted out;
    out.write_job("case $TF_CONFIG in *'\"type\":\"ps\"'*) while :; do sleep 1; done;; esac; train",
                  "distribution:\n  type: tensorflow\n  worker_count: 1\n  parameter_server_count: 1\n");
    const Rehearsal done = out.rehearse();
    ASSERT_THAT(done.processes, SizeIs(2));
    EXPECT_EQ(done.processes[0].end, ProcessEnd::after_workers);
    EXPECT_EQ(done.processes[1].exit_code, 0);
    EXPECT_TRUE(done.succeeded());
}

TEST(Rehearsal, TellsWhatAzureWouldRefuse) {
    const Emitted out;
    out.write_job("train ${{inputs.nothing}}");
    const Rehearsal done = out.rehearse();
    EXPECT_THAT(done.problems, ElementsAre(HasSubstr("${{inputs.nothing}}")));
    EXPECT_FALSE(done.succeeded());
}

TEST(Rehearsal, HidesItselfAndTheUsersOwnVariables) {
    ASSERT_EQ(setenv("B2A_TEST_SECRET", "s3cret", 1), 0);
    const Emitted out;
    out.write_job("train", "environment_variables:\n  LD_PRELOAD: libother.so\n");
    const Rehearsal done = out.rehearse();
    EXPECT_EQ(variable(done.processes[0], "B2A_TEST_SECRET"), "(not set)");
    EXPECT_EQ(variable(done.processes[0], "B2A_PROBE_RECORD"), "(not set)");
    EXPECT_EQ(variable(done.processes[0], "LD_PRELOAD"), "libother.so");
    EXPECT_THAT(variable(done.processes[0], "PATH"), EndsWith("/bin"));
}

TEST(Rehearsal, RunsProgramsWhenThatIsAskedFor) {
    const Emitted out;
    out.write("../given/deep/er/in", "4\n");
    out.write_job(
        "python3 -c 'import sys; v = open(sys.argv[1]).read(); open(sys.argv[2], \"w\").write(v * 2)' "
        "${{inputs.data}}/in ${{outputs.out}}/result && false",
        std::string(one_input) + one_output);
    RehearsalOptions options;
    options.programs = Programs::executed;
    options.data = {{"store", out.top() / "given"}};
    const Rehearsal done = out.rehearse(options);
    ASSERT_THAT(done.changed, SizeIs(1)) << done.processes[0].output;
    std::string text;
    std::ifstream(done.stand_ins[0].folder + "/" + done.changed[0].path) >> text;
    EXPECT_EQ(text, "4");
    EXPECT_THAT(done.processes[0].read, ::testing::Contains(EndsWith("/deep/er/in")));
    EXPECT_THAT(done.processes[0].written, ElementsAre(EndsWith("/result")));
    EXPECT_EQ(done.processes[0].exit_code, 1);
    EXPECT_EQ(done.in_sandbox,
              has_sandbox(options.search_path.empty() ? "/usr/bin:/bin" : options.search_path));
}

TEST(Rehearsal, NothingIsAskedOfADatastoreWithoutAFile) {
    const Emitted out;
    out.write_job("train ${{inputs.data}}", one_input);
    const Rehearsal done = out.rehearse();
    EXPECT_EQ(done.stand_ins[0].datastore.file, "");
    EXPECT_FALSE(done.folders[0].had_data);
    EXPECT_THAT(done.problems, IsEmpty());
}

} // namespace
} // namespace batchai2aml::testing
