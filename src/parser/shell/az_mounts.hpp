/// \file
/// Options of `az batchai` that mount storage (batchai.md 11.3, 11.4). Internal to the shell reader.
#pragma once

#include "parser/shell/call_options.hpp"

namespace batchai2aml {

/// `--afs-…`, `--bfs-…`, `--nfs-…` and the storage account, which holds for the file that the call names as
/// well.
void read_mount_options(CallOptions& options, Call& call, MountVolumes& volumes);

/// `--use-auto-storage`
void read_auto_storage(CallOptions& options, MountVolumes& volumes);

} // namespace batchai2aml
