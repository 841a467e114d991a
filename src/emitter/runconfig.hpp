/// \file
/// Jobs as run configurations of SDK v1 (azureml.md 4.1), on request. Not here: what is written (src/mapper),
/// the commands for computes and datastores (migration_runconfig.hpp).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "emitter/format.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// The folder that is submitted with a job: "runconfig/<job>/".
[[nodiscard]] std::string runconfig_folder(const CommandJob& job);
/// "runconfig/<job>/.azureml/<job>.runconfig"
[[nodiscard]] std::string runconfig_file(const CommandJob& job);

/// The name of each input and output in the run configuration, by its key: `in_DATA` is `inDATA`, since the
/// library rewrites names with an underscore when it loads them, and the variable with the path would have
/// another name.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> runconfig_names(const CommandJob& job);

/// The run configuration, the script with the command, and the files of the code folder. `compute`: the one
/// that the job names; null when it is not known.
[[nodiscard]] std::vector<OutputFile> emit_runconfig(const CommandJob& job, const Compute* compute);

/// True for an output whose folder each run makes anew: it is `outputData`, and others are data references.
[[nodiscard]] bool is_new_each_run(const JobOutput& output);

/// Where the workspace is; with all of them there is a `runconfig/config.json`.
struct RunconfigNames {
    std::string subscription;
    std::string resource_group;
    std::string workspace;
};

/// Everything below `runconfig/`. The result refers to `migration`, which has to outlive its `locate`.
[[nodiscard]] Emitted emit_runconfigs(const Migration& migration, const RunconfigNames& names);

} // namespace batchai2aml
