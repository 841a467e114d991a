#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include "cli/command_line.hpp"
#include "cli/command_line_app.hpp"
#include "cli/completion.hpp"
#include "cli/setting_flags.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

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

Failure unknown_command(const std::string& word, const CommandLine& line) {
    const std::vector<std::string> names = line.names();
    const std::string near = nearest(word, std::vector<std::string_view>(names.begin(), names.end()));
    return usage("there is no command " + printable(word)
                     + (near.empty() ? "" : "; did you mean " + near + "?"),
                 line.app);
}

/// "a, b or c"
std::string joined(const std::vector<std::string>& words, std::string_view last) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? last : ", ";
        out += words[i];
    }
    return out;
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

Result<Arguments, Failure> finish_audit(Raw& raw, const CLI::App& app) {
    raw.convert.dry_run = true;
    for (const auto step : {read_words, read_settings})
        if (auto problem = step(raw)) return usage(*problem, app);
    if (auto problem = check_convert(raw.convert)) return usage(*problem, app);
    AuditArguments audit;
    for (const std::string& text : raw.audit_reports) {
        auto report = read_report(text, audit_reports());
        if (!report) return usage(report.error(), app);
        if (report.value().file.empty()) report.value().file = "-";
        audit.reports.push_back(std::move(report).value());
    }
    if (auto problem = check_reports(audit.reports)) return usage(*problem, app);
    if (audit.reports.empty() && !raw.convert.quiet) audit.reports.push_back({ReportFormat::text, "-"});
    audit.convert = std::move(raw.convert);
    return Arguments(std::move(audit));
}

Result<Arguments, Failure> finish_completion(const Raw& raw, const CLI::App& app) {
    const auto shells = completion_shells();
    if (raw.shell.empty()) return usage("name a shell: bash, zsh or fish", app);
    if (std::ranges::find(shells, raw.shell) == shells.end())
        return usage("there is no completion for " + printable(raw.shell) + ": bash, zsh, fish", app);
    return Arguments(ShowText{completion_script(raw.shell, command_texts())});
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
    CommandLine line;
    CLI::App& app = line.app;
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
                   ? unknown_command(word, line)
                   : usage("one argument too many: " + printable(word), current());
    }
    if (line.convert->parsed()) return finish_convert(line.raw, *line.convert);
    if (line.audit->parsed()) return finish_audit(line.raw, *line.audit);
    if (line.diff->parsed()) return finish_diff(line.raw, *line.diff);
    if (line.rehearse->parsed()) return finish_rehearse(line.raw, *line.rehearse);
    if (line.explain->parsed()) return Arguments(std::move(line.raw.explain));
    if (line.sizes->parsed()) return finish_sizes(line.raw, *line.sizes);
    if (line.completion->parsed()) return finish_completion(line.raw, *line.completion);
    return usage("name a command: " + joined(line.names(), " or "), app);
}

} // namespace batchai2aml::cli
