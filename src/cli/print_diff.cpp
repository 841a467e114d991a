#include "cli/print_diff.hpp"

#include <algorithm>
#include <ostream>
#include <set>
#include <string_view>

#include "cli/folder_diff.hpp"
#include "cli/terminal.hpp"
#include "support/text.hpp"
#include "support/workflow_commands.hpp"

namespace batchai2aml::cli {

namespace {

void write(const FolderDiff& diff, DiffFormat format, bool is_terminal, const DiffArguments& arguments,
           const Environment& environment, const Sink& sink) {
    const ConvertArguments& convert = arguments.convert;
    if (format == DiffFormat::json) return write_diff_json(diff, sink);
    if (format == DiffFormat::markdown) {
        static_cast<void>(sink(diff_markdown(diff, convert.output)));
        return;
    }
    if (convert.quiet) {
        static_cast<void>(sink(diff_totals(diff) + '\n'));
        return;
    }
    write_diff_text(
        diff, {text_width(environment), text_color(convert.color, is_terminal, environment), convert.verbose},
        sink);
}

} // namespace

std::vector<FileError> print_diff(const FolderDiff& diff, const DiffArguments& arguments,
                                  const Environment& environment) {
    std::vector<FileError> errors;
    for (const auto& report : arguments.reports) {
        const DiffFormat format = report.first;
        const std::string& file = report.second;
        if (file == "-") {
            // Whole lines come; in JSON no line begins with a value.
            write(diff, format, environment.out_is_terminal, arguments, environment,
                  [&](std::string_view piece) {
                      if (format == DiffFormat::json) return static_cast<bool>(environment.out << piece);
                      return static_cast<bool>(environment.out << without_commands(piece));
                  });
            continue;
        }
        const Source source = [&](const Sink& sink) {
            write(diff, format, false, arguments, environment, sink);
        };
        if (auto error = environment.files.write(file, source)) errors.push_back(*error);
    }
    return errors;
}

void print_check(const FolderDiff& diff, const std::string& folder, const Environment& environment) {
    const std::string name = without_commands(printable(folder));
    environment.err << "batchai2aml: " << name << (diff.any() ? " is out of date: " : " is up to date: ")
                    << diff_totals(diff) << '\n';
    if (diff.any())
        environment.err << "batchai2aml: 'batchai2aml diff' with the same arguments shows more. "
                        << advice(diff) << '\n';
}

void print_failing(const Report& report, Level fail_on, const Environment& environment) {
    constexpr std::size_t shown = 5;
    std::set<std::string_view> codes;
    std::size_t count = 0;
    for (const Finding& finding : report.findings) {
        if (finding.level < fail_on) continue;
        codes.insert(finding.code);
        ++count;
    }
    std::string names;
    std::size_t named = 0;
    for (const std::string_view code : codes)
        if (named++ < shown) names.append(names.empty() ? "" : ", ").append(code);
    if (codes.size() > shown) names += " and others";
    environment.err << "batchai2aml: the conversion has " << count << (count == 1 ? " finding" : " findings")
                    << " at or above --fail-on (" << names << "); 'batchai2aml convert' tells "
                    << (count == 1 ? "it" : "them") << ", with --dry-run it"
                    << " writes nothing\n";
}

void print_interrupted(std::size_t written, std::size_t wanted, const Environment& environment) {
    environment.err << "batchai2aml: interrupted: ";
    if (wanted == 0)
        environment.err << "nothing was written; run the same command again\n";
    else
        environment.err << written << " of " << wanted
                        << " files written; run the same command again to finish\n";
}

} // namespace batchai2aml::cli
