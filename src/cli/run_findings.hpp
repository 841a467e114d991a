/// \file
/// What the command line adds to the findings of a conversion, and takes from them. Not here: what it finds
/// (input_files.hpp, write_output.hpp), what is in a baseline (convert/baseline.hpp).
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "batchai2aml/options.hpp"
#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"
#include "convert/baseline.hpp"
#include "support/result.hpp"

namespace batchai2aml::cli {

/// Puts findings of the command line at their places among the others, with the levels of the settings.
void add_findings(std::vector<Finding> findings, const Options& options, Report& report);

/// Puts files that were skipped at their places among the inputs.
void add_skipped(std::vector<InputSummary> skipped, Report& report);

/// Whether there is nothing that could be reported: no input was read, and none has an error.
[[nodiscard]] bool nothing_read(const Report& report);

/// How much of what was asked for could be written.
enum class Written : unsigned char { in_part, all };

/// What a run that was not interrupted ends with, differences apart (docs/exit-codes.md); says on standard
/// error what no report tells.
[[nodiscard]] ExitCode exit_code_of(const Conversion& conversion, Written written,
                                    std::optional<Level> fail_on, const Environment& environment);

/// The files of `--baseline` and what they hold.
using Baselines = std::vector<std::pair<std::string, Baseline>>;

/// Reads them; the first one that cannot be read is wrong usage.
[[nodiscard]] Result<Baselines, Failure> read_baselines(const ConvertArguments& arguments,
                                                        const Environment& environment);

/// Writes `--write-baseline`, and takes what `baselines` know out of the findings. Returns what went wrong.
[[nodiscard]] std::optional<FileError> use_baselines(const Baselines& baselines,
                                                     const ConvertArguments& arguments,
                                                     const Environment& environment, Report& report);

} // namespace batchai2aml::cli
