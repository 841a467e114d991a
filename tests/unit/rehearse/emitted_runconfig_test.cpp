#include "rehearse/emitted_runconfig.hpp"

#include <gmock/gmock.h>

#include "emitted.hpp"

namespace batchai2aml::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

void write(const Emitted& out, const std::string& text) {
    out.write("runconfig/job/.azureml/job.runconfig", "command: bash batchai_command.sh\n" + text);
}

TEST(EmittedRunconfig, IsReadAsAJob) {
    const Emitted out;
    write(out, R"(communicator: Gloo
nodeCount: 2
maxRunDurationSeconds: 60
pytorch: {processCount: 4}
environmentVariables: {A: "1"}
dataReferences:
  inDATA: {dataStoreName: store, pathOnDataStore: a/b, mode: download}
outputData:
  outM: {mechanism: mount, outputLocation: {dataPath: {datastoreName: other, relativePath: "{run-id}/m"}}}
)");
    const auto read = read_runconfig(machine_files(), out.folder(), "job");
    ASSERT_TRUE(read) << read.error().message;
    const EmittedJob& job = read.value();
    EXPECT_EQ(job.nodes, 2);
    EXPECT_EQ(job.distribution, DistributionKind::pytorch);
    EXPECT_EQ(job.processes_per_node, 2);
    EXPECT_EQ(job.timeout_seconds, 60);
    EXPECT_THAT(job.variables, ElementsAre(Pair("A", "1")));
    ASSERT_EQ(job.folders.size(), 2U);
    EXPECT_EQ(job.folders[0].mode, "download");
    EXPECT_EQ(job.folders[0].path, "a/b");
    EXPECT_EQ(job.folders[1].path, "${{name}}/m");
    EXPECT_EQ(job.folders[1].datastore, "other");
    EXPECT_THAT(emitted_runconfigs(machine_files(), out.folder()), ElementsAre("job"));
}

TEST(EmittedRunconfig, WhatCannotBeRunIsRefusedInWords) {
    const auto error_of = [](const std::string& text) {
        const Emitted out;
        write(out, text);
        const auto job = read_runconfig(machine_files(), out.folder(), "job");
        return job ? "(no error)" : job.error().message;
    };
    EXPECT_THAT(error_of("communicator: Smoke\n"), HasSubstr("communicator: \"smoke\" is not one"));
    EXPECT_THAT(error_of("communicator: Nccl\nnodeCount: 2\npytorch: {processCount: 3}\n"),
                HasSubstr("evenly"));
    EXPECT_THAT(error_of("communicator: OpenMpi\nmpi: {processCountPerNode: x}\n"),
                HasSubstr("is no number"));
    EXPECT_THAT(error_of("nodeCount: 0\n"), HasSubstr("from 1 on"));
}

TEST(EmittedRunconfig, RunsItsScriptWithTheVariablesOfV1) {
    const Emitted out;
    write(out, "dataReferences:\n  inDATA: {dataStoreName: store, pathOnDataStore: a, mode: mount}\n"
               "outputData:\n  outM: {mechanism: mount, outputLocation: {dataPath: {datastoreName: store, "
               "relativePath: "
               "\"{run-id}\"}}}\n");
    out.write(
        "runconfig/job/batchai_command.sh",
        "#!/bin/bash\n# Written by batchai2aml. A test.\ntrain $AZUREML_DATAREFERENCE_inDATA ${outM}\n");
    const auto job = read_runconfig(machine_files(), out.folder(), "job");
    ASSERT_TRUE(job);
    RehearsalOptions options;
    options.folder = out.top() / "run";
    std::filesystem::create_directories(options.folder);
    const auto done = batchai2aml::rehearse(machine_files(), out.folder(), job.value(), options);
    ASSERT_TRUE(done);
    const Rehearsal& rehearsal = done.value();
    EXPECT_THAT(programs(rehearsal.processes[0]),
                ElementsAre("train " + rehearsal.folders[0].local + " " + rehearsal.folders[1].local))
        << rehearsal.processes[0].output;
}

} // namespace
} // namespace batchai2aml::testing
