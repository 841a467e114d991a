// A whole conversion of one to three files: nothing that comes out may leave the output folder, break its
// format, or hold a secret.
//
// The files are separated by the line %%%%. In front of them may stand a line of a `#` and two bytes: the
// bits of the first choose settings, the second chooses what the files are called.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "fuzz/check.hpp"
#include "fuzz/yaml.hpp"
#include "parser/json/reader.hpp"
#include "report/annotations.hpp"
#include "report/junit.hpp"
#include "report/markdown_report.hpp"
#include "report/sarif.hpp"

namespace batchai2aml::fuzz {
namespace {

constexpr std::string_view separator = "\n%%%%\n";
constexpr std::size_t most_files = 3;
constexpr std::size_t small = 4096; ///< bytes of an input that is converted a second time
// As the value of `accountKey` it must be found nowhere; seeds and the dictionary know it.
constexpr std::string_view secret = "Canary7Secret9Value";

struct Name {
    std::string_view path;
    std::string_view folder;
};
constexpr std::array<std::array<Name, most_files>, 6> names = {{
    {{{"train/job.json", "train"}, {"train/cluster.json", "train"}, {"score/job.json", "score"}}},
    {{{"job.json", ""}, {"JOB.json", ""}, {"job.txt", ""}}},
    {{{"../..\\x\x1b[31m.json", ".."}, {"", ""}, {"a//$(id)/<b>.JSON", "$(id)"}}},
    {{{"\xFF\xFE.json", "\xFF"}, {"MIGRATION.md", "jobs"}, {"CON/nul.json", "CON"}}},
    {{{"run.sh", ""}, {"job.json", ""}, {"README.md", ""}}},
    {{{"run.ipynb", "a"}, {"Makefile", "a"}, {"run.ps1", "a"}}},
}};

struct Run {
    Options options;
    std::vector<InputFile> inputs;
};

void set(Options& options, bool wanted, std::string_view path, std::string_view value) {
    if (!wanted) return;
    const auto problem = options.set(path, value);
    check(!problem, "a setting is refused", path);
}

Options options_of(unsigned bits) {
    Options options;
    options.threads = 1;
    set(options, (bits & 1U) != 0, "scale", "exact");
    set(options, (bits & 2U) != 0, "mount-roots", "all");
    set(options, (bits & 4U) != 0, "low-priority", "keep");
    set(options, (bits & 8U) != 0, "compute", "gpu-pool");
    set(options, (bits & 16U) != 0, "storage-account", "contosobatchai");
    set(options, (bits & 32U) != 0, "images.default", "python:3.7");
    set(options, (bits & 64U) != 0, "mounts.data", "azure_blob:contosobatchai/data");
    set(options, (bits & 128U) != 0, "vm-sizes", "keep");
    return options;
}

Run run_of(std::string_view text) {
    unsigned bits = 0;
    unsigned naming = 0;
    if (text.size() >= 4 && text[0] == '#' && text[3] == '\n') {
        bits = static_cast<unsigned char>(text[1]);
        naming = static_cast<unsigned char>(text[2]);
        text.remove_prefix(4);
    }
    Run run{options_of(bits), {}};
    set(run.options, naming / names.size() % 2 == 1, "ignored-members", "read");
    set(run.options, naming % 3 == 1, "to", "yaml,runconfig,arm");
    for (const Name& name : names[naming % names.size()]) {
        const bool last = run.inputs.size() + 1 == most_files;
        const std::size_t end = last ? std::string_view::npos : text.find(separator);
        run.inputs.push_back(
            {std::string(name.path), std::string(name.folder), std::string(text.substr(0, end))});
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + separator.size());
    }
    return run;
}

bool stays_inside(std::string_view path) {
    if (path.find_first_of("\\:") != std::string_view::npos || has_control(path)) return false;
    for (const std::string_view part : split(path, '/'))
        if (part.empty() || part == "." || part == ".." || part.size() > 255) return false;
    return !path.starts_with('~') && is_valid_utf8(path);
}

void check_paths(const Conversion& conversion) {
    std::set<std::string> files = {"migration.json"};
    std::set<std::string> folders;
    for (const OutputFile& file : conversion.files) {
        check(stays_inside(file.path), "a path leaves the output folder", file.path);
        const std::string path = lower(file.path);
        check(files.insert(path).second, "two files at one path", file.path);
        for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1))
            folders.insert(path.substr(0, at));
    }
    for (const std::string& folder : folders)
        check(!files.contains(folder), "a file and a folder at one path", folder);
}

void check_files(const Conversion& conversion) {
    for (const OutputFile& file : conversion.files) {
        check(is_valid_utf8(file.bytes), "a file is not UTF-8", file.path);
        check(!has_control(file.bytes), "a file has control characters", file.path);
        if (!file.path.ends_with(".yml")) continue;
        const std::string problem = yaml_problem(file.bytes);
        if (!problem.empty()) check(false, "a file is not YAML", problem + "\n" + file.bytes);
    }
}

/// All that `write`, which takes a sink, gives.
template <class Write>
std::string rendered(const Write& write) {
    std::string text;
    write(Sink([&](std::string_view piece) {
        text += piece;
        return true;
    }));
    return text;
}

// Reports for other programs, SARIF first.
std::array<std::string, 5> other_reports(const Report& report) {
    const auto annotations = [&](Workflow workflow) {
        return rendered([&](const Sink& sink) { write_annotations(report, {}, workflow, sink); });
    };
    return {rendered([&](const Sink& sink) { write_sarif(report, {}, sink); }),
            rendered([&](const Sink& sink) { write_junit(report, {}, Level::error, sink); }),
            rendered([&](const Sink& sink) { write_markdown(report, {}, comment_limit, sink); }),
            annotations(Workflow::github), annotations(Workflow::azdo)};
}

void check_other_reports(const Report& report) {
    const auto reports = other_reports(report);
    for (const std::string& text : reports)
        check(is_valid_utf8(text) && !has_control(text), "a report has control characters", text);
    const auto read = read_json(reports.front(), {.max_bytes = SIZE_MAX});
    check(read.ok() && read.value().repairs.empty() && read.value().duplicates.empty(), "SARIF is not JSON");
}

void check_reports(const Conversion& conversion) {
    const std::string json = render_json(conversion);
    check(!conversion.internal_error, "a value has no outcome", json);
    check(json.starts_with('{'), "the report is no object");
    const auto read = read_json(json, {.max_bytes = SIZE_MAX});
    check(read.ok() && read.value().repairs.empty() && read.value().duplicates.empty(),
          "the report is not JSON", read.ok() ? "it needs repair" : read.error().message);
    const std::string text = render_text(conversion, 100, Color::no);
    check(is_valid_utf8(text) && !has_control(text), "the report has control characters");
    check_other_reports(conversion.report);
}

// What is asked can be answered, once.
void check_questions(const Conversion& conversion) {
    std::set<std::string> asked;
    for (const Question& question : conversion.report.questions) {
        check(find_setting_info(question.setting) != nullptr, "a question has no setting", question.setting);
        check(asked.insert(question.setting).second, "a question is asked twice", question.setting);
    }
    for (const Finding& finding : conversion.report.findings)
        for (const Answer& answer : finding.answers)
            check(find_setting_info(answer.setting) != nullptr, "an answer has no setting", answer.setting);
}

// True when the program reads a document from `bytes`, whatever the file is called, that has the secret.
bool holds_secret(const std::string& bytes) {
    if (bytes.find(secret) == std::string::npos || !looks_like_json(bytes)) return false;
    const auto json = read_json(bytes);
    if (!json) return false;
    for (const Node& node : json.value().document.nodes)
        if (node.kind == NodeKind::string && node.text == secret && iequals(node.key, "accountKey"))
            return true;
    return false;
}

// All bytes that a person could see.
std::string everything_of(const Conversion& conversion) {
    std::string all = render_json(conversion) + render_text(conversion, 40, Color::yes);
    for (const std::string& report : other_reports(conversion.report))
        all += report;
    for (const OutputFile& file : conversion.files)
        all += '\n' + file.path + (file.executable ? " x\n" : "\n") + file.bytes;
    return all;
}

void run(std::string_view text) {
    Run run = run_of(text);
    bool hides = false;
    for (const InputFile& input : run.inputs)
        hides = hides || holds_secret(input.bytes);
    const Conversion conversion = convert(run.inputs, run.options);
    check_reports(conversion);
    check_paths(conversion);
    check_files(conversion);
    check_questions(conversion);
    const std::string all = everything_of(conversion);
    check(!hides || all.find(secret) == std::string::npos, "a secret comes out");
    if (text.size() > small) return;
    std::reverse(run.inputs.begin(), run.inputs.end());
    check(everything_of(convert(run.inputs, run.options)) == all,
          "the inputs in another order give other bytes");
}

} // namespace
} // namespace batchai2aml::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    batchai2aml::fuzz::run(batchai2aml::fuzz::text_of(data, size));
    return 0;
}
