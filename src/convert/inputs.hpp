/// \file
/// From the bytes of a run to its resources: documents, commands and what they make together. Not here:
/// reading of one file (src/parser), links between resources (src/project).
#pragma once

#include <vector>

#include "batchai2aml/convert.hpp"
#include "calls/join.hpp"
#include "model/ledger.hpp"
#include "parser/parse.hpp"

namespace batchai2aml {

/// What was read.
struct InputsRead {
    std::vector<ParsedInput> inputs;    ///< those that were given, then those that stand in others
    std::vector<JoinedResource> joined; ///< what commands make; points into `inputs`, whose elements stay
    Notes notes;
    SecretFinder secrets; ///< has learnt from all of them
};

/// Reads all inputs; `report` gets what they are.
[[nodiscard]] InputsRead read_inputs(std::vector<InputFile> inputs, const Options& options, Report& report);

} // namespace batchai2aml
