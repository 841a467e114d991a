/// \file
/// Options of `az batchai` that mount storage (batchai.md 11.3, 11.4). Internal to the shell reader.
#pragma once

#include "parser/shell/call_options.hpp"

namespace batchai2aml {

/// How many accounts the commands of a document name that only the script knows.
enum class UnknownAccounts : std::uint8_t { one, several };

/// `--afs-…`, `--bfs-…`, `--nfs-…` and the storage account, which holds for the file that the call names as
/// well.
void read_mount_options(CallOptions& options, Call& call, MountVolumes& volumes, UnknownAccounts unknown);

/// `--use-auto-storage`
void read_auto_storage(CallOptions& options, MountVolumes& volumes);

} // namespace batchai2aml
