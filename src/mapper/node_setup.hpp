/// \file
/// Node set-up tasks (batchai.md 4; azureml.md 6.3; design.md 7, row 14): what becomes of them, and why some
/// of them cannot become part of an image. Internal to src/mapper.
#pragma once

#include <string>

#include "batchai2aml/options.hpp"
#include "mapper/mapper.hpp"
#include "model/batchai.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// Why the task cannot run while an image is built: "it ..."; empty: it can. Only what the task's own texts
/// say is looked at: a script that they fetch may do the same unseen.
[[nodiscard]] std::string setup_obstacle(const SetupTask& task);

/// True when a text of the task names a mount root: what the task did there was visible inside containers
/// too.
[[nodiscard]] bool touches_mounts(const SetupTask& task);

/// True when jobs of the cluster that have no container run in an image that is built with its set-up task.
[[nodiscard]] bool builds_image(const Cluster& cluster, const Options& options);

/// Accounts for the task of the cluster, if it has one, and makes the environment that it becomes.
void map_node_setup(const Project& project, const LinkedCluster& linked, const Options& options,
                    MappedCompute& out);

} // namespace batchai2aml
