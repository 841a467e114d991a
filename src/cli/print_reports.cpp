#include "cli/print_reports.hpp"

#include <ostream>

#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace batchai2aml::cli {

namespace {

enum class Target : unsigned char { out, err, file };

Target target_of(const ReportTarget& report) {
    if (report.file.empty()) return Target::err;
    return report.file == "-" ? Target::out : Target::file;
}

std::string text_report(const Conversion& conversion, const std::string& closing, Target target,
                        const ConvertArguments& arguments, const Environment& environment) {
    const bool is_terminal = (target == Target::out && environment.out_is_terminal)
                             || (target == Target::err && environment.err_is_terminal);
    return render_text(conversion, TextStyle{.width = text_width(environment),
                                             .color = text_color(arguments.color, is_terminal, environment),
                                             .closing = closing,
                                             .detail = arguments.verbose ? Detail::full : Detail::normal});
}

} // namespace

std::vector<FileError> print_reports(const Conversion& conversion, const WrittenFiles& written,
                                     const std::string& closing, const ConvertArguments& arguments,
                                     const Environment& environment) {
    std::vector<FileError> errors;
    for (const ReportTarget& report : arguments.reports) {
        const Target target = target_of(report);
        if (arguments.quiet && report.format == ReportFormat::text && target == Target::err) continue;
        const Source source = [&](const Sink& sink) {
            if (report.format == ReportFormat::json) return write_json(conversion, written, sink);
            static_cast<void>(sink(text_report(conversion, closing, target, arguments, environment)));
        };
        if (target == Target::file) {
            if (auto error = environment.files.write(report.file, source)) errors.push_back(*error);
            continue;
        }
        std::ostream& stream = target == Target::out ? environment.out : environment.err;
        source([&](std::string_view piece) { return static_cast<bool>(stream << piece); });
    }
    return errors;
}

} // namespace batchai2aml::cli
