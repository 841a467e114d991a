/// \file
/// What `convert` says about the output folder, besides its reports.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "cli/write_output.hpp"

namespace batchai2aml::cli {

/// The last lines of the text report: what was written, and what comes next.
[[nodiscard]] std::string closing_text(const Conversion& conversion, const OutputPlan& plan,
                                       const Options& options, const ConvertArguments& arguments);

/// Says on standard error what a run without `--dry-run` would do.
void print_plan(const Conversion& conversion, const OutputPlan& plan, const ConvertArguments& arguments,
                const Environment& environment);

/// \param what was tried: "write" or "compare"
void print_errors(const std::vector<FileError>& errors, const std::string& what,
                  const Environment& environment);

} // namespace batchai2aml::cli
