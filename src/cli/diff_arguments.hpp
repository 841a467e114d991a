/// \file
/// The flags of `diff` that `convert` does not have.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"

namespace CLI {
class App;
}

namespace batchai2aml::cli {

/// What CLI11 fills in.
struct RawDiff {
    DiffArguments arguments;
    std::vector<std::string> reports;
};

/// Adds the options to the command; `-q` and `-v` go to `convert`.
void add_diff(CLI::App& app, RawDiff& raw, ConvertArguments& convert);

/// Completes `raw.arguments`; returns what is wrong.
[[nodiscard]] std::optional<std::string> read_diff(RawDiff& raw, ConvertArguments convert);

} // namespace batchai2aml::cli
