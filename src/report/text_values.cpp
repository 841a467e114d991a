#include "report/text_values.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "catalog/rules.hpp"
#include "report/summary.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t shown_rows = 16;
constexpr std::size_t indent = 2;
constexpr std::size_t gap = 2;

struct Symbol {
    std::string_view sign;
    std::string_view word;
    std::string_view color;
};

/// By Outcome.
constexpr std::array<Symbol, outcome_count> symbols = {{
    {"=", "mapped", "\x1b[32m"},
    {"~", "transformed", "\x1b[32m"},
    {"+", "added", "\x1b[34m"},
    {".", "written by Batch AI", ""},
    {"x", "ignored by Batch AI", ""},
    {"-", "dropped", "\x1b[34m"},
    {"≈", "approximated", "\x1b[33m"},
    {"!", "manual", "\x1b[36m"},
    {"?", "lost", "\x1b[31m"},
}};

const Symbol& symbol_of(Outcome outcome) {
    return symbols[static_cast<std::size_t>(outcome)];
}

// Best last; what has no counterpart in Azure ML stands before what has.
constexpr std::array<Outcome, outcome_count> order = {
    Outcome::unaccounted, Outcome::manual, Outcome::approximated, Outcome::dropped, Outcome::added,
    Outcome::transformed, Outcome::mapped, Outcome::ignored,      Outcome::service};

std::size_t rank_of(Outcome outcome) {
    return static_cast<std::size_t>(std::ranges::find(order, outcome) - order.begin());
}

struct Row {
    Outcome outcome = Outcome::mapped;
    std::string source;
    std::string target;
    std::string count; ///< empty in full detail
};

/// A row for each rule, sorted.
std::vector<Row> rows_of_rules(const Report& report) {
    std::map<std::string_view, std::pair<std::size_t, const Record*>> counts;
    for (const Record& record : report.records) {
        if (record.outcome == Outcome::service || record.outcome == Outcome::ignored) continue;
        auto& [count, first] = counts[record.rule];
        ++count;
        if (first == nullptr) first = &record;
    }
    std::vector<Row> rows;
    for (const auto& [id, entry] : counts) {
        const Record& record = *entry.second;
        const Rule* rule = find_rule(id);
        Row row{record.outcome,
                rule == nullptr ? printable(record.pointer) : replace_all(rule->source, " properties.", " "),
                rule == nullptr ? printable(record.target_path) : std::string(rule->target),
                std::to_string(entry.first)};
        if (row.target.empty()) row.target = record.reason;
        if (row.source.empty()) row.source = "(default)";
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, {}, [](const Row& row) { return rank_of(row.outcome); });
    return rows;
}

Row row_of(const Record& record) {
    const std::string_view target = record.target_path.empty() ? record.reason : record.target_path;
    if (record.source.file.empty()) return {record.outcome, "(default)", printable(target), {}};
    return {record.outcome,
            std::to_string(record.source.line) + ": " + printable(record.pointer),
            printable(target),
            {}};
}

/// Widths of the two texts: each as wide as its longest one where both fit, else the source at most half.
struct Columns {
    std::size_t source = 0;
    std::size_t target = 0;
};

Columns columns_of(const std::vector<Row>& rows, unsigned width) {
    Columns longest;
    std::size_t count = 0;
    for (const Row& row : rows) {
        longest.source = std::max(longest.source, code_points(row.source));
        longest.target = std::max(longest.target, code_points(row.target));
        count = std::max(count, row.count.size());
    }
    const std::size_t taken = indent + 1 + gap + gap + (count == 0 ? 0 : gap + count);
    const std::size_t left = width > taken ? width - taken : 2;
    if (longest.source + longest.target <= left) return longest;
    const std::size_t source = std::max(left / 2, left - std::min(left, longest.target));
    const std::size_t used = std::min(longest.source, source);
    return {used, left - used};
}

void append_row(std::string& out, const Row& row, const Columns& columns, Color color) {
    const Symbol& symbol = symbol_of(row.outcome);
    out.append(indent, ' ');
    const bool colored = color == Color::yes && !symbol.color.empty();
    if (colored) out += symbol.color;
    out += symbol.sign;
    if (colored) out += "\x1b[0m";
    std::string rest = "  " + pad(shorten(row.source, columns.source), columns.source) + "  "
                       + pad(shorten(row.target, columns.target), columns.target);
    if (!row.count.empty()) rest += "  " + row.count;
    rest.erase(rest.find_last_not_of(' ') + 1);
    out += rest + '\n';
}

void append_rows(std::string& out, const std::vector<Row>& rows, const TextStyle& style) {
    const Columns columns = columns_of(rows, style.width);
    for (const Row& row : rows)
        append_row(out, row, columns, style.color);
}

void append_legend(std::string& out, std::array<bool, outcome_count> used, unsigned width) {
    std::string legend;
    for (const Outcome outcome : order) {
        if (!used[static_cast<std::size_t>(outcome)]) continue;
        const Symbol& symbol = symbol_of(outcome);
        // No break between a symbol and its word.
        legend += (legend.empty() ? "" : ", ") + std::string(symbol.sign) + ' ' + std::string(symbol.word);
    }
    append_wrapped(out, "  ", "(" + legend + ")", 3, width);
}

void append_short(std::string& out, const Report& report, const TextStyle& style,
                  std::array<bool, outcome_count>& used) {
    std::vector<Row> rows = rows_of_rules(report);
    if (rows.empty()) return;
    const std::size_t more = rows.size() - std::min(rows.size(), shown_rows);
    rows.resize(rows.size() - more);
    out += "Batch AI → Azure ML, number of values:\n";
    append_rows(out, rows, style);
    if (more != 0)
        append_wrapped(out, "  ", "and " + counted(more, "row", "rows") + " more with --verbose", 2,
                       style.width);
    for (const Row& row : rows)
        used[static_cast<std::size_t>(row.outcome)] = true;
}

void append_full(std::string& out, const Report& report, const TextStyle& style,
                 std::array<bool, outcome_count>& used) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<Row>> tables;
    for (const Record& record : report.records) {
        used[static_cast<std::size_t>(record.outcome)] = true;
        tables[{record.source.file, record.target_file}].push_back(row_of(record));
    }
    for (const auto& [files, rows] : tables) {
        const auto& [source, target] = files;
        append_wrapped(out, "",
                       (source.empty() ? std::string("(added)") : printable(source)) + " → "
                           + (target.empty() ? std::string("(nowhere)") : printable(target)),
                       4, style.width);
        append_rows(out, rows, style);
    }
}

} // namespace

void append_values_table(std::string& out, const Report& report, const TextStyle& style) {
    std::array<bool, outcome_count> used{};
    (style.detail == Detail::full ? append_full : append_short)(out, report, style, used);
    if (std::ranges::none_of(used, [](bool one) { return one; })) return;
    append_legend(out, used, style.width);
    out += '\n';
}

} // namespace batchai2aml
