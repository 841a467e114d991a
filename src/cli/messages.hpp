/// \file
/// How the program speaks on standard error.
#pragma once

#include <string_view>

#include "cli/environment.hpp"
#include "cli/failure.hpp"

namespace batchai2aml::cli {

/// "batchai2aml: error: ..."
void print_error(std::string_view message, const Environment& environment);

/// Prints the failure and gives its exit code.
[[nodiscard]] ExitCode fail(const Failure& failure, const Environment& environment);

/// False when what was written so far did not arrive at standard output.
[[nodiscard]] bool flush_output(const Environment& environment);

} // namespace batchai2aml::cli
