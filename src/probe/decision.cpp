#include "probe/decision.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe/paths.hpp"
#include "probe/settings.hpp"

namespace batchai2aml::probe {

namespace {

// They read, compute and print; `env` and the like start another program, which is decided on in turn.
constexpr std::array<std::string_view, 30> readers = {
    "cat", "dirname", "basename", "wc",     "tr",   "cut",  "head", "tail",     "uniq",  "sort",
    "seq", "expr",    "true",     "false",  "test", "[",    "echo", "printf",   "pwd",   "id",
    "ls",  "uname",   "readlink", "whoami", "env",  "nice", "grep", "realpath", "nohup", "timeout"};
// They change files, and run when all of these lie in the rehearsal.
constexpr std::array<std::string_view, 7> changers = {"mkdir", "mv", "cp", "rm", "rmdir", "touch", "chmod"};
constexpr std::array<std::string_view, 5> shells = {"sh", "bash", "dash", "ksh", "zsh"};

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view base_name(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1); // 0 where there is none
    return path;
}

// `bash -c TEXT`: its commands are decided on one by one. A script is a program of the user's.
bool is_command_text(char* const* arguments) {
    for (std::size_t i = 1; arguments[i] != nullptr; ++i) {
        const std::string_view argument = arguments[i];
        if (!argument.starts_with('-') || argument.starts_with("--")) return false;
        if (argument.find('c') != std::string_view::npos) return true;
    }
    return false;
}

// A link to a folder elsewhere leads `mkdir`, `cp` and `ln` there.
bool lies_in_rehearsal(const char* path) {
    return locate(AT_FDCWD, path, LastLink::keep).place == Place::inside
           && locate(AT_FDCWD, path, LastLink::follow).place == Place::inside;
}

bool changes_rehearsal_only(char* const* arguments) {
    for (std::size_t i = 1; arguments[i] != nullptr; ++i) {
        const std::string_view argument = arguments[i];
        if (argument.starts_with('-')) {
            if (argument.find_first_not_of("-pfrRvsnadi") != std::string_view::npos) return false;
            continue;
        }
        if (!lies_in_rehearsal(arguments[i])) return false;
    }
    return true;
}

// `ln -s TARGET PATH`: the target is only text. With -n a link that is there is not followed.
bool links_in_rehearsal(char* const* arguments) {
    std::size_t size = 0;
    while (arguments[size] != nullptr)
        ++size;
    if (size < 2) return false;
    const std::string_view options = arguments[1];
    if (options.starts_with('-') && options.find('n') != std::string_view::npos)
        return locate(AT_FDCWD, arguments[size - 1], LastLink::keep).place == Place::inside;
    return lies_in_rehearsal(arguments[size - 1]);
}

// The first lines of a launcher say who wrote it.
bool is_launcher(const char* path) {
    const long file = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    char text[200];
    const long size = syscall(SYS_read, file, text, sizeof text);
    syscall(SYS_close, file);
    return size > 0
           && std::string_view(text, static_cast<std::size_t>(size)).find("\n# Written by batchai2aml.")
                  != std::string_view::npos;
}

// `date +%s` prints; with another argument it may set the clock.
bool prints_date(char* const* arguments) {
    return arguments[1] == nullptr || (arguments[1][0] == '+' && arguments[2] == nullptr);
}

const char* first_operand(char* const* arguments) {
    for (std::size_t i = 1; arguments[i] != nullptr; ++i)
        if (arguments[i][0] != '-') return arguments[i];
    return nullptr;
}

} // namespace

Decision decide(const char* program, char* const* arguments) {
    if (arguments == nullptr || arguments[0] == nullptr) return Decision::probe;
    const std::string_view name = base_name(program);
    const char* script = first_operand(arguments);
    if (script != nullptr && std::strchr(script, '/') == nullptr && is_launcher(script))
        return holds(shells, name) ? Decision::run : Decision::launcher;
    if (name == "sleep") return Decision::sleep;
    if (holds(shells, name)) return is_command_text(arguments) ? Decision::run : Decision::probe;
    if (holds(readers, name)) return Decision::run;
    if (name == "date") return prints_date(arguments) ? Decision::run : Decision::probe;
    if (name == "ln") return links_in_rehearsal(arguments) ? Decision::run : Decision::probe;
    if (holds(changers, name)) return changes_rehearsal_only(arguments) ? Decision::run : Decision::probe;
    return Decision::probe;
}

int status_of(const char* program) {
    if (settings().status == nullptr) return 0;
    const std::string_view name = base_name(program);
    std::string_view rest = settings().status;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == '=')
            return std::atoi(line.data() + name.size() + 1);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return 0;
}

} // namespace batchai2aml::probe
