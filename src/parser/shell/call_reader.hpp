/// \file
/// Puts the calls that matter into the document of a call tree. Internal to call_tree.cpp.
#pragma once

#include "parser/shell/call_tree.hpp"

namespace batchai2aml {

/// Fills nodes and calls of `tree`. \returns for each n up to the number of `calls` how many of the first n
/// are kept
std::vector<std::size_t> read_calls_of(CallTree& tree, std::vector<ShellCall> calls,
                                       const std::vector<MadeFile>& files);

} // namespace batchai2aml
