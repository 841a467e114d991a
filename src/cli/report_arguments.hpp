/// \file
/// `--report FORMAT[=FILE]` as data. Not here: where reports are written (print_reports.hpp), how they look
/// (src/report).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace batchai2aml::cli {

enum class ReportFormat : std::uint8_t { text, markdown, json, sarif, junit, github, azdo };

/// `--report FORMAT[=FILE]`
struct ReportTarget {
    ReportFormat format = ReportFormat::text;
    std::string file; ///< empty: standard error; "-": standard output
};

/// What `convert` takes, in the order of the help text.
[[nodiscard]] std::span<const ReportFormat> convert_reports();

/// What `audit` takes.
[[nodiscard]] std::span<const ReportFormat> audit_reports();

/// The word of a format on the command line.
[[nodiscard]] std::string_view to_string(ReportFormat format);

/// "text, json or sarif"
[[nodiscard]] std::string report_words(std::span<const ReportFormat> formats);

/// Reads the value of one flag; the error says what is wrong with it.
[[nodiscard]] Result<ReportTarget, std::string> read_report(std::string_view text,
                                                            std::span<const ReportFormat> formats);

/// What several flags get wrong together: two of them go to standard output, or to the same file.
[[nodiscard]] std::optional<std::string> check_reports(const std::vector<ReportTarget>& reports);

} // namespace batchai2aml::cli
