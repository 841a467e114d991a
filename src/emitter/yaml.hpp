/// \file
/// Azure ML resources as the YAML files of `az ml` (CLI v2): azureml.md 2. Keys stand in the order of
/// Microsoft's reference pages; no file ever holds a credential. Not here: what is written (src/mapper),
/// where to (src/cli).
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// `workspace.yml`: azureml.md 3.4
[[nodiscard]] OutputFile emit_workspace(const MlWorkspace& workspace);

/// azureml.md 2.10
[[nodiscard]] OutputFile emit_compute(const Compute& compute);

/// azureml.md 2.11
[[nodiscard]] OutputFile emit_datastore(const Datastore& datastore);

/// `environment.yml` (azureml.md 2.6) and the files of its build context.
[[nodiscard]] std::vector<OutputFile> emit_environment(const Environment& environment);

/// `job.yml` (azureml.md 2.2) and after it the files of its code folder, in their order.
[[nodiscard]] std::vector<OutputFile> emit_job(const CommandJob& job);

/// All but the jobs, in the order of `migration`: workspace, computes, datastores, environments.
[[nodiscard]] std::vector<OutputFile> emit_yaml_of_shared(const Migration& migration);

/// Everything: these and the jobs.
[[nodiscard]] std::vector<OutputFile> emit_yaml(const Migration& migration);

} // namespace batchai2aml
