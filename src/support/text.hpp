/// \file
/// Small helpers for text: UTF-8, making text safe for a terminal or for JSON, comparing names. Not here:
/// quoting for a shell or for YAML (src/emitter), reading of any format (src/parser).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// What stands at the start of a text: a code point, or one byte that belongs to none.
struct CodePoint {
    char32_t value = 0;     ///< the byte itself when not valid
    std::size_t length = 1; ///< bytes
    bool valid = false;
};

/// Decodes the first code point of `text` by RFC 3629: no surrogates, no overlong forms, nothing above
/// U+10FFFF. \pre text is not empty
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// Appends `value` as UTF-8. \pre value is a Unicode scalar value
void append_utf8(std::string& out, char32_t value);

/// Offset of the first byte that is not part of valid UTF-8; `npos` when there is none.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text);
[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// Number of code points; each byte that is part of none counts as one.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// `text` for one line of a terminal or message: control characters (C0, DEL, C1), invalid UTF-8, line
/// separators and characters that are invisible or change the direction of writing become `\n`, `\t`, `\r`,
/// `\x1b` or `\u202e`.
[[nodiscard]] std::string printable(std::string_view text);

/// `text` as a JSON string with its quotes; invalid UTF-8 becomes U+FFFD, so that any bytes give valid JSON.
[[nodiscard]] std::string json_quote(std::string_view text);

/// ASCII only, whatever the locale.
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);
[[nodiscard]] bool iequals(std::string_view a, std::string_view b);
[[nodiscard]] bool starts_with_i(std::string_view text, std::string_view prefix);

/// Least number of inserted, removed, replaced or swapped (neighbouring) bytes that turns `a` into `b`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// "Did you mean": the candidate nearest to `word` when case, `_` and `-` do not count, the first one of
/// several; empty when none is near (1 edit up to 4 letters, 2 up to 8, 3 from 9 on; words of 1 or 2 letters
/// must be equal).
[[nodiscard]] std::string nearest(std::string_view word, std::span<const std::string_view> candidates);

/// Parts between separators, empty ones included: always one more than there are separators.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// An empty `what` is found nowhere.
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view what, std::string_view with);

/// At most `max_code_points` code points of `text`, the last one an ellipsis when something was left out.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t max_code_points);

} // namespace batchai2aml
