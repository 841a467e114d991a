/// \file
/// What becomes of each member of Batch AI, one constant for each rule. docs/mapping.md is made from this
/// list. Not here: how a value is computed (src/parser, src/mapper).
#pragma once

#include <span>
#include <string>

#include "model/ledger.hpp"

namespace batchai2aml {

namespace rules {

// clang-format off
using enum Outcome;

// Reading. Sources: batchai.md 10.2 to 10.4.
inline constexpr Rule null_member{"read.null", dropped, "any member that is null", "", "null means the same as an absent member"};
inline constexpr Rule empty_member{"read.empty", dropped, "any member that is {} or []", "", "an empty object or list sets nothing"};
inline constexpr Rule empty_text{"read.empty_text", dropped, "any text member that is \"\"", "", "an empty text means the same as an absent member"};
inline constexpr Rule unknown_member{"read.unknown", ignored, "a member that Batch AI did not know", "", "Batch AI's tools ignored members of this name"};
inline constexpr Rule wrong_case{"read.wrong_case", ignored, "a member in wrong case or snake_case", "", "Batch AI's tools read names exactly and ignored this one"};
inline constexpr Rule duplicate_member{"read.duplicate", ignored, "an earlier member of the same name", "", "the last member of a name wins"};
inline constexpr Rule beside_properties{"read.beside_properties", ignored, "a root member beside properties", "", "Batch AI read resource members below properties only, when there is one"};
inline constexpr Rule wrong_type{"read.wrong_type", manual, "a member of the wrong JSON type", "", "Batch AI refused a value of this type"};
inline constexpr Rule count_placeholder{"read.count_placeholder", manual, "a placeholder in the place of a number", "", "a person fills it in"};
inline constexpr Rule other_version{"read.other_version", ignored, "priority, experimentName, tags, createNew, type or runElevated in a document of version 2018-05-01", "", "that version had no such member, and its tools ignored it"};
inline constexpr Rule control_characters{"read.control_characters", approximated, "a text that holds control characters", "", "no name, path or command can hold them; they were left out"};
inline constexpr Rule schema_line{"read.schema", dropped, "$schema", "", "it names the editor schema of the source; the output names its own"};
inline constexpr Rule api_version{"read.api_version", dropped, "apiVersion", "", "it names the version of the API that the source was written for"};
inline constexpr Rule comment_member{"read.comment", ignored, "comment, $comment", "", "a note to readers of the source"};
inline constexpr Rule service_state{"read.service", service, "read-only members (states, times, counters)", "", "the service had written it; it describes what no longer runs"};
inline constexpr Rule request_parameter{"read.request_parameter", service, "parameters of a request", "", "they address the request to the old service"};
inline constexpr Rule around_resources{"read.around", service, "what stands around resources in a page or answer", "", "links to further pages, headers and messages of the old service"};
inline constexpr Rule workspace_name{"workspace.name", transformed, "workspace id, name", "workspace.name", "the name, changed as far as Azure ML's rules for names demand"};
inline constexpr Rule workspace_location{"workspace.location", transformed, "workspace location", "workspace.location", "the region, without capitals and blanks"};
inline constexpr Rule workspace_tags{"workspace.tags", mapped, "workspace tags", "workspace.tags", "tags of the workspace"};
inline constexpr Rule workspace_other{"workspace.other", manual, "members of one of several workspaces", "", "jobs of one run go to one workspace, which a person chooses"};
inline constexpr Rule experiment_resource{"experiment", dropped, "experiment members", "", "an experiment of Azure ML is a label that its jobs carry"};

// Commands. Sources: batchai.md 11.
inline constexpr Rule call_command{"read.command", dropped, "az batchai … create", "", "the kind of resource decides which file is written"};
inline constexpr Rule call_looks_at{"read.looks_at", dropped, "az batchai … show, list, delete, wait, file, node", "", "it looks at or ends what no longer exists; az ml has commands of its own"};
inline constexpr Rule call_general_option{"read.general_option", dropped, "--output, --query, --no-wait …", "", "it says how the command ran and not what it makes"};
inline constexpr Rule call_storage_line{"read.storage_line", dropped, "az storage share create, az storage container create", "", "the storage goes on to exist; the line tells which account holds it"};
inline constexpr Rule call_resource_group{"call.resource_group", dropped, "--resource-group", "", "groups belong to the old service; the workspace of Azure ML has its own"};
inline constexpr Rule call_workspace{"call.workspace", dropped, "--workspace", "", "jobs of one run go to one workspace, which a person chooses"};
inline constexpr Rule call_config_file{"call.config_file", transformed, "--config-file", "", "the file that it names was read"};
inline constexpr Rule call_config_missing{"call.config_missing", manual, "--config-file of a file that is not among the inputs", "", "what the file says is not known"};
inline constexpr Rule call_without_file{"call.without_file", manual, "options of a job whose file is not known", "", "nothing says what the job runs"};
inline constexpr Rule call_overridden{"call.overridden", ignored, "a member of the file in whose place an option stands", "", "az batchai took the option"};
inline constexpr Rule call_unused_option{"call.unused_option", ignored, "an option without effect", "", "az batchai made nothing of it beside the other options"};
inline constexpr Rule call_unknown_option{"call.unknown_option", ignored, "an option that az batchai did not have", "", "the tool refused it"};
inline constexpr Rule call_unknown_value{"call.unknown_value", manual, "an option whose value only the script knows", "", "a person fills it in"};
inline constexpr Rule call_unknown_name{"call.unknown_name", dropped, "the part of a job's --name that only the script knows", "", "it told runs of one job apart, which Azure ML does by itself"};
inline constexpr Rule call_storage_account{"call.storage_account", transformed, "--storage-account-name, AZURE_BATCHAI_STORAGE_ACCOUNT", "account_name", "the account of the mounts that name none"};
inline constexpr Rule call_auto_storage{"call.auto_storage", manual, "--use-auto-storage", "", "only Azure knows the name of the account that was made"};
inline constexpr Rule call_key_elsewhere{"call.key_elsewhere", dropped, "--generate-ssh-keys, --ssh-key FILE, --user-name without a key", "", "the key lay on the machine that ran the command; SSH is left closed"};
inline constexpr Rule call_fixed_scale{"call.fixed_scale", transformed, "--min equal to --max", "max_instances", "equal bounds meant a fixed number of nodes"};
inline constexpr Rule call_scaled_cluster{"call.scaled_cluster", transformed, "az batchai cluster resize, auto-scale: --name", "min_instances, max_instances", "names the cluster whose scale it changes"};
inline constexpr Rule call_scale_replaced{"call.scale_replaced", ignored, "a scale that a later command changed", "", "the last command counts"};
inline constexpr Rule call_stopped{"call.stopped", dropped, "az batchai cluster resize --target 0", "", "it only stopped the nodes; the size that the cluster worked with is kept"};
inline constexpr Rule call_scale_unknown{"call.scale_unknown", manual, "resize or auto-scale of a cluster that no input makes", "", "there is no compute to change"};

// Clusters. Sources: batchai.md 4, azureml.md 2.10, 6.8.
inline constexpr Rule resource_id{"resource.id", transformed, "id", "name", "the last segment of the id names the resource; subscriptions and groups belong to the old service"};
inline constexpr Rule resource_name{"resource.name", transformed, "name", "name", "the name, changed as far as Azure ML's rules for names demand"};
inline constexpr Rule resource_type{"resource.type", dropped, "type", "", "the kind of resource decides which file is written"};
inline constexpr Rule location{"resource.location", dropped, "location", "", "computes and jobs of Azure ML live in the region of their workspace"};
inline constexpr Rule cluster_tags{"cluster.tags", dropped, "cluster tags", "", "tags of a compute are refused by older clients and have no effect"};
inline constexpr Rule vm_size{"cluster.vm_size", mapped, "cluster properties.vmSize", "size", "the size of the nodes"};
inline constexpr Rule vm_size_replaced{"cluster.vm_size_replaced", transformed, "cluster properties.vmSize", "size", "the size that the settings name in its place"};
inline constexpr Rule vm_size_successor{"cluster.vm_size_successor", approximated, "cluster properties.vmSize", "size", "nodes of this size can no longer be created, or Azure ML does not name it; the size that takes its place"};
inline constexpr Rule vm_size_gone{"cluster.vm_size_gone", manual, "cluster properties.vmSize", "size", "nodes of this size can no longer be created; a person chooses another one"};
inline constexpr Rule dedicated_nodes{"cluster.dedicated", mapped, "cluster properties.vmPriority: dedicated", "tier", "dedicated nodes"};
inline constexpr Rule low_priority_kept{"cluster.low_priority_kept", mapped, "cluster properties.vmPriority: lowpriority", "tier", "low priority, as the settings demand"};
inline constexpr Rule low_priority_dedicated{"cluster.low_priority_dedicated", approximated, "cluster properties.vmPriority: lowpriority", "tier", "low-priority nodes were retired in Azure ML; dedicated nodes cost more and are not taken away"};
inline constexpr Rule manual_scale{"cluster.manual_scale", approximated, "cluster properties.scaleSettings.manual.targetNodeCount", "max_instances", "as many nodes as the target or the largest job needs, none when idle: idle nodes would be billed for ever"};
inline constexpr Rule manual_scale_exact{"cluster.manual_scale_exact", mapped, "cluster properties.scaleSettings.manual.targetNodeCount", "max_instances", "min = max = target, as the settings demand"};
inline constexpr Rule node_deallocation{"cluster.node_deallocation", dropped, "cluster properties.scaleSettings.manual.nodeDeallocationOption", "", "Azure ML releases a node only when its job has ended"};
inline constexpr Rule autoscale_minimum{"cluster.autoscale_minimum", mapped, "cluster properties.scaleSettings.autoScale.minimumNodeCount", "min_instances", "fewest nodes"};
inline constexpr Rule autoscale_maximum{"cluster.autoscale_maximum", mapped, "cluster properties.scaleSettings.autoScale.maximumNodeCount", "max_instances", "most nodes"};
inline constexpr Rule autoscale_initial{"cluster.autoscale_initial", dropped, "cluster properties.scaleSettings.autoScale.initialNodeCount", "", "Azure ML starts nodes when a job arrives"};
inline constexpr Rule scale_anew{"cluster.scale_anew", approximated, "cluster properties.scaleSettings", "min_instances, max_instances", "nodes of the new size hold another number of GPUs: as many nodes as hold those GPUs"};
inline constexpr Rule scale_conflict{"cluster.scale_conflict", manual, "cluster properties.scaleSettings.manual beside autoScale", "", "exactly one of the two was allowed; the automatic one is used"};
inline constexpr Rule host_image{"cluster.host_image", dropped, "cluster properties.virtualMachineConfiguration.imageReference", "", "Azure ML chooses the host image; jobs run in containers"};
inline constexpr Rule custom_image{"cluster.custom_image", manual, "cluster properties.virtualMachineConfiguration.imageReference.virtualMachineImageId", "", "Linux host images cannot be chosen; what the image held belongs into the container image"};
inline constexpr Rule setup_task{"cluster.setup_task", manual, "cluster properties.nodeSetup.setupTask that no image can be built with", "", "Azure ML has no node set-up; packages belong into the image of the jobs"};
inline constexpr Rule setup_task_image{"cluster.setup_task_image", transformed, "cluster properties.nodeSetup.setupTask of jobs without a container", "build", "the image of the jobs is built with it"};
inline constexpr Rule setup_task_root{"cluster.setup_task_root", approximated, "cluster properties.nodeSetup.setupTask.runElevated: false", "build", "everything is root while an image is built; a stand-in takes the place of sudo"};
inline constexpr Rule setup_task_outside{"cluster.setup_task_outside", dropped, "cluster properties.nodeSetup.setupTask of jobs in containers", "", "it ran on the machine, outside the containers of the jobs"};
inline constexpr Rule setup_task_done{"cluster.setup_task_done", dropped, "cluster properties.nodeSetup.setupTask, by the setting node-setup", "", "the settings say that the images of the jobs hold what it installed"};
inline constexpr Rule setup_task_logs{"cluster.setup_task_logs", dropped, "cluster properties.nodeSetup.setupTask.stdOutErrPathPrefix", "", "logs of a task that no longer exists"};
inline constexpr Rule app_insights{"cluster.app_insights", dropped, "cluster properties.nodeSetup.performanceCountersSettings", "", "Azure ML shows the counters of its nodes in the studio and in Azure Monitor"};
inline constexpr Rule app_insights_key{"cluster.app_insights_key", dropped, "…appInsightsReference.instrumentationKey", "", "nothing reads it any more; it is left out because it grants access"};
inline constexpr Rule admin_name{"cluster.admin_name", mapped, "cluster properties.userAccountSettings.adminUserName", "ssh_settings.admin_username", "the account for SSH"};
inline constexpr Rule admin_name_unused{"cluster.admin_name_unused", manual, "cluster properties.userAccountSettings.adminUserName", "", "without a public key no SSH account is made"};
inline constexpr Rule admin_key{"cluster.admin_key", mapped, "cluster properties.userAccountSettings.adminUserSshPublicKey", "ssh_settings.ssh_key_value", "the public key of the account"};
inline constexpr Rule admin_key_unusable{"cluster.admin_key_unusable", manual, "cluster properties.userAccountSettings.adminUserSshPublicKey", "", "not the text of a public key"};
inline constexpr Rule admin_password{"cluster.admin_password", manual, "cluster properties.userAccountSettings.adminUserPassword", "", "passwords are never written; SSH uses the public key"};
inline constexpr Rule subnet{"cluster.subnet", mapped, "cluster properties.subnet.id", "network_settings.subnet", "the subnet of the nodes"};
inline constexpr Rule idle_time{"cluster.idle_time", added, "", "idle_time_before_scale_down", "Batch AI had no such time; 300 seconds keep nodes between two jobs"};
inline constexpr Rule identity{"cluster.identity", added, "", "identity", "jobs read Blob containers and pull images with it; Batch AI used keys and passwords"};
inline constexpr Rule default_tier{"cluster.default_tier", added, "", "tier", "Batch AI's default: dedicated nodes"};
inline constexpr Rule missing_size{"cluster.missing_size", added, "", "size", "the source names no size"};
inline constexpr Rule missing_scale{"cluster.missing_scale", added, "", "max_instances", "the source has no scale settings; the largest job decides"};

// File servers.
inline constexpr Rule file_server_name{"file_server.name", transformed, "file server id, name", "datastore.name", "the datastore of the storage that its data is copied to"};
inline constexpr Rule file_server_disks{"file_server.disks", manual, "file server dataDisks.diskSizeInGB, diskCount", "", "tells how much data there is to copy at most"};
inline constexpr Rule file_server_machine{"file_server.machine", dropped, "file server vmSize, dataDisks.storageAccountType, dataDisks.cachingType, subnet", "", "the server was a machine of Batch AI; storage needs none"};
inline constexpr Rule file_server_login{"file_server.login", dropped, "file server sshConfiguration.publicIPsToAllow, userAccountSettings", "", "nobody logs in to a storage account"};
inline constexpr Rule file_server_password{"file_server.password", manual, "file server sshConfiguration.userAccountSettings.adminUserPassword", "", "never written; the machine that it opened is gone"};
inline constexpr Rule file_server_tags{"file_server.tags", dropped, "file server tags", "", "tags of a datastore have no effect"};

// Storage. Sources: batchai.md 3.1, azureml.md 2.11, 6.2.
inline constexpr Rule share_url{"storage.share_url", transformed, "azureFileShares[].azureFileUrl", "account_name, file_share_name, endpoint", "account, share and endpoint of the datastore"};
inline constexpr Rule share_account{"storage.share_account", mapped, "azureFileShares[].accountName", "account_name", "the account of the datastore"};
inline constexpr Rule share_account_differs{"storage.share_account_differs", manual, "azureFileShares[].accountName that is not the account of the URL", "", "the URL decides which account is mounted"};
inline constexpr Rule container_account{"storage.container_account", mapped, "azureBlobFileSystems[].accountName", "account_name", "the account of the datastore"};
inline constexpr Rule container_name{"storage.container_name", mapped, "azureBlobFileSystems[].containerName", "container_name", "the container of the datastore"};
inline constexpr Rule mount_path{"storage.mount_path", transformed, "relativeMountPath", "inputs, outputs", "decides which paths of jobs lie in this storage"};
inline constexpr Rule mount_modes{"storage.modes", dropped, "azureFileShares[].fileMode, directoryMode", "", "mounts of Azure ML give the job full access"};
inline constexpr Rule mount_options{"storage.options", dropped, "mountOptions", "", "Azure ML tunes its own mounts"};
inline constexpr Rule account_key{"storage.account_key", manual, "credentials.accountKey", "", "never written; MIGRATION.md takes it at deploy time where it is needed"};
inline constexpr Rule account_key_reference{"storage.account_key_reference", manual, "credentials.accountKeySecretReference", "", "MIGRATION.md reads the key from the vault at deploy time"};
inline constexpr Rule mount_invalid{"storage.invalid", manual, "a mount without account, share or container", "", "Batch AI could not have mounted it"};
inline constexpr Rule file_server_mount{"storage.file_server", manual, "fileServers[].fileServer.id", "datastore.name", "NFS servers of Batch AI are gone; the data has to be copied to the storage of this datastore"};
inline constexpr Rule file_server_copied{"storage.file_server_copied", transformed, "fileServers[].fileServer.id", "datastore.name", "the storage that a setting names holds the data now"};
inline constexpr Rule source_directory{"storage.source_directory", transformed, "fileServers[].sourceDirectory", "inputs, outputs", "the same folder of the copy"};
inline constexpr Rule unmanaged_mount{"storage.unmanaged", manual, "unmanagedFileSystems[].mountCommand", "datastore.name", "Azure ML mounts no foreign file systems; the data has to be copied to the storage of this datastore"};
inline constexpr Rule unmanaged_copied{"storage.unmanaged_copied", transformed, "unmanagedFileSystems[].mountCommand", "datastore.name", "the storage that a setting names holds the data now"};
inline constexpr Rule unmanaged_share{"storage.unmanaged_share", transformed, "unmanagedFileSystems[].mountCommand that mounts an Azure file share", "account_name, file_share_name, endpoint", "the datastore of that share"};
inline constexpr Rule datastore_endpoint{"storage.endpoint", added, "", "endpoint", "the public cloud, as Batch AI assumed"};

// Jobs. Sources: batchai.md 6, azureml.md 2.2 to 2.6, 6.
inline constexpr Rule job_cluster{"job.cluster", transformed, "job properties.cluster.id", "compute", "the compute made from that cluster"};
inline constexpr Rule job_cluster_unknown{"job.cluster_unknown", manual, "job properties.cluster.id", "compute", "the cluster is not among the inputs; a compute of its name must exist"};
inline constexpr Rule job_cluster_only{"job.cluster_only", added, "", "compute", "the only cluster among the inputs"};
inline constexpr Rule job_cluster_setting{"job.cluster_setting", added, "", "compute", "the compute that the settings name"};
inline constexpr Rule job_cluster_missing{"job.cluster_missing", added, "", "compute", "no cluster is known: a person names the compute"};
inline constexpr Rule node_count{"job.node_count", mapped, "job properties.nodeCount", "resources.instance_count", "number of nodes"};
inline constexpr Rule node_count_anew{"job.node_count_anew", approximated, "job properties.nodeCount", "resources.instance_count", "nodes of the new size hold another number of GPUs; the number of processes in all is kept"};
inline constexpr Rule node_count_missing{"job.node_count_missing", added, "", "resources.instance_count", "the source names no node count"};
inline constexpr Rule log_prefix{"job.log_prefix", dropped, "job properties.stdOutErrPathPrefix", "", "Azure ML keeps the logs of each job itself (user_logs)"};
inline constexpr Rule experiment{"job.experiment", transformed, "job properties.experimentName", "experiment_name", "the label under which runs are grouped"};
inline constexpr Rule experiment_default{"job.experiment_default", added, "", "experiment_name", "from the id, the settings or the folder"};
inline constexpr Rule display_name{"job.display_name", added, "", "display_name", "from the id, the name or the file"};
inline constexpr Rule priority{"job.priority", dropped, "job properties.priority, schedulingPriority", "", "Azure ML starts jobs of a compute in order of arrival"};
inline constexpr Rule image{"job.image", mapped, "job properties.containerSettings.imageSourceRegistry.image", "environment.image", "the image that the job runs in"};
inline constexpr Rule image_replaced{"job.image_replaced", transformed, "job properties.containerSettings.imageSourceRegistry.image", "environment.image", "the image that the settings name in its place"};
inline constexpr Rule image_missing{"job.image_missing", added, "", "environment.image", "the job ran on the virtual machine itself; Azure ML needs an image"};
inline constexpr Rule image_built{"job.image_built", added, "", "environment.build", "the job ran on nodes that a set-up task had prepared; its image is built with that task"};
inline constexpr Rule registry{"job.registry", transformed, "job properties.containerSettings.imageSourceRegistry.serverUrl", "environment.image", "the registry is the first part of the image reference"};
inline constexpr Rule registry_user{"job.registry_user", manual, "job properties.containerSettings.imageSourceRegistry.credentials.username", "", "jobs of Azure ML have no registry account of their own: identity or workspace connection"};
inline constexpr Rule registry_password{"job.registry_password", manual, "job properties.containerSettings.imageSourceRegistry.credentials.password", "", "never written; goes into a workspace connection"};
inline constexpr Rule shm_size{"job.shm_size", transformed, "job properties.containerSettings.shmSize", "resources.shm_size", "size of /dev/shm"};
inline constexpr Rule shm_size_invalid{"job.shm_size_invalid", manual, "job properties.containerSettings.shmSize", "", "not a size such as 16g"};
inline constexpr Rule preparation{"job.preparation", transformed, "job properties.jobPreparation.commandLine", "command", "runs once on each node before the command"};
inline constexpr Rule input_id{"job.input_id", transformed, "job properties.inputDirectories[].id", "inputs", "AZ_BATCHAI_INPUT_<id> is exported before the command"};
inline constexpr Rule input_path{"job.input_path", transformed, "job properties.inputDirectories[].path", "inputs.<key>.path", "the folder in the datastore"};
inline constexpr Rule input_unresolved{"job.input_unresolved", manual, "job properties.inputDirectories[].path", "inputs.<key>.path", "no known mount holds this path"};
inline constexpr Rule directory_invalid{"job.directory_invalid", manual, "inputDirectories[], outputDirectories[] that lack id or path", "", "Batch AI could not have used it"};
inline constexpr Rule output_id{"job.output_id", transformed, "job properties.outputDirectories[].id", "outputs", "AZ_BATCHAI_OUTPUT_<id> is exported before the command"};
inline constexpr Rule output_prefix{"job.output_prefix", transformed, "job properties.outputDirectories[].pathPrefix", "outputs.<key>.path", "one folder for each run: <prefix>/<run>/outputs/<suffix>"};
inline constexpr Rule output_suffix{"job.output_suffix", transformed, "job properties.outputDirectories[].pathSuffix", "outputs.<key>.path", "last part of the folder of the run"};
inline constexpr Rule output_unresolved{"job.output_unresolved", manual, "job properties.outputDirectories[].pathPrefix", "outputs.<key>.path", "no known mount holds this path"};
inline constexpr Rule output_type{"job.output_type", dropped, "job properties.outputDirectories[].type", "", "a label that nothing read"};
inline constexpr Rule output_create_new{"job.output_create_new", transformed, "job properties.outputDirectories[].createNew", "outputs.<key>.path", "false: the folder itself, without a folder for each run"};
inline constexpr Rule variable_name{"job.variable_name", mapped, "job properties.environmentVariables[].name", "environment_variables", "the name of the variable"};
inline constexpr Rule variable_value{"job.variable_value", mapped, "job properties.environmentVariables[].value", "environment_variables", "the value of the variable"};
inline constexpr Rule variable_expanded{"job.variable_expanded", transformed, "job properties.environmentVariables[].value with $", "command", "Batch AI expanded variables inside; exported by the command, which does too"};
inline constexpr Rule variable_repeated{"job.variable_repeated", ignored, "job properties.environmentVariables[] before another one of the same name", "", "the last value of a name counts"};
inline constexpr Rule variable_of_process{"job.variable_of_process", approximated, "job properties.environmentVariables[] that Azure ML sets in each process", "", "processes find each other by the value of Azure ML, which differs from process to process"};
inline constexpr Rule variable_invalid{"job.variable_invalid", manual, "job properties.environmentVariables[] that no shell can export", "", "not a name of an environment variable"};
inline constexpr Rule variable_secret{"job.variable_secret", manual, "job properties.environmentVariables[].value that looks like a secret", "", "never written; everybody who can read a job can read its variables"};
inline constexpr Rule secret_name{"job.secret_name", manual, "job properties.secrets[].name", "", "the program reads the secret from Key Vault, or the variable is set at deploy time"};
inline constexpr Rule secret_value{"job.secret_value", manual, "job properties.secrets[].value", "", "never written; belongs into Key Vault"};
inline constexpr Rule secret_reference{"job.secret_reference", manual, "job properties.secrets[].valueSecretReference", "", "the program reads it from that vault with the identity of the compute"};
inline constexpr Rule shared_temp{"job.shared_temp", added, "", "outputs.<key>.path", "AZ_BATCHAI_SHARED_JOB_TEMP, which a program may read by itself, has to be a folder that all nodes see"};
inline constexpr Rule time_limit{"job.time_limit", transformed, "job properties.constraints.maxWallClockTime", "limits.timeout", "seconds"};
inline constexpr Rule time_limit_invalid{"job.time_limit_invalid", manual, "job properties.constraints.maxWallClockTime", "limits.timeout", "not a duration; Batch AI's own limit is used"};
inline constexpr Rule time_limit_default{"job.time_limit_default", added, "", "limits.timeout", "Batch AI ended each job after 7 days; Azure ML would let it run for 21"};
inline constexpr Rule job_tags{"job.tags", mapped, "job tags", "tags", "tags of the job"};
inline constexpr Rule tag_secret{"job.tag_secret", manual, "job tag that looks like a secret", "", "never written; everybody who can read a job can read its tags"};
inline constexpr Rule redacted{"secret.redacted", manual, "a text that holds a secret", "", "the secret was taken out; a variable stands in its place"};

// Toolkits. Sources: batchai.md 6.2, 7; azureml.md 5.3, 6.5, 6.7.
inline constexpr Rule script{"toolkit.script", mapped, "pythonScriptFilePath", "command", "the script, as it was written"};
inline constexpr Rule interpreter{"toolkit.interpreter", mapped, "pythonInterpreterPath", "command", "the interpreter, as it was written"};
inline constexpr Rule arguments{"toolkit.arguments", mapped, "commandLineArgs, masterCommandLineArgs", "command", "the arguments, as they were written"};
inline constexpr Rule command_line{"toolkit.command_line", mapped, "commandLine", "command", "the command, as it was written"};
inline constexpr Rule command_line_mpi{"toolkit.command_line_mpi", transformed, "customToolkitSettings.commandLine that calls mpirun", "command", "Azure ML starts the processes itself; the launcher and its options became settings"};
inline constexpr Rule command_line_first_node{"toolkit.command_line_first_node", approximated, "customToolkitSettings.commandLine on several nodes", "command", "runs on the first node; the others wait until it has ended"};
inline constexpr Rule role_arguments{"toolkit.role_arguments", transformed, "masterCommandLineArgs, workerCommandLineArgs, parameterServerCommandLineArgs", "code", "a launcher picks the arguments of the role from TF_CONFIG"};
inline constexpr Rule unused_arguments{"toolkit.unused_arguments", ignored, "arguments of a role that has no process", "", "no process of this role was started"};
inline constexpr Rule config_file{"toolkit.config_file", approximated, "configFilePath", "command", "the exact command of Batch AI is not documented; the usual one of the toolkit is used"};
inline constexpr Rule language_type{"toolkit.language_type", dropped, "cntkSettings.languageType", "", "the kind of file given decides it"};
inline constexpr Rule process_count{"toolkit.process_count", transformed, "processCount", "distribution.process_count_per_instance", "total processes, divided by the nodes"};
inline constexpr Rule process_count_uneven{"toolkit.process_count_uneven", approximated, "processCount that nodeCount does not divide", "distribution.process_count_per_instance", "Azure ML starts the same number on each node; the lower number is written"};
inline constexpr Rule process_count_default{"toolkit.process_count_default", added, "", "distribution.process_count_per_instance", "Batch AI's default: one process for each node"};
inline constexpr Rule worker_count{"toolkit.worker_count", mapped, "tensorFlowSettings.workerCount", "distribution.worker_count", "number of workers, the master among them"};
inline constexpr Rule worker_count_default{"toolkit.worker_count_default", added, "", "distribution.worker_count", "Batch AI's default: one worker for each node"};
inline constexpr Rule server_count{"toolkit.server_count", mapped, "tensorFlowSettings.parameterServerCount", "distribution.parameter_server_count", "number of parameter servers"};
inline constexpr Rule server_count_default{"toolkit.server_count_default", added, "", "distribution.parameter_server_count", "Batch AI's default for a distributed job: one server"};
inline constexpr Rule backend{"toolkit.backend", transformed, "pyTorchSettings.communicationBackend", "distribution", "MPI or PyTorch's own launcher; AZ_BATCHAI_PYTORCH_BACKEND is exported"};
inline constexpr Rule backend_tcp{"toolkit.backend_tcp", approximated, "pyTorchSettings.communicationBackend: tcp", "distribution", "PyTorch no longer has the backend tcp; gloo takes its place"};
inline constexpr Rule other_toolkit{"toolkit.other", manual, "a second toolkit object", "", "exactly one was allowed; the first one is used"};
inline constexpr Rule member_of_other{"toolkit.foreign_member", ignored, "a member of another toolkit", "", "Batch AI ignored members that this toolkit does not have"};
// clang-format on

} // namespace rules

/// All rules above, in that order.
[[nodiscard]] std::span<const Rule* const> all_rules();

/// The rule of that id; null when there is none.
[[nodiscard]] const Rule* find_rule(std::string_view id);

/// docs/mapping.md
[[nodiscard]] std::string mapping_page();

} // namespace batchai2aml
