#include "cli/terminal.hpp"

#include <algorithm>
#include <charconv>

namespace batchai2aml::cli {

unsigned text_width(const Environment& environment) {
    unsigned width = environment.terminal_columns;
    const std::string columns = environment.variable("COLUMNS");
    unsigned wanted = 0;
    const char* end = columns.data() + columns.size();
    const auto [rest, problem] = std::from_chars(columns.data(), end, wanted);
    if (problem == std::errc() && rest == end && wanted != 0) width = wanted;
    if (width == 0) width = 80;
    return std::clamp(width, 40U, 120U);
}

Color text_color(ColorWhen when, bool is_terminal, const Environment& environment) {
    if (when != ColorWhen::automatic) return when == ColorWhen::always ? Color::yes : Color::no;
    if (!environment.variable("NO_COLOR").empty()) return Color::no;
    const std::string force = environment.variable("CLICOLOR_FORCE");
    if (!force.empty() && force != "0") return Color::yes;
    return is_terminal && environment.variable("TERM") != "dumb" ? Color::yes : Color::no;
}

} // namespace batchai2aml::cli
