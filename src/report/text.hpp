/// \file
/// The report for a person, as the command line shows it. `render_text` of convert.hpp is the same without
/// `closing`.
#pragma once

#include <cstdint>
#include <string>

#include "batchai2aml/convert.hpp"

namespace batchai2aml {

/// How much of a large report is shown.
enum class Detail : std::uint8_t {
    normal, ///< as much as a person reads: of what is many, the worst
    full,   ///< all resources, messages, places and values
};

struct TextStyle {
    unsigned width = 80;
    Color color = Color::no;
    /// What to do next, the last lines of the report; empty: read MIGRATION.md in the output folder.
    std::string closing;
    Detail detail = Detail::normal;
};

/// All text that comes from an input is made safe for a terminal.
[[nodiscard]] std::string render_text(const Conversion& conversion, const TextStyle& style);

} // namespace batchai2aml
