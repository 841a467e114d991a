/// \file
/// The manual page, made from the command line.
#pragma once

#include <span>
#include <string>

#include "cli/command_line.hpp"

namespace batchai2aml::cli {

/// In the language of man(7), section 1.
[[nodiscard]] std::string man_page(std::span<const CommandText> commands);

} // namespace batchai2aml::cli
