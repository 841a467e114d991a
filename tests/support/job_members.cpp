#include <array>

#include "support/members.hpp"

namespace batchai2aml::testing {

namespace {

using enum Outcome;

// clang-format off
constexpr std::string_view custom_job = R"({"properties": {"nodeCount": 1,
    "stdOutErrPathPrefix": "$AZ_BATCHAI_JOB_MOUNT_ROOT/share/logs",
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "mountVolumes": {"azureFileShares": [{"accountName": "acc", "azureFileUrl": "https://acc.file.core.windows.net/data",
        "relativeMountPath": "share"}]},
    "customToolkitSettings": {"commandLine": "python train.py"}}})";

constexpr std::array top = {
    Member{"$schema", R"("https://raw.githubusercontent.com/Azure/BatchAI/master/schemas/2018-05-01/job.json")", "0123", dropped},
    Member{"id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/experiments/e/jobs/mnist")", "0123", transformed},
    Member{"name", R"("mnist")", "0123", transformed},
    Member{"type", R"("Microsoft.BatchAI/workspaces/experiments/jobs")", "0123", dropped},
    Member{"location", R"("eastus")", "012", dropped},
    Member{"tags", R"({"team": "vision"})", "012", mapped},
    // The editor schemas of V1 and V2 list it here by mistake; the tools read it from the root.
    Member{"properties.location", R"("eastus")", "12", ignored},
    Member{"properties.cluster.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/clusters/nc6")", "0123", manual},
    Member{"properties.nodeCount", "1", "0123", mapped},
    Member{"properties.stdOutErrPathPrefix", R"("$AZ_BATCHAI_JOB_MOUNT_ROOT/share/logs")", "0123", dropped},
    Member{"properties.experimentName", R"("digits")", "012", transformed},
    Member{"properties.priority", "10", "012", dropped},
    Member{"properties.schedulingPriority", R"("high")", "3", dropped},
    Member{"properties.jobPreparation.commandLine", R"("pip install pillow")", "0123", transformed},
    Member{"properties.constraints.maxWallClockTime", R"("PT1H30M")", "0123", transformed},
};

constexpr std::array read_only = {
    Member{"properties.toolType", R"("custom")", "0123", service},
    Member{"properties.creationTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.provisioningState", R"("succeeded")", "0123", service},
    Member{"properties.provisioningStateTransitionTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.executionState", R"("failed")", "0123", service},
    Member{"properties.executionStateTransitionTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.executionInfo.startTime", R"("2018-06-07T22:08:34.8Z")", "0123", service},
    Member{"properties.executionInfo.endTime", R"("2018-06-07T22:09:34.8Z")", "0123", service},
    Member{"properties.executionInfo.exitCode", "1", "0123", service},
    Member{"properties.executionInfo.totalJobNodeHours", "0.5", "3", service},
    Member{"properties.executionInfo.errors[].code", R"("JobFailed")", "0123", service},
    Member{"properties.executionInfo.errors[].message", R"("exit code 1")", "0123", service},
    Member{"properties.executionInfo.errors[].category", R"("UserError")", "3", service},
    Member{"properties.executionInfo.errors[].details[].name", R"("node")", "0123", service},
    Member{"properties.executionInfo.errors[].details[].value", R"("tvm-1")", "0123", service},
    Member{"properties.jobOutputDirectoryPathSegment", R"("s/g/workspaces/w/experiments/e/jobs/j/1")", "23", service},
    Member{"resourceGroup", R"("g")", "a", service},
    Member{"additionalProperties", "{}", "a", service},
    Member{"properties.cluster.resourceGroup", R"("g")", "a", service},
    Member{"properties.containerSettings.additionalProperties", "{}", "a", service},
    Member{"properties.containerSettings.imageSourceRegistry.additionalProperties", "{}", "a", service},
    Member{"properties.customToolkitSettings.additionalProperties", "{}", "a", service},
    Member{"properties.mountVolumes.additionalProperties", "{}", "a", service},
    Member{"properties.mountVolumes.azureFileShares[].additionalProperties", "{}", "a", service},
};

constexpr std::string_view registry_job = R"({"properties": {"nodeCount": 1,
    "containerSettings": {"imageSourceRegistry": {"image": "myregistry.azurecr.io/train:1", "serverUrl": "myregistry.azurecr.io",
        "credentials": {"username": "myregistry"}}},
    "customToolkitSettings": {"commandLine": "python train.py"}}})";

constexpr std::array container = {
    Member{"properties.containerSettings.imageSourceRegistry.image", R"("myregistry.azurecr.io/train:1")", "0123", mapped},
    Member{"properties.containerSettings.imageSourceRegistry.serverUrl", R"("myregistry.azurecr.io")", "0123", transformed},
    Member{"properties.containerSettings.imageSourceRegistry.credentials.username", R"("myregistry")", "0123", manual},
    Member{"properties.containerSettings.imageSourceRegistry.credentials.password", R"("p4ssw0rd-of-registry")", "0123", manual},
    Member{"properties.containerSettings.imageSourceRegistry.credentials.passwordSecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "0123", manual},
    Member{"properties.containerSettings.imageSourceRegistry.credentials.passwordSecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/registry")", "0123", manual},
    Member{"properties.containerSettings.shmSize", R"("16g")", "3", transformed},
};

constexpr std::string_view directories_job = R"({"properties": {"nodeCount": 1,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "mountVolumes": {"azureBlobFileSystems": [{"accountName": "acc", "containerName": "data", "relativeMountPath": "blob"}]},
    "inputDirectories": [{"id": "SCRIPT", "path": "$AZ_BATCHAI_JOB_MOUNT_ROOT/blob/scripts"}],
    "outputDirectories": [{"id": "MODEL", "pathPrefix": "$AZ_BATCHAI_JOB_MOUNT_ROOT/blob", "pathSuffix": "models"}],
    "environmentVariables": [{"name": "EPOCHS", "value": "10"}],
    "secrets": [{"name": "DB_LOGIN"}],
    "customToolkitSettings": {"commandLine": "python $AZ_BATCHAI_INPUT_SCRIPT/train.py --out $AZ_BATCHAI_OUTPUT_MODEL"}}})";

constexpr std::array directories = {
    Member{"properties.inputDirectories[].id", R"("SCRIPT")", "0123", transformed},
    Member{"properties.inputDirectories[].path", R"("$AZ_BATCHAI_JOB_MOUNT_ROOT/blob/scripts")", "0123", transformed},
    Member{"properties.outputDirectories[].id", R"("MODEL")", "0123", transformed},
    Member{"properties.outputDirectories[].pathPrefix", R"("$AZ_BATCHAI_JOB_MOUNT_ROOT/blob")", "0123", transformed},
    Member{"properties.outputDirectories[].pathSuffix", R"("models")", "0123", transformed},
    Member{"properties.outputDirectories[].type", R"("Model,Logs")", "012", dropped},
    Member{"properties.outputDirectories[].createNew", "false", "012", transformed},
    Member{"properties.environmentVariables[].name", R"("EPOCHS")", "0123", mapped},
    Member{"properties.environmentVariables[].value", R"("10")", "0123", mapped},
    Member{"properties.secrets[].name", R"("DB_LOGIN")", "23", manual},
    Member{"properties.secrets[].value", R"("value-of-the-secret")", "23", manual},
    Member{"properties.secrets[].valueSecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "23", manual},
    Member{"properties.secrets[].valueSecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/login")", "23", manual},
};

constexpr std::string_view mounts_job = R"({"properties": {"nodeCount": 1,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "mountVolumes": {
        "azureFileShares": [{"accountName": "acc", "azureFileUrl": "https://acc.file.core.windows.net/data", "relativeMountPath": "share"}],
        "azureBlobFileSystems": [{"accountName": "acc", "containerName": "data", "relativeMountPath": "blob"}],
        "fileServers": [{"fileServer": {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/fileServers/nfs"}, "relativeMountPath": "nfs"}],
        "unmanagedFileSystems": [{"mountCommand": "mount -t glusterfs 10.0.0.4:/gv0", "relativeMountPath": "gluster"}]},
    "customToolkitSettings": {"commandLine": "python $AZ_BATCHAI_JOB_MOUNT_ROOT/blob/train.py"}}})";

constexpr std::array mounts = {
    Member{"properties.mountVolumes.azureFileShares[].accountName", R"("acc")", "23", mapped},
    Member{"properties.mountVolumes.azureFileShares[].azureFileUrl", R"("https://acc.file.core.windows.net/data")", "23", transformed},
    Member{"properties.mountVolumes.azureFileShares[].relativeMountPath", R"("share")", "23", transformed},
    Member{"properties.mountVolumes.azureFileShares[].fileMode", R"("0777")", "23", dropped},
    Member{"properties.mountVolumes.azureFileShares[].directoryMode", R"("0777")", "23", dropped},
    Member{"properties.mountVolumes.azureFileShares[].credentials.accountKey", R"("key-of-the-account")", "23", manual},
    Member{"properties.mountVolumes.azureFileShares[].credentials.accountKeySecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "23", manual},
    Member{"properties.mountVolumes.azureFileShares[].credentials.accountKeySecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/k")", "23", manual},
    Member{"properties.mountVolumes.azureBlobFileSystems[].accountName", R"("acc")", "23", mapped},
    Member{"properties.mountVolumes.azureBlobFileSystems[].containerName", R"("data")", "23", mapped},
    Member{"properties.mountVolumes.azureBlobFileSystems[].relativeMountPath", R"("blob")", "23", transformed},
    Member{"properties.mountVolumes.azureBlobFileSystems[].mountOptions", R"("-o allow_other")", "23", dropped},
    Member{"properties.mountVolumes.azureBlobFileSystems[].credentials.accountKey", R"("key-of-the-account")", "23", manual},
    Member{"properties.mountVolumes.azureBlobFileSystems[].credentials.accountKeySecretReference.sourceVault.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v")", "23", manual},
    Member{"properties.mountVolumes.azureBlobFileSystems[].credentials.accountKeySecretReference.secretUrl", R"("https://v.vault.azure.net/secrets/k")", "23", manual},
    Member{"properties.mountVolumes.fileServers[].fileServer.id", R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/fileServers/nfs")", "23", manual},
    Member{"properties.mountVolumes.fileServers[].fileServer.resourceGroup", R"("g")", "a", service},
    Member{"properties.mountVolumes.fileServers[].sourceDirectory", R"("data")", "23", transformed},
    Member{"properties.mountVolumes.fileServers[].relativeMountPath", R"("nfs")", "23", transformed},
    Member{"properties.mountVolumes.fileServers[].mountOptions", R"("rw")", "23", dropped},
    Member{"properties.mountVolumes.unmanagedFileSystems[].mountCommand", R"("mount -t glusterfs 10.0.0.4:/gv0")", "23", manual},
    Member{"properties.mountVolumes.unmanagedFileSystems[].relativeMountPath", R"("gluster")", "23", transformed},
};

constexpr std::string_view cntk_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "cntkSettings": {"pythonScriptFilePath": "train.py", "processCount": 2}}})";
constexpr std::array cntk = {
    Member{"properties.cntkSettings.languageType", R"("Python")", "0123", dropped},
    Member{"properties.cntkSettings.pythonScriptFilePath", R"("train.py")", "0123", mapped},
    Member{"properties.cntkSettings.pythonInterpreterPath", R"("python3")", "0123", mapped},
    Member{"properties.cntkSettings.commandLineArgs", R"("--epochs 3")", "0123", mapped},
    Member{"properties.cntkSettings.processCount", "4", "0123", transformed},
};
constexpr std::string_view brain_script_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "cntkSettings": {"configFilePath": "train.cntk", "processCount": 2}}})";
constexpr std::array brain_script = {Member{"properties.cntkSettings.configFilePath", R"("train.cntk")", "0123", approximated}};

constexpr std::string_view tensorflow_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "tensorFlowSettings": {"pythonScriptFilePath": "train.py",
    "masterCommandLineArgs": "--job_name=worker", "workerCommandLineArgs": "--job_name=worker",
    "parameterServerCommandLineArgs": "--job_name=ps", "workerCount": 2, "parameterServerCount": 1}}})";
constexpr std::array tensorflow = {
    Member{"properties.tensorFlowSettings.pythonScriptFilePath", R"("train.py")", "0123", mapped},
    Member{"properties.tensorFlowSettings.pythonInterpreterPath", R"("python3")", "0123", mapped},
    Member{"properties.tensorFlowSettings.masterCommandLineArgs", R"("--job_name=worker --chief")", "0123", transformed},
    Member{"properties.tensorFlowSettings.workerCommandLineArgs", R"("--job_name=worker")", "0123", transformed},
    Member{"properties.tensorFlowSettings.parameterServerCommandLineArgs", R"("--job_name=ps")", "0123", transformed},
    Member{"properties.tensorFlowSettings.workerCount", "2", "0123", mapped},
    Member{"properties.tensorFlowSettings.parameterServerCount", "1", "0123", mapped},
};

constexpr std::string_view caffe_job = R"({"properties": {"nodeCount": 1,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "caffeSettings": {"pythonScriptFilePath": "train.py", "processCount": 1}}})";
constexpr std::array caffe = {
    Member{"properties.caffeSettings.pythonScriptFilePath", R"("train.py")", "0123", mapped},
    Member{"properties.caffeSettings.pythonInterpreterPath", R"("python3")", "0123", mapped},
    Member{"properties.caffeSettings.commandLineArgs", R"("--gpu all")", "0123", mapped},
    Member{"properties.caffeSettings.processCount", "2", "0123", transformed},
};
constexpr std::string_view solver_job = R"({"properties": {"nodeCount": 1,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "caffeSettings": {"configFilePath": "solver.prototxt", "processCount": 1}}})";
constexpr std::array solver = {Member{"properties.caffeSettings.configFilePath", R"("solver.prototxt")", "0123", approximated}};

constexpr std::string_view caffe2_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "caffe2Settings": {"pythonScriptFilePath": "train.py"}}})";
constexpr std::array caffe2 = {
    Member{"properties.caffe2Settings.pythonScriptFilePath", R"("train.py")", "0123", mapped},
    Member{"properties.caffe2Settings.pythonInterpreterPath", R"("python3")", "0123", mapped},
    Member{"properties.caffe2Settings.commandLineArgs", R"("--num_shards 2")", "0123", mapped},
};

constexpr std::string_view chainer_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "chainerSettings": {"pythonScriptFilePath": "train.py", "processCount": 2}}})";
constexpr std::array chainer = {
    Member{"properties.chainerSettings.pythonScriptFilePath", R"("train.py")", "0123", mapped},
    Member{"properties.chainerSettings.pythonInterpreterPath", R"("python3")", "0123", mapped},
    Member{"properties.chainerSettings.commandLineArgs", R"("-g")", "0123", mapped},
    Member{"properties.chainerSettings.processCount", "2", "0123", transformed},
    // Recipes had it until mid-2018, and the tools dropped it (batchai.md 15).
    Member{"properties.chainerSettings.masterCommandLineArgs", R"("-g")", "", ignored},
};

constexpr std::string_view pytorch_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "pyTorchSettings": {"pythonScriptFilePath": "train.py", "communicationBackend": "gloo", "processCount": 2}}})";
constexpr std::array pytorch = {
    Member{"properties.pyTorchSettings.pythonScriptFilePath", R"("train.py")", "23", mapped},
    Member{"properties.pyTorchSettings.pythonInterpreterPath", R"("python3")", "23", mapped},
    Member{"properties.pyTorchSettings.commandLineArgs", R"("--rank $AZ_BATCHAI_TASK_INDEX")", "23", mapped},
    Member{"properties.pyTorchSettings.processCount", "4", "23", transformed},
    Member{"properties.pyTorchSettings.communicationBackend", R"("Gloo")", "23", transformed},
};

constexpr std::string_view horovod_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "horovodSettings": {"pythonScriptFilePath": "train.py", "processCount": 2}}})";
constexpr std::array horovod = {
    Member{"properties.horovodSettings.pythonScriptFilePath", R"("train.py")", "3", mapped},
    Member{"properties.horovodSettings.pythonInterpreterPath", R"("python3")", "3", mapped},
    Member{"properties.horovodSettings.commandLineArgs", R"("--epochs 3")", "3", mapped},
    Member{"properties.horovodSettings.processCount", "8", "3", transformed},
};

constexpr std::string_view custom_mpi_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "customMpiSettings": {"commandLine": "./train", "processCount": 2}}})";
constexpr std::array custom_mpi = {
    Member{"properties.customMpiSettings.commandLine", R"("./train --fast")", "3", mapped},
    Member{"properties.customMpiSettings.processCount", "8", "3", transformed},
};
constexpr std::array custom = {Member{"properties.customToolkitSettings.commandLine", R"("python train.py --epochs 3")", "0123", mapped}};
constexpr std::string_view custom_nodes_job = R"({"properties": {"nodeCount": 2,
    "containerSettings": {"imageSourceRegistry": {"image": "tensorflow/tensorflow:1.8.0"}},
    "customToolkitSettings": {"commandLine": "python train.py"}}})";
constexpr std::array custom_nodes = {Member{"properties.customToolkitSettings.commandLine", R"("python train.py --epochs 3")", "0123", approximated}};
// clang-format on

constexpr std::array groups = {
    MemberGroup{"job", custom_job, top},
    MemberGroup{"job", custom_job, read_only},
    MemberGroup{"job", registry_job, container},
    MemberGroup{"job", directories_job, directories},
    MemberGroup{"job", mounts_job, mounts},
    MemberGroup{"job", cntk_job, cntk},
    MemberGroup{"job", brain_script_job, brain_script},
    MemberGroup{"job", tensorflow_job, tensorflow},
    MemberGroup{"job", caffe_job, caffe},
    MemberGroup{"job", solver_job, solver},
    MemberGroup{"job", caffe2_job, caffe2},
    MemberGroup{"job", chainer_job, chainer},
    MemberGroup{"job", pytorch_job, pytorch},
    MemberGroup{"job", horovod_job, horovod},
    MemberGroup{"job", custom_mpi_job, custom_mpi},
    MemberGroup{"job", custom_job, custom},
    MemberGroup{"job", custom_nodes_job, custom_nodes},
};

} // namespace

std::span<const MemberGroup> job_members() {
    return groups;
}

} // namespace batchai2aml::testing
