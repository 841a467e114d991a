/// \file
/// A resource as the file says it and as the options of its command change it (batchai.md 11.3). Internal to
/// src/calls.
#pragma once

#include "model/batchai.hpp"
#include "model/ledger.hpp"

namespace batchai2aml {

/// What an option says takes the place of what the file says; mounts are added. `file` may be null.
[[nodiscard]] Cluster merge_cluster(const Cluster* file, const Call& call, Notes& notes);
[[nodiscard]] FileServer merge_file_server(const FileServer* file, const Call& call, Notes& notes);
[[nodiscard]] Job merge_job(const Job& file, const Call& call, Notes& notes);

/// Takes over the scale that `change` says; `rule` is what became of the one before.
void replace_scale(Cluster& cluster, const Cluster& change, const Rule& rule, Notes& notes);

} // namespace batchai2aml
