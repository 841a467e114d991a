// Members of clusters (batchai.md 4) and of mounts (3.1).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Parsed cluster_with(const std::string& members) {
    return Parsed("{\"properties\": {\"vmSize\": \"STANDARD_NC6\", " + members + "}}");
}

TEST(ReadCluster, Scale) {
    const Parsed manual = cluster_with(
        R"("scaleSettings": {"manual": {"targetNodeCount": 2, "nodeDeallocationOption": "requeue"}})");
    EXPECT_EQ(value_of(manual.cluster().target_node_count), 2);
    EXPECT_EQ(value_of(manual.cluster().node_deallocation_option), "requeue");
    const Parsed automatic = cluster_with(
        R"("scaleSettings": {"autoScale": {"minimumNodeCount": 1, "maximumNodeCount": 5, "initialNodeCount": 3}})");
    EXPECT_EQ(value_of(automatic.cluster().minimum_node_count), 1);
    EXPECT_EQ(value_of(automatic.cluster().maximum_node_count), 5);
    EXPECT_EQ(value_of(automatic.cluster().initial_node_count), 3);
    EXPECT_THAT(automatic.codes(), IsEmpty());
}

TEST(ReadCluster, HostImage) {
    const Parsed cluster =
        cluster_with(R"("virtualMachineConfiguration": {"imageReference": {"publisher": "p", "offer": "o",
        "sku": "s", "version": "v", "virtualMachineImageId": "/images/i"}})");
    EXPECT_EQ(value_of(cluster.cluster().image_publisher), "p");
    EXPECT_EQ(value_of(cluster.cluster().image_offer), "o");
    EXPECT_EQ(value_of(cluster.cluster().image_sku), "s");
    EXPECT_EQ(value_of(cluster.cluster().image_version), "v");
    EXPECT_EQ(value_of(cluster.cluster().image_id), "/images/i");
    EXPECT_THAT(cluster.codes(), IsEmpty());
}

TEST(ReadCluster, NodeSetup) {
    const Parsed cluster =
        cluster_with(R"("nodeSetup": {"setupTask": {"commandLine": "apt install x", "runElevated": true,
        "stdOutErrPathPrefix": "$AZ_BATCHAI_MOUNT_ROOT/x", "stdOutErrPathSuffix": "s/t",
        "environmentVariables": [{"name": "A", "value": "1"}], "secrets": [{"name": "B", "value": "geheim-1"},
        {"name": "C", "valueSecretReference": {"sourceVault": {"id": "/v"}, "secretUrl": "https://v/secrets/c"}}]},
        "performanceCountersSettings": {"appInsightsReference": {"component": {"id": "/ai"}, "instrumentationKey": "geheim-2",
        "instrumentationKeySecretReference": {"sourceVault": {"id": "/w"}, "secretUrl": "https://w/secrets/k"}}}})");
    ASSERT_TRUE(cluster.cluster().setup_task.has_value());
    const SetupTask& task = *cluster.cluster().setup_task;
    EXPECT_EQ(value_of(task.command_line), "apt install x");
    EXPECT_EQ(value_of(task.std_out_err_path_prefix), "$AZ_BATCHAI_MOUNT_ROOT/x");
    EXPECT_TRUE(task.run_elevated && task.run_elevated->value);
    ASSERT_THAT(task.environment_variables, SizeIs(1));
    ASSERT_THAT(task.secrets, SizeIs(2));
    EXPECT_TRUE(task.secrets[0].value.has_value());
    EXPECT_EQ(value_of(task.secrets[1].value_reference.vault_id), "/v");
    EXPECT_EQ(value_of(task.secrets[1].value_reference.secret_url), "https://v/secrets/c");
    EXPECT_THAT(cluster.rules_at("/properties/nodeSetup/setupTask/stdOutErrPathSuffix"),
                ElementsAre("read.service"));
    EXPECT_EQ(value_of(cluster.cluster().app_insights_component), "/ai");
    EXPECT_TRUE(cluster.cluster().instrumentation_key.has_value());
    EXPECT_EQ(value_of(cluster.cluster().instrumentation_key_reference.secret_url), "https://w/secrets/k");
    EXPECT_THAT(cluster.codes(), IsEmpty());
}

TEST(ReadCluster, FlagsAsTheToolsReadThem) {
    const auto elevated = [](const std::string& json) {
        return cluster_with(R"("nodeSetup": {"setupTask": {"commandLine": "x", "runElevated": )" + json
                            + "}}");
    };
    EXPECT_FALSE(elevated("false").cluster().setup_task->run_elevated->value);
    EXPECT_TRUE(elevated("1").cluster().setup_task->run_elevated->value);
    EXPECT_TRUE(elevated("\"True\"").cluster().setup_task->run_elevated->value);
    EXPECT_THAT(elevated("\"false\"").codes(), ElementsAre("B2A0203"));
    EXPECT_THAT(elevated("\"maybe\"").codes(), ElementsAre("B2A0202"));
    EXPECT_THAT(elevated("[]").codes(), ElementsAre("B2A0202"));
}

TEST(ReadCluster, AccountsAndSubnet) {
    const Parsed cluster =
        cluster_with(R"("userAccountSettings": {"adminUserName": "u", "adminUserPassword": "geheim-1",
        "adminUserSshPublicKey": "ssh-rsa AAAA"}, "subnet": {"id": "/net/subnets/s"}, "vmPriority": "dedicated")");
    ASSERT_TRUE(cluster.cluster().user_account.has_value());
    EXPECT_EQ(value_of(cluster.cluster().user_account->admin_user_name), "u");
    EXPECT_EQ(value_of(cluster.cluster().user_account->admin_user_ssh_public_key), "ssh-rsa AAAA");
    EXPECT_TRUE(cluster.cluster().user_account->admin_user_password.has_value());
    EXPECT_EQ(value_of(cluster.cluster().subnet_id), "/net/subnets/s");
    EXPECT_EQ(value_of(cluster.cluster().vm_priority), "dedicated");
    EXPECT_EQ(value_of(cluster.cluster().vm_size), "STANDARD_NC6");
    EXPECT_FALSE(cluster_with(R"("subnet": {"id": null})").cluster().subnet_id.has_value());
}

Parsed mounted(const std::string& volumes) {
    return cluster_with("\"nodeSetup\": {\"mountVolumes\": {" + volumes + "}}");
}

TEST(ReadMounts, OfAllFourKinds) {
    const Parsed cluster = mounted(R"(
        "azureFileShares": [{"accountName": "a", "azureFileUrl": "https://a.file.core.windows.net/s", "relativeMountPath": "afs",
                             "fileMode": "0777", "directoryMode": "0755", "credentials": {"accountKey": "geheim-1"}}],
        "azureBlobFileSystems": [{"accountName": "b", "containerName": "c", "relativeMountPath": "bfs", "mountOptions": "-o ro",
                                  "credentials": {"accountKeySecretReference": {"sourceVault": {"id": "/v"}, "secretUrl": "https://v/s"}}}],
        "fileServers": [{"fileServer": {"id": "/fs", "resourceGroup": "g"}, "sourceDirectory": "d", "relativeMountPath": "nfs",
                         "mountOptions": "rw"}],
        "unmanagedFileSystems": [{"mountCommand": "mount -t glusterfs 10.0.0.4:/gv0", "relativeMountPath": "g"}])");
    const MountVolumes& volumes = cluster.cluster().mount_volumes;
    ASSERT_THAT(volumes.azure_file_shares, SizeIs(1));
    const AzureFileShare& share = volumes.azure_file_shares[0];
    EXPECT_EQ(value_of(share.account_name), "a");
    EXPECT_EQ(value_of(share.azure_file_url), "https://a.file.core.windows.net/s");
    EXPECT_EQ(value_of(share.relative_mount_path), "afs");
    EXPECT_EQ(value_of(share.file_mode), "0777");
    EXPECT_EQ(value_of(share.directory_mode), "0755");
    EXPECT_FALSE(share.credentials.account_key->value.placeholder);
    ASSERT_THAT(volumes.azure_blob_file_systems, SizeIs(1));
    const AzureBlobFileSystem& blob = volumes.azure_blob_file_systems[0];
    EXPECT_EQ(value_of(blob.account_name) + value_of(blob.container_name)
                  + value_of(blob.relative_mount_path),
              "bcbfs");
    EXPECT_EQ(value_of(blob.mount_options), "-o ro");
    EXPECT_EQ(value_of(blob.credentials.account_key_reference.vault_id), "/v");
    EXPECT_EQ(value_of(blob.credentials.account_key_reference.secret_url), "https://v/s");
    ASSERT_THAT(volumes.file_servers, SizeIs(1));
    EXPECT_EQ(value_of(volumes.file_servers[0].file_server_id), "/fs");
    EXPECT_EQ(value_of(volumes.file_servers[0].source_directory), "d");
    EXPECT_EQ(value_of(volumes.file_servers[0].relative_mount_path), "nfs");
    EXPECT_EQ(value_of(volumes.file_servers[0].mount_options), "rw");
    ASSERT_THAT(volumes.unmanaged_file_systems, SizeIs(1));
    EXPECT_EQ(value_of(volumes.unmanaged_file_systems[0].mount_command), "mount -t glusterfs 10.0.0.4:/gv0");
    EXPECT_EQ(value_of(volumes.unmanaged_file_systems[0].relative_mount_path), "g");
    EXPECT_THAT(cluster.codes(), IsEmpty());
}

TEST(ReadMounts, PasswordsInMountCommandsDoNotComeOut) {
    const Parsed cluster = mounted(
        R"("unmanagedFileSystems": [{"mountCommand": "mount -t cifs //h/s -o username=u,password=geheim-1,vers=3.0", "relativeMountPath": "x"}])");
    EXPECT_EQ(value_of(cluster.cluster().mount_volumes.unmanaged_file_systems.at(0).mount_command),
              "mount -t cifs //h/s -o username=u,password=$BATCHAI2AML_SECRET_1,vers=3.0");
    // The command is not written again, so that nobody has to fetch that secret.
    EXPECT_THAT(cluster.codes(), ElementsAre("B2A0904"));
}

TEST(ReadMounts, NamesOfTheFirstLayout) {
    const Parsed old =
        mounted(R"("azureFileShares": [{"accountName": "a", "azureFileUrl": "u", "relativeMountPath": "r",
        "credentialsInfo": {"accountKey": "geheim-1", "accountKeySecretUrl": "https://v/s"}}])");
    const AzureFileShare& share = old.cluster().mount_volumes.azure_file_shares.at(0);
    EXPECT_TRUE(share.credentials.account_key.has_value());
    EXPECT_EQ(value_of(share.credentials.account_key_reference.secret_url), "https://v/s");
    EXPECT_THAT(old.codes(), IsEmpty());
}

TEST(ReadMounts, PlaceholderKeysAreNoSecrets) {
    for (const char* key : {"<AZURE_BATCHAI_STORAGE_KEY>", "$STORAGE_KEY", "[[key]]", "__KEY__"}) {
        const Parsed cluster = mounted(R"("azureBlobFileSystems": [{"credentials": {"accountKey": ")"
                                       + std::string(key) + R"("}}])");
        EXPECT_TRUE(cluster.cluster()
                        .mount_volumes.azure_blob_file_systems.at(0)
                        .credentials.account_key->value.placeholder)
            << key;
    }
}

// The model has room for one key and one reference; the leaves of a second one need a record of the parser.
TEST(ReadMounts, NoCredentialIsForgotten) {
    const Parsed cluster = mounted(R"("azureBlobFileSystems": [{"accountName": "a",
        "credentials": {"accountKey": "geheim-1", "accountKeySecretReference": {"secretUrl": "https://v/1"}, "accountKeySecretUrl": "https://v/2"},
        "credentialsInfo": {"accountKey": "geheim-2", "accountKeySecretUrl": "https://v/3"}}])");
    const StorageCredentials& kept =
        cluster.cluster().mount_volumes.azure_blob_file_systems.at(0).credentials;
    const std::string base = "/properties/nodeSetup/mountVolumes/azureBlobFileSystems/0/";
    for (const char* leaf : {"credentials/accountKey", "credentials/accountKeySecretReference/secretUrl",
                             "credentials/accountKeySecretUrl", "credentialsInfo/accountKey",
                             "credentialsInfo/accountKeySecretUrl"}) {
        const std::string pointer = base + leaf;
        const bool in_model = (kept.account_key && cluster.pointer(kept.account_key->leaf) == pointer)
                              || (kept.account_key_reference.secret_url
                                  && cluster.pointer(kept.account_key_reference.secret_url->leaf) == pointer);
        EXPECT_TRUE(in_model || !cluster.rules_at(pointer).empty()) << pointer;
    }
}

TEST(ReadMounts, NullListsAreAbsent) {
    const Parsed cluster =
        mounted(R"("azureFileShares": null, "azureBlobFileSystems": [], "fileServers": null)");
    EXPECT_TRUE(cluster.cluster().mount_volumes.empty());
    EXPECT_THAT(cluster.codes(), IsEmpty());
}

} // namespace
} // namespace batchai2aml
