/// \file
/// Scripts that complete the command line in shells.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/command_line.hpp"

namespace batchai2aml::cli {

/// "bash", "zsh", "fish"
[[nodiscard]] std::span<const std::string_view> completion_shells();

/// What an option may be given, where that is one of a few words; empty: something else.
[[nodiscard]] std::span<const std::string_view> words_of_option(std::string_view option);

/// The script for `shell`, one of `completion_shells()`.
[[nodiscard]] std::string completion_script(std::string_view shell, std::span<const CommandText> commands);

} // namespace batchai2aml::cli
