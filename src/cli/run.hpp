/// \file
/// The program without its `main`.
#pragma once

#include "cli/environment.hpp"

namespace batchai2aml::cli {

/// Runs the command line `argv`; the exit code of the program. Throws nothing.
[[nodiscard]] int run(int argc, const char* const* argv, const Environment& environment) noexcept;

} // namespace batchai2aml::cli
