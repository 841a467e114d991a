#include <algorithm>
#include <ostream>
#include <tuple>
#include <utility>

#include "cli/closing_text.hpp"
#include "cli/commands.hpp"
#include "cli/config_file.hpp"
#include "cli/convert_options.hpp"
#include "cli/folder_diff.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/messages.hpp"
#include "cli/print_diff.hpp"
#include "cli/print_documents.hpp"
#include "cli/print_reports.hpp"
#include "cli/progress_line.hpp"
#include "cli/report_locations.hpp"
#include "cli/run_findings.hpp"
#include "cli/write_output.hpp"
#include "emitter/answers.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

ShowProgress shows_progress(const ConvertArguments& arguments) {
    return arguments.quiet || arguments.verbose ? ShowProgress::no : ShowProgress::yes;
}

/// One run of `convert` or `diff`, step by step.
class Run {
  public:
    /// \param diff of `diff`, which writes nothing; null: `convert`
    Run(const ConvertArguments& arguments, const DiffArguments* diff, const Environment& environment,
        Options options, Baselines baselines)
        : arguments_(arguments),
          diff_arguments_(diff),
          environment_(environment),
          options_(std::move(options)),
          baselines_(std::move(baselines)),
          log_(environment.err, arguments.verbose && diff == nullptr),
          progress_(environment, shows_progress(arguments)),
          steps_(progress_.steps()) {
        options_.progress = progress_.conversion();
    }

    ExitCode run() {
        const std::string output = arguments_.output == "-" ? "" : arguments_.output;
        auto inputs = read_inputs(arguments_.inputs, output,
                                  arguments_.no_ignore ? IgnoreFiles::disobey : IgnoreFiles::obey,
                                  options_.threads, environment_, steps_);
        if (environment_.interrupted()) return interrupted();
        progress_.erase();
        if (!inputs) return fail(inputs.error(), environment_);
        if (auto failure = check_single(inputs.value())) return fail(*failure, environment_);
        log_.debug("files read", inputs.value().files.size());
        if (!output.empty()) read_earlier_answers(output);
        options_.skipped = inputs.value().counts;
        conversion_ = environment_.convert(std::move(inputs.value().files), options_);
        if (conversion_.stopped) return interrupted();
        log_.debug("files made", conversion_.files.size());
        extras_.paths = {std::move(inputs.value().locations), seen_from_here(output, environment_.files)};
        add_skipped(std::move(inputs.value().skipped), conversion_.report);
        add_findings(std::move(inputs.value().findings), options_, conversion_.report);
        plan_.actions.assign(conversion_.files.size(), FileAction::create);
        plan_.written.outputs = hash_files(conversion_.files, options_.threads);
        if (!output.empty()) plan_and_write(output);
        if (environment_.interrupted()) return interrupted();
        progress_.erase();
        // The report in the folder tells all findings, whoever has accepted them.
        if (auto problem = use_baselines(baselines_, arguments_, environment_, conversion_.report))
            errors_.push_back(*problem);
        return diff_arguments_ == nullptr ? report() : report_diff();
    }

  private:
    [[nodiscard]] std::optional<Failure> check_single(const Inputs& inputs) const {
        if (arguments_.output != "-") return std::nullopt;
        if (options_.formats.size() > 1)
            return Failure{ExitCode::usage, "-o - prints one format: give --to once, or use -o DIR"};
        if (inputs.files.size() + inputs.skipped.size() == 1) return std::nullopt;
        return Failure{ExitCode::usage, "-o - takes exactly one input file, and these are "
                                            + std::to_string(inputs.files.size()) + "; use -o DIR"};
    }

    /// Answers that stand in the output folder are kept, whether or not they are used.
    void read_earlier_answers(const std::string& output) {
        auto folder = environment_.files.output(output);
        if (!folder) return; // said when it is opened for writing
        std::string text;
        const auto found = scan(*folder.value(), answers_file, [&](std::string_view piece) {
            text += piece;
            return text.size() <= largest_config;
        });
        if (!found || !found.value() || text.size() > largest_config) return;
        auto answers = earlier_answers(text);
        answers_lost_ = !answers;
        if (answers) options_.earlier_answers = std::move(*answers);
    }

    void plan_and_write(const std::string& output) {
        auto opened = environment_.files.output(output);
        if (!opened) {
            errors_.push_back(opened.error());
            return;
        }
        OutputFolder& folder = *opened.value();
        const auto overwrite = arguments_.force ? Overwrite::yes : Overwrite::no;
        for (OutputFile& file : conversion_.files)
            if (answers_lost_) file.merged = false;
        plan_ = plan_output(conversion_.files, folder, overwrite, options_.threads, steps_);
        errors_ = plan_.errors;
        if (environment_.interrupted()) return;
        if (arguments_.check || diff_arguments_ != nullptr) compare(output, folder);
        // What `diff` tells of the folder is no finding about the inputs.
        if (diff_arguments_ == nullptr)
            add_findings(output_findings(conversion_.files, plan_), options_, conversion_.report);
        if (!arguments_.writes() || diff_arguments_ != nullptr || nothing_read(conversion_.report)) return;
        wanted_ = plan_.count(FileAction::create) + plan_.count(FileAction::change) + 1;
        auto result = write_output(conversion_.files, plan_, folder, options_.threads, steps_);
        written_ = result.written;
        std::ranges::move(result.errors, std::back_inserter(errors_));
        // After a failure the old record still says what the files were that could not be replaced.
        if (!errors_.empty() || environment_.interrupted() || plan_.report == FileAction::keep) return;
        if (auto problem = write_report(conversion_, plan_.written, folder)) errors_.push_back(*problem);
        ++written_;
        progress_.erase();
        log_.debug("files written", plan_.count(FileAction::create) + plan_.count(FileAction::change));
    }

    void compare(const std::string& output, const OutputFolder& folder) {
        diff_ = compare_states(conversion_, plan_, folder);
        if (diff_arguments_ == nullptr || !diff_arguments_->wants_details()) return;
        add_details(conversion_, folder, options_.threads, steps_, diff_);
        add_unknown(output, environment_.files, steps_, diff_);
    }

    /// After a Ctrl-C: what was done until then.
    ExitCode interrupted() {
        progress_.erase();
        print_interrupted(written_, wanted_, environment_);
        return ExitCode::interrupted;
    }

    ExitCode report_diff() {
        bool arrived = true;
        print_errors(errors_, "compare", environment_);
        if (errors_.empty() && !nothing_read(conversion_.report)) {
            errors_ = print_diff(diff_, *diff_arguments_, environment_);
            print_errors(errors_, "write", environment_);
            arrived = flush_output(environment_);
        }
        const ExitCode code = exit_code(arrived);
        if (code == ExitCode::findings) print_failing(conversion_.report, *arguments_.fail_on, environment_);
        const bool differs = diff_arguments_->detailed_exit_code && diff_.any();
        return code == ExitCode::done && differs ? ExitCode::differences : code;
    }

    ExitCode report() {
        bool arrived =
            arguments_.output != "-" || print_documents(conversion_, options_.formats.front(), environment_);
        const bool complete = errors_.empty() && !nothing_read(conversion_.report);
        extras_.closing = complete ? closing_text(conversion_, plan_, options_, arguments_) : "\n";
        extras_.written = std::move(plan_.written);
        for (const FileError& error : print_reports(conversion_, extras_, arguments_, environment_))
            errors_.push_back(error);
        arrived = flush_output(environment_) && arrived;
        if (arguments_.dry_run) print_plan(conversion_, plan_, arguments_, environment_);
        print_errors(errors_, arguments_.check ? "compare" : "write", environment_);
        const ExitCode code = exit_code(arrived);
        if (!arguments_.check || (code != ExitCode::done && code != ExitCode::findings)) return code;
        if (diff_.any() || !arguments_.quiet) print_check(diff_, arguments_.output, environment_);
        return code == ExitCode::done && diff_.any() ? ExitCode::differences : code;
    }

    [[nodiscard]] ExitCode exit_code(bool arrived) const {
        const auto written = errors_.empty() && arrived ? Written::all : Written::in_part;
        return exit_code_of(conversion_, written, arguments_.fail_on, environment_);
    }

    const ConvertArguments& arguments_;
    const DiffArguments* diff_arguments_;
    const Environment& environment_;
    Options options_;
    Baselines baselines_;
    Log log_;
    ProgressLine progress_;
    Steps steps_;
    Conversion conversion_;
    OutputPlan plan_;
    ReportExtras extras_;
    std::vector<FileError> errors_;
    FolderDiff diff_;           ///< of `diff` and `--check`
    std::size_t written_ = 0;   ///< files, `migration.json` among them
    std::size_t wanted_ = 0;    ///< 0: the writing has not begun
    bool answers_lost_ = false; ///< the folder's answers.yml is none: it is not replaced
};

} // namespace

ExitCode run_convert(const ConvertArguments& arguments, const Environment& environment) {
    auto options = convert_options(arguments, environment);
    if (!options) return fail(options.error(), environment);
    auto baselines = read_baselines(arguments, environment);
    if (!baselines) return fail(baselines.error(), environment);
    return Run(arguments, nullptr, environment, std::move(options).value(), std::move(baselines).value())
        .run();
}

ExitCode run_diff(const DiffArguments& arguments, const Environment& environment) {
    auto options = convert_options(arguments.convert, environment);
    if (!options) return fail(options.error(), environment);
    auto baselines = read_baselines(arguments.convert, environment);
    if (!baselines) return fail(baselines.error(), environment);
    return Run(arguments.convert, &arguments, environment, std::move(options).value(),
               std::move(baselines).value())
        .run();
}

} // namespace batchai2aml::cli
