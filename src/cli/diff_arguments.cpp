#include "cli/diff_arguments.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr const char* footer =
    R"(Nothing is written to DIR. Files that somebody edited are shown without what looks like a secret.

Examples:
  batchai2aml diff old-jobs -o azureml
  batchai2aml diff old-jobs -o azureml --config azureml/answers.yml --quiet
  batchai2aml diff old-jobs -o azureml --detailed-exitcode --report markdown=comment.md

Exit codes: 0 done, 1 a finding at or above --fail-on, 2 with --detailed-exitcode: there are differences,
64 wrong usage, 66 no input found, 70 internal error, 74 DIR cannot be read or a report not be written,
130 interrupted.)";

std::optional<std::string> read_report(const std::string& text, DiffArguments& arguments) {
    constexpr std::array<std::pair<std::string_view, DiffFormat>, 3> formats = {
        {{"text", DiffFormat::text}, {"json", DiffFormat::json}, {"markdown", DiffFormat::markdown}}};
    const std::size_t equals = text.find('=');
    const std::string word = text.substr(0, equals);
    const auto* format = std::ranges::find(formats, word, [](const auto& entry) { return entry.first; });
    if (format == formats.end())
        return "--report: \"" + printable(word) + "\" is not one of text, json, markdown";
    std::string file = equals == std::string::npos ? "-" : text.substr(equals + 1);
    if (file.empty()) return "--report " + word + "=: name a file, or - for standard output";
    arguments.reports.emplace_back(format->second, std::move(file));
    return std::nullopt;
}

} // namespace

void add_diff(CLI::App& app, RawDiff& raw, ConvertArguments& convert) {
    app.add_flag("--detailed-exitcode", raw.arguments.detailed_exit_code,
                 "Exit 2 when there are differences");
    app.add_option("--report", raw.reports, "text, json or markdown; to standard output or to FILE [text]")
        ->type_name("FORMAT[=FILE]")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    app.add_flag("-q,--quiet", convert.quiet, "Only the last line, which counts");
    app.add_flag("-v,--verbose", convert.verbose, "Name unchanged files as well");
    app.footer(footer);
}

std::optional<std::string> read_diff(RawDiff& raw, ConvertArguments convert) {
    DiffArguments& arguments = raw.arguments;
    if (convert.output == "-") return "-o takes the folder that is compared";
    if (convert.quiet && convert.verbose) return "--quiet and --verbose exclude each other";
    for (const std::string& text : raw.reports)
        if (auto problem = read_report(text, arguments)) return problem;
    if (arguments.reports.empty()) arguments.reports.emplace_back(DiffFormat::text, "-");
    const auto to_stdout =
        std::ranges::count_if(arguments.reports, [](const auto& r) { return r.second == "-"; });
    if (to_stdout > 1) return "only one report can go to standard output; give the others a file";
    arguments.convert = std::move(convert);
    return std::nullopt;
}

} // namespace batchai2aml::cli
