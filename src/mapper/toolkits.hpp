/// \file
/// One function for each way in which a toolkit ran (batchai.md 7, azureml.md 5.3, 6.5, 6.7). Internal to
/// src/mapper.
#pragma once

#include <string>

#include "mapper/job_builder.hpp"

namespace batchai2aml {

/// `<interpreter> <script> <args>`: the command of one process, as Batch AI put it together; accounts for the
/// members.
[[nodiscard]] Run script_command(JobBuilder& builder, const ToolkitSettings& toolkit);

/// Processes for each node of `total` processes; the default is one (design.md 7, row 17). Accounts for the
/// count.
[[nodiscard]] std::int64_t processes_per_node(JobBuilder& builder, const Count& total);

/// Compares the processes of one node with the GPUs of the cluster's nodes, where both are known.
void check_gpus(JobBuilder& builder, LeafId at, std::int64_t processes_per_node);

/// Two members of which Batch AI allowed one.
void report_both(JobBuilder& builder, const Text& first, const Text& second, std::string_view names);

/// Accounts for a member that no process of the job uses; `why` tells a person.
void ignore_unused(JobBuilder& builder, const Text& member, std::string_view why);

void map_tensorflow(JobBuilder& builder, const ToolkitSettings& toolkit);
void map_pytorch(JobBuilder& builder, const ToolkitSettings& toolkit);
/// caffe2: one process on each node.
void map_one_per_node(JobBuilder& builder, const ToolkitSettings& toolkit);
/// horovod, chainer, cntk, caffe: the script under MPI.
void map_mpi_script(JobBuilder& builder, const ToolkitSettings& toolkit);
void map_custom_mpi(JobBuilder& builder, const ToolkitSettings& toolkit);
void map_custom(JobBuilder& builder, const ToolkitSettings& toolkit);

/// The launcher of a distributed TensorFlow job: Python 2.7 and 3, picks the command of the role that
/// TF_CONFIG names. For `Layout::drafts` the variables of a role have their older names as well
/// (batchai.md 8.1).
[[nodiscard]] std::string tensorflow_launcher(const std::string& master, const std::string& worker,
                                              const std::string& server, Layout layout);

} // namespace batchai2aml
