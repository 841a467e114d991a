/// \file
/// Run configurations of SDK v1 (azureml.md 4.1) as jobs to rehearse.
#pragma once

#include <string>
#include <vector>

#include "rehearse/emitted_job.hpp"

namespace batchai2aml {

/// Names of the folders in `folder`/runconfig that hold `.azureml/NAME.runconfig`, sorted.
[[nodiscard]] std::vector<std::string> emitted_runconfigs(const FileSystem& files, const std::string& folder);

/// The job of one of these names. Its data references are inputs that can be written as well.
[[nodiscard]] Result<EmittedJob, EmittedError>
read_runconfig(const FileSystem& files, const std::string& folder, const std::string& name);

} // namespace batchai2aml
