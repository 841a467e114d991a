#include "rehearse/emitted_job.hpp"

#include <gmock/gmock.h>

#include "emitted.hpp"

namespace batchai2aml::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::string error_of(const std::string& more, const std::string& command = "true") {
    const Emitted out;
    out.write_job(command, more);
    const auto job = read_job(machine_files(), out.folder(), "job");
    return job ? "(no error)" : job.error().message;
}

TEST(EmittedJob, IsReadWithAllThatARunNeeds) {
    const Emitted out;
    out.write_job("python train.py", R"(code: code
environment_variables:
  EPOCHS: "012"
compute: azureml:gpu
resources:
  instance_count: 3
distribution:
  type: PyTorch
  process_count_per_instance: 2
limits:
  timeout: 3600
inputs:
  rate: 0.1
  data:
    type: uri_folder
    path: azureml://datastores/store/paths/a/b/
    mode: download
outputs:
  out:
    type: uri_folder
    path: azureml://subscriptions/x/workspaces/y/datastores/other/paths/${{name}}/m
)");
    const auto read = read_job(machine_files(), out.folder(), "job");
    ASSERT_TRUE(read);
    const EmittedJob& job = read.value();
    EXPECT_EQ(job.file, "jobs/job/job.yml");
    EXPECT_EQ(job.command, "python train.py");
    EXPECT_EQ(job.code, "code");
    EXPECT_THAT(job.variables, ElementsAre(Pair("EPOCHS", "012")));
    EXPECT_THAT(job.literals, ElementsAre(Pair("rate", "0.1")));
    EXPECT_EQ(job.nodes, 3);
    EXPECT_EQ(job.distribution, DistributionKind::pytorch);
    EXPECT_EQ(job.processes_per_node, 2);
    EXPECT_EQ(job.timeout_seconds, 3600);
    ASSERT_EQ(job.folders.size(), 2U);
    EXPECT_EQ(job.folders[0].datastore, "store");
    EXPECT_EQ(job.folders[0].path, "a/b");
    EXPECT_EQ(job.folders[0].mode, "download");
    EXPECT_EQ(job.folders[1].datastore, "other");
    EXPECT_EQ(job.folders[1].path, "${{name}}/m");
    EXPECT_EQ(job.folders[1].mode, "rw_mount");
}

TEST(EmittedJob, TensorFlowHasOneWorkerForEachNodeUnlessItSaysMore) {
    const Emitted out;
    out.write_job("true", "resources:\n  instance_count: 2\ndistribution:\n  type: tensorflow\n");
    const auto job = read_job(machine_files(), out.folder(), "job");
    ASSERT_TRUE(job);
    EXPECT_EQ(job.value().workers, 2);
    EXPECT_EQ(job.value().servers, 0);
}

TEST(EmittedJob, WhatCannotBeRunIsRefusedInWords) {
    EXPECT_THAT(error_of("", "  "), HasSubstr("job.yml: there is no command"));
    EXPECT_THAT(error_of("resources:\n  instance_count: two\n"),
                HasSubstr("instance_count: \"two\" is no number"));
    EXPECT_THAT(error_of("resources:\n  instance_count: 0\n"), HasSubstr("from 1 on"));
    EXPECT_THAT(error_of("distribution:\n  type: ray\n"), HasSubstr("none of mpi, pytorch, tensorflow"));
    EXPECT_THAT(error_of("resources:\n  instance_count: 900\ndistribution:\n  type: mpi\n"
                         "  process_count_per_instance: 900\n"),
                HasSubstr("more processes than can be rehearsed (1000)"));
    EXPECT_THAT(error_of("distribution:\n  type: tensorflow\n  worker_count: 0\n"),
                HasSubstr("neither a worker"));
    EXPECT_THAT(error_of("a: [\n"), HasSubstr("job.yml:"));
}

TEST(EmittedJob, JobsAreTheFoldersWithAJobFile) {
    const Emitted out;
    out.write("jobs/b/job.yml", "command: x\n");
    out.write("jobs/a/job.yml", "command: x\n");
    out.write("jobs/empty/readme", "");
    EXPECT_THAT(emitted_jobs(machine_files(), out.folder()), ElementsAre("a", "b"));
    EXPECT_THAT(emitted_jobs(machine_files(), out.folder() + "/nowhere"), ElementsAre());
}

TEST(EmittedDatastore, SaysWhatItStandsFor) {
    const Emitted out;
    out.write("datastores/files.yml", "type: azure_file\naccount_name: a\nfile_share_name: s\n");
    out.write("datastores/blob.yml", "type: azure_blob\naccount_name: a\ncontainer_name: c\n");
    const auto files = read_datastore(machine_files(), out.folder(), "files");
    ASSERT_TRUE(files);
    EXPECT_EQ(files.value().container, "s");
    EXPECT_EQ(files.value().file, "datastores/files.yml");
    EXPECT_EQ(read_datastore(machine_files(), out.folder(), "blob").value().container, "c");
    EXPECT_EQ(read_datastore(machine_files(), out.folder(), "absent").value().file, "");
    EXPECT_EQ(read_datastore(machine_files(), out.folder(), "../jobs/job").value().file, "");
}

} // namespace
} // namespace batchai2aml::testing
