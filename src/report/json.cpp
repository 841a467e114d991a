#include "report/json.hpp"

#include <map>

#include "batchai2aml/version.hpp"
#include "report/json_text.hpp"
#include "report/summary.hpp"
#include "support/parallel.hpp"
#include "support/sha256.hpp"

namespace batchai2aml {

namespace {

void write_findings_count(const Summary& summary, JsonText& json) {
    json.key("findings").open('{');
    for (const Level level : {Level::error, Level::warning, Level::manual, Level::note})
        json.key(to_string(level)).number(summary.count(level));
    json.close('}');
}

void write_values_count(const Summary& summary, JsonText& json) {
    json.key("values").open('{');
    json.key("total").number(summary.leaves);
    json.key("carried").number(summary.carried);
    json.key("effective").number(summary.effective);
    json.key("coverage_basis_points").number(summary.coverage());
    for (std::size_t i = 0; i < outcome_count; ++i)
        json.key(to_string(static_cast<Outcome>(i))).number(summary.outcomes[i]);
    json.close('}');
}

void write_summary(const Summary& summary, JsonText& json) {
    json.section("summary").open('{');
    json.key("files").number(summary.files).key("files_read").number(summary.files_read);
    json.key("resources").number(summary.resources).key("ready").number(summary.ready);
    json.key("needs_work").number(summary.resources - summary.ready);
    write_findings_count(summary, json);
    write_values_count(summary, json);
    json.close('}');
}

void write_list(std::string_view name, const std::vector<WrittenFile>& files, JsonText& json) {
    json.section(name).open('[');
    for (const WrittenFile& file : files)
        json.element().open('{').key("file").text(file.file).key("sha256").text(file.sha256).close('}');
    json.raw("\n").close(']');
}

void write_place(const Place& place, JsonText& json) {
    json.key("file").text(place.file);
    if (place.line == 0) return;
    json.key("line").number(place.line).key("column").number(place.column);
    if (place.end_column != 0) json.key("endColumn").number(place.end_column);
    if (!place.part.empty()) json.key("part").text(place.part);
}

void write_inputs(const std::vector<InputSummary>& inputs, JsonText& json) {
    json.section("inputs").open('[');
    for (const InputSummary& input : inputs) {
        json.element().open('{').key("file").text(input.file).key("shape").text(input.shape);
        json.key("sha256").text(input.sha256).key("read").raw(input.read ? "true" : "false").close('}');
    }
    json.raw("\n").close(']');
}

void write_skipped(const SkippedFiles& skipped, JsonText& json) {
    json.section("skipped").open('{');
    json.key("not_batch_ai").number(skipped.not_batchai());
    json.key("json").number(skipped.json).key("text").number(skipped.text);
    json.key("binary").number(skipped.binary).key("too_large").number(skipped.too_large);
    json.key("ignored").number(skipped.ignored).key("ignored_folders").number(skipped.ignored_folders);
    json.key("tool_folders").number(skipped.tool_folders).key("special").number(skipped.special);
    json.close('}');
}

void write_resources(const std::vector<ResourceSummary>& resources, JsonText& json) {
    json.section("resources").open('[');
    for (const ResourceSummary& resource : resources) {
        json.element().open('{').key("kind").text(resource.kind).key("name").text(resource.name);
        json.key("file").text(resource.file).key("source").open('{');
        write_place(resource.source, json);
        json.close('}').key("detail").text(resource.detail);
        json.key("readiness").text(to_string(resource.readiness)).close('}');
    }
    json.raw("\n").close(']');
}

void write_places(std::string_view name, const std::vector<Place>& places, JsonText& json) {
    json.key(name).open('[');
    std::string_view separator;
    for (const Place& place : places) {
        json.raw(separator).open('{');
        write_place(place, json);
        json.close('}');
        separator = ",";
    }
    json.close(']');
}

void write_finding(const Finding& finding, JsonText& json) {
    json.element().open('{').key("code").text(finding.code).key("level").text(to_string(finding.level));
    json.key("message").text(finding.message);
    write_place(finding.place, json);
    if (!finding.pointer.empty()) json.key("pointer").text(finding.pointer);
    if (!finding.related.empty()) write_places("related", finding.related, json);
    if (!finding.remedy.empty()) json.key("remedy").text(finding.remedy);
    if (!finding.answers.empty()) {
        json.key("answers").open('[');
        std::string_view separator;
        for (const Answer& answer : finding.answers) {
            json.raw(separator).open('{').key("setting").text(answer.setting);
            json.key("value").text(answer.value).close('}');
            separator = ",";
        }
        json.close(']');
    }
    if (!finding.subject.empty()) json.key("subject").text(finding.subject);
    json.close('}');
}

void write_questions(const std::vector<Question>& questions, JsonText& json) {
    json.section("questions").open('[');
    for (const Question& question : questions) {
        json.element().open('{').key("setting").text(question.setting).key("text").text(question.text);
        json.key("form").text(question.form).key("suggestion").text(question.suggestion);
        json.key("required").raw(question.need == Need::answer ? "true" : "false");
        write_places("places", question.places, json);
        json.close('}');
    }
    json.raw("\n").close(']');
}

/// Nothing when there are only YAML files, as in most runs.
void write_formats(const std::vector<FormatSummary>& formats, JsonText& json) {
    if (formats.size() == 1 && formats.front().format == OutputFormat::yaml) return;
    json.section("formats").open('[');
    for (const FormatSummary& format : formats) {
        json.element().open('{').key("format").text(to_string(format.format));
        json.key("files").number(format.files).key("values").number(format.values);
        json.key("carried").number(format.carried()).key("not_carried").open('[');
        std::string_view separator;
        for (const NotCarried& value : format.not_carried) {
            json.raw(separator).open('{');
            if (!value.source.file.empty()) {
                write_place(value.source, json);
                json.key("pointer").text(value.pointer);
            }
            json.key("rule").text(value.rule).key("reason").text(value.reason).close('}');
            separator = ",";
        }
        json.close(']').close('}');
    }
    json.raw("\n").close(']');
}

void write_findings(const std::vector<Finding>& findings, JsonText& json) {
    json.section("findings").open('[');
    for (const Finding& finding : findings)
        write_finding(finding, json);
    json.raw("\n").close(']');
}

/// Nothing when there are none, as in most runs.
void write_suppressed(const Report& report, JsonText& json) {
    if (report.suppressions.empty()) return;
    json.section("suppressions").open('[');
    for (const Suppression& one : report.suppressions)
        json.element().open('{').key("by").text(one.by).key("count").number(one.count).close('}');
    json.raw("\n").close(']');
    json.section("suppressed").open('[');
    for (const Finding& finding : report.suppressed)
        write_finding(finding, json);
    json.raw("\n").close(']');
}

/// The reason belongs to the rule, so it is said once and not in each of perhaps a million records.
void write_rules(const std::vector<Record>& records, JsonText& json) {
    std::map<std::string_view, std::string_view> reasons;
    for (const Record& record : records)
        reasons.try_emplace(record.rule, record.reason);
    json.section("rules").open('{');
    for (const auto& [rule, reason] : reasons)
        json.element().text(rule).raw(":").text(reason);
    json.raw("\n").close('}');
}

void write_others(const std::vector<FormatTarget>& others, JsonText& json) {
    for (const FormatTarget& other : others) {
        if (other.file.empty()) continue;
        json.key(to_string(other.format)).open('{').key("file").text(other.file);
        json.key("path").text(other.path).close('}');
    }
}

void write_records(const std::vector<Record>& records, JsonText& json) {
    json.section("records").open('[');
    for (const Record& record : records) {
        json.element().open('{');
        if (!record.source.file.empty()) {
            write_place(record.source, json);
            json.key("pointer").text(record.pointer);
        }
        json.key("outcome").text(to_string(record.outcome));
        if (!record.target_file.empty() || !record.target_path.empty()) {
            json.key("target").open('{').key("file").text(record.target_file);
            json.key("path").text(record.target_path).close('}');
        }
        write_others(record.others, json);
        json.key("rule").text(record.rule).close('}');
    }
    json.raw("\n").close(']');
}

} // namespace

std::vector<WrittenFile> hash_files(std::span<const OutputFile> files, unsigned threads) {
    std::vector<WrittenFile> hashed(files.size());
    parallel_for(files.size(), threads, [&](std::size_t i) {
        hashed[i] = {files[i].path, sha256_hex(files[i].bytes)};
    });
    return hashed;
}

void write_json(const Conversion& conversion, const WrittenFiles& written, const Sink& sink) {
    JsonText json(sink);
    json.open('{').key("schema").text(json_schema).section("version").text(version);
    write_summary(summarize(conversion.report), json);
    // Right after the head, so that the next run need not read further.
    write_list("outputs", written.outputs, json);
    write_list("leftovers", written.leftovers, json);
    write_inputs(conversion.report.inputs, json);
    write_skipped(conversion.report.skipped, json);
    write_resources(conversion.report.resources, json);
    write_formats(conversion.report.formats, json);
    write_questions(conversion.report.questions, json);
    write_findings(conversion.report.findings, json);
    write_suppressed(conversion.report, json);
    write_rules(conversion.report.records, json);
    write_records(conversion.report.records, json);
    json.close('}').raw("\n");
    json.flush();
}

std::string render_json(const Conversion& conversion) {
    std::string text;
    write_json(conversion, {hash_files(conversion.files, 0), {}}, [&](std::string_view piece) {
        text += piece;
        return true;
    });
    return text;
}

} // namespace batchai2aml
