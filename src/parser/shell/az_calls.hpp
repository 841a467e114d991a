/// \file
/// What commands of `az batchai` say: their options as members of the resources that they make (batchai.md
/// 11.3 to 11.6). Not here: the files that they name (src/calls).
#pragma once

#include "model/batchai.hpp"
#include "parser/read_context.hpp"
#include "parser/shell/call_tree.hpp"

namespace batchai2aml {

/// What a command is besides its options.
struct CallFacts {
    std::string folder; ///< see `Call::folder`
    bool certain = true;
};

/// Reads the calls of a document that `make_call_tree` made. \param facts one for each of them
void read_calls(ReadContext& context, const std::vector<CallFacts>& facts, Resources& out);

} // namespace batchai2aml
