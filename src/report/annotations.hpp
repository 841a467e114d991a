/// \file
/// Findings as commands that GitHub Actions and Azure Pipelines show beside the lines of a file. Both take
/// them from standard output and standard error.
#pragma once

#include <cstdint>

#include "batchai2aml/report.hpp"
#include "report/report_paths.hpp"
#include "support/files.hpp"

namespace batchai2aml {

enum class Workflow : std::uint8_t { github, azdo };

/// What each of the two shows of one kind for one step; what comes later is dropped there without a word.
inline constexpr std::size_t annotations_of_a_kind = 10;

/// One line for each group of findings that say the same, worst first, at most `annotations_of_a_kind`
/// errors, warnings (with manual tasks) and, on GitHub, notes. Then, where findings have no annotation, a
/// line for people that says how many.
void write_annotations(const Report& report, const ReportPaths& paths, Workflow workflow, const Sink& sink);

} // namespace batchai2aml
