/// \file
/// The arguments of `batchai2aml rehearse`. Includes CLI11: for arguments.cpp alone.
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace batchai2aml::cli {

/// What CLI11 fills in.
struct RawRehearse {
    RehearseArguments arguments;
    std::vector<std::string> data;
    std::vector<std::string> statuses;
    std::vector<std::string> reports;
    std::string format;
};

void add_rehearse(CLI::App& app, RawRehearse& raw);

/// Reads what the options say into `raw.arguments`. Returns what is wrong.
[[nodiscard]] std::optional<std::string> read_rehearse(RawRehearse& raw);

} // namespace batchai2aml::cli
