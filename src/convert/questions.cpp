#include "convert/questions.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "batchai2aml/options.hpp"
#include "catalog/findings.hpp"
#include "emitter/shell.hpp"

namespace batchai2aml {

namespace {

/// The first of the forms that a setting takes: "azure_file:ACCOUNT/SHARE".
std::string_view first_form(const SettingInfo& info) {
    return info.value.substr(0, info.value.find(" or "));
}

} // namespace

std::string spell_answer(const Answer& answer) {
    const SettingInfo* info = find_setting_info(answer.setting);
    std::string value = answer.value;
    if (value.empty() && info != nullptr) value = first_form(*info);
    if (info == nullptr || info->flag.empty()) return "--set " + quote(answer.setting + "=" + value);
    std::string out(info->flag);
    out += ' ';
    if (!info->path.ends_with('*')) return out + quote(value);
    return out + quote(answer.setting.substr(info->path.size() - 1) + "=" + value);
}

void add_choices(const Options& options, std::vector<Question>& questions) {
    const auto offer = [&](std::string_view setting, std::string_view answer, std::string_view text) {
        if (!answer.empty()) return;
        const std::string_view form = find_setting_info(setting)->value;
        questions.push_back(
            {Need::choice, std::string(setting), std::string(text), std::string(form), {}, {}});
    };
    offer("resource-group", options.resource_group,
          "Which resource group holds the workspace of Azure ML? MIGRATION.md needs its name.");
    offer("workspace", options.workspace,
          "Which workspace of Azure ML takes all this? MIGRATION.md needs its name.");
    std::ranges::sort(questions, {}, &Question::setting);
}

void QuestionList::add(const Diagnostic& diagnostic, Place place) {
    if (diagnostic.question.empty() || diagnostic.answers.empty()) return;
    const Answer& answer = diagnostic.answers.front();
    if (find_setting_info(answer.setting) == nullptr) return;
    Question& question = by_setting_[answer.setting];
    if (question.setting.empty()) {
        const FindingCode* code = find_finding_code(diagnostic.code);
        const SettingInfo* info = find_setting_info(answer.setting);
        question.need = code != nullptr && code->level == Level::note ? Need::choice : Need::answer;
        question.setting = answer.setting;
        question.text = diagnostic.question;
        if (info != nullptr) question.form = info->value;
        question.suggestion = answer.value;
    }
    question.places.push_back(std::move(place));
}

std::vector<Question> QuestionList::take() && {
    std::vector<Question> out;
    for (auto& [setting, question] : by_setting_) {
        auto& places = question.places;
        const auto order = [](const Place& p) { return std::tie(p.file, p.line, p.column, p.end_column); };
        std::ranges::sort(places, [&](const Place& a, const Place& b) { return order(a) < order(b); });
        places.erase(std::unique(places.begin(), places.end()), places.end());
        out.push_back(std::move(question));
    }
    return out;
}

} // namespace batchai2aml
