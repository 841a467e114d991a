// Run configurations of SDK v1 (azureml.md 4.1). What the library makes of them:
// tests/conformance/runconfigs.py.
#include "emitter/runconfig.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::StartsWith;

CommandJob plain_job() {
    CommandJob job;
    job.name = "train";
    job.file = "jobs/train/job.yml";
    job.header.source = "train/job.json";
    job.display_name = "Train";
    job.experiment_name = "digits";
    job.image.text = "contoso.azurecr.io/train:1";
    job.compute.text = "gpu";
    job.timeout_seconds = 3600;
    job.inputs = {{"in_DATA", "azureml://datastores/store/paths/a/b/", InputMode::ro_mount, ""}};
    job.outputs = {{"out_MODEL", "azureml://datastores/store/paths/runs/${{name}}/outputs/", ""},
                   {"mount_logs", "azureml://datastores/store/paths/", ""}};
    job.command.statements = {Export{"AZ_BATCHAI_INPUT_DATA", Word{{Input{"in_DATA"}}}},
                              Export{"AZ_BATCHAI_OUTPUT_MODEL", Word{{Output{"out_MODEL"}}}},
                              Export{"LOGS", Word{{Output{"mount_logs"}, Literal{"/x"}}}},
                              Run{{RawShell{"python train.py '${{not}}'"}}}};
    return job;
}

std::string text_of(const std::vector<OutputFile>& files, const std::string& path) {
    for (const OutputFile& file : files)
        if (file.path == path) return file.bytes;
    return "(no file " + path + ")";
}

std::string configuration(const CommandJob& job, const Compute* compute = nullptr) {
    return text_of(emit_runconfig(job, compute), "runconfig/train/.azureml/train.runconfig");
}

TEST(Runconfig, SaysWhatTheJobSays) {
    CommandJob job = plain_job();
    job.environment_variables = {{"EPOCHS", "012"}};
    job.shm_size = "16g";
    job.registry = RegistryLogin{"contoso.azurecr.io", "", ""};
    Compute compute;
    compute.name = "gpu";
    compute.size.text = "Standard_NC4as_T4_v3";
    compute.max_instances = 3;
    EXPECT_EQ(configuration(job, &compute), R"(# Converted by batchai2aml from train/job.json
target: gpu
framework: Python
communicator: None
maxRunDurationSeconds: 3600
nodeCount: 1
environment:
  name: train
  environmentVariables:
    EPOCHS: "012"
  python:
    userManagedDependencies: true
    interpreterPath: python
    condaDependenciesFile:
  docker:
    enabled: true
    baseImage: contoso.azurecr.io/train:1
    shmSize: 16g
    baseImageRegistry:
      address: contoso.azurecr.io
docker:
  useDocker: true
  shmSize: 16g
dataReferences:
  inDATA:
    dataStoreName: store
    pathOnDataStore: a/b
    mode: mount
    overwrite: false
  mountlogs:
    dataStoreName: store
    pathOnDataStore:
    mode: mount
    overwrite: false
outputData:
  outMODEL:
    outputLocation:
      dataPath:
        datastoreName: store
        relativePath: runs/{run-id}/outputs
    mechanism: mount
amlcompute:
  vmSize: Standard_NC4as_T4_v3
  vmPriority: dedicated
  retainCluster: true
  name: gpu
  clusterMaxNodeCount: 3
command: bash batchai_command.sh
environmentVariables:
  EPOCHS: "012"
)");
}

TEST(Runconfig, CommandStandsInAScriptWithVariablesForPaths) {
    const auto files = emit_runconfig(plain_job(), nullptr);
    EXPECT_EQ(text_of(files, "runconfig/train/batchai_command.sh"),
              "#!/bin/bash\n"
              "# Written by batchai2aml. The command of the job, which the run configuration starts.\n"
              "export AZ_BATCHAI_INPUT_DATA=\"${AZUREML_DATAREFERENCE_inDATA}\"\n"
              "export AZ_BATCHAI_OUTPUT_MODEL=\"${outMODEL}\"\n"
              "export LOGS=\"${AZUREML_DATAREFERENCE_mountlogs}/x\"\n"
              "python train.py '$''{{not}}'\n");
}

TEST(Runconfig, DistributionsHaveTheirFramework) {
    using Type = Distribution::Type;
    for (const auto& [type, framework, section] :
         {std::tuple{Type::mpi, "framework: Python\ncommunicator: OpenMpi\n",
                     "mpi:\n  processCountPerNode: 2\n  nodeCount: 3\n"},
          std::tuple{Type::pytorch, "framework: PyTorch\ncommunicator: Gloo\n",
                     "pytorch:\n  communicationBackend: Gloo\n  processCount: 6\n  nodeCount: 3\n"},
          std::tuple{Type::tensorflow, "framework: TensorFlow\ncommunicator: ParameterServer\n",
                     "tensorflow:\n  workerCount: 4\n  parameterServerCount: 1\n"}}) {
        CommandJob job = plain_job();
        job.instance_count = 3;
        job.distribution = {type, 2, 4, 1};
        EXPECT_THAT(configuration(job), HasSubstr(framework));
        EXPECT_THAT(configuration(job), HasSubstr(section));
    }
}

TEST(Runconfig, NcclIsNamedWhereTheJobUsesIt) {
    CommandJob job = plain_job();
    job.distribution.type = Distribution::Type::pytorch;
    job.command.statements.insert(job.command.statements.begin(),
                                  Export{"AZ_BATCHAI_PYTORCH_BACKEND", Word{{Literal{"NCCL"}}}});
    EXPECT_THAT(configuration(job), HasSubstr("communicator: Nccl\n"));
}

TEST(Runconfig, CodeAndNeedsWorkAreKept) {
    CommandJob job = plain_job();
    job.code = {{"launch.py", "print(1)\n", false}};
    job.header.needs_work = {"name the image"};
    EXPECT_EQ(text_of(emit_runconfig(job, nullptr), "runconfig/train/launch.py"), "print(1)\n");
    EXPECT_THAT(configuration(job), HasSubstr("# NEEDS WORK before it can be used:\n#  - name the image\n"));
}

// The library turns snake_case into camelCase when it loads a file.
TEST(Runconfig, NamesOfFoldersHaveNoUnderscoresAndStayUnique) {
    CommandJob job = plain_job();
    job.inputs = {{"in_A_B", "", InputMode::ro_mount, ""}, {"in_AB", "", InputMode::ro_mount, ""}};
    job.outputs = {{"Out_X", "", ""}, {"__", "", ""}};
    EXPECT_THAT(runconfig_names(job), ElementsAre(Pair("in_A_B", "inAB"), Pair("in_AB", "inABx2"),
                                                  Pair("Out_X", "dataOutX"), Pair("__", "data")));
}

TEST(Runconfigs, SayWhereEachValueIs) {
    Migration migration;
    migration.jobs = {plain_job()};
    migration.jobs[0].tags = {{"a/b", "1"}};
    Compute compute;
    compute.name = "gpu";
    compute.file = "compute/gpu.yml";
    migration.computes = {compute};
    Datastore datastore;
    datastore.name = "store";
    datastore.file = "datastores/store.yml";
    migration.datastores = {datastore};
    const Emitted emitted = emit_runconfigs(migration, {});
    const auto where = [&](std::string_view file, std::string_view path) {
        const FormatTarget target = emitted.locate(file, path);
        return target.file + (target.path.empty() ? "" : " " + target.path) + std::string(target.reason);
    };
    const std::string configuration = "runconfig/train/.azureml/train.runconfig ";
    EXPECT_EQ(where("jobs/train/job.yml", "resources.instance_count"), configuration + "nodeCount");
    EXPECT_EQ(where("jobs/train/job.yml", "inputs.in_DATA.path"),
              configuration + "dataReferences.inDATA.pathOnDataStore");
    EXPECT_EQ(where("jobs/train/job.yml", "outputs.out_MODEL.path"),
              configuration + "outputData.outMODEL.outputLocation.dataPath.relativePath");
    EXPECT_EQ(where("jobs/train/job.yml", "outputs.mount_logs"), configuration + "dataReferences.mountlogs");
    EXPECT_EQ(where("jobs/train/job.yml", "command"), "runconfig/train/batchai_command.sh");
    EXPECT_EQ(where("jobs/train/job.yml", "tags.a/b"), "runconfig/resources.json /jobs/0/tags/a~1b");
    EXPECT_EQ(where("compute/gpu.yml", "size"), "runconfig/resources.json /computes/0/configuration/vm_size");
    EXPECT_EQ(where("datastores/store.yml", "account_name"),
              "runconfig/resources.json /datastores/0/registration/account_name");
    EXPECT_EQ(where("jobs/train/job.yml", "services"), "a run configuration has no place for it");
    EXPECT_EQ(where("MIGRATION.md", ""), "MIGRATION.md");
}

TEST(Runconfigs, KnowTheWorkspaceWhenTheSettingsDo) {
    const Migration migration;
    EXPECT_THAT(text_of(emit_runconfigs(migration, {"s", "", "w"}).files, "runconfig/config.json"),
                StartsWith("(no file"));
    EXPECT_EQ(
        text_of(emit_runconfigs(migration, {"s", "g", "w"}).files, "runconfig/config.json"),
        "{\n  \"subscription_id\": \"s\",\n  \"resource_group\": \"g\",\n  \"workspace_name\": \"w\"\n}\n");
}

} // namespace
} // namespace batchai2aml
