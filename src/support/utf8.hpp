/// \file
/// UTF-8 as writers of text files need it: decoding that never fails, and which characters may stand in a
/// text file as they are. Not here: reading of inputs (src/parser).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace batchai2aml::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

/// One character of a text. Bytes that are no UTF-8 (overlong forms and surrogates included) are read one at
/// a time as U+FFFD.
struct Decoded {
    char32_t value = replacement;
    std::size_t length = 1; ///< bytes read, at least 1
};

/// \pre at < text.size()
[[nodiscard]] Decoded decode(std::string_view text, std::size_t at);

/// \pre `value` is a Unicode scalar value
void append(std::string& out, char32_t value);

/// True for what shows in an editor as what it is. False for control characters, line and paragraph
/// separators, characters without width, those that change the direction of text, noncharacters.
[[nodiscard]] bool is_visible(char32_t value);

/// `text` with U+FFFD for bytes that are no UTF-8.
[[nodiscard]] std::string repaired(std::string_view text);

/// `text` on one line: runs of line ends and tabs become one blank, other invisible characters go, bytes that
/// are no UTF-8 become U+FFFD.
[[nodiscard]] std::string one_line(std::string_view text);

} // namespace batchai2aml::utf8
