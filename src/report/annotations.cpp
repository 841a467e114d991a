#include "report/annotations.hpp"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "catalog/findings.hpp"
#include "report/finding_groups.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml {

namespace {

/// The runner of GitHub Actions cuts at 4,096.
constexpr std::size_t longest_message = 4000;

/// What the systems tell apart.
enum class Kind : std::uint8_t { error, warning, note };

Kind kind_of(Level level) {
    if (level == Level::error) return Kind::error;
    return level == Level::note ? Kind::note : Kind::warning;
}

using Replacement = std::pair<std::string_view, std::string_view>;

/// `text` with the first of `replacements` that fits at each place.
std::string replaced(std::string_view text, std::span<const Replacement> replacements) {
    std::string out;
    while (!text.empty()) {
        Replacement one{text.substr(0, 1), text.substr(0, 1)};
        for (const Replacement& replacement : replacements)
            if (text.starts_with(replacement.first)) {
                one = replacement;
                break;
            }
        out += one.second;
        text.remove_prefix(one.first.size());
    }
    return out;
}

std::string github_data(std::string_view text) {
    constexpr std::array<Replacement, 3> replacements = {{{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}}};
    return replaced(text, replacements);
}

std::string github_property(std::string_view text) {
    constexpr std::array<Replacement, 5> replacements = {
        {{"%", "%25"}, {"\r", "%0D"}, {"\n", "%0A"}, {":", "%3A"}, {",", "%2C"}}};
    return replaced(text, replacements);
}

/// Agents before 2021 do not know %AZP25, so that a percent sign is touched only where it would begin an
/// escape. Data and properties are decoded in the same way; only properties end at `;` and `]`.
std::string azdo_data(std::string_view text) {
    constexpr std::array<Replacement, 7> replacements = {{{"%3B", "%AZP253B"},
                                                          {"%0D", "%AZP250D"},
                                                          {"%0A", "%AZP250A"},
                                                          {"%5D", "%AZP255D"},
                                                          {"%AZP25", "%AZP25AZP25"},
                                                          {"\r", "%0D"},
                                                          {"\n", "%0A"}}};
    return replaced(text, replacements);
}

std::string azdo_property(std::string_view text) {
    constexpr std::array<Replacement, 2> replacements = {{{";", "%3B"}, {"]", "%5D"}}};
    return replaced(azdo_data(text), replacements);
}

/// Each of the two looks for the other one's commands, or for older ones, anywhere in a line.
std::string safe(std::string_view text) {
    return without_commands(printable(text));
}

std::string message_of(const FindingGroup& group) {
    const Finding& finding = *group.front();
    std::string text = without_commands(sentence(finding.message));
    if (group.size() > 1)
        text += " The same in " + counted(group.size() - 1, "other place.", "other places.");
    if (!finding.remedy.empty()) text += " To fix: " + without_commands(sentence(finding.remedy));
    return shorten(text, longest_message);
}

std::string title_of(const Finding& finding) {
    std::string title = safe(finding.code);
    if (finding.level == Level::manual) title += " (manual task)";
    if (const FindingCode* known = find_finding_code(finding.code)) title += ": " + std::string(known->title);
    return title;
}

std::string github_line(const FindingGroup& group, const std::string& path) {
    constexpr std::array<std::string_view, 3> commands = {"error", "warning", "notice"};
    const Finding& finding = *group.front();
    const Place& place = finding.place;
    std::string line = "::" + std::string(commands[static_cast<std::size_t>(kind_of(finding.level))]) + ' ';
    if (!path.empty()) line += "file=" + github_property(safe(path)) + ',';
    if (place.line != 0)
        line += "line=" + std::to_string(place.line) + ",col=" + std::to_string(place.column) + ',';
    if (place.line != 0 && place.end_column > place.column)
        line += "endColumn=" + std::to_string(place.end_column) + ',';
    return line + "title=" + github_property(title_of(finding)) + "::" + github_data(message_of(group))
           + '\n';
}

std::string azdo_line(const FindingGroup& group, const std::string& path) {
    const Finding& finding = *group.front();
    const Place& place = finding.place;
    std::string line = "##vso[task.logissue type=";
    line += kind_of(finding.level) == Kind::error ? "error" : "warning";
    if (!path.empty()) line += ";sourcepath=" + azdo_property(safe(path));
    if (place.line != 0)
        line += ";linenumber=" + std::to_string(place.line) + ";columnnumber=" + std::to_string(place.column);
    return line + ";code=" + azdo_property(safe(finding.code)) + ']' + azdo_data(message_of(group)) + '\n';
}

/// How many findings of each kind have no annotation; empty when all have.
std::string left_out_line(const std::array<std::size_t, 3>& left_out, Workflow workflow) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words = {
        {{"error", "errors"}, {"warning or manual task", "warnings and manual tasks"}, {"note", "notes"}}};
    std::string text;
    for (std::size_t i = 0; i < left_out.size(); ++i)
        if (left_out[i] != 0)
            text += (text.empty() ? "" : ", ") + counted(left_out[i], words[i].first, words[i].second);
    if (text.empty()) return text;
    return "batchai2aml: without an annotation: " + text + "; "
           + (workflow == Workflow::github
                  ? "GitHub shows 10 errors, 10 warnings and 10 notices of a step.\n"
                  : "Azure Pipelines shows 10 errors and 10 warnings of a step, and no notes.\n");
}

} // namespace

void write_annotations(const Report& report, const ReportPaths& paths, Workflow workflow, const Sink& sink) {
    std::array<std::size_t, 3> written{};
    std::array<std::size_t, 3> left_out{};
    for (const FindingGroup& group : group_findings(report.findings)) {
        const auto kind = static_cast<std::size_t>(kind_of(group.front()->level));
        const bool is_shown = workflow == Workflow::github || kind != static_cast<std::size_t>(Kind::note);
        if (!is_shown || written[kind] == annotations_of_a_kind) {
            left_out[kind] += group.size();
            continue;
        }
        ++written[kind];
        const std::string path = paths.of(*group.front());
        if (!sink(workflow == Workflow::github ? github_line(group, path) : azdo_line(group, path))) return;
    }
    std::string lines = left_out_line(left_out, workflow);
    if (const std::string text = suppressions_text(report); !text.empty())
        lines += "batchai2aml: suppressed: " + safe(text) + '\n';
    if (!lines.empty()) static_cast<void>(sink(lines));
}

} // namespace batchai2aml
