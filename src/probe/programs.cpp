// Stands before the functions that start a program: each start is recorded and decided on.
#include <cerrno>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <spawn.h>
#include <string_view>
#include <sys/types.h>
#include <unistd.h>

#include "probe/decision.hpp"
#include "probe/paths.hpp"
#include "probe/real.hpp"
#include "probe/record.hpp"
#include "probe/settings.hpp"

namespace batchai2aml::probe {

namespace {

using Execve = int(const char*, char* const*, char* const*);
using Spawn = int(pid_t*, const char*, const posix_spawn_file_actions_t*, const posix_spawnattr_t*,
                  char* const*, char* const*);

enum class Lookup : unsigned char { path, search };

constexpr unsigned pause_microseconds = 20000;

int execute(const char* program, char* const* arguments, char* const* environment, Lookup lookup,
            Inside inside = Inside::no) {
    char** complete = environment_of_probe(environment, inside);
    return real<Execve>(lookup == Lookup::search ? "execvpe" : "execve")(program, arguments, complete);
}

// PATH ends with any_program, where the shell finds whatever it looks for.
const char* name_as_called(const char* program) {
    const std::string_view text = program;
    return text.starts_with(any_program) ? program + any_program.size() + 1 : program;
}

int launch(char* const* arguments, char* const* environment) {
    if (settings().python == nullptr) {
        errno = ENOENT;
        return -1;
    }
    // Python looks for its library where its first argument says that it is.
    std::size_t count = 0;
    while (arguments[count] != nullptr)
        ++count;
    auto** changed = static_cast<char**>(std::malloc((count + 1) * sizeof(char*)));
    if (changed == nullptr) return -1;
    std::memcpy(changed, arguments, (count + 1) * sizeof(char*));
    changed[0] = const_cast<char*>(settings().python);
    return execute(settings().python, changed, environment, Lookup::path);
}

// Returns only when the program was to run and could not be started.
int start(const char* program, char* const* arguments, char* const* environment, Lookup lookup) {
    const char* name = name_as_called(program);
    const Decision decision = decide(name, arguments);
    const bool is_program = decision == Decision::probe;
    record_exec(settings().inside ? Action::inside
                : is_program      ? Action::probe
                                  : Action::run,
                name, arguments, environment);
    if (settings().execute)
        return execute(program, arguments, environment, lookup, is_program ? Inside::yes : Inside::no);
    switch (decision) {
    case Decision::run:
        return execute(program, arguments, environment, lookup);
    case Decision::launcher:
        return launch(arguments, environment);
    case Decision::sleep:
        usleep(pause_microseconds);
        _exit(0);
    case Decision::probe:
        break;
    }
    _exit(status_of(name));
}

} // namespace

} // namespace batchai2aml::probe

namespace probe = batchai2aml::probe;

B2A_INTERPOSED int execve(const char* program, char* const* arguments, char* const* environment) {
    return probe::start(program, arguments, environment, probe::Lookup::path);
}
B2A_INTERPOSED int execv(const char* program, char* const* arguments) {
    return probe::start(program, arguments, environ, probe::Lookup::path);
}
B2A_INTERPOSED int execvpe(const char* program, char* const* arguments, char* const* environment) {
    return probe::start(program, arguments, environment, probe::Lookup::search);
}
B2A_INTERPOSED int execvp(const char* program, char* const* arguments) {
    return probe::start(program, arguments, environ, probe::Lookup::search);
}

// A program that is started without a copy of the process is not decided on: none of those that run does so.
B2A_INTERPOSED int posix_spawn(pid_t* process, const char* program, const posix_spawn_file_actions_t* actions,
                               const posix_spawnattr_t* attributes, char* const* arguments,
                               char* const* environment) {
    probe::record_exec(probe::Action::inside, program, arguments, environment);
    return probe::real<probe::Spawn>("posix_spawn")(
        process, program, actions, attributes, arguments,
        probe::environment_of_probe(environment, probe::Inside::yes));
}
B2A_INTERPOSED int posix_spawnp(pid_t* process, const char* program,
                                const posix_spawn_file_actions_t* actions,
                                const posix_spawnattr_t* attributes, char* const* arguments,
                                char* const* environment) {
    probe::record_exec(probe::Action::inside, program, arguments, environment);
    return probe::real<probe::Spawn>("posix_spawnp")(
        process, program, actions, attributes, arguments,
        probe::environment_of_probe(environment, probe::Inside::yes));
}
