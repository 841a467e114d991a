#include <string>

#include "report/audit.hpp"
#include "report/audit_parts.hpp"
#include "report/states.hpp"
#include "report/summary.hpp"
#include "support/markdown.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t most_places = 5;

std::string readiness(const Report& report) {
    const States states = states_of(report);
    std::string out = "| resources | |\n|---|---|\n";
    for (std::size_t i = 0; i < state_count; ++i)
        out += "| " + std::to_string(states.counts[i]) + " | "
               + std::string(audit_meaning(static_cast<State>(i))) + " |\n";
    return out;
}

std::string lists(const std::vector<AuditList>& lists) {
    std::string out;
    for (const AuditList& list : lists) {
        if (list.entries->empty()) continue;
        out += "\n### " + std::string(list.title) + "\n\n| | |\n|---|---|\n";
        for (const NamedCount& entry : *list.entries)
            out += "| " + markdown::escape(entry.name) + " | " + std::to_string(entry.count) + " |\n";
    }
    return out;
}

std::string needs(const Inventory& inventory) {
    std::string out;
    if (!inventory.quota.empty()) {
        out += "\n### Quota\n\n| family | cores | sizes |\n|---|---|---|\n";
        for (const QuotaNeed& need : inventory.quota) {
            std::string sizes;
            for (const std::string& size : need.sizes)
                sizes += (sizes.empty() ? "" : ", ") + markdown::escape(size);
            out += "| " + markdown::escape(need.family) + " | " + std::to_string(need.cores) + " | " + sizes
                   + " |\n";
        }
    }
    if (!inventory.datastores.empty()) {
        out += "\n### Datastores\n\n";
        for (const std::string& datastore : inventory.datastores)
            out += "- " + markdown::escape(datastore) + "\n";
    }
    return out + lists(audit_needs(inventory));
}

std::string task_text(const FindingGroup& task) {
    const Finding& first = *task.front();
    std::string out = "- [ ] " + markdown::escape(first.message) + " (" + markdown::escape(first.code) + ")";
    std::size_t count = 0;
    for (const Finding* finding : task) {
        if (finding->place.file.empty() || ++count > most_places) continue;
        out +=
            (count == 1 ? "<br>In " : ", ") + markdown::code(place_text(finding->place.file, finding->place));
    }
    if (count > most_places) out += " and " + std::to_string(count - most_places) + " more";
    if (!first.remedy.empty()) out += "<br>To fix: " + markdown::escape(first.remedy);
    return out + "\n";
}

} // namespace

std::string render_audit_markdown(const Report& report) {
    std::string out = "# Batch AI: what is there\n\n" + readiness(report) + "\n## What is there\n"
                      + lists(audit_sources(report.inventory));
    if (const std::string text = needs(report.inventory); !text.empty())
        out += "\n## What Azure ML needs\n" + text;
    std::string tasks;
    for (const FindingGroup& task : audit_tasks(report))
        tasks += task_text(task);
    if (!tasks.empty()) out += "\n## What you have to do\n\n" + tasks;
    std::string questions;
    for (const Question& question : report.questions)
        if (question.need == Need::answer)
            questions +=
                "- [ ] " + markdown::escape(question.text) + " (" + markdown::code(question.setting) + ")\n";
    if (!questions.empty()) out += "\n## What the inputs do not say\n\n" + questions;
    if (const std::string text = suppressions_text(report); !text.empty())
        out += "\nSuppressed: " + markdown::escape(text) + ".\n";
    return out;
}

} // namespace batchai2aml
