#include "cli/rehearse_arguments.hpp"

#include <array>
#include <charconv>

#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr const char* footer =
    R"(Nothing is sent anywhere, and nothing is written to the folders of --data: copies take their places.
Without --execute a probe takes the place of all programs; only small tools such as mkdir and cat run, inside
of the rehearsal.

Examples:
  batchai2aml rehearse azureml
  batchai2aml rehearse azureml --job train --data contoso_training=/data/training
  batchai2aml rehearse azureml --job train --status python=3
  batchai2aml rehearse azureml --job train --data contoso_training=data --execute

Exit codes: 0 done, 1 a process failed or Azure ML would refuse the job, 64 wrong usage, 66 no such job,
70 internal error, 74 an output cannot be written, 130 interrupted.)";

void add_list(CLI::App& app, const char* name, std::vector<std::string>& target, const char* value,
              const char* help) {
    app.add_option(name, target, help)->type_name(value)->expected(1)->take_all()->allow_extra_args(false);
}

// NAME=VALUE; nothing when it has no such form.
std::optional<std::pair<std::string, std::string>> pair_of(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return std::nullopt;
    return std::pair{text.substr(0, equals), text.substr(equals + 1)};
}

std::string wrong_form(std::string_view flag, const std::string& text, std::string_view form) {
    return std::string(flag) + ": \"" + printable(text) + "\" is not of the form " + std::string(form);
}

std::optional<std::string> read_status(const std::string& text, RehearseArguments& arguments) {
    const auto pair = pair_of(text);
    int status = -1;
    if (pair) {
        const char* end = pair->second.data() + pair->second.size();
        const auto [rest, error] = std::from_chars(pair->second.data(), end, status);
        if (error != std::errc{} || rest != end) status = -1;
    }
    if (status < 0 || status > 255 || pair->first.find_first_of("/\n") != std::string::npos)
        return wrong_form("--status", text, "PROGRAM=STATUS, with a status from 0 to 255");
    arguments.statuses[pair->first] = status;
    return std::nullopt;
}

std::optional<std::string> read_reports(const RawRehearse& raw, std::vector<ReportTarget>& reports) {
    constexpr std::array formats = {ReportFormat::text, ReportFormat::json};
    for (const std::string& text : raw.reports) {
        auto report = read_report(text, formats);
        if (!report) return report.error();
        reports.push_back(std::move(report).value());
        if (reports.back().file.empty()) reports.back().file = "-";
    }
    return check_reports(reports);
}

} // namespace

void add_rehearse(CLI::App& app, RawRehearse& raw) {
    RehearseArguments& arguments = raw.arguments;
    app.add_option("DIR", arguments.folder, "Folder that 'batchai2aml convert' wrote")->type_name("");
    add_list(app, "--job", arguments.jobs, "NAME", "A job of the folder, by the name of its folder [all]");
    app.add_option("--from", raw.format,
                   "yaml or runconfig: which of the formats in DIR is run [yaml where there is one]")
        ->type_name("FORMAT");
    add_list(app, "--data", raw.data, "DATASTORE=FOLDER", "What stands in for a datastore [an empty folder]");
    add_list(app, "--status", raw.statuses, "PROGRAM=STATUS",
             "What a program ends with that does not run [0]");
    app.add_flag("--execute", arguments.execute,
                 "Run the programs of the job, after a question; in bubblewrap where that is installed");
    app.add_flag("--yes", arguments.yes, "Run them without the question");
    app.add_option("--keep", arguments.keep, "New folder in which all files of the rehearsal stay")
        ->type_name("DIR");
    app.add_option("--timeout", arguments.timeout_seconds,
                   "Stop processes after so many seconds [120; with --execute the limit of the job]")
        ->type_name("SECONDS")
        ->check(CLI::Range(1, 604800).description(""));
    add_list(app, "--report", raw.reports, "FORMAT[=FILE]",
             "text or json; to standard output or to FILE [text]");
    app.add_flag("-v,--verbose", arguments.verbose,
                 "Show all programs and variables, Azure ML's own as well");
    app.footer(footer);
}

std::optional<std::string> read_rehearse(RawRehearse& raw) {
    RehearseArguments& arguments = raw.arguments;
    if (arguments.folder.empty()) return "name the folder that 'batchai2aml convert' wrote";
    if (!raw.format.empty()) {
        if (raw.format != "yaml" && raw.format != "runconfig")
            return "--from: \"" + printable(raw.format) + "\" is not one of yaml, runconfig";
        arguments.format = raw.format == "yaml" ? OutputFormat::yaml : OutputFormat::runconfig;
        arguments.format_given = true;
    }
    for (const std::string& text : raw.data) {
        const auto pair = pair_of(text);
        if (!pair) return wrong_form("--data", text, "DATASTORE=FOLDER");
        arguments.data[pair->first] = pair->second;
    }
    for (const std::string& text : raw.statuses)
        if (auto problem = read_status(text, arguments)) return problem;
    if (auto problem = read_reports(raw, arguments.reports)) return problem;
    if (arguments.reports.empty()) arguments.reports.push_back({ReportFormat::text, "-"});
    if (arguments.execute && !arguments.statuses.empty())
        return "--status is for programs that do not run: leave out --execute";
    if (arguments.yes && !arguments.execute) return "--yes answers the question of --execute";
    return std::nullopt;
}

} // namespace batchai2aml::cli
