/// \file
/// Sends reports where `--report` wants them.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "report/json.hpp"
#include "report/report_paths.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// What reports tell besides the conversion.
struct ReportExtras {
    WrittenFiles written; ///< for `migration.json`
    std::string closing;  ///< last lines of the text
    ReportPaths paths;
};

/// Prints all reports that `arguments` ask for; what went wrong with those that go to files. Where none is
/// asked for, these go to standard error: the text, and after it annotations in a step of GitHub Actions
/// (GITHUB_ACTIONS=true) or Azure Pipelines (TF_BUILD=True); with `--quiet` none of them.
[[nodiscard]] std::vector<FileError> print_reports(const Conversion& conversion, const ReportExtras& extras,
                                                   const ConvertArguments& arguments,
                                                   const Environment& environment);

} // namespace batchai2aml::cli
