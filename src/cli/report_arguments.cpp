#include "cli/report_arguments.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::array all_formats = {ReportFormat::text,  ReportFormat::markdown, ReportFormat::json,
                                    ReportFormat::sarif, ReportFormat::junit,    ReportFormat::github,
                                    ReportFormat::azdo};

std::string joined(std::span<const ReportFormat> formats, std::string_view last) {
    std::string text;
    for (std::size_t i = 0; i < formats.size(); ++i) {
        if (i > 0) text += i + 1 == formats.size() ? last : ", ";
        text += to_string(formats[i]);
    }
    return text;
}

} // namespace

std::span<const ReportFormat> convert_reports() {
    return all_formats;
}

std::span<const ReportFormat> audit_reports() {
    static constexpr std::array formats = {ReportFormat::text, ReportFormat::markdown, ReportFormat::json};
    return formats;
}

std::string_view to_string(ReportFormat format) {
    switch (format) {
    case ReportFormat::text:
        return "text";
    case ReportFormat::markdown:
        return "markdown";
    case ReportFormat::json:
        return "json";
    case ReportFormat::sarif:
        return "sarif";
    case ReportFormat::junit:
        return "junit";
    case ReportFormat::github:
        return "github";
    case ReportFormat::azdo:
        return "azdo";
    }
    return "";
}

std::string report_words(std::span<const ReportFormat> formats) {
    return joined(formats, " or ");
}

Result<ReportTarget, std::string> read_report(std::string_view text, std::span<const ReportFormat> formats) {
    const std::size_t equals = text.find('=');
    const std::string_view word = text.substr(0, equals);
    const auto format = std::ranges::find(formats, word, [](ReportFormat known) { return to_string(known); });
    if (format == formats.end())
        return "--report: \"" + printable(word) + "\" is not one of " + joined(formats, ", ");
    ReportTarget target{*format, {}};
    if (equals == std::string_view::npos) return target;
    target.file = text.substr(equals + 1);
    if (target.file.empty())
        return "--report " + std::string(word) + "=: name a file, or - for standard output";
    return target;
}

std::optional<std::string> check_reports(const std::vector<ReportTarget>& reports) {
    for (std::size_t i = 0; i < reports.size(); ++i) {
        const std::string& file = reports[i].file;
        const bool is_repeated =
            !file.empty()
            && std::ranges::count(reports.begin(), reports.begin() + static_cast<std::ptrdiff_t>(i), file,
                                  &ReportTarget::file)
                   > 0;
        if (!is_repeated) continue;
        if (file == "-") return "only one thing can go to standard output; give the others a file";
        return "two reports go to " + printable(file) + "; give each a file of its own";
    }
    return std::nullopt;
}

} // namespace batchai2aml::cli
