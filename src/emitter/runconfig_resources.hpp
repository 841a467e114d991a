/// \file
/// What stands beside run configurations of SDK v1: the other resources as data, and the scripts that make
/// them and submit the jobs with the library `azureml-core`. Internal to src/emitter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

inline constexpr std::string_view runconfig_resources_file = "runconfig/resources.json";
inline constexpr std::string_view runconfig_create_file = "runconfig/create_resources.py";
inline constexpr std::string_view runconfig_submit_file = "runconfig/submit.py";

/// resources.json, both scripts, and the build contexts of environments.
[[nodiscard]] std::vector<OutputFile> emit_runconfig_resources(const Migration& migration);

} // namespace batchai2aml
