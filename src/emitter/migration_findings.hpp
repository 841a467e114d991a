/// \file
/// The findings of MIGRATION.md: a checklist of tasks, the warnings, the number of notes. Not for: use
/// outside of migration_page.cpp.
#pragma once

#include <span>
#include <string>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// Sections with headings; empty when there is no finding.
[[nodiscard]] std::string finding_sections(std::span<const Finding> findings);

} // namespace batchai2aml
