/// \file
/// What was found in folders and not listed, in words: the same in all reports.
#pragma once

#include <string>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// "312 files (250 JSON, 40 other text, 20 binary, 2 too large)", "1 file (JSON)"; empty when there are none.
[[nodiscard]] std::string not_batchai_text(const SkippedFiles& skipped);

/// "12 files and 3 folders ignored by .gitignore, 2 folders of tools"; empty when there is nothing.
[[nodiscard]] std::string left_out_text(const SkippedFiles& skipped);

} // namespace batchai2aml
