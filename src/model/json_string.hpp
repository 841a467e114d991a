/// \file
/// Walks over the source text of a JSON string unit by unit, so that bytes of the decoded string can be found
/// in the source and the other way round. Not here: decoding itself, errors (src/parser/json).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace batchai2aml {

/// Bytes of one unit (an escape, a surrogate pair of escapes, or one plain byte) in the source and after
/// decoding.
struct StringUnit {
    std::size_t source = 1;
    std::size_t decoded = 1;
};

/// The four hexadecimal digits that `digits` starts with; -1 when they are none (RFC 8259, 7).
[[nodiscard]] inline std::int32_t json_hex4(std::string_view digits) {
    if (digits.size() < 4) return -1;
    std::int32_t value = 0;
    for (const char c : digits.substr(0, 4)) {
        const bool decimal = c >= '0' && c <= '9';
        const char small = static_cast<char>(c | 0x20);
        if (!decimal && (small < 'a' || small > 'f')) return -1;
        value = value * 16 + (decimal ? c - '0' : small - 'a' + 10);
    }
    return value;
}

/// The unit that `source`, text between the quotes of a valid JSON string, starts with.
/// \pre source is not empty
[[nodiscard]] inline StringUnit first_string_unit(std::string_view source) {
    if (source.front() != '\\' || source.size() < 2) return {1, 1};
    if (source[1] != 'u') return {2, 1};
    const std::int32_t code = json_hex4(source.substr(2));
    if (code < 0) return {2, 1};
    if (code < 0x80) return {6, 1};
    if (code < 0x800) return {6, 2};
    if (code >= 0xD800 && code <= 0xDBFF && source.size() >= 12) return {12, 4};
    return {6, 3};
}

} // namespace batchai2aml
