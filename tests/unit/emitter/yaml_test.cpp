#include "emitter/yaml.hpp"

#include <gmock/gmock.h>

#include "read_yaml.hpp"

namespace batchai2aml {
namespace {

using test::read_yaml;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Compute compute() {
    Compute out;
    out.name = "gpu-cl";
    out.file = "compute/gpu-cl.yml";
    out.header.source = "tf/cluster.json";
    out.size.text = "STANDARD_NC4AS_T4_V3";
    out.max_instances = 4;
    return out;
}

TEST(EmitCompute, WritesTheKeysOfTheReferencePageInItsOrder) {
    const OutputFile file = emit_compute(compute());
    EXPECT_EQ(file.path, "compute/gpu-cl.yml");
    EXPECT_EQ(file.bytes, "# Converted by batchai2aml from tf/cluster.json\n"
                          "$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json\n"
                          "type: amlcompute\n"
                          "name: gpu-cl\n"
                          "size: STANDARD_NC4AS_T4_V3\n"
                          "tier: dedicated\n"
                          "min_instances: 0\n"
                          "max_instances: 4\n"
                          "idle_time_before_scale_down: 300\n"
                          "identity:\n"
                          "  type: system_assigned\n");
}

TEST(EmitCompute, OpensSshOnlyWithAKey) {
    Compute cluster = compute();
    cluster.tier = Tier::low_priority;
    cluster.ssh = SshSettings{"bai", "ssh-rsa AAAA bai@host"};
    cluster.subnet = "/subscriptions/0/subnets/sn";
    EXPECT_THAT(emit_compute(cluster).bytes, HasSubstr("ssh_public_access_enabled: true\n"
                                                       "ssh_settings:\n"
                                                       "  admin_username: bai\n"
                                                       "  ssh_key_value: ssh-rsa AAAA bai@host\n"
                                                       "network_settings:\n"
                                                       "  subnet: /subscriptions/0/subnets/sn\n"));
    EXPECT_THAT(emit_compute(cluster).bytes, HasSubstr("tier: low_priority\n"));
    EXPECT_THAT(emit_compute(compute()).bytes, Not(HasSubstr("ssh")));
}

TEST(EmitCompute, SaysAtTheTopWhatIsToBeDone) {
    Compute cluster = compute();
    cluster.header.source = "a\nname: evil";
    cluster.header.needs_work = {"choose a size\nname: evil", "second"};
    cluster.size.comment = "No size was given.";
    const std::string text = emit_compute(cluster).bytes;
    EXPECT_THAT(text, testing::StartsWith("# Converted by batchai2aml from a name: evil\n"
                                          "# NEEDS WORK before it can be used:\n"
                                          "#  - choose a size name: evil\n"
                                          "#  - second\n"
                                          "$schema: "));
    EXPECT_THAT(text, HasSubstr("name: gpu-cl\n# No size was given.\nsize: "));
}

TEST(EmitDatastore, NamesAContainerOrAShareAndNoCredentials) {
    Datastore store;
    store.name = "bai_data";
    store.file = "datastores/bai_data.yml";
    store.account.text = "contoso";
    store.container = {"data", "Check this."};
    store.endpoint = "core.windows.net";
    store.key_vault_secret = "https://v.vault.azure.net/secrets/s";
    EXPECT_EQ(read_yaml(emit_datastore(store).bytes)["$schema"].text,
              "https://azuremlschemas.azureedge.net/latest/azureBlob.schema.json");
    EXPECT_THAT(emit_datastore(store).bytes, HasSubstr("type: azure_blob\n"
                                                       "name: bai_data\n"
                                                       "account_name: contoso\n"
                                                       "# Check this.\n"
                                                       "container_name: data\n"
                                                       "endpoint: core.windows.net\n"));
    store.kind = DatastoreKind::azure_file;
    EXPECT_THAT(read_yaml(emit_datastore(store).bytes).keys(),
                ElementsAre("$schema", "type", "name", "account_name", "file_share_name", "endpoint"));
    EXPECT_EQ(read_yaml(emit_datastore(store).bytes)["type"].text, "azure_file");
}

CommandJob job() {
    CommandJob out;
    out.name = "train";
    out.file = "jobs/train/job.yml";
    out.header.source = "job.json";
    out.display_name = "train";
    out.experiment_name = "on";
    out.command.statements = {Export{"DATA", {{Input{"in_data"}}}}, Run{{RawShell{"python a.py"}}}};
    out.image.text = "tensorflow/tensorflow:1.8.0";
    out.compute.text = "gpu-cl";
    out.timeout_seconds = 604800;
    return out;
}

TEST(EmitJob, WritesTheKeysOfTheReferencePageInItsOrder) {
    CommandJob full = job();
    full.environment_variables = {{"MODE", "1"}, {"NAME", "a"}};
    full.tags = {{"source", "batchai"}};
    full.instance_count = 2;
    full.shm_size = "16g";
    full.distribution = {Distribution::Type::mpi, 4, 0, 0};
    full.inputs = {{"in_data", "azureml://datastores/d/paths/x/", InputMode::ro_mount, "Moved."},
                   {"in_more", "azureml://datastores/d/paths/y/", InputMode::download, ""}};
    full.outputs = {{"out_m", "azureml://datastores/d/paths/${{name}}/outputs/", ""}};
    const std::vector<OutputFile> files = emit_job(full);
    ASSERT_EQ(files.size(), 1U);
    EXPECT_EQ(files[0].path, "jobs/train/job.yml");
    EXPECT_EQ(files[0].bytes, R"(# Converted by batchai2aml from job.json
$schema: https://azuremlschemas.azureedge.net/latest/commandJob.schema.json
type: command
display_name: train
experiment_name: "on"
tags:
  source: "batchai"
command: |-
  export DATA="${{inputs.in_data}}"
  python a.py
environment:
  image: tensorflow/tensorflow:1.8.0
environment_variables:
  MODE: "1"
  NAME: "a"
compute: azureml:gpu-cl
resources:
  instance_count: 2
  shm_size: 16g
distribution:
  type: mpi
  process_count_per_instance: 4
limits:
  timeout: 604800
inputs:
  # Moved.
  in_data:
    type: uri_folder
    path: azureml://datastores/d/paths/x/
    mode: ro_mount
  in_more:
    type: uri_folder
    path: azureml://datastores/d/paths/y/
    mode: download
outputs:
  out_m:
    type: uri_folder
    path: azureml://datastores/d/paths/${{name}}/outputs/
    mode: rw_mount
)");
}

TEST(EmitJob, LeavesOutWhatTheJobDoesNotHave) {
    EXPECT_THAT(read_yaml(emit_job(job())[0].bytes).keys(),
                ElementsAre("$schema", "type", "display_name", "experiment_name", "command", "environment",
                            "compute", "resources", "limits"));
}

TEST(EmitJob, WritesTheCountsOfTheDistribution) {
    CommandJob distributed = job();
    distributed.distribution = {Distribution::Type::tensorflow, 1, 2, 1};
    EXPECT_THAT(
        emit_job(distributed)[0].bytes,
        HasSubstr("distribution:\n  type: tensorflow\n  worker_count: 2\n  parameter_server_count: 1\n"));
    distributed.distribution = {Distribution::Type::pytorch, 3, 0, 0};
    EXPECT_THAT(emit_job(distributed)[0].bytes,
                HasSubstr("distribution:\n  type: pytorch\n  process_count_per_instance: 3\n"));
}

TEST(EmitJob, ShipsItsCodeBesideIt) {
    CommandJob with_code = job();
    with_code.code = {{"launch.py", "print(1)\n", false}, {"sub/run.sh", "#!/bin/sh\n", true}};
    const std::vector<OutputFile> files = emit_job(with_code);
    ASSERT_EQ(files.size(), 3U);
    EXPECT_THAT(files[0].bytes, HasSubstr("\ncode: code\n"));
    EXPECT_EQ(files[1].path, "jobs/train/code/launch.py");
    EXPECT_EQ(files[1].bytes, "print(1)\n");
    EXPECT_FALSE(files[1].executable);
    EXPECT_EQ(files[2].path, "jobs/train/code/sub/run.sh");
    EXPECT_TRUE(files[2].executable);
}

TEST(EmitJob, KeepsHostileTextInsideItsValue) {
    const std::string evil = "x\ncompute: azureml:other # \"'\r\x1b[0m: |\n- ${{inputs.y}}";
    CommandJob hostile = job();
    hostile.display_name = evil;
    hostile.experiment_name = evil;
    hostile.image.text = evil;
    hostile.environment_variables = {{"A", evil}};
    hostile.tags = {{evil, evil}};
    hostile.command.statements = {batchai2aml::Run{{RawShell{evil}}}};
    hostile.inputs = {{"in_a", evil, InputMode::ro_mount, evil}};
    const test::Tree read = read_yaml(emit_job(hostile)[0].bytes);
    EXPECT_EQ(read["compute"].text, "azureml:gpu-cl");
    EXPECT_EQ(read["display_name"].text, evil);
    EXPECT_EQ(read["environment"]["image"].text, evil);
    EXPECT_EQ(read["environment_variables"]["A"].text, evil);
    EXPECT_EQ(read["tags"][evil].text, evil);
    EXPECT_EQ(read["inputs"]["in_a"]["path"].text, evil);
    EXPECT_THAT(read["command"].text, Not(HasSubstr("${{")));
}

TEST(EmitYaml, WritesEveryResourceInItsOrder) {
    Migration migration;
    migration.computes = {compute()};
    Datastore store;
    store.file = "datastores/d.yml";
    migration.datastores = {store};
    CommandJob with_code = job();
    with_code.code = {{"a.py", "", false}};
    migration.jobs = {with_code};
    std::vector<std::string> paths;
    for (const OutputFile& file : emit_yaml(migration))
        paths.push_back(file.path);
    EXPECT_THAT(paths, ElementsAre("compute/gpu-cl.yml", "datastores/d.yml", "jobs/train/job.yml",
                                   "jobs/train/code/a.py"));
}

} // namespace
} // namespace batchai2aml
