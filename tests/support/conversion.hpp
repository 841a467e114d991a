/// \file
/// Small helpers around `convert` for tests: one document in, and what its report says about one place of it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "batchai2aml/convert.hpp"

namespace batchai2aml::testing {

/// Everything with defaults, on one thread.
[[nodiscard]] inline Options plain_options() {
    Options options;
    options.threads = 1;
    return options;
}

[[nodiscard]] inline Conversion convert_one(std::string bytes, std::string path = "job.json") {
    return convert({InputFile{std::move(path), "training", std::move(bytes)}}, plain_options());
}

/// Records of the leaves at and below `pointer`.
[[nodiscard]] inline std::vector<Record> records_at(const Conversion& conversion, std::string_view pointer) {
    std::vector<Record> out;
    for (const Record& record : conversion.report.records) {
        const std::string_view at = record.pointer;
        if (record.source.file.empty() || !at.starts_with(pointer)) continue;
        if (at.size() == pointer.size() || at[pointer.size()] == '/') out.push_back(record);
    }
    return out;
}

[[nodiscard]] inline std::vector<Record> unaccounted(const Conversion& conversion) {
    std::vector<Record> out;
    for (const Record& record : conversion.report.records)
        if (record.outcome == Outcome::unaccounted) out.push_back(record);
    return out;
}

[[nodiscard]] inline bool has_finding(const Conversion& conversion, std::string_view code) {
    const auto& findings = conversion.report.findings;
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.code == code; });
}

/// All that a person could see of a conversion: files, every text of the report, both reports.
[[nodiscard]] inline std::vector<std::pair<std::string, std::string>>
everything_of(const Conversion& conversion) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const OutputFile& file : conversion.files) {
        out.emplace_back("path of " + file.path, file.path);
        out.emplace_back("file " + file.path, file.bytes);
    }
    for (const InputSummary& input : conversion.report.inputs)
        out.emplace_back("summary of an input", input.file + "\n" + input.shape);
    for (const ResourceSummary& resource : conversion.report.resources)
        out.emplace_back("summary of a resource",
                         resource.name + "\n" + resource.file + "\n" + resource.detail);
    for (const Finding& finding : conversion.report.findings)
        out.emplace_back("finding " + finding.code,
                         finding.message + "\n" + finding.remedy + "\n" + finding.subject);
    for (const Finding& finding : conversion.report.findings)
        for (const Answer& answer : finding.answers)
            out.emplace_back("answer to " + finding.code, answer.setting + "\n" + answer.value);
    for (const Question& question : conversion.report.questions)
        out.emplace_back("question " + question.setting, question.setting + "\n" + question.text + "\n"
                                                             + question.form + "\n" + question.suggestion);
    for (const Record& record : conversion.report.records)
        out.emplace_back("record " + std::string(record.rule),
                         record.pointer + "\n" + record.target_file + "\n" + record.target_path);
    out.emplace_back("JSON report", render_json(conversion));
    out.emplace_back("text report", render_text(conversion, 100, Color::no));
    out.emplace_back("coloured text report", render_text(conversion, 100, Color::yes));
    return out;
}

} // namespace batchai2aml::testing
