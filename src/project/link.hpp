/// \file
/// From the resources of all documents to one linked project. Not here: what any of it becomes (src/mapper),
/// findings.
#pragma once

#include <vector>

#include "batchai2aml/options.hpp"
#include "model/batchai.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// One document that was read.
struct Source {
    const Document* document = nullptr;
    const Resources* resources = nullptr;
};

/// Links a run. Sources must be sorted by path and outlive the result.
[[nodiscard]] Project link(const std::vector<Source>& sources, const Options& options);

} // namespace batchai2aml
