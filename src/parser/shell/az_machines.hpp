/// \file
/// Options of `az batchai` that describe machines: size, image, scale, accounts, node set-up
/// (batchai.md 11.3, 11.5, 11.6). Internal to the shell reader.
#pragma once

#include "parser/shell/az_mounts.hpp"

namespace batchai2aml {

void read_cluster_call(CallOptions& options, Call& call, UnknownAccounts unknown);
void read_file_server_call(CallOptions& options, Call& call);

/// `--target`, `--min`, `--max`. \param old_scale equal bounds mean a fixed number of nodes
void set_scale(CallOptions& options, bool old_scale, Cluster& cluster);

} // namespace batchai2aml
