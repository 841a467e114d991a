#include "report/text.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <string_view>

#include "model/skipped.hpp"
#include "report/states.hpp"
#include "report/summary.hpp"
#include "report/text_findings.hpp"
#include "report/text_values.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr unsigned narrowest = 40;
constexpr std::size_t most_resources = 12;

void append_header(std::string& out, const Summary& summary, unsigned width) {
    std::string text = "Read " + std::to_string(summary.files_read) + " of "
                       + counted(summary.files, "file", "files") + ", converted "
                       + counted(summary.resources, "resource", "resources");
    if (summary.resources != 0) {
        const std::size_t needs_work = summary.resources - summary.ready;
        text += ": " + std::to_string(summary.ready) + " ready";
        if (needs_work != 0)
            text += ", " + std::to_string(needs_work) + (needs_work == 1 ? " needs work" : " need work");
    }
    append_wrapped(out, "", text + ".", 2, width);
}

/// One line that names what was left alone, so that nobody takes it for converted.
void append_unread(std::string& out, const std::vector<InputSummary>& inputs, unsigned width) {
    constexpr std::string_view prefix = "not read: ";
    std::map<std::string_view, std::size_t> shapes;
    for (const InputSummary& input : inputs) {
        if (input.read) continue;
        std::string_view shape = input.shape;
        if (shape.starts_with(prefix)) shape.remove_prefix(prefix.size());
        ++shapes[shape];
    }
    if (shapes.empty()) return;
    std::string text;
    for (const auto& [shape, count] : shapes)
        text += (text.empty() ? "" : ", ") + printable(shape) + " (" + std::to_string(count) + ")";
    append_wrapped(out, "Not read: ", text + ".", 10, width);
}

void append_skipped(std::string& out, const SkippedFiles& skipped, unsigned width) {
    if (const std::string text = not_batchai_text(skipped); !text.empty())
        append_wrapped(out, "Not Batch AI: ", text + ".", 14, width);
    if (const std::string text = left_out_text(skipped); !text.empty())
        append_wrapped(out, "Left out: ", text + ".", 10, width);
}

struct Shown {
    const ResourceSummary* resource;
    State state;
};

/// At most `most_resources` of each kind, the worst first when that is not all of them.
std::vector<Shown> resources_to_show(const std::vector<ResourceSummary>& resources, const States& states,
                                     Detail detail) {
    std::map<std::string_view, std::vector<Shown>> by_kind;
    std::vector<std::string_view> kinds;
    for (std::size_t i = 0; i < resources.size(); ++i) {
        auto& same = by_kind[resources[i].kind];
        if (same.empty()) kinds.push_back(resources[i].kind);
        same.push_back({&resources[i], states.resources[i]});
    }
    std::vector<Shown> shown;
    for (const std::string_view kind : kinds) {
        auto& same = by_kind[kind];
        if (same.size() > most_resources && detail == Detail::normal) {
            std::ranges::stable_sort(same, std::greater<>(), &Shown::state);
            same.resize(most_resources);
        }
        shown.insert(shown.end(), same.begin(), same.end());
    }
    return shown;
}

/// Columns of one kind of resource: each kind has its own, since names differ in length from kind to kind.
struct Columns {
    std::size_t kind = 0;
    std::size_t name = 0;
    std::size_t detail = 0;
};

Columns columns_of(std::span<const Shown> resources, std::size_t kind, unsigned width) {
    constexpr std::size_t state = 10;
    Columns columns{kind, 0, 0};
    for (const Shown& shown : resources)
        columns.name = std::max(columns.name, code_points(printable(shown.resource->name)));
    // Two columns before each of the four parts. A long name may take half of what is left, the details the
    // rest.
    const std::size_t left = width - std::min<std::size_t>(width, 8 + kind + state);
    columns.name = std::min(columns.name, left / 2);
    columns.detail = left - columns.name;
    return columns;
}

void append_resource(std::string& out, const Shown& shown, const Columns& columns) {
    const ResourceSummary& resource = *shown.resource;
    std::string line = "  " + pad(printable(resource.kind), columns.kind) + "  "
                       + pad(shorten(printable(resource.name), columns.name), columns.name) + "  "
                       + pad(to_string(shown.state), 10) + "  "
                       + shorten(printable(resource.detail), columns.detail);
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
}

void append_failed(std::string& out, const States& states, const TextStyle& style) {
    const auto& failed = states.failed_inputs;
    if (failed.empty()) return;
    const std::size_t most = style.detail == Detail::full ? failed.size() : most_resources;
    const std::size_t count = std::min(most, failed.size());
    out += '\n';
    for (const InputSummary* input : std::span(failed).first(count))
        append_wrapped(out, "  failed  ", printable(input->file), 10, style.width);
    if (count < failed.size())
        append_wrapped(out, "  ", "and " + std::to_string(failed.size() - count) + " more files that failed",
                       2, style.width);
}

void append_resources(std::string& out, const std::vector<ResourceSummary>& resources, const States& states,
                      const TextStyle& style) {
    if (resources.empty()) return;
    const std::vector<Shown> shown = resources_to_show(resources, states, style.detail);
    std::size_t kind = 0;
    for (const Shown& one : shown)
        kind = std::max(kind, code_points(printable(one.resource->kind)));
    for (std::span<const Shown> rest = shown; !rest.empty();) {
        const auto end = std::ranges::find_if(
            rest, [&](const Shown& other) { return other.resource->kind != rest.front().resource->kind; });
        const auto same = rest.first(static_cast<std::size_t>(end - rest.begin()));
        const Columns columns = columns_of(same, kind, style.width);
        out += '\n';
        for (const Shown& one : same)
            append_resource(out, one, columns);
        rest = rest.subspan(same.size());
    }
    if (shown.size() < resources.size()) {
        out += '\n';
        append_wrapped(out, "  ",
                       "and " + std::to_string(resources.size() - shown.size())
                           + " more, which --verbose and migration.json name",
                       2, style.width);
    }
}

void append_values(std::string& out, const Summary& summary, unsigned width) {
    if (summary.leaves == 0) return;
    std::string outcomes;
    for (std::size_t i = 0; i < outcome_count; ++i) {
        if (summary.outcomes[i] == 0) continue;
        outcomes += (outcomes.empty() ? "" : ", ") + std::to_string(summary.outcomes[i]) + ' '
                    + std::string(to_string(static_cast<Outcome>(i)));
    }
    append_wrapped(out, "Values: ", outcomes + ".", 8, width);
    append_wrapped(out, "Coverage: ",
                   std::to_string(summary.effective) + " of the " + std::to_string(summary.carried)
                       + " values that carried meaning have an effect ("
                       + std::to_string(summary.coverage() / 100) + " %).",
                   10, width);
}

/// One line for each format besides YAML: whether it says the same, and what it does not.
void append_formats(std::string& out, const std::vector<FormatSummary>& formats, unsigned width) {
    for (const FormatSummary& format : formats) {
        if (format.format == OutputFormat::yaml) continue;
        const std::string prefix = std::string(to_string(format.format)) + ": ";
        std::string text = "carries " + std::to_string(format.carried()) + " of "
                           + counted(format.values, "value", "values") + " in "
                           + counted(format.files, "file", "files");
        std::map<std::string_view, std::size_t> reasons;
        for (const NotCarried& value : format.not_carried)
            ++reasons[value.reason];
        std::string_view separator = "; ";
        for (const auto& [reason, count] : reasons) {
            text.append(separator).append(reason) += " (" + std::to_string(count) + ")";
            separator = ", ";
        }
        append_wrapped(out, prefix, text + ".", prefix.size(), width);
    }
}

void append_counts(std::string& out, const Summary& summary, unsigned width) {
    std::string text;
    const auto add = [&](Level level, std::string_view one, std::string_view many) {
        const std::size_t count = summary.count(level);
        if (count != 0) text += (text.empty() ? "" : ", ") + counted(count, one, many);
    };
    add(Level::error, "error", "errors");
    add(Level::warning, "warning", "warnings");
    add(Level::manual, "manual task", "manual tasks");
    add(Level::note, "note", "notes");
    if (text.empty()) return;
    append_wrapped(out, "Findings: ", text + ". 'batchai2aml explain CODE' tells more.", 10, width);
}

// The last line, for people and for scripts: its wording does not change.
void append_totals(std::string& out, const Summary& summary, const States& states) {
    out += "Totals: resources " + std::to_string(summary.resources);
    out += ", converted " + std::to_string(states.count(State::converted));
    out += ", findings " + std::to_string(states.count(State::with_findings));
    out += ", needs work " + std::to_string(states.count(State::needs_work));
    out += ", failed " + std::to_string(states.count(State::failed)) + '\n';
}

std::string default_closing(const Conversion& conversion) {
    const bool has_page =
        std::ranges::any_of(conversion.files, [](const auto& f) { return f.path == "MIGRATION.md"; });
    return has_page ? "Next: read MIGRATION.md in the output folder." : "";
}

} // namespace

std::string render_text(const Conversion& conversion, const TextStyle& given) {
    TextStyle style = given;
    style.width = std::max(style.width, narrowest);
    const Summary summary = summarize(conversion.report);
    const States states = states_of(conversion.report);
    std::string out;
    append_header(out, summary, style.width);
    append_unread(out, conversion.report.inputs, style.width);
    append_skipped(out, conversion.report.skipped, style.width);
    append_resources(out, conversion.report.resources, states, style);
    append_failed(out, states, style);
    out += '\n';
    append_findings(out, conversion.report.findings, style);
    append_values_table(out, conversion.report, style);
    append_counts(out, summary, style.width);
    if (const std::string text = suppressions_text(conversion.report); !text.empty())
        append_wrapped(out, "Suppressed: ", text + ".", 12, style.width);
    append_values(out, summary, style.width);
    append_formats(out, conversion.report.formats, style.width);
    const std::string closing = style.closing.empty() ? default_closing(conversion) : style.closing;
    for (const std::string_view line : split(closing, '\n'))
        if (!line.empty()) append_wrapped(out, "", line, 2, style.width);
    append_totals(out, summary, states);
    return out;
}

std::string render_text(const Conversion& conversion, unsigned width, Color color) {
    return render_text(conversion, TextStyle{.width = width, .color = color, .closing = {}});
}

} // namespace batchai2aml
