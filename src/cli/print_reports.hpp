/// \file
/// Sends reports where `--report` wants them.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "report/json.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// Prints all reports that `arguments` ask for; what went wrong with those that go to files.
[[nodiscard]] std::vector<FileError> print_reports(const Conversion& conversion, const WrittenFiles& written,
                                                   const std::string& closing,
                                                   const ConvertArguments& arguments,
                                                   const Environment& environment);

} // namespace batchai2aml::cli
