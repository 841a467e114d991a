/// \file
/// Bodies of requests (azureml.md 3.5 to 3.7): what the YAML of the same resource becomes when Microsoft's
/// client sends it, which tests/conformance compares. Not here: urls, what depends on what.
#pragma once

#include <string>
#include <vector>

#include "emitter/arm_value.hpp"
#include "emitter/registries.hpp"
#include "model/azureml.hpp"

namespace batchai2aml::arm {

[[nodiscard]] Object workspace_body(const MlWorkspace& workspace);
[[nodiscard]] Object compute_body(const Compute& compute);
/// `key`: the parameter that is the account's key, for file shares.
[[nodiscard]] Object datastore_body(const Datastore& datastore, const std::string& key);
/// A version of an environment that is an image, or one that is built from `context`, a folder of uploads.
[[nodiscard]] Object image_body(const Value& image);
[[nodiscard]] Object build_body(const std::string& context);
/// A version of code; `folder`: of uploads.
[[nodiscard]] Object code_body(const std::string& folder);
/// `username`, `password`: parameters; the first is used where the name is not known.
[[nodiscard]] Object connection_body(const RegistryLogin& login, const std::string& username,
                                     const std::string& password);

/// What a job refers to; `code` without a type: none.
struct JobIds {
    ResourceId environment;
    ResourceId code;
};
[[nodiscard]] Object job_body(const CommandJob& job, const JobIds& ids);

} // namespace batchai2aml::arm
