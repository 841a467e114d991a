/// \file
/// From linked Batch AI resources to Azure ML resources: the entry of the mapper. Each function depends on
/// its arguments only, so that jobs can be mapped in parallel. Not here: spelling (src/emitter), linking
/// (src/project).
#pragma once

#include <optional>
#include <vector>

#include "batchai2aml/options.hpp"
#include "model/azureml.hpp"
#include "model/ledger.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// Chooses the size of each cluster and, where nodes of the new size hold another number of GPUs, the nodes
/// of its jobs (design.md 7, row 4; vm-sizes.md 6). To be called once, before anything is mapped.
void choose_sizes(Project& project, const Options& options);

struct MappedCompute {
    Compute compute;
    std::optional<Environment> environment; ///< that the node set-up became
    Notes notes;
};
/// design.md 7, rows 1 to 3, 14, 27, 31; azureml.md 2.6, 2.10
[[nodiscard]] MappedCompute map_cluster(const Project& project, std::size_t cluster, const Options& options);

struct MappedWorkspace {
    std::optional<MlWorkspace>
        workspace; ///< none where several are described: which one is for a person to say
    Notes notes;
};
[[nodiscard]] MappedWorkspace map_workspaces(const Project& project);

struct MappedJob {
    CommandJob job;
    Notes notes;
    std::vector<std::size_t> storages; ///< that the job uses, sorted
};
/// design.md 7, rows 7 to 18; azureml.md 2.2 to 2.6, 5, 6
[[nodiscard]] MappedJob map_job(const Project& project, std::size_t job, const Options& options);

/// design.md 7, rows 5 and 6; azureml.md 2.11
[[nodiscard]] Datastore map_storage(const Storage& storage);

/// Accounts for a file server, whose data a storage takes over (design.md 7, row 12).
[[nodiscard]] Notes account_file_server(const Project& project, std::size_t server);

} // namespace batchai2aml
