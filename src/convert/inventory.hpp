/// \file
/// Counts what the inputs name, and lists what Azure ML needs. Not here: how it is shown (src/report).
#pragma once

#include "model/azureml.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// \param migration what `project` became; its lists are sorted by name
[[nodiscard]] Inventory take_inventory(const Project& project, const Migration& migration);

} // namespace batchai2aml
