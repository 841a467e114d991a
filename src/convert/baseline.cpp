#include "convert/baseline.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "catalog/findings.hpp"
#include "parser/parse.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view schema = "batchai2aml/baseline/1";

BaselineEntry entry_of(const Finding& finding) {
    return {finding.code, finding.place.file.empty() ? finding.subject : finding.place.file, finding.pointer,
            1};
}

auto key_of(const BaselineEntry& entry) {
    return std::tie(entry.code, entry.file, entry.pointer);
}

std::string quoted(std::string_view name, std::string_view text) {
    return json_quote(name) + ": " + json_quote(text);
}

/// Reads the nodes of one file.
class Reader {
  public:
    explicit Reader(std::string bytes) : input_(read_document("baseline", "", std::move(bytes))) {}

    Result<Baseline, std::string> read() {
        for (const Diagnostic& problem : input_.notes.diagnostics)
            if (document().nodes.empty()) return at(problem.place) + problem.message;
        if (document().nodes.empty()) return std::string("it is no JSON");
        const NodeId name = document().member(0, "schema");
        if (name == no_node || document().nodes[name].text != schema)
            return std::string("it is no baseline: --write-baseline writes one");
        const NodeId list = document().member(0, "findings");
        Baseline baseline;
        if (list == no_node) return baseline;
        for (NodeId id = document().nodes[list].first_child; id != no_node;
             id = document().nodes[id].next_sibling) {
            auto entry = read_entry(id);
            if (!entry) return std::move(entry).error();
            baseline.push_back(std::move(entry).value());
        }
        std::sort(baseline.begin(), baseline.end());
        return baseline;
    }

  private:
    [[nodiscard]] const Document& document() const { return input_.document; }

    static std::string at(const Place& place) {
        return place.line == 0 ? std::string()
                               : std::to_string(place.line) + ':' + std::to_string(place.column) + ": ";
    }

    [[nodiscard]] std::string text_of(NodeId entry, std::string_view name) const {
        const NodeId member = document().member(entry, name);
        return member == no_node ? std::string() : document().nodes[member].text;
    }

    [[nodiscard]] Result<BaselineEntry, std::string> read_entry(NodeId id) const {
        BaselineEntry entry{text_of(id, "code"), text_of(id, "file"), text_of(id, "pointer"), 1};
        const std::string where = at(document().place(id));
        if (find_finding_code(entry.code) == nullptr)
            return where + "\"" + printable(entry.code) + "\" is no code of a finding";
        if (!can_be_accepted(entry.code)) return where + entry.code + " cannot be accepted: remove the entry";
        const std::string count = text_of(id, "count");
        if (count.empty()) return entry;
        if (count.size() > 9 || count.find_first_not_of("0123456789") != std::string::npos)
            return where + "\"count\" is not a number";
        entry.count = std::stoul(count);
        return entry;
    }

    ParsedInput input_;
};

/// What is left of a baseline when all its findings were found.
void report_stale(const Baseline& left, std::size_t all, const std::string& file, Report& report) {
    constexpr std::size_t named = 3;
    std::string names;
    std::size_t count = 0;
    for (const BaselineEntry& entry : left) {
        if (entry.count == 0) continue;
        if (++count <= named) names += (count == 1 ? ": " : ", ") + entry.code + " in " + entry.file;
    }
    if (count == 0) return;
    if (count > named) names += " and " + std::to_string(count - named) + " more";
    Finding finding;
    finding.code = "B2A0116";
    finding.message = std::to_string(count) + " of " + std::to_string(all)
                      + (all == 1 ? " entry" : " entries") + " of the baseline match nothing any more"
                      + names;
    finding.place.file = file;
    finding.remedy = find_finding_code(finding.code)->remedy;
    report.findings.push_back(std::move(finding)); // a note: the last level
}

} // namespace

bool can_be_accepted(std::string_view code) {
    return code != "B2A0199" && !code.starts_with("B2A09");
}

Baseline baseline_of(const Report& report) {
    std::map<BaselineEntry, std::size_t> counts;
    for (const std::vector<Finding>* list : {&report.findings, &report.suppressed})
        for (const Finding& finding : *list)
            if (can_be_accepted(finding.code) && finding.code != "B2A0116") ++counts[entry_of(finding)];
    Baseline baseline;
    for (const auto& [entry, count] : counts) {
        baseline.push_back(entry);
        baseline.back().count = count;
    }
    return baseline;
}

std::string emit_baseline(const Baseline& baseline) {
    std::string text = "{\n" + quoted("schema", schema) + ",\n\"findings\": [";
    std::string_view separator = "\n";
    for (const BaselineEntry& entry : baseline) {
        text += separator;
        text += "{" + quoted("code", entry.code) + ", " + quoted("file", entry.file) + ", "
                + quoted("pointer", entry.pointer);
        if (entry.count != 1) text += ", \"count\": " + std::to_string(entry.count);
        text += '}';
        separator = ",\n";
    }
    return text + "\n]\n}\n";
}

Result<Baseline, std::string> read_baseline(std::string bytes) {
    return Reader(std::move(bytes)).read();
}

void apply_baseline(const Baseline& baseline, const std::string& file, Report& report) {
    Baseline left = baseline;
    std::sort(left.begin(), left.end());
    std::vector<Finding> kept;
    for (Finding& finding : report.findings) {
        const BaselineEntry entry = entry_of(finding);
        const auto found =
            std::lower_bound(left.begin(), left.end(), entry,
                             [](const auto& a, const auto& b) { return key_of(a) < key_of(b); });
        if (found == left.end() || key_of(*found) != key_of(entry) || found->count == 0
            || !can_be_accepted(finding.code)) {
            kept.push_back(std::move(finding));
            continue;
        }
        --found->count;
        count_suppressed(file, report);
        report.suppressed.push_back(std::move(finding));
    }
    report.findings = std::move(kept);
    report_stale(left, baseline.size(), file, report);
}

void count_suppressed(const std::string& by, Report& report) {
    auto found = std::ranges::find(report.suppressions, by, &Suppression::by);
    if (found == report.suppressions.end()) found = report.suppressions.insert(found, {by, 0});
    ++found->count;
}

} // namespace batchai2aml
