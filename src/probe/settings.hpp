/// \file
/// What the probe was told, in variables that the job's processes do not see. The probe is a shared library
/// that is loaded before all others (LD_PRELOAD) into the shell that runs a command of a job. It uses the C
/// library only: it lives in programs that are not ours.
#pragma once

#include <cstddef>
#include <string_view>

namespace batchai2aml::probe {

/// Names of the variables that configure the probe (see Settings).
inline constexpr const char* record_variable = "B2A_PROBE_RECORD";
inline constexpr const char* root_variable = "B2A_PROBE_ROOT";
inline constexpr const char* shadow_variable = "B2A_PROBE_SHADOW";
inline constexpr const char* read_only_variable = "B2A_PROBE_READ_ONLY";
inline constexpr const char* status_variable = "B2A_PROBE_STATUS";
inline constexpr const char* python_variable = "B2A_PROBE_PYTHON";
inline constexpr const char* execute_variable = "B2A_PROBE_EXECUTE";
inline constexpr const char* inside_variable = "B2A_PROBE_INSIDE";
/// Every program is found here, whatever its name; the last entry of PATH.
inline constexpr std::string_view any_program = "/batchai2aml-any-program";

/// Values live as long as the process; null where a variable is not set.
struct Settings {
    const char* record = nullptr;    ///< file that records are appended to
    const char* root = nullptr;      ///< folder of the rehearsal: what lies in it may be written
    const char* shadow = nullptr;    ///< files that are written elsewhere land here, under their full path
    const char* read_only = nullptr; ///< folders, one to a line, in which nothing can be written
    const char* status = nullptr; ///< exit statuses of programs that do not run: `NAME=STATUS`, one to a line
    const char* python = nullptr; ///< interpreter for launchers that were written with the job
    const char* library = nullptr; ///< the probe itself
    bool execute = false;          ///< programs run, and are only recorded
    bool inside = false;           ///< this is such a program, or was started by one
};

/// Read once, when the library is loaded.
[[nodiscard]] const Settings& settings();

/// `environment` as a program should see it: without the variables of the probe. The array and its changed
/// strings are allocated and never freed: the process is about to be replaced.
[[nodiscard]] char** environment_of_job(char* const* environment);
enum class Inside : unsigned char { no, yes };
/// The same with the variables of the probe, for a program that runs. `inside`: see Settings.
[[nodiscard]] char** environment_of_probe(char* const* environment, Inside inside);

/// True when `entry`, `NAME=VALUE`, is that of the variable `name`.
[[nodiscard]] bool names(const char* entry, std::string_view name);

} // namespace batchai2aml::probe
