// Stands before functions by which a shell looks for programs, and by which it could reach out of the
// rehearsal.
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include "probe/paths.hpp"
#include "probe/real.hpp"
#include "probe/settings.hpp"

namespace batchai2aml::probe {

namespace {

bool is_any_program(const char* path) {
    constexpr const char* prefix = any_program.data();
    return !settings().execute && path != nullptr && std::strncmp(path, prefix, any_program.size()) == 0
           && path[any_program.size()] == '/';
}

// The status of a program that exists on every machine.
template <class Status>
int look_up(const char* function, const char* path, Status* status) {
    return real<int(const char*, Status*)>(function)(is_any_program(path) ? "/bin/sh" : path, status);
}

bool may_signal(pid_t process, int signal) {
    if (settings().execute || signal == 0 || process == 0) return true;
    if (process == -1) return false;
    const pid_t group = process < 0 ? -process : getpgid(process);
    return group == getpgrp();
}

} // namespace

} // namespace batchai2aml::probe

namespace probe = batchai2aml::probe;

B2A_INTERPOSED int stat(const char* path, struct stat* status) {
    return probe::look_up("stat", path, status);
}
B2A_INTERPOSED int stat64(const char* path, struct stat64* status) {
    return probe::look_up("stat64", path, status);
}
B2A_INTERPOSED int access(const char* path, int mode) {
    return probe::real<int(const char*, int)>("access")(probe::is_any_program(path) ? "/bin/sh" : path, mode);
}
B2A_INTERPOSED int eaccess(const char* path, int mode) {
    return probe::real<int(const char*, int)>("eaccess")(probe::is_any_program(path) ? "/bin/sh" : path,
                                                         mode);
}
B2A_INTERPOSED int faccessat(int folder, const char* path, int mode, int flags) {
    return probe::real<int(int, const char*, int, int)>("faccessat")(
        folder, probe::is_any_program(path) ? "/bin/sh" : path, mode, flags);
}

// A job ends its own processes only.
B2A_INTERPOSED int kill(pid_t process, int signal) {
    if (!probe::may_signal(process, signal)) {
        errno = EPERM;
        return -1;
    }
    return probe::real<int(pid_t, int)>("kill")(process, signal);
}

struct sockaddr;

// `echo >/dev/tcp/HOST/PORT`: a rehearsal without programs opens no connection.
B2A_INTERPOSED int connect(int socket, const struct sockaddr* address, socklen_t size) {
    if (!probe::settings().execute) {
        errno = EACCES;
        return -1;
    }
    return probe::real<int(int, const struct sockaddr*, socklen_t)>("connect")(socket, address, size);
}
