#include <algorithm>
#include <ostream>
#include <tuple>
#include <utility>

#include "cli/commands.hpp"
#include "cli/config_file.hpp"
#include "cli/convert_options.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/messages.hpp"
#include "cli/print_documents.hpp"
#include "cli/print_reports.hpp"
#include "cli/report_locations.hpp"
#include "cli/write_output.hpp"
#include "emitter/answers.hpp"
#include "support/text.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml::cli {

namespace {

/// Files that were skipped and findings of the command line, at their places among the others.
void add_findings(std::vector<Finding> findings, const Options& options, Report& report) {
    for (Finding& finding : findings) {
        if (const auto set = options.findings.find(finding.code); set != options.findings.end()) {
            if (!set->second) continue;
            finding.level = *set->second;
        }
        report.findings.push_back(std::move(finding));
    }
    std::ranges::stable_sort(report.findings, [](const Finding& a, const Finding& b) {
        if (a.level != b.level) return a.level > b.level;
        return std::tie(a.code, a.place.file, a.place.line, a.place.column)
               < std::tie(b.code, b.place.file, b.place.line, b.place.column);
    });
}

void add_skipped(std::vector<InputSummary> skipped, Report& report) {
    std::ranges::move(skipped, std::back_inserter(report.inputs));
    std::ranges::stable_sort(report.inputs, {}, &InputSummary::file);
}

/// Says on standard error what a run without `--dry-run` would do.
void print_plan(const Conversion& conversion, const OutputPlan& plan, const ConvertArguments& arguments,
                const Environment& environment) {
    for (std::size_t i = 0; i < plan.actions.size(); ++i) {
        std::string_view what;
        switch (plan.actions[i]) {
        case FileAction::create:
            what = "would create  ";
            break;
        case FileAction::change:
            what = "would change  ";
            break;
        case FileAction::keep:
            what = "would keep    ";
            break;
        case FileAction::unchanged:
            what = "unchanged     ";
            break;
        case FileAction::fail:
            what = "cannot write  ";
            break;
        }
        environment.err << what
                        << without_commands(printable(join_path(arguments.output, conversion.files[i].path)))
                        << '\n';
    }
}

void print_errors(const std::vector<FileError>& errors, const Environment& environment) {
    constexpr std::size_t shown = 5;
    for (std::size_t i = 0; i < std::min(shown, errors.size()); ++i)
        print_error("cannot write " + printable(errors[i].path) + ": " + errors[i].reason
                        + "; correct that, or choose another folder with -o",
                    environment);
    if (errors.size() > shown)
        print_error(std::to_string(errors.size() - shown) + " more files cannot be written", environment);
}

std::string wrote_text(const OutputPlan& plan, const std::string& folder) {
    const std::size_t created = plan.count(FileAction::create);
    const std::size_t changed = plan.count(FileAction::change);
    std::string text = "Wrote " + printable(folder) + ": " + std::to_string(created) + " new, "
                       + std::to_string(changed) + " changed, "
                       + std::to_string(plan.count(FileAction::unchanged)) + " unchanged";
    if (const std::size_t kept = plan.count(FileAction::keep); kept != 0)
        text += ", " + std::to_string(kept) + " kept because of edits";
    return text + ".";
}

std::string counted(std::size_t count, const std::string& what) {
    return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
}

/// Questions that have to be answered, by whether the output folder holds an answer that was not used.
struct OpenQuestions {
    std::size_t open = 0;
    std::size_t answered = 0;
};

OpenQuestions count_questions(const Report& report, const Options& options) {
    OpenQuestions out;
    for (const Question& question : report.questions) {
        const bool answered = std::ranges::any_of(
            options.earlier_answers, [&](const auto& answer) { return answer.first == question.setting; });
        if (question.need == Need::answer) ++(answered ? out.answered : out.open);
    }
    return out;
}

std::string next_step(const Report& report, const Options& options, const std::string& output) {
    const OpenQuestions questions = count_questions(report, options);
    const std::string answers = printable(join_path(output, answers_file));
    std::string page = "read " + printable(join_path(output, "MIGRATION.md")) + ".";
    const std::string again = " convert again with --config " + answers + "; then ";
    if (questions.answered != 0)
        return answers + " holds " + counted(questions.answered, "answer")
               + " that this run did not use:" + again + page;
    if (questions.open != 0)
        return "answer the " + counted(questions.open, "question") + " in " + answers + " and" + again + page;
    return page;
}

std::string closing_text(const Conversion& conversion, const OutputPlan& plan, const Options& options,
                         const ConvertArguments& arguments) {
    if (arguments.output == "-")
        return "Next: convert into a folder (-o DIR) to get MIGRATION.md, which says what to do.";
    if (arguments.dry_run) {
        const OpenQuestions questions = count_questions(conversion.report, options);
        const std::size_t all = questions.open + questions.answered;
        return "Nothing was written. Next: run again without --dry-run"
               + (all == 0 ? std::string() : "; answers.yml will hold " + counted(all, "open question"))
               + ".";
    }
    return wrote_text(plan, arguments.output)
           + "\nNext: " + next_step(conversion.report, options, arguments.output);
}

bool nothing_read(const Report& report) {
    return std::ranges::none_of(report.inputs, &InputSummary::read)
           && std::ranges::none_of(report.findings, [](const auto& f) { return f.level == Level::error; });
}

/// One run of `convert`, step by step.
class Run {
  public:
    Run(const ConvertArguments& arguments, const Environment& environment, Options options)
        : arguments_(arguments),
          environment_(environment),
          options_(std::move(options)),
          log_(environment.err, arguments.verbose) {}

    ExitCode run() {
        const std::string output = arguments_.output == "-" ? "" : arguments_.output;
        auto inputs = read_inputs(arguments_.inputs, output,
                                  arguments_.no_ignore ? IgnoreFiles::disobey : IgnoreFiles::obey,
                                  options_.threads, environment_);
        if (!inputs) return fail(inputs.error(), environment_);
        if (auto failure = check_single(inputs.value())) return fail(*failure, environment_);
        if (environment_.interrupted()) return ExitCode::interrupted;
        log_.debug("files read", inputs.value().files.size());
        if (!output.empty()) read_earlier_answers(output);
        options_.skipped = inputs.value().counts;
        conversion_ = environment_.convert(std::move(inputs.value().files), options_);
        log_.debug("files made", conversion_.files.size());
        extras_.paths = {std::move(inputs.value().locations), seen_from_here(output, environment_.files)};
        add_skipped(std::move(inputs.value().skipped), conversion_.report);
        add_findings(std::move(inputs.value().findings), options_, conversion_.report);
        plan_.actions.assign(conversion_.files.size(), FileAction::create);
        plan_.written.outputs = hash_files(conversion_.files, options_.threads);
        if (!output.empty()) plan_and_write(output);
        if (environment_.interrupted()) return ExitCode::interrupted;
        return report();
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
        plan_ = plan_output(conversion_.files, folder, overwrite, options_.threads);
        errors_ = plan_.errors;
        add_findings(output_findings(conversion_.files, plan_), options_, conversion_.report);
        if (arguments_.dry_run || nothing_read(conversion_.report)) return;
        auto problems =
            write_output(conversion_.files, plan_, folder, options_.threads, environment_.interrupted);
        std::ranges::move(problems, std::back_inserter(errors_));
        // After a failure the old record still says what the files were that could not be replaced.
        if (!errors_.empty() || environment_.interrupted() || plan_.report == FileAction::keep) return;
        if (auto problem = write_report(conversion_, plan_.written, folder)) errors_.push_back(*problem);
        log_.debug("files written", plan_.count(FileAction::create) + plan_.count(FileAction::change));
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
        print_errors(errors_, environment_);
        return exit_code(arrived);
    }

    [[nodiscard]] ExitCode exit_code(bool arrived) const {
        if (conversion_.internal_error) {
            print_error(
                "a value was lost: this is a bug of batchai2aml. Please report it with the finding that "
                "names the value.",
                environment_);
            return ExitCode::internal;
        }
        const auto& findings = conversion_.report.findings;
        if (nothing_read(conversion_.report)) {
            print_error("none of the files is a Batch AI document; name a folder or file that is",
                        environment_);
            return ExitCode::no_input;
        }
        if (!errors_.empty() || !arrived) return ExitCode::cannot_write;
        const bool failing = arguments_.fail_on && std::ranges::any_of(findings, [&](const Finding& finding) {
                                 return finding.level >= *arguments_.fail_on;
                             });
        return failing ? ExitCode::findings : ExitCode::done;
    }

    const ConvertArguments& arguments_;
    const Environment& environment_;
    Options options_;
    Log log_;
    Conversion conversion_;
    OutputPlan plan_;
    ReportExtras extras_;
    std::vector<FileError> errors_;
    bool answers_lost_ = false; ///< the folder's answers.yml is none: it is not replaced
};

} // namespace

ExitCode run_convert(const ConvertArguments& arguments, const Environment& environment) {
    auto options = convert_options(arguments, environment);
    if (!options) return fail(options.error(), environment);
    return Run(arguments, environment, std::move(options).value()).run();
}

} // namespace batchai2aml::cli
