/// \file
/// Lines of the inputs that reports show with findings. Not here: how they are drawn (src/report).
#pragma once

#include <span>

#include "batchai2aml/report.hpp"
#include "parser/parse.hpp"

namespace batchai2aml {

/// Fills `Finding::excerpt` of the first finding of each message, for up to five messages of each code: those
/// are the ones that a report shows. A line shows the value that the finding is about, with the names of
/// members or options around it; other texts, comments and secrets are left out of it, since what they hold
/// is nobody's business here. A line without a letter or digit to show has none, nor has one of a file that
/// could not be read. \pre `report.findings` is sorted
void add_excerpts(std::span<const ParsedInput> inputs, const SecretFinder& secrets, Report& report);

} // namespace batchai2aml
