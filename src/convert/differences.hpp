/// \file
/// Descriptions of one resource that say different things. Not here: which of them is converted
/// (src/project).
#pragma once

#include <vector>

#include "mapper/mapper.hpp"

namespace batchai2aml {

/// Reports (B2A0115) each copy that would have given other files than the description that is converted.
/// `computes` and `jobs` stand in the order of `project`.
void report_differences(const Project& project, const std::vector<MappedCompute>& computes,
                        const std::vector<MappedJob>& jobs, Notes& notes);

} // namespace batchai2aml
