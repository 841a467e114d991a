/// \file
/// Text in columns for a terminal. It counts code points, so that letters of most scripts take one column
/// each; wide and combining characters are not told apart.
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml {

/// Appends `text` to `out` as lines of at most `width` columns, broken at spaces: `first` begins the first
/// line, the others are indented by `hang` spaces. A word longer than a line stays whole, so that a path or
/// command can still be copied. Ends with a line end. Give it printable text.
void append_wrapped(std::string& out, std::string_view first, std::string_view text, std::size_t hang,
                    std::size_t width);

/// `text` with spaces after it up to `width` columns.
[[nodiscard]] std::string pad(std::string_view text, std::size_t width);

/// "1 file", "2 files"
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);

} // namespace batchai2aml
