#include "cli/closing_text.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>

#include "cli/messages.hpp"
#include "emitter/answers.hpp"
#include "support/text.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml::cli {

namespace {

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

} // namespace

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

void print_errors(const std::vector<FileError>& errors, const std::string& what,
                  const Environment& environment) {
    constexpr std::size_t shown = 5;
    for (std::size_t i = 0; i < std::min(shown, errors.size()); ++i)
        print_error("cannot " + what + ' ' + printable(errors[i].path) + ": " + errors[i].reason
                        + "; correct that, or choose another folder with -o",
                    environment);
    if (errors.size() > shown)
        print_error("the same for " + std::to_string(errors.size() - shown) + " more files", environment);
}

std::string closing_text(const Conversion& conversion, const OutputPlan& plan, const Options& options,
                         const ConvertArguments& arguments) {
    if (arguments.check) return "Nothing was written.";
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

} // namespace batchai2aml::cli
