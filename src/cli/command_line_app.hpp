/// \file
/// The commands and their options, as CLI11 reads them. Not here: what they mean (arguments.cpp).
#pragma once

#include <CLI/CLI.hpp>

#include "cli/raw_arguments.hpp"

namespace batchai2aml::cli {

/// Its options point into its own `raw`: it stays where it is.
class CommandLine {
  public:
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    Raw raw;
    CLI::App app;
    CLI::App* convert = nullptr;
    CLI::App* audit = nullptr;
    CLI::App* diff = nullptr;
    CLI::App* rehearse = nullptr;
    CLI::App* explain = nullptr;
    CLI::App* sizes = nullptr;
    CLI::App* completion = nullptr;

    /// Names of all commands, in their order.
    [[nodiscard]] std::vector<std::string> names() const;
};

} // namespace batchai2aml::cli
