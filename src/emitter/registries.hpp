/// \file
/// The registries of images that asked for an account, once each, and the connections that hold it now
/// (design decision 20). Not here: how a connection is made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/azureml.hpp"

namespace batchai2aml {

/// The registries of all jobs, sorted by host; of the same one, the first user name and password.
[[nodiscard]] std::vector<RegistryLogin> registry_logins(const Migration& migration);

/// The name in Azure of a container registry, from which computes pull with their identity; empty for all
/// other registries.
[[nodiscard]] std::string_view azure_registry_name(std::string_view host);

/// A name for the connection to `host`, valid by azureml.md 2.1.
[[nodiscard]] std::string connection_name(std::string_view host);

} // namespace batchai2aml
