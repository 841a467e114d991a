/// \file
/// What the program ends with. docs/exit-codes.md says the same in other words.
#pragma once

namespace batchai2aml::cli {

/// Numbers above 63 are those of BSD's sysexits.h, 130 is what a shell makes of SIGINT.
enum class ExitCode : int {
    done = 0,
    findings = 1,      ///< a finding at or above `--fail-on`
    differences = 2,   ///< `--check`, `--detailed-exitcode`
    usage = 64,        ///< wrong arguments, bad configuration file
    no_input = 66,     ///< nothing there that could be converted
    internal = 70,     ///< a bug of this program
    cannot_write = 74, ///< an output or a report
    interrupted = 130,
};

} // namespace batchai2aml::cli
