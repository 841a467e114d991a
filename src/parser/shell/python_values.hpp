/// \file
/// Python's assignments of plain values as assignments of bash. Not here: what a notebook adds to Python
/// (ipython.cpp), any other statement of Python.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parser/shell/front.hpp"

namespace batchai2aml::front {

/// What is known of the variables of a notebook.
struct PythonNames {
    std::map<std::string, std::string, std::less<>> values; ///< of those that are known in full
    std::map<std::string, bool, std::less<>> numbers;       ///< those that hold a number, or not
};

/// A piece of a value.
struct PythonPart {
    enum class Kind : std::uint8_t {
        source,  ///< bytes [begin, end) of the text
        literal, ///< `text`
        name,    ///< the variable `text`
        raw,     ///< `text` for bash, as it is
    } kind = Kind::source;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};
using PythonParts = std::vector<PythonPart>;
/// A value of more pieces counts as unknown.
inline constexpr std::size_t most_python_parts = 10'000;

/// End of the statement at `begin`: over line ends in brackets and strings. `unclosed` is set when a bracket
/// is never closed; the statement then is one line.
[[nodiscard]] std::size_t statement_end(std::string_view text, std::size_t begin, bool& unclosed);

/// End of the string literal at `at`, which may have prefixes; 0: none stands there, or nothing ends it.
[[nodiscard]] std::size_t literal_end(std::string_view text, std::size_t at);

/// The value of the expression [begin, end); none when it takes more than putting strings together.
[[nodiscard]] std::optional<PythonParts> python_value(std::string_view text, std::size_t begin,
                                                      std::size_t end, const PythonNames& names,
                                                      unsigned depth = 0);

/// Writes the assignments of the statement [begin, end) for bash, if it is one.
void take_assignments(Rewriter& out, std::string_view text, std::size_t begin, std::size_t end,
                      PythonNames& names);

} // namespace batchai2aml::front
