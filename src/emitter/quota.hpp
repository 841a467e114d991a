/// \file
/// What the computes of a migration take of the quota of Azure ML. Not here: which family a size is of
/// (src/catalog).
#pragma once

#include <vector>

#include "batchai2aml/report.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// By family, sorted; computes of unknown size are left out. Low-priority cores are counted together,
/// whatever the family.
[[nodiscard]] std::vector<QuotaNeed> quota_needs(const Migration& migration);

} // namespace batchai2aml
