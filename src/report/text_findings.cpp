#include "report/text_findings.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "catalog/findings.hpp"
#include "model/excerpt.hpp"
#include "report/finding_groups.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t most_places = 5;
constexpr std::size_t most_messages = 5;
constexpr std::array<std::string_view, level_count> colors = {"\x1b[34m", "\x1b[36m", "\x1b[33m", "\x1b[31m"};
constexpr std::string_view no_color = "\x1b[0m";

std::size_t at_most(Detail detail, std::size_t most) {
    return detail == Detail::full ? SIZE_MAX : most;
}

/// "a.json:1:2, b.json:3:4 and 7 more"; empty when no finding has a place.
std::string places_text(const FindingGroup& findings, Detail detail) {
    std::string text;
    std::size_t count = 0;
    const std::size_t shown = at_most(detail, most_places);
    for (const Finding* finding : findings) {
        if (finding->place.file.empty() || ++count > shown) continue;
        if (count > 1) text += ", ";
        text += place_text(finding->place.file, finding->place);
    }
    if (count > shown) text += " and " + std::to_string(count - shown) + " more";
    return text;
}

std::string related_text(const Finding& finding, Detail detail) {
    std::string text;
    for (const Place& place :
         std::span(finding.related).first(std::min(at_most(detail, most_places), finding.related.size()))) {
        if (!text.empty()) text += ", ";
        text += place_text(place.file, place);
    }
    return text;
}

/// "error B2A0101 not valid JSON", the level in colour.
void append_heading(std::string& out, const Finding& finding, std::string_view rest, const TextStyle& style) {
    const std::string_view level = to_string(finding.level);
    std::string heading = std::string(level) + ' ' + printable(finding.code);
    if (const FindingCode* known = find_finding_code(finding.code))
        heading += ' ' + std::string(known->title);
    heading += rest;
    const std::size_t start = out.size();
    append_wrapped(out, "", heading, 2, style.width);
    if (style.color == Color::no) return;
    out.insert(start + level.size(), no_color);
    out.insert(start, colors[static_cast<std::size_t>(finding.level)]);
}

/// The line of the source and, below it, what the finding is about:
///
///        12 |   "vmSize": "STANDARD_NC6",
///           |             ^^^^^^^^^^^^^^
void append_excerpt(std::string& out, const Finding& finding, const TextStyle& style) {
    if (finding.excerpt.text.empty()) return;
    const std::string number = std::to_string(finding.place.line);
    const std::string before = "    " + number + " | ";
    const std::size_t width = style.width - std::min<std::size_t>(style.width, before.size());
    const Excerpt shown = cropped(finding.excerpt, std::max<std::size_t>(width, 20));
    out += before + shown.text + '\n';
    out.append(4 + number.size(), ' ').append(" | ").append(shown.column - 1, ' ');
    if (style.color == Color::yes) out += colors[static_cast<std::size_t>(finding.level)];
    out.append(shown.length, '^');
    if (style.color == Color::yes) out += no_color;
    out += '\n';
}

void append_message(std::string& out, const FindingGroup& findings, const TextStyle& style) {
    const Finding& first = *findings.front();
    append_wrapped(out, "  ", printable(first.message), 2, style.width);
    if (const std::string places = places_text(findings, style.detail); !places.empty())
        append_wrapped(out, "    at ", places, 7, style.width);
    append_excerpt(out, first, style);
    if (findings.size() == 1 && !first.related.empty())
        append_wrapped(out, "    see ", related_text(first, style.detail), 8, style.width);
}

void append_remedy(std::string& out, const Finding& finding, unsigned width) {
    if (!finding.remedy.empty()) append_wrapped(out, "    fix: ", printable(finding.remedy), 9, width);
}

void append_code(std::string& out, std::span<const Finding> findings, const TextStyle& style) {
    const std::vector<FindingGroup> messages = group_findings(findings);
    append_heading(out, findings.front(), "", style);
    // One remedy for all of them is said once, below them.
    const bool one_remedy = std::ranges::all_of(
        findings, [&](const Finding& finding) { return finding.remedy == findings.front().remedy; });
    std::size_t left = findings.size();
    for (const FindingGroup& same :
         std::span(messages).first(std::min(at_most(style.detail, most_messages), messages.size()))) {
        append_message(out, same, style);
        if (!one_remedy) append_remedy(out, *same.front(), style.width);
        left -= same.size();
    }
    if (left != 0)
        append_wrapped(out, "  ", "and " + std::to_string(left) + " more of " + findings.front().code, 2,
                       style.width);
    if (one_remedy) append_remedy(out, findings.front(), style.width);
    out += '\n';
}

void append_note(std::string& out, std::span<const Finding> findings, const TextStyle& style) {
    const Finding& first = findings.front();
    std::string where =
        first.place.file.empty() ? printable(first.subject) : place_text(first.place.file, first.place);
    if (findings.size() > 1) where += " and " + std::to_string(findings.size() - 1) + " more";
    append_heading(out, first, where.empty() ? "" : " (" + where + ")", style);
}

} // namespace

void append_findings(std::string& out, const std::vector<Finding>& findings, const TextStyle& style) {
    bool notes = false;
    for (std::span<const Finding> rest = findings; !rest.empty();) {
        const Finding& first = rest.front();
        const auto end = std::ranges::find_if(
            rest, [&](const Finding& f) { return f.code != first.code || f.level != first.level; });
        const auto count = static_cast<std::size_t>(end - rest.begin());
        notes = notes || first.level == Level::note;
        (first.level == Level::note ? append_note : append_code)(out, rest.first(count), style);
        rest = rest.subspan(count);
    }
    if (notes) out += '\n';
}

} // namespace batchai2aml
