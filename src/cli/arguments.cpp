#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "batchai2aml/version.hpp"
#include "cli/diff_arguments.hpp"
#include "cli/rehearse_arguments.hpp"
#include "cli/setting_flags.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// What CLI11 fills in.
struct Raw {
    ConvertArguments convert; ///< of `convert` or `diff`
    RawDiff diff;
    ExplainArguments explain;
    SizesArguments sizes;
    RawRehearse rehearse;
    std::vector<std::string> reports;
    std::vector<std::string> sets;
    std::map<std::string_view, std::vector<std::string>> settings; ///< values of the flags in `settings()`
    std::string fail_on = "error";
    std::string color = "auto";
    std::string size_format = "table";
    bool lenient = false;
};

constexpr const char* convert_footer = R"(Examples:
  batchai2aml convert old-jobs -o azureml
  batchai2aml convert cluster.json job.json -o azureml --mount afs=azure_file:mystorage/myshare
  batchai2aml convert old-jobs -o azureml --to arm
  batchai2aml convert old-jobs -o azureml --dry-run
  batchai2aml convert old-jobs -o azureml --check
  batchai2aml convert job.json -o -

Exit codes: 0 done, 1 a finding at or above --fail-on, 2 with --check: DIR is out of date,
64 wrong usage, 66 no input found, 70 internal error, 74 an output cannot be written, 130 interrupted.)";

/// A repeatable option that takes one value each time.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& target,
                      const char* value, const char* help) {
    return app.add_option(name, target, help)
        ->type_name(value)
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
}

CLI::Option* add_value(CLI::App& app, const std::string& name, std::string& target, const char* value,
                       const char* help) {
    return app.add_option(name, target, help)->type_name(value);
}

void add_settings(CLI::App& app, Raw& raw) {
    for (const SettingFlag& flag : setting_flags())
        add_list(app, std::string(flag.name), raw.settings[flag.name], flag.form.c_str(), flag.help.c_str());
    app.add_flag("--lenient", raw.lenient,
                 "Read what Batch AI ignored (misspelt or misplaced members) as meant");
    add_list(app, "--set", raw.sets, "PATH=VALUE", "Any setting of docs/configuration.md");
    add_list(app, "--config", raw.convert.configs, "FILE",
             "Settings file, such as DIR/answers.yml [batchai2aml.yml when there is one]");
    app.add_flag("--no-config", raw.convert.no_config, "Read no settings file");
}

void add_inputs(CLI::App& app, Raw& raw) {
    app.add_option("INPUT", raw.convert.inputs,
                   "Files, folders, patterns such as 'jobs/*.json', or - for standard input")
        ->type_name("");
}

/// What decides about levels and the process.
void add_running(CLI::App& app, Raw& raw) {
    add_value(app, "--fail-on", raw.fail_on, "LEVEL", "note, manual, warning, error or never [error]");
    app.add_option("-j,--jobs", raw.convert.jobs, "Threads [one per processor]")
        ->type_name("N")
        ->check(CLI::Range(0U, 1024U).description(""));
    add_value(app, "--color", raw.color, "WHEN", "auto, always or never [auto]");
}

void add_convert(CLI::App& app, Raw& raw) {
    add_inputs(app, raw);
    add_value(app, "-o,--output", raw.convert.output, "DIR",
              "Folder to write to; - prints the documents of one file");
    app.add_flag("-n,--dry-run", raw.convert.dry_run, "Write nothing; say what would be written");
    app.add_flag("--check", raw.convert.check, "Write nothing; exit 2 when DIR is out of date");
    app.add_flag("--force", raw.convert.force, "Overwrite files that were edited since they were written");
    app.add_flag("--no-ignore", raw.convert.no_ignore, "Read what .gitignore files in folders leave out");
    add_settings(app, raw);
    add_list(app, "--report", raw.reports, "FORMAT[=FILE]",
             (report_words(convert_reports()) + "; to FILE, or - for stdout [text, to stderr]").c_str());
    add_running(app, raw);
    app.add_flag("-q,--quiet", raw.convert.quiet, "No text report on standard error");
    app.add_flag("-v,--verbose", raw.convert.verbose, "Say on standard error what is being done");
    app.footer(convert_footer);
}

void add_diff(CLI::App& app, Raw& raw) {
    add_inputs(app, raw);
    add_value(app, "-o,--output", raw.convert.output, "DIR",
              "Folder that is compared; nothing is written to it");
    app.add_flag("--force", raw.convert.force, "Compare with what convert --force would write");
    app.add_flag("--no-ignore", raw.convert.no_ignore, "Read what .gitignore files in folders leave out");
    add_settings(app, raw);
    add_running(app, raw);
    add_diff(app, raw.diff, raw.convert);
}

void add_explain(CLI::App& app, Raw& raw) {
    app.add_option("CODE", raw.explain.code, "Code of a finding; all are listed when none is given")
        ->type_name("");
    app.footer("Example:\n  batchai2aml explain B2A0101");
}

void add_sizes(CLI::App& app, Raw& raw) {
    app.add_option("SIZE", raw.sizes.size,
                   "A VM size; all of the Batch AI years are listed when none is given")
        ->type_name("");
    add_value(app, "--format", raw.size_format, "FORMAT", "table or json [table]");
    app.footer("Examples:\n  batchai2aml sizes\n  batchai2aml sizes NC24r");
}

Failure usage(const std::string& message, const CLI::App& app) {
    std::string name = app.get_name();
    if (app.get_parent() != nullptr) name = app.get_parent()->get_name() + ' ' + name;
    return {ExitCode::usage, message + "\nSee '" + name + " --help'."};
}

Failure unknown_option(const std::string& word, const CLI::App& app) {
    // Of -pSECRET only the flag is told.
    const std::size_t end = word.starts_with("--") ? word.find('=') : 2;
    const std::string flag = word.substr(0, end);
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    }
    const std::string near = nearest(flag, std::vector<std::string_view>(names.begin(), names.end()));
    return usage(
        "there is no option " + printable(flag) + (near.empty() ? "" : "; did you mean " + near + "?"), app);
}

Failure unknown_command(const std::string& word, const CLI::App& app) {
    const std::array<std::string_view, 5> commands = {"convert", "diff", "rehearse", "explain", "sizes"};
    const std::string near = nearest(word, commands);
    return usage(
        "there is no command " + printable(word) + (near.empty() ? "" : "; did you mean " + near + "?"), app);
}

std::string not_one_of(std::string_view flag, std::string_view value, std::string_view words) {
    return std::string(flag) + ": \"" + printable(value) + "\" is not one of " + std::string(words);
}

/// The values of flags that are words with a meaning. Returns what is wrong.
std::optional<std::string> read_words(Raw& raw) {
    using Levels = std::array<std::pair<std::string_view, std::optional<Level>>, 5>;
    constexpr Levels levels = {{{"note", Level::note},
                                {"manual", Level::manual},
                                {"warning", Level::warning},
                                {"error", Level::error},
                                {"never", std::nullopt}}};
    constexpr std::array<std::pair<std::string_view, ColorWhen>, 3> colors = {
        {{"auto", ColorWhen::automatic}, {"always", ColorWhen::always}, {"never", ColorWhen::never}}};
    const auto* level = std::ranges::find(levels, raw.fail_on, &Levels::value_type::first);
    if (level == levels.end())
        return not_one_of("--fail-on", raw.fail_on, "note, manual, warning, error, never");
    raw.convert.fail_on = level->second;
    const auto* color = std::ranges::find(colors, raw.color, [](const auto& entry) { return entry.first; });
    if (color == colors.end()) return not_one_of("--color", raw.color, "auto, always, never");
    raw.convert.color = color->second;
    return std::nullopt;
}

std::optional<std::string> read_reports(Raw& raw) {
    for (const std::string& text : raw.reports) {
        auto report = read_report(text, convert_reports());
        if (!report) return report.error();
        raw.convert.reports.push_back(std::move(report).value());
    }
    std::vector<ReportTarget> all = raw.convert.reports;
    if (raw.convert.output == "-") all.push_back({ReportFormat::text, "-"}); // stands for the product
    return check_reports(all);
}

std::optional<std::string> read_settings(Raw& raw) {
    auto& settings = raw.convert.settings;
    for (const SettingFlag& flag : setting_flags())
        for (const std::string& text : raw.settings[flag.name])
            if (auto problem = read_setting_flag(flag, text, settings)) return problem;
    if (raw.lenient) settings.emplace_back("ignored-members", "read");
    for (const std::string& text : raw.sets) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return "--set: \"" + printable(text) + "\" is not of the form PATH=VALUE";
        settings.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    return std::nullopt;
}

/// What only the flags together can get wrong.
std::optional<std::string> check_convert(const ConvertArguments& convert) {
    if (convert.inputs.empty()) return "name the files or folders to convert";
    if (std::ranges::count(convert.inputs, "-") > 1) return "standard input (-) can be read once only";
    if (convert.check && (convert.output.empty() || convert.output == "-"))
        return "--check compares a folder: name it with -o DIR";
    if (convert.output.empty() && !convert.dry_run) return "name the folder to write to: -o DIR";
    if (convert.output == "-" && convert.dry_run)
        return "-o - writes nothing to a folder: leave out --dry-run";
    if (convert.output == "-" && convert.inputs.size() != 1) return "-o - takes exactly one input file";
    if (convert.no_config && !convert.configs.empty()) return "--config and --no-config exclude each other";
    return std::nullopt;
}

Result<Arguments, Failure> finish_convert(Raw& raw, const CLI::App& app) {
    for (const auto step : {read_words, read_reports, read_settings})
        if (auto problem = step(raw)) return usage(*problem, app);
    if (auto problem = check_convert(raw.convert)) return usage(*problem, app);
    return Arguments(std::move(raw.convert));
}

Result<Arguments, Failure> finish_diff(Raw& raw, const CLI::App& app) {
    for (const auto step : {read_words, read_settings})
        if (auto problem = step(raw)) return usage(*problem, app);
    if (raw.convert.output.empty()) return usage("name the folder that is compared: -o DIR", app);
    if (auto problem = check_convert(raw.convert)) return usage(*problem, app);
    if (auto problem = read_diff(raw.diff, std::move(raw.convert))) return usage(*problem, app);
    return Arguments(std::move(raw.diff.arguments));
}

Result<Arguments, Failure> finish_sizes(Raw& raw, const CLI::App& app) {
    if (raw.size_format != "table" && raw.size_format != "json")
        return usage(not_one_of("--format", raw.size_format, "table, json"), app);
    raw.sizes.format = raw.size_format == "json" ? ReportFormat::json : ReportFormat::text;
    return Arguments(std::move(raw.sizes));
}

Result<Arguments, Failure> finish_rehearse(Raw& raw, const CLI::App& app) {
    if (auto problem = read_rehearse(raw.rehearse)) return usage(*problem, app);
    return Arguments(std::move(raw.rehearse.arguments));
}

/// Help and the version are exceptions in CLI11, like errors.
Result<Arguments, Failure> stopped(const CLI::App& app, const CLI::App& command,
                                   const CLI::ParseError& error) {
    if (error.get_exit_code() != 0) return usage(printable(error.what()), command);
    std::ostringstream text;
    app.exit(error, text, text);
    return Arguments(ShowText{text.str()});
}

/// The words after the program's name, last one first, as CLI11 takes them. It would read "[a,b]" as a list
/// of two;
/// "./[a,b]" is the same file.
std::vector<std::string> reversed_words(int argc, const char* const* argv) {
    std::vector<std::string> words;
    for (int i = argc - 1; i > 0; --i) {
        const std::string_view word = argv[i];
        const bool is_list = word.starts_with('[') && word.ends_with(']');
        words.push_back((is_list ? "./" : "") + std::string(word));
    }
    return words;
}

} // namespace

Result<Arguments, Failure> parse_arguments(int argc, const char* const* argv) {
    Raw raw;
    CLI::App app("Converts Batch AI clusters and jobs to Azure Machine Learning.", "batchai2aml");
    app.set_version_flag("--version", "batchai2aml " + std::string(version));
    app.footer("Example:\n  batchai2aml convert old-jobs -o azureml");
    // At most one command, so that a folder may be called like one.
    app.require_subcommand(0, 1)->allow_extras();
    CLI::App* convert =
        app.add_subcommand("convert", "Convert files to a folder that az ml takes")->allow_extras();
    add_convert(*convert, raw);
    CLI::App* diff = app.add_subcommand("diff", "Show what convert would change in a folder")->allow_extras();
    add_diff(*diff, raw);
    CLI::App* rehearse =
        app.add_subcommand("rehearse", "Run converted jobs here, with a probe in place of their programs")
            ->allow_extras();
    add_rehearse(*rehearse, raw.rehearse);
    CLI::App* explain = app.add_subcommand("explain", "Explain the code of a finding")->allow_extras();
    add_explain(*explain, raw);
    CLI::App* sizes = app.add_subcommand("sizes", "Tell what takes the place of a VM size")->allow_extras();
    add_sizes(*sizes, raw);
    const auto current = [&]() -> const CLI::App& {
        const auto chosen = app.get_subcommands();
        return chosen.empty() ? app : *chosen.front();
    };
    try {
        app.parse(reversed_words(argc, argv));
    } catch (const CLI::ParseError& error) {
        return stopped(app, current(), error);
    }
    for (const std::string& word : app.remaining(true)) {
        if (word.starts_with('-')) return unknown_option(word, current());
        return current().get_parent() == nullptr
                   ? unknown_command(word, app)
                   : usage("one argument too many: " + printable(word), current());
    }
    if (convert->parsed()) return finish_convert(raw, *convert);
    if (diff->parsed()) return finish_diff(raw, *diff);
    if (rehearse->parsed()) return finish_rehearse(raw, *rehearse);
    if (explain->parsed()) return Arguments(std::move(raw.explain));
    if (sizes->parsed()) return finish_sizes(raw, *sizes);
    return usage("name a command: convert, diff, rehearse, explain or sizes", app);
}

} // namespace batchai2aml::cli
