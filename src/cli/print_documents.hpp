/// \file
/// `-o -`: what is converted on standard output, for a pipe. Not here: reports (print_reports.hpp).
#pragma once

#include <span>

#include "batchai2aml/convert.hpp"
#include "cli/environment.hpp"

namespace batchai2aml::cli {

/// The YAML documents of the resources, each after its name, or the deployment template, by `format`. Files
/// that belong to them and are not printed are named on standard error. False when standard output does not
/// take it.
bool print_documents(const Conversion& conversion, OutputFormat format, const Environment& environment);

} // namespace batchai2aml::cli
