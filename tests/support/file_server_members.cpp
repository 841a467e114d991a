#include <array>

#include "support/members.hpp"

namespace batchai2aml::testing {

namespace {

using enum Outcome;

// clang-format off
constexpr std::string_view server = R"({"properties": {"vmSize": "Standard_DS14",
    "sshConfiguration": {"userAccountSettings": {"adminUserName": "alice", "adminUserSshPublicKey": "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 alice"}},
    "dataDisks": {"diskSizeInGB": 1023, "diskCount": 2, "storageAccountType": "Premium_LRS"}}})";

constexpr std::array server_list = {
    Member{"$schema", R"("https://raw.githubusercontent.com/Azure/BatchAI/master/schemas/2018-05-01/nfs.json")", "0123", dropped},
    Member{"id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/fileServers/nfs1")", "0123", transformed},
    Member{"name", R"("nfs1")", "0123", transformed},
    Member{"type", R"("Microsoft.BatchAI/workspaces/fileServers")", "0123", dropped},
    Member{"location", R"("East US")", "012", dropped},
    Member{"tags", R"({"team": "vision"})", "012", dropped},
    Member{"properties.vmSize", R"("Standard_DS14")", "0123", dropped},
    Member{"properties.sshConfiguration.publicIPsToAllow", R"(["10.0.0.0/8"])", "0123", dropped},
    Member{"properties.sshConfiguration.userAccountSettings.adminUserName", R"("alice")", "0123", dropped},
    Member{"properties.sshConfiguration.userAccountSettings.adminUserPassword", R"("p4ssw0rd-of-admin")", "0123", manual},
    Member{"properties.sshConfiguration.userAccountSettings.adminUserSshPublicKey", R"("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 alice")", "0123", dropped},
    Member{"properties.dataDisks.diskSizeInGB", "1023", "0123", manual},
    Member{"properties.dataDisks.diskCount", "2", "0123", manual},
    Member{"properties.dataDisks.storageAccountType", R"("Premium_LRS")", "0123", dropped},
    Member{"properties.dataDisks.cachingType", R"("none")", "0123", dropped},
    Member{"properties.subnet.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/s")", "0123", dropped},
    Member{"properties.mountSettings.mountPoint", R"("/mnt/data")", "0123", service},
    Member{"properties.mountSettings.fileServerPublicIP", R"("1.2.3.4")", "0123", service},
    Member{"properties.mountSettings.fileServerInternalIP", R"("10.0.0.4")", "0123", service},
    Member{"properties.mountSettings.fileServerType", R"("nfs")", "0", service},
    Member{"properties.provisioningState", R"("succeeded")", "0123", service},
    Member{"properties.provisioningStateTransitionTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.creationTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.statuses[].code", R"("PowerState/Running")", "0", service},
    Member{"properties.statuses[].message", R"("running")", "0", service},
    Member{"properties.statuses[].transitionTime", R"("2018-06-07T22:08:34.8Z")", "0", service},
    // The four that `az` spelt in its own way (batchai.md 10.4), and what it added.
    Member{"properties.dataDisks.diskSizeInGb", "1023", "a", manual},
    Member{"properties.sshConfiguration.publicIpsToAllow", R"(["10.0.0.0/8"])", "a", dropped},
    Member{"properties.mountSettings.fileServerPublicIp", R"("1.2.3.4")", "a", service},
    Member{"properties.mountSettings.fileServerInternalIp", R"("10.0.0.4")", "a", service},
    Member{"resourceGroup", R"("g")", "a", service},
    Member{"additionalProperties", "{}", "a", service},
    Member{"properties.dataDisks.additionalProperties", "{}", "a", service},
    Member{"properties.subnet.resourceGroup", R"("g")", "a", service},
};

constexpr std::string_view workspace = R"({"type": "Microsoft.BatchAI/workspaces", "location": "eastus",
    "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w"})";

constexpr std::array workspace_list = {
    Member{"id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w")", "3", transformed},
    Member{"name", R"("w")", "3", transformed},
    Member{"type", R"("Microsoft.BatchAI/workspaces")", "3", dropped},
    Member{"location", R"("East US")", "3", transformed},
    Member{"tags", R"({"team": "vision"})", "3", mapped},
    Member{"properties.provisioningState", R"("succeeded")", "3", service},
    Member{"properties.provisioningStateTransitionTime", R"("2018-06-07T22:08:34.8Z")", "3", service},
    Member{"properties.creationTime", R"("2018-06-07T22:08:34.8Z")", "3", service},
    Member{"resourceGroup", R"("g")", "a", service},
};
// clang-format on

constexpr std::array servers = {MemberGroup{"file server", server, server_list}};
constexpr std::array workspaces = {MemberGroup{"workspace", workspace, workspace_list}};

} // namespace

std::span<const MemberGroup> file_server_members() {
    return servers;
}

std::span<const MemberGroup> workspace_members() {
    return workspaces;
}

} // namespace batchai2aml::testing
