/// \file
/// The report as markdown for the comment of a pull request or the summary of a step: what needs a person
/// first, the rest folded. Not here: MIGRATION.md (src/emitter).
#pragma once

#include <cstddef>

#include "batchai2aml/report.hpp"
#include "report/report_paths.hpp"
#include "support/files.hpp"

namespace batchai2aml {

/// In bytes. A comment on GitHub holds 65,536 characters; the rest is for who posts it.
inline constexpr std::size_t comment_limit = 65'000;

/// At most `limit` bytes, but never less than the table of counts. What does not fit is left out, worst last,
/// and counted in the last line. Text of inputs shows as it is: no link, mention, image or HTML comes out of
/// it. Links to files are relative.
void write_markdown(const Report& report, const ReportPaths& paths, std::size_t limit, const Sink& sink);

} // namespace batchai2aml
