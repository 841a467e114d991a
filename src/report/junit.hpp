/// \file
/// The report as JUnit XML, as Jenkins, GitLab and Azure Pipelines show it: a test case for each resource. It
/// follows the schema of Jenkins' xUnit plugin.
#pragma once

#include <optional>

#include "batchai2aml/report.hpp"
#include "report/report_paths.hpp"
#include "support/files.hpp"

namespace batchai2aml {

/// One suite for each kind of resource, with a case for each; one of the inputs that no resource came from;
/// and one case for findings that belong to neither. A case with findings at `fail_on` or worse (none: never)
/// fails; its other findings are its output. There are no times: the same run gives the same bytes.
void write_junit(const Report& report, const ReportPaths& paths, std::optional<Level> fail_on,
                 const Sink& sink);

} // namespace batchai2aml
