/// \file
/// Runs the JSON parser library: the one place that includes it, because it is costly to compile.
#pragma once

#include <cstdint>
#include <string_view>

#include "parser/json/tree.hpp"

namespace batchai2aml {

enum class ParseEnd : std::uint8_t { complete, not_json, limit };

/// Parses `clean` into `tree`, which knows the last token before the fault when the text is not JSON.
[[nodiscard]] ParseEnd parse_json(std::string_view clean, TreeBuilder& tree);

} // namespace batchai2aml
