/// \file
/// Azure ML resources for Azure Resource Manager: the body of each request in a file of its own, and one
/// deployment template of all of them (azureml.md 3). No file ever holds a credential. Not here: sending
/// anything.
#pragma once

#include <string>

#include "batchai2aml/options.hpp"
#include "emitter/format.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// What requests name besides the resources; empty names are left for the user to fill in.
struct ArmNames {
    std::string subscription;
    std::string resource_group;
    std::string workspace;
    std::string api_version;
};

/// Files below `arm/`.
[[nodiscard]] Emitted emit_arm(const Migration& migration, const ArmNames& names);

} // namespace batchai2aml
