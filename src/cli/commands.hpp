/// \file
/// The commands of the program, one source file each; `convert` and `diff` share one, which knows what a run
/// is.
#pragma once

#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"

namespace batchai2aml::cli {

[[nodiscard]] ExitCode run_convert(const ConvertArguments& arguments, const Environment& environment);
[[nodiscard]] ExitCode run_audit(const AuditArguments& arguments, const Environment& environment);
[[nodiscard]] ExitCode run_diff(const DiffArguments& arguments, const Environment& environment);
[[nodiscard]] ExitCode run_rehearse(const RehearseArguments& arguments, const Environment& environment);
[[nodiscard]] ExitCode run_explain(const ExplainArguments& arguments, const Environment& environment);
[[nodiscard]] ExitCode run_sizes(const SizesArguments& arguments, const Environment& environment);

} // namespace batchai2aml::cli
