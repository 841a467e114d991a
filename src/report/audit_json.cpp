#include "batchai2aml/version.hpp"
#include "report/audit.hpp"
#include "report/audit_parts.hpp"
#include "report/json_text.hpp"
#include "report/states.hpp"
#include "report/summary.hpp"

namespace batchai2aml {

namespace {

void write_counts(const AuditList& list, JsonText& json) {
    json.section(list.key).open('[');
    for (const NamedCount& entry : *list.entries)
        json.element().open('{').key("name").text(entry.name).key("count").number(entry.count).close('}');
    json.raw("\n").close(']');
}

void write_head(const Report& report, JsonText& json) {
    const Summary summary = summarize(report);
    const States states = states_of(report);
    json.open('{').key("schema").text(audit_schema).section("version").text(version);
    json.section("files").open('{').key("found").number(summary.files).key("read").number(summary.files_read);
    json.close('}');
    json.section("states").open('{');
    json.key("converted").number(states.count(State::converted));
    json.key("findings").number(states.count(State::with_findings));
    json.key("needs_work").number(states.count(State::needs_work));
    json.key("failed").number(states.count(State::failed)).close('}');
}

void write_resources(const Report& report, JsonText& json) {
    const States states = states_of(report);
    json.section("resources").open('[');
    for (std::size_t i = 0; i < report.resources.size(); ++i) {
        const ResourceSummary& resource = report.resources[i];
        json.element().open('{').key("kind").text(resource.kind).key("name").text(resource.name);
        json.key("source").text(resource.source.file).key("detail").text(resource.detail);
        json.key("state").text(to_string(states.resources[i])).close('}');
    }
    json.raw("\n").close(']');
}

void write_needs(const Inventory& inventory, JsonText& json) {
    json.section("quota").open('[');
    for (const QuotaNeed& need : inventory.quota) {
        json.element().open('{').key("family").text(need.family);
        json.key("cores").number(static_cast<std::uint64_t>(need.cores)).key("sizes").open('[');
        std::string_view separator;
        for (const std::string& size : need.sizes) {
            json.raw(separator).text(size);
            separator = ",";
        }
        json.close(']').close('}');
    }
    json.raw("\n").close(']');
    json.section("datastores").open('[');
    for (const std::string& datastore : inventory.datastores)
        json.element().text(datastore);
    json.raw("\n").close(']');
}

void write_tasks(const Report& report, JsonText& json) {
    json.section("tasks").open('[');
    for (const FindingGroup& task : audit_tasks(report)) {
        const Finding& first = *task.front();
        json.element().open('{').key("code").text(first.code).key("level").text(to_string(first.level));
        json.key("message").text(first.message).key("remedy").text(first.remedy).key("places").open('[');
        std::string_view separator;
        for (const Finding* finding : task) {
            if (finding->place.file.empty()) continue;
            json.raw(separator).open('{').key("file").text(finding->place.file);
            if (finding->place.line != 0)
                json.key("line").number(finding->place.line).key("column").number(finding->place.column);
            json.close('}');
            separator = ",";
        }
        json.close(']').close('}');
    }
    json.raw("\n").close(']');
    json.section("questions").open('[');
    for (const Question& question : report.questions)
        if (question.need == Need::answer)
            json.element()
                .open('{')
                .key("setting")
                .text(question.setting)
                .key("text")
                .text(question.text)
                .close('}');
    json.raw("\n").close(']');
}

} // namespace

void write_audit_json(const Report& report, const Sink& sink) {
    JsonText json(sink);
    write_head(report, json);
    for (const AuditList& list : audit_sources(report.inventory))
        write_counts(list, json);
    write_needs(report.inventory, json);
    for (const AuditList& list : audit_needs(report.inventory))
        write_counts(list, json);
    write_resources(report, json);
    write_tasks(report, json);
    json.section("suppressions").open('[');
    for (const Suppression& one : report.suppressions)
        json.element().open('{').key("by").text(one.by).key("count").number(one.count).close('}');
    json.raw("\n").close(']').close('}').raw("\n");
    json.flush();
}

} // namespace batchai2aml
