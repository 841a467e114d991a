/// \file
/// How wide and how colourful text for a person may be.
#pragma once

#include "batchai2aml/convert.hpp"
#include "cli/arguments.hpp"
#include "cli/environment.hpp"

namespace batchai2aml::cli {

/// COLUMNS, then the terminal's width, then 80; between 40 and 120.
[[nodiscard]] unsigned text_width(const Environment& environment);

/// `--color`, then NO_COLOR (no-color.org), CLICOLOR_FORCE (bixense.com/clicolors), then whether it is a
/// terminal that knows colours.
[[nodiscard]] Color text_color(ColorWhen when, bool is_terminal, const Environment& environment);

} // namespace batchai2aml::cli
