/// \file
/// The pass before the JSON parser: replaces what is not JSON but common by characters that are, byte for
/// byte, so that offsets stay true. Not here: errors (syntax_error.hpp); what this pass does not know it
/// leaves alone.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "parser/json/reader.hpp"

namespace batchai2aml {

struct RepairedText {
    std::string clean;           ///< same length as the text; empty when nothing had to be replaced
    std::vector<Repair> repairs; ///< by position
    std::size_t values = 0;      ///< at least the number of values that the text can hold
    bool too_many_repairs = false;
};

/// Blanks comments (`//`, `/* */`, `#`), commas before a closing bracket, byte-order marks and no-break
/// spaces outside of strings, and line ends and tabs inside of strings. Besides, unrecorded, replaces numbers
/// that may be too large for a machine type, which the parser would refuse: spellings are taken from `text`.
[[nodiscard]] RepairedText repair_json(std::string_view text);

/// Length of the JSON number (RFC 8259, 6) that `text` starts with; 0 when there is none.
[[nodiscard]] std::size_t number_length(std::string_view text);

} // namespace batchai2aml
