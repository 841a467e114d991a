/// \file
/// Sets of bytes in patterns: `[a-z]`, `[!0-9]`, `[[:alpha:]_]`. Used by ignore_rules.cpp alone.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

namespace batchai2aml::cli {

struct ByteSet {
    std::bitset<256> bytes;
    std::size_t length = 0; ///< of its text, brackets included
};

/// The set at the start of `text`, which is `[`; nothing when it has no end or names an unknown class.
[[nodiscard]] std::optional<ByteSet> parse_set(std::string_view text);

} // namespace batchai2aml::cli
