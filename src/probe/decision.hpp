/// \file
/// What becomes of a program that a command of the job starts, when programs are not to run.
#pragma once

namespace batchai2aml::probe {

enum class Decision : unsigned char {
    probe,    ///< recorded, and ends at once
    run,      ///< runs: it changes nothing outside of the rehearsal
    launcher, ///< runs with the interpreter of this machine: a Python script that was written with the job
    sleep,    ///< a short pause takes its place
};

/// `program`: a path or a name; `arguments`: as in execve.
[[nodiscard]] Decision decide(const char* program, char* const* arguments);

/// The exit status of a program that does not run: 0, or what the settings say.
[[nodiscard]] int status_of(const char* program);

} // namespace batchai2aml::probe
