/// \file
/// The command line as data. Not here: what the commands do.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "batchai2aml/report.hpp"
#include "cli/failure.hpp"
#include "cli/report_arguments.hpp"
#include "support/result.hpp"

namespace batchai2aml::cli {

enum class ColorWhen : unsigned char { automatic, always, never };

struct ConvertArguments {
    std::vector<std::string> inputs;
    std::string output; ///< folder, or "-": standard output; empty with `--dry-run` only
    bool dry_run = false;
    bool check = false; ///< write nothing, and end with `differences` when something would be
    bool force = false;
    bool no_ignore = false;
    /// At most one of them, or the product, goes to standard output. Empty: the reports of print_reports.hpp
    /// that nobody has to ask for.
    std::vector<ReportTarget> reports;
    std::vector<std::string> configs; ///< the later one wins; empty: batchai2aml.yml when there is one
    bool no_config = false;
    std::vector<std::pair<std::string, std::string>>
        settings;                                ///< path and value, in the order in which they apply
    std::optional<Level> fail_on = Level::error; ///< none: never
    std::vector<std::string> baselines;          ///< files of known findings
    std::string new_baseline;                    ///< file to write one to; empty: none
    unsigned jobs = 0;
    ColorWhen color = ColorWhen::automatic;
    bool quiet = false;
    bool verbose = false;

    [[nodiscard]] bool writes() const { return !dry_run && !check; }
};

enum class DiffFormat : unsigned char { text, json, markdown };

struct DiffArguments {
    ConvertArguments convert; ///< what is compared; its reports are not printed
    /// Format, and a file or "-" for standard output; at most one of those.
    std::vector<std::pair<DiffFormat, std::string>> reports;
    bool detailed_exit_code = false;

    /// False: only totals are printed.
    [[nodiscard]] bool wants_details() const {
        return !convert.quiet
               || std::ranges::any_of(reports, [](const auto& r) { return r.first != DiffFormat::text; });
    }
};

struct AuditArguments {
    ConvertArguments convert;          ///< what is read, and how; it has no output
    std::vector<ReportTarget> reports; ///< file "-": standard output; at most one of those
};

struct ExplainArguments {
    std::string code; ///< empty: list all
};

struct SizesArguments {
    std::string size; ///< empty: list all
    ReportFormat format = ReportFormat::text;
};

struct RehearseArguments {
    std::string folder;
    OutputFormat format = OutputFormat::yaml; ///< or runconfig
    bool format_given = false;
    std::vector<std::string> jobs;           ///< empty: all
    std::map<std::string, std::string> data; ///< datastore → folder
    std::map<std::string, int> statuses;     ///< program → exit status
    bool execute = false;
    bool yes = false;
    std::string keep;                  ///< empty: nothing stays
    std::int64_t timeout_seconds = 0;  ///< 0: the default
    std::vector<ReportTarget> reports; ///< file "-": standard output
    bool verbose = false;
};

/// The user asked for a text: help or the version.
struct ShowText {
    std::string text;
};

using Arguments = std::variant<ConvertArguments, AuditArguments, DiffArguments, ExplainArguments,
                               SizesArguments, RehearseArguments, ShowText>;

[[nodiscard]] Result<Arguments, Failure> parse_arguments(int argc, const char* const* argv);

} // namespace batchai2aml::cli
