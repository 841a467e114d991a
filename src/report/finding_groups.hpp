/// \file
/// Findings that say the same of several places, so that a report with little room says it once.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// At least one finding; all have the same level, code, message and remedy.
using FindingGroup = std::vector<const Finding*>;

/// In the order of their first findings.
[[nodiscard]] std::vector<FindingGroup> group_findings(std::span<const Finding> findings);

/// `text`, printable, with a full stop where it has no mark at its end.
[[nodiscard]] std::string sentence(std::string_view text);

/// "dir/job.json:12:5 (cell 3)", printable; `path` stands for the file of `place`.
[[nodiscard]] std::string place_text(std::string_view path, const Place& place);

} // namespace batchai2aml
