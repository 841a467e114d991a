/// \file
/// Says in a user's words why a text is not JSON, and where. Not here: finding out that it is not (sax.hpp).
#pragma once

#include <string_view>

#include "parser/json/tree.hpp"

namespace batchai2aml {

/// \pre parse_json gave ParseEnd::not_json for `clean` and `tree`; `document` has its text and line index
[[nodiscard]] ReadProblem syntax_error(const Document& document, std::string_view clean,
                                       const TreeBuilder& tree);

} // namespace batchai2aml
