#include <ostream>
#include <utility>

#include "cli/commands.hpp"
#include "cli/convert_options.hpp"
#include "cli/input_files.hpp"
#include "cli/messages.hpp"
#include "cli/print_diff.hpp"
#include "cli/progress_line.hpp"
#include "cli/run_findings.hpp"
#include "cli/terminal.hpp"
#include "report/audit.hpp"
#include "support/text.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml::cli {

namespace {

/// One run of `audit`, step by step.
class Audit {
  public:
    Audit(const AuditArguments& arguments, const Environment& environment, Options options,
          Baselines baselines)
        : arguments_(arguments),
          environment_(environment),
          options_(std::move(options)),
          baselines_(std::move(baselines)),
          progress_(environment, arguments.convert.quiet ? ShowProgress::no : ShowProgress::yes),
          steps_(progress_.steps()) {
        options_.progress = progress_.conversion();
    }

    ExitCode run() {
        const ConvertArguments& convert = arguments_.convert;
        auto inputs =
            read_inputs(convert.inputs, "", convert.no_ignore ? IgnoreFiles::disobey : IgnoreFiles::obey,
                        options_.threads, environment_, steps_);
        if (environment_.interrupted()) return interrupted();
        progress_.erase();
        if (!inputs) return fail(inputs.error(), environment_);
        options_.skipped = inputs.value().counts;
        conversion_ = environment_.convert(std::move(inputs.value().files), options_);
        if (conversion_.stopped || environment_.interrupted()) return interrupted();
        progress_.erase();
        add_skipped(std::move(inputs.value().skipped), conversion_.report);
        add_findings(std::move(inputs.value().findings), options_, conversion_.report);
        if (auto problem = use_baselines(baselines_, convert, environment_, conversion_.report))
            errors_.push_back(std::move(*problem));
        for (const ReportTarget& report : arguments_.reports)
            print(report);
        return exit_code();
    }

  private:
    ExitCode interrupted() {
        progress_.erase();
        print_interrupted(0, 0, environment_);
        return ExitCode::interrupted;
    }

    void print(const ReportTarget& report) {
        const bool to_stdout = report.file == "-";
        const Source source = [&](const Sink& sink) { write(report.format, to_stdout, sink); };
        if (!to_stdout) {
            if (auto error = environment_.files.write(report.file, source))
                errors_.push_back(std::move(*error));
            return;
        }
        source([&](std::string_view piece) { return static_cast<bool>(environment_.out << piece); });
    }

    void write(ReportFormat format, bool to_stdout, const Sink& sink) const {
        const Report& report = conversion_.report;
        if (format == ReportFormat::json) return write_audit_json(report, sink);
        if (format == ReportFormat::markdown)
            return static_cast<void>(sink(without_commands(render_audit_markdown(report))));
        const ConvertArguments& convert = arguments_.convert;
        const TextStyle style{
            .width = text_width(environment_),
            .color = text_color(convert.color, to_stdout && environment_.out_is_terminal, environment_),
            .closing = "Next: batchai2aml convert, with -o DIR.",
            .detail = convert.verbose ? Detail::full : Detail::normal};
        static_cast<void>(sink(without_commands(render_audit_text(report, style))));
    }

    ExitCode exit_code() {
        const bool arrived = flush_output(environment_);
        for (const FileError& error : errors_)
            print_error("cannot write " + printable(error.path) + ": " + error.reason, environment_);
        const auto written = errors_.empty() && arrived ? Written::all : Written::in_part;
        return exit_code_of(conversion_, written, arguments_.convert.fail_on, environment_);
    }

    const AuditArguments& arguments_;
    const Environment& environment_;
    Options options_;
    Baselines baselines_;
    ProgressLine progress_;
    Steps steps_;
    Conversion conversion_;
    std::vector<FileError> errors_;
};

} // namespace

ExitCode run_audit(const AuditArguments& arguments, const Environment& environment) {
    auto options = convert_options(arguments.convert, environment);
    if (!options) return fail(options.error(), environment);
    auto baselines = read_baselines(arguments.convert, environment);
    if (!baselines) return fail(baselines.error(), environment);
    return Audit(arguments, environment, std::move(options).value(), std::move(baselines).value()).run();
}

} // namespace batchai2aml::cli
