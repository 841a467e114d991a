#include "cli/run_findings.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "cli/messages.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

void add_findings(std::vector<Finding> findings, const Options& options, Report& report) {
    for (Finding& finding : findings) {
        if (const auto set = options.findings.find(finding.code); set != options.findings.end()) {
            if (!set->second) {
                count_suppressed("findings." + finding.code + "=off", report);
                report.suppressed.push_back(std::move(finding));
                continue;
            }
            finding.level = *set->second;
        }
        report.findings.push_back(std::move(finding));
    }
    std::ranges::stable_sort(report.findings, [](const Finding& a, const Finding& b) {
        if (a.level != b.level) return a.level > b.level;
        return std::tie(a.code, a.place.file, a.place.line, a.place.column)
               < std::tie(b.code, b.place.file, b.place.line, b.place.column);
    });
}

void add_skipped(std::vector<InputSummary> skipped, Report& report) {
    std::ranges::move(skipped, std::back_inserter(report.inputs));
    std::ranges::stable_sort(report.inputs, {}, &InputSummary::file);
}

bool nothing_read(const Report& report) {
    return std::ranges::none_of(report.inputs, &InputSummary::read)
           && std::ranges::none_of(report.findings, [](const auto& f) { return f.level == Level::error; });
}

ExitCode exit_code_of(const Conversion& conversion, Written written, std::optional<Level> fail_on,
                      const Environment& environment) {
    if (conversion.internal_error) {
        print_error(
            "a value was lost: this is a bug of batchai2aml. Please report it with the finding that names "
            "the value.",
            environment);
        return ExitCode::internal;
    }
    if (nothing_read(conversion.report)) {
        print_error("none of the files is a Batch AI document; name a folder or file that is", environment);
        return ExitCode::no_input;
    }
    if (written != Written::all) return ExitCode::cannot_write;
    const bool failing =
        fail_on && std::ranges::any_of(conversion.report.findings, [&](const Finding& finding) {
            return finding.level >= *fail_on;
        });
    return failing ? ExitCode::findings : ExitCode::done;
}

Result<Baselines, Failure> read_baselines(const ConvertArguments& arguments, const Environment& environment) {
    constexpr std::uint64_t largest = 64ULL << 20U;
    Baselines all;
    for (const std::string& file : arguments.baselines) {
        auto bytes = environment.files.read(file, largest);
        if (!bytes)
            return Failure{ExitCode::usage, "--baseline " + printable(file) + ": " + bytes.error().reason
                                                + "; --write-baseline " + printable(file) + " writes it"};
        auto baseline = read_baseline(std::move(bytes).value());
        if (!baseline)
            return Failure{ExitCode::usage, "--baseline " + printable(file) + ": " + baseline.error()};
        all.emplace_back(file, std::move(baseline).value());
    }
    return all;
}

std::optional<FileError> use_baselines(const Baselines& baselines, const ConvertArguments& arguments,
                                       const Environment& environment, Report& report) {
    std::optional<FileError> problem;
    if (!arguments.new_baseline.empty()) {
        const std::string text = emit_baseline(baseline_of(report));
        problem = environment.files.write(arguments.new_baseline,
                                          [&](const Sink& sink) { static_cast<void>(sink(text)); });
    }
    for (const auto& [file, baseline] : baselines)
        apply_baseline(baseline, file, report);
    return problem;
}

} // namespace batchai2aml::cli
