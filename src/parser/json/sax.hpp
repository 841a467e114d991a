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

/// Parses several values that follow each other, such as the pages of an export written into one file; they
/// become the elements of an array that the text does not have.
[[nodiscard]] ParseEnd parse_json_sequence(std::string_view clean, TreeBuilder& tree);

} // namespace batchai2aml
