/// \file
/// From the ledger and the diagnostics of a run to the public report; here the accounting invariant is
/// enforced.
#pragma once

#include <vector>

#include "batchai2aml/options.hpp"
#include "batchai2aml/report.hpp"
#include "model/document.hpp"
#include "model/ledger.hpp"

namespace batchai2aml {

/// Fills the records and counts of `report`. A leaf of a document that has no entry gets a record with the
/// outcome `unaccounted` and a diagnostic in `notes`; false when there is one. Null stands for a document
/// that was not read.
[[nodiscard]] bool make_records(const std::vector<const Document*>& documents, Notes& notes, Report& report);

/// Fills the findings and questions of `report`: levels as the catalog and the options say, sorted, without
/// repetitions.
void make_findings(const std::vector<const Document*>& documents, const std::vector<Diagnostic>& diagnostics,
                   const Options& options, Report& report);

} // namespace batchai2aml
