/// \file
/// The report as SARIF 2.1.0 (OASIS), as code scanning of GitHub and of Azure DevOps take it.
#pragma once

#include <cstddef>

#include "batchai2aml/report.hpp"
#include "report/report_paths.hpp"
#include "support/files.hpp"

namespace batchai2aml {

/// Code scanning refuses a file with more results in a run, or of more bytes when compressed with gzip. As
/// nobody knows beforehand what compression gains, the uncompressed text keeps to it.
struct SarifLimits {
    std::size_t results = 25'000;
    std::size_t bytes = 10'000'000;
};

/// All codes as rules, and one result for each finding, worst first. What the limits leave out is counted in
/// a notification of the run. A result always has a location, without which code scanning refuses the file:
/// that of the finding, else the file that was written, else the first input.
void write_sarif(const Report& report, const ReportPaths& paths, const Sink& sink, SarifLimits limits = {});

} // namespace batchai2aml
