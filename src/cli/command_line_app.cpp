#include "cli/command_line_app.hpp"

#include "batchai2aml/version.hpp"
#include "cli/completion.hpp"
#include "cli/setting_flags.hpp"

namespace batchai2aml::cli {

namespace {

constexpr const char* convert_footer = R"(Examples:
  batchai2aml convert old-jobs -o azureml
  batchai2aml convert cluster.json job.json -o azureml --mount afs=azure_file:mystorage/myshare
  batchai2aml convert old-jobs -o azureml --to arm
  batchai2aml convert old-jobs -o azureml --dry-run
  batchai2aml convert old-jobs -o azureml --check
  batchai2aml convert job.json -o -

Exit codes: 0 done, 1 a finding at or above --fail-on, 2 with --check: DIR is out of date,
64 wrong usage, 66 no input found, 70 internal error, 74 an output cannot be written, 130 interrupted.)";

constexpr const char* audit_footer = R"(Writes nothing but reports.

Examples:
  batchai2aml audit old-jobs
  batchai2aml audit old-jobs --report markdown=audit.md --report json=audit.json

Exit codes: 0 done, 1 a finding at or above --fail-on, 64 wrong usage, 66 no input found,
70 internal error, 74 a report cannot be written, 130 interrupted.)";

constexpr const char* completion_footer = R"(Examples:
  source <(batchai2aml completion bash)
  batchai2aml completion zsh >"${fpath[1]}/_batchai2aml"
  batchai2aml completion fish >~/.config/fish/completions/batchai2aml.fish)";

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
    add_list(app, "--baseline", raw.convert.baselines, "FILE",
             "Findings in FILE are known: they are counted, and not reported");
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
    add_value(app, "--write-baseline", raw.convert.new_baseline, "FILE",
              "Write the findings of this run to FILE, for --baseline");
    app.add_flag("-q,--quiet", raw.convert.quiet, "No text report on standard error");
    app.add_flag("-v,--verbose", raw.convert.verbose, "Report each value; say what is being done");
    app.footer(convert_footer);
}

void add_audit(CLI::App& app, Raw& raw) {
    add_inputs(app, raw);
    app.add_flag("--no-ignore", raw.convert.no_ignore, "Read what .gitignore files in folders leave out");
    add_settings(app, raw);
    add_list(app, "--report", raw.audit_reports, "FORMAT[=FILE]",
             (report_words(audit_reports()) + "; to standard output or to FILE [text]").c_str());
    add_running(app, raw);
    app.add_flag("-q,--quiet", raw.convert.quiet, "No text report");
    app.add_flag("-v,--verbose", raw.convert.verbose, "Name all of what is many");
    app.footer(audit_footer);
}

void add_diff_command(CLI::App& app, Raw& raw) {
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

void add_completion(CLI::App& app, Raw& raw) {
    app.add_option("SHELL", raw.shell, "bash, zsh or fish")->type_name("");
    app.footer(completion_footer);
}

} // namespace

CommandLine::CommandLine()
    : app("Converts Batch AI clusters and jobs to Azure Machine Learning.", "batchai2aml") {
    const auto add = [this](const char* name, const char* help) {
        return app.add_subcommand(name, help)->allow_extras();
    };
    app.set_version_flag("--version", "batchai2aml " + std::string(version));
    app.footer("Example:\n  batchai2aml convert old-jobs -o azureml");
    // At most one command, so that a folder may be called like one.
    app.require_subcommand(0, 1)->allow_extras();
    convert = add("convert", "Convert files to a folder that az ml takes");
    add_convert(*convert, raw);
    audit = add("audit", "Tell what is there, how ready it is and what is to be done");
    add_audit(*audit, raw);
    diff = add("diff", "Show what convert would change in a folder");
    add_diff_command(*diff, raw);
    rehearse = add("rehearse", "Run converted jobs here, with a probe in place of their programs");
    add_rehearse(*rehearse, raw.rehearse);
    explain = add("explain", "Explain the code of a finding");
    add_explain(*explain, raw);
    sizes = add("sizes", "Tell what takes the place of a VM size");
    add_sizes(*sizes, raw);
    completion = add("completion", "Print a script that completes the command line in a shell");
    add_completion(*completion, raw);
}

std::vector<std::string> CommandLine::names() const {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

} // namespace batchai2aml::cli
