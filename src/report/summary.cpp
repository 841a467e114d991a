#include "report/summary.hpp"

#include <algorithm>

#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

bool same_leaf(const Record& a, const Record& b) {
    return a.source.line == b.source.line && a.source.column == b.source.column && a.pointer == b.pointer
           && a.source.file == b.source.file;
}

void count_outcomes(const std::vector<Record>& records, Summary& summary) {
    for (std::size_t i = 0; i < records.size();) {
        Outcome worst = records[i].outcome;
        std::size_t next = i + 1;
        // Each added value stands for itself: it has no leaf that it could share with another.
        while (next < records.size() && worst != Outcome::added && records[next].outcome != Outcome::added
               && same_leaf(records[i], records[next])) {
            worst = std::max(worst, records[next].outcome);
            ++next;
        }
        ++summary.outcomes[static_cast<std::size_t>(worst)];
        i = next;
    }
}

} // namespace

Summary summarize(const Report& report) {
    Summary summary;
    summary.files = report.inputs.size();
    summary.files_read = static_cast<std::size_t>(std::ranges::count_if(report.inputs, &InputSummary::read));
    summary.resources = report.resources.size();
    summary.ready = static_cast<std::size_t>(
        std::ranges::count(report.resources, Readiness::ready, &ResourceSummary::readiness));
    for (const Finding& finding : report.findings)
        ++summary.findings[static_cast<std::size_t>(finding.level)];
    count_outcomes(report.records, summary);
    summary.leaves = report.leaves;
    summary.carried = report.carried;
    summary.effective = report.effective;
    return summary;
}

std::string suppressions_text(const Report& report) {
    std::string text;
    for (const Suppression& one : report.suppressions) {
        text += text.empty() ? "" : ", ";
        text += counted(one.count, "finding", "findings") + " by " + printable(one.by);
    }
    return text;
}

} // namespace batchai2aml
