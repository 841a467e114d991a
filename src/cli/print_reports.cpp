#include "cli/print_reports.hpp"

#include <ostream>

#include "cli/terminal.hpp"
#include "report/annotations.hpp"
#include "report/junit.hpp"
#include "report/markdown_report.hpp"
#include "report/sarif.hpp"
#include "report/text.hpp"
#include "support/text.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml::cli {

namespace {

enum class Target : unsigned char { out, err, file };

Target target_of(const ReportTarget& report) {
    if (report.file.empty()) return Target::err;
    return report.file == "-" ? Target::out : Target::file;
}

std::vector<ReportTarget> wanted_reports(const ConvertArguments& arguments, const Environment& environment) {
    if (!arguments.reports.empty()) return arguments.reports;
    std::vector<ReportTarget> reports;
    if (arguments.quiet) return reports;
    reports.push_back({ReportFormat::text, {}});
    if (iequals(environment.variable("GITHUB_ACTIONS"), "true"))
        reports.push_back({ReportFormat::github, {}});
    if (iequals(environment.variable("TF_BUILD"), "true")) reports.push_back({ReportFormat::azdo, {}});
    return reports;
}

/// One run's reports.
class Printer {
  public:
    Printer(const Conversion& conversion, const ReportExtras& extras, const ConvertArguments& arguments,
            const Environment& environment)
        : conversion_(conversion), extras_(extras), arguments_(arguments), environment_(environment) {}

    /// What went wrong; nothing when the report arrived, or goes to a stream that the caller looks at.
    [[nodiscard]] std::optional<FileError> print(const ReportTarget& report) const {
        const Target target = target_of(report);
        if (arguments_.quiet && report.format == ReportFormat::text && target == Target::err)
            return std::nullopt;
        const Source source = [&](const Sink& sink) { write(report.format, target, sink); };
        if (target == Target::file) return environment_.files.write(report.file, source);
        std::ostream& stream = target == Target::out ? environment_.out : environment_.err;
        source([&](std::string_view piece) { return static_cast<bool>(stream << piece); });
        return std::nullopt;
    }

  private:
    void write(ReportFormat format, Target target, const Sink& sink) const {
        const Report& report = conversion_.report;
        switch (format) {
        case ReportFormat::text:
            return static_cast<void>(sink(text(target)));
        case ReportFormat::markdown:
            return write_markdown(report, extras_.paths, comment_limit, sink);
        case ReportFormat::json:
            return write_json(conversion_, extras_.written, sink);
        case ReportFormat::sarif:
            return write_sarif(report, extras_.paths, sink);
        case ReportFormat::junit:
            return write_junit(report, extras_.paths, arguments_.fail_on, sink);
        case ReportFormat::github:
            return write_annotations(report, extras_.paths, Workflow::github, sink);
        case ReportFormat::azdo:
            return write_annotations(report, extras_.paths, Workflow::azdo, sink);
        }
    }

    [[nodiscard]] std::string text(Target target) const {
        const bool is_terminal = (target == Target::out && environment_.out_is_terminal)
                                 || (target == Target::err && environment_.err_is_terminal);
        const TextStyle style{.width = text_width(environment_),
                              .color = text_color(arguments_.color, is_terminal, environment_),
                              .closing = extras_.closing,
                              .detail = arguments_.verbose ? Detail::full : Detail::normal};
        return without_commands(render_text(conversion_, style));
    }

    const Conversion& conversion_;
    const ReportExtras& extras_;
    const ConvertArguments& arguments_;
    const Environment& environment_;
};

} // namespace

std::vector<FileError> print_reports(const Conversion& conversion, const ReportExtras& extras,
                                     const ConvertArguments& arguments, const Environment& environment) {
    const Printer printer(conversion, extras, arguments, environment);
    std::vector<FileError> errors;
    for (const ReportTarget& report : wanted_reports(arguments, environment))
        if (auto error = printer.print(report)) errors.push_back(std::move(*error));
    return errors;
}

} // namespace batchai2aml::cli
