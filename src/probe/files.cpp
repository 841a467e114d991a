// Stands before the functions that open files: what is written outside of the rehearsal goes into the shadow
// folder, what is mounted for reading cannot be written, and files of the rehearsal are recorded.
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "probe/paths.hpp"
#include "probe/real.hpp"
#include "probe/record.hpp"
#include "probe/settings.hpp"

namespace batchai2aml::probe {

namespace {

enum class Use : unsigned char { read, write };

bool make_parents(char* path) {
    for (char* slash = std::strchr(path + 1, '/'); slash != nullptr; slash = std::strchr(slash + 1, '/')) {
        *slash = '\0';
        const long made = syscall(SYS_mkdirat, AT_FDCWD, path, 0700);
        const bool there = made == 0 || errno == EEXIST;
        *slash = '/';
        if (!there) return false;
    }
    return true;
}

/// What is opened instead of the path that was asked for.
class Opening {
  public:
    Opening(int folder, const char* path, Use use) : path_(path) {
        if (path == nullptr || path[0] == '\0' || settings().root == nullptr) return;
        const Location location = locate(folder, path, LastLink::follow);
        const bool inside = location.place == Place::inside || location.place == Place::read_only;
        if (location.place == Place::read_only && use == Use::write) {
            refused_ = EROFS;
        } else if (inside) {
            record_open(use == Use::write ? "write" : "read", location.path);
        } else if (location.place == Place::outside && settings().shadow != nullptr) {
            open_shadow(location, use);
        }
    }

    /// Not 0: the error number.
    [[nodiscard]] int refused() const { return refused_; }
    [[nodiscard]] const char* path() const { return shadowed_ ? shadow_ : path_; }

  private:
    void open_shadow(const Location& location, Use use) {
        const int size = std::snprintf(shadow_, sizeof shadow_, "%s%s", settings().shadow, location.path);
        if (size < 0 || static_cast<std::size_t>(size) >= sizeof shadow_) {
            refused_ = use == Use::write ? ENAMETOOLONG : 0;
            return;
        }
        if (use == Use::read) {
            shadowed_ = syscall(SYS_faccessat, AT_FDCWD, shadow_, F_OK) == 0;
            return;
        }
        record_open("elsewhere", location.path);
        shadowed_ = true;
        if (!make_parents(shadow_)) refused_ = EACCES;
    }

    const char* path_;
    char shadow_[2 * PATH_MAX] = {};
    bool shadowed_ = false;
    int refused_ = 0;
};

Use use_of(int flags) {
    return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0 ? Use::write : Use::read;
}

int open_at(const char* name, int folder, const char* path, int flags, mode_t mode) {
    const Opening opening(folder, path, use_of(flags));
    if (opening.refused() != 0) {
        errno = opening.refused();
        return -1;
    }
    using Openat = int(int, const char*, int, ...);
    return real<Openat>(name)(folder, opening.path(), flags, mode);
}

std::FILE* open_stream(const char* name, const char* path, const char* mode) {
    const Opening opening(AT_FDCWD, path, std::strpbrk(mode, "wa+") != nullptr ? Use::write : Use::read);
    if (opening.refused() != 0) {
        errno = opening.refused();
        return nullptr;
    }
    using Fopen = std::FILE*(const char*, const char*);
    return real<Fopen>(name)(opening.path(), mode);
}

std::FILE* reopen_stream(const char* name, const char* path, const char* mode, std::FILE* stream) {
    const Opening opening(AT_FDCWD, path, std::strpbrk(mode, "wa+") != nullptr ? Use::write : Use::read);
    if (opening.refused() != 0) {
        errno = opening.refused();
        return nullptr;
    }
    using Freopen = std::FILE*(const char*, const char*, std::FILE*);
    return real<Freopen>(name)(opening.path(), mode, stream);
}

} // namespace

} // namespace batchai2aml::probe

namespace probe = batchai2aml::probe;

// The mode is there when the flags ask for one.
#define B2A_READ_MODE(last)                                                                                  \
    mode_t mode = 0;                                                                                         \
    if (((last) & (O_CREAT | O_TMPFILE)) != 0) {                                                             \
        va_list more;                                                                                        \
        va_start(more, last);                                                                                \
        mode = va_arg(more, mode_t);                                                                         \
        va_end(more);                                                                                        \
    }

B2A_INTERPOSED int open(const char* path, int flags, ...) {
    B2A_READ_MODE(flags)
    return probe::open_at("openat", AT_FDCWD, path, flags, mode);
}
B2A_INTERPOSED int open64(const char* path, int flags, ...) {
    B2A_READ_MODE(flags)
    return probe::open_at("openat64", AT_FDCWD, path, flags, mode);
}
B2A_INTERPOSED int openat(int folder, const char* path, int flags, ...) {
    B2A_READ_MODE(flags)
    return probe::open_at("openat", folder, path, flags, mode);
}
B2A_INTERPOSED int openat64(int folder, const char* path, int flags, ...) {
    B2A_READ_MODE(flags)
    return probe::open_at("openat64", folder, path, flags, mode);
}
B2A_INTERPOSED int creat(const char* path, mode_t mode) {
    return probe::open_at("openat", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
B2A_INTERPOSED int creat64(const char* path, mode_t mode) {
    return probe::open_at("openat64", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
// What the compiler makes of `open` where it checks the arguments.
// NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)
B2A_INTERPOSED int __open_2(const char* path, int flags) {
    return probe::open_at("openat", AT_FDCWD, path, flags, 0);
}
B2A_INTERPOSED int __open64_2(const char* path, int flags) {
    return probe::open_at("openat64", AT_FDCWD, path, flags, 0);
}
B2A_INTERPOSED int __openat_2(int folder, const char* path, int flags) {
    return probe::open_at("openat", folder, path, flags, 0);
}
B2A_INTERPOSED int __openat64_2(int folder, const char* path, int flags) {
    return probe::open_at("openat64", folder, path, flags, 0);
}
// NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming)
B2A_INTERPOSED std::FILE* fopen(const char* path, const char* mode) {
    return probe::open_stream("fopen", path, mode);
}
B2A_INTERPOSED std::FILE* fopen64(const char* path, const char* mode) {
    return probe::open_stream("fopen64", path, mode);
}
B2A_INTERPOSED std::FILE* freopen(const char* path, const char* mode, std::FILE* stream) {
    return probe::reopen_stream("freopen", path, mode, stream);
}
B2A_INTERPOSED std::FILE* freopen64(const char* path, const char* mode, std::FILE* stream) {
    return probe::reopen_stream("freopen64", path, mode, stream);
}
