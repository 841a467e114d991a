#include <array>

#include "support/members.hpp"

namespace batchai2aml::testing {

namespace {

using enum Outcome;

// clang-format off
constexpr std::string_view elastic_cluster = R"({"properties": {"vmSize": "Standard_NC24ads_A100_v4",
    "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 2}},
    "userAccountSettings": {"adminUserName": "alice", "adminUserSshPublicKey": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 alice"}}})";

constexpr std::array top = {
    Member{"$schema", R"("https://raw.githubusercontent.com/Azure/BatchAI/master/schemas/2018-05-01/cluster.json")", "0123", dropped},
    Member{"id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/clusters/nc6")", "0123", transformed},
    Member{"name", R"("nc6")", "0123", transformed},
    Member{"type", R"("Microsoft.BatchAI/workspaces/clusters")", "0123", dropped},
    Member{"location", R"("East US")", "012", dropped},
    Member{"tags", R"({"team": "vision"})", "012", dropped},
    Member{"properties.vmSize", R"("Standard_NC24ads_A100_v4")", "0123", mapped},
    Member{"properties.vmPriority", R"("dedicated")", "0123", mapped},
    Member{"properties.scaleSettings.autoScale.minimumNodeCount", "0", "0123", mapped},
    Member{"properties.scaleSettings.autoScale.maximumNodeCount", "2", "0123", mapped},
    Member{"properties.scaleSettings.autoScale.initialNodeCount", "1", "0123", dropped},
    Member{"properties.virtualMachineConfiguration.imageReference.publisher", R"("Canonical")", "0123", dropped},
    Member{"properties.virtualMachineConfiguration.imageReference.offer", R"("UbuntuServer")", "0123", dropped},
    Member{"properties.virtualMachineConfiguration.imageReference.sku", R"("16.04-LTS")", "0123", dropped},
    Member{"properties.virtualMachineConfiguration.imageReference.version", R"("latest")", "0123", dropped},
    Member{"properties.virtualMachineConfiguration.imageReference.virtualMachineImageId", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/images/i")", "23", manual},
    Member{"properties.userAccountSettings.adminUserName", R"("alice")", "0123", mapped},
    Member{"properties.userAccountSettings.adminUserPassword", R"("p4ssw0rd-of-admin")", "0123", manual},
    Member{"properties.userAccountSettings.adminUserSshPublicKey", R"("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 alice")", "0123", mapped},
    Member{"properties.subnet.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/s")", "0123", mapped},
    Member{"properties.subnet.resourceGroup", R"("g")", "a", service},
};

constexpr std::string_view manual_cluster = R"({"properties": {"vmSize": "Standard_NC24ads_A100_v4",
    "scaleSettings": {"manual": {"targetNodeCount": 2}}}})";

constexpr std::array manual_scale = {
    Member{"properties.vmPriority", R"("lowpriority")", "0123", approximated},
    Member{"properties.scaleSettings.manual.targetNodeCount", "2", "0123", approximated},
    Member{"properties.scaleSettings.manual.nodeDeallocationOption", R"("terminate")", "0123", dropped},
    // Without a public key there is no account for SSH.
    Member{"properties.userAccountSettings.adminUserName", R"("alice")", "0123", manual},
};

constexpr std::array read_only = {
    Member{"properties.creationTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.provisioningState", R"("succeeded")", "0123", service},
    Member{"properties.provisioningStateTransitionTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.allocationState", R"("steady")", "0123", service},
    Member{"properties.allocationStateTransitionTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.currentNodeCount", "1", "0123", service},
    Member{"properties.nodeStateCounts.idleNodeCount", "1", "0123", service},
    Member{"properties.nodeStateCounts.runningNodeCount", "0", "0123", service},
    Member{"properties.nodeStateCounts.preparingNodeCount", "0", "0123", service},
    Member{"properties.nodeStateCounts.unusableNodeCount", "0", "0123", service},
    Member{"properties.nodeStateCounts.leavingNodeCount", "0", "0123", service},
    Member{"properties.errors[].code", R"("AccountCoreQuotaReached")", "0123", service},
    Member{"properties.errors[].message", R"("no cores left")", "0123", service},
    Member{"properties.errors[].category", R"("UserError")", "3", service},
    Member{"properties.errors[].details[].name", R"("limit")", "0123", service},
    Member{"properties.errors[].details[].value", R"("24")", "0123", service},
    Member{"resourceGroup", R"("g")", "a", service},
    Member{"additionalProperties", "{}", "a", service},
    Member{"properties.scaleSettings.additionalProperties", "{}", "a", service},
    Member{"properties.userAccountSettings.additionalProperties", "{}", "a", service},
};

constexpr std::string_view setup_cluster = R"({"properties": {"vmSize": "Standard_NC24ads_A100_v4",
    "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 2}},
    "nodeSetup": {
        "setupTask": {"commandLine": "apt-get install -y htop", "stdOutErrPathPrefix": "$AZ_BATCHAI_MOUNT_ROOT/share",
            "environmentVariables": [{"name": "PROXY", "value": "none"}], "secrets": [{"name": "DB_LOGIN"}]},
        "performanceCountersSettings": {"appInsightsReference": {"component": {"id": "/subscriptions/s/resourceGroups/g/providers/microsoft.insights/components/c"}}},
        "mountVolumes": {
            "azureFileShares": [{"accountName": "acc", "azureFileUrl": "https://acc.file.core.windows.net/data", "relativeMountPath": "share"}],
            "azureBlobFileSystems": [{"accountName": "acc", "containerName": "data", "relativeMountPath": "blob"}],
            "fileServers": [{"fileServer": {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/fileServers/nfs"}, "relativeMountPath": "nfs"}],
            "unmanagedFileSystems": [{"mountCommand": "mount -t glusterfs 10.0.0.4:/gv0", "relativeMountPath": "gluster"}]}}}})";

constexpr std::array setup = {
    Member{"properties.nodeSetup.setupTask.commandLine", R"("apt-get install -y htop")", "0123", manual},
    Member{"properties.nodeSetup.setupTask.environmentVariables[].name", R"("PROXY")", "0123", manual},
    Member{"properties.nodeSetup.setupTask.environmentVariables[].value", R"("none")", "0123", manual},
    Member{"properties.nodeSetup.setupTask.secrets[].name", R"("DB_LOGIN")", "23", manual},
    Member{"properties.nodeSetup.setupTask.secrets[].value", R"("value-of-the-secret")", "23", manual},
    Member{"properties.nodeSetup.setupTask.secrets[].valueSecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "23", manual},
    Member{"properties.nodeSetup.setupTask.secrets[].valueSecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/login")", "23", manual},
    Member{"properties.nodeSetup.setupTask.runElevated", "true", "012", manual},
    Member{"properties.nodeSetup.setupTask.stdOutErrPathPrefix", R"("$AZ_BATCHAI_MOUNT_ROOT/share")", "0123", dropped},
    Member{"properties.nodeSetup.setupTask.stdOutErrPathSuffix", R"("s/g/workspaces/w/clusters/c/1")", "23", service},
    Member{"properties.nodeSetup.performanceCountersSettings.appInsightsReference.component.id", R"("/subscriptions/s/resourceGroups/g/providers/microsoft.insights/components/c")", "23", dropped},
    Member{"properties.nodeSetup.performanceCountersSettings.appInsightsReference.component.resourceGroup", R"("g")", "a", service},
    Member{"properties.nodeSetup.performanceCountersSettings.appInsightsReference.instrumentationKey", R"("11111111-2222-3333-4444-555555555555")", "23", dropped},
    Member{"properties.nodeSetup.performanceCountersSettings.appInsightsReference.instrumentationKeySecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "23", dropped},
    Member{"properties.nodeSetup.performanceCountersSettings.appInsightsReference.instrumentationKeySecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/k")", "23", dropped},
};

constexpr std::array mounts = {
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].accountName", R"("acc")", "0123", mapped},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].azureFileUrl", R"("https://acc.file.core.windows.net/data")", "0123", transformed},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].relativeMountPath", R"("share")", "0123", transformed},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].fileMode", R"("0777")", "0123", dropped},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].directoryMode", R"("0777")", "0123", dropped},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentials.accountKey", R"("key-of-the-account")", "123", manual},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentials.accountKeySecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "123", manual},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentials.accountKeySecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/k")", "123", manual},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentialsInfo.accountKey", R"("key-of-the-account")", "0", manual},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentialsInfo.accountKeySecretUrl", R"("https://v.vault.azure.net/secrets/k")", "0", manual},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentialsInfo.accountKeySecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/k")", "0", manual},
    Member{"properties.nodeSetup.mountVolumes.azureFileShares[].credentialsInfo.accountKeySecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "0", manual},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].accountName", R"("acc")", "0123", mapped},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].containerName", R"("data")", "0123", mapped},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].relativeMountPath", R"("blob")", "0123", transformed},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].mountOptions", R"("-o allow_other")", "0123", dropped},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].credentials.accountKey", R"("key-of-the-account")", "123", manual},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].credentials.accountKeySecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "123", manual},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].credentials.accountKeySecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/k")", "123", manual},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].credentialsInfo.accountKey", R"("key-of-the-account")", "0", manual},
    Member{"properties.nodeSetup.mountVolumes.azureBlobFileSystems[].credentialsInfo.accountKeySecretUrl", R"("https://v.vault.azure.net/secrets/k")", "0", manual},
    Member{"properties.nodeSetup.mountVolumes.fileServers[].fileServer.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/fileServers/nfs")", "0123", manual},
    Member{"properties.nodeSetup.mountVolumes.fileServers[].sourceDirectory", R"("data")", "0123", transformed},
    Member{"properties.nodeSetup.mountVolumes.fileServers[].relativeMountPath", R"("nfs")", "0123", transformed},
    Member{"properties.nodeSetup.mountVolumes.fileServers[].mountOptions", R"("rw")", "0123", dropped},
    Member{"properties.nodeSetup.mountVolumes.unmanagedFileSystems[].mountCommand", R"("mount -t glusterfs 10.0.0.4:/gv0")", "0123", manual},
    Member{"properties.nodeSetup.mountVolumes.unmanagedFileSystems[].relativeMountPath", R"("gluster")", "0123", transformed},
};
// clang-format on

constexpr std::array groups = {
    MemberGroup{"cluster", elastic_cluster, top},       MemberGroup{"cluster", manual_cluster, manual_scale},
    MemberGroup{"cluster", elastic_cluster, read_only}, MemberGroup{"cluster", setup_cluster, setup},
    MemberGroup{"cluster", setup_cluster, mounts},
};

} // namespace

std::span<const MemberGroup> cluster_members() {
    return groups;
}

} // namespace batchai2aml::testing
