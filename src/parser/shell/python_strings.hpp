/// \file
/// The literals of Python's strings, and what is put into them. Not here: expressions around them
/// (python_values.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "parser/shell/python_values.hpp"

namespace batchai2aml::front {

/// How braces and percent signs in a literal are meant.
enum class Template : std::uint8_t { none, format, percent };

/// A value that is put into a template.
struct PythonArgument {
    std::string_view name; ///< of a keyword argument
    PythonParts value;
};

/// Appends what stands in the literal [begin, end), with its prefixes and quotes.
void append_literal(PythonParts& parts, std::string_view text, std::size_t begin, std::size_t end,
                    Template kind, const std::vector<PythonArgument>& arguments, std::size_t& next_argument);

/// True when `text` is a name and nothing else.
[[nodiscard]] bool is_name(std::string_view text);

} // namespace batchai2aml::front
