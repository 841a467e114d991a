#include "support/long_path.hpp"

#include <fcntl.h>

#include <cerrno>
#include <climits>
#include <string_view>
#include <utility>

#include "support/file_handle.hpp"

namespace batchai2aml {

int open_path(const std::string& path, int flags) {
    flags |= O_CLOEXEC;
    FileHandle folder;
    std::string_view rest = path;
    while (rest.size() >= PATH_MAX) {
        const std::size_t slash = rest.rfind('/', PATH_MAX - 1);
        if (slash == std::string_view::npos || slash == 0) {
            errno = ENAMETOOLONG;
            return -1;
        }
        const std::string piece(rest.substr(0, slash));
        FileHandle next(
            ::openat(folder ? folder.get() : AT_FDCWD, piece.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!next) return -1;
        folder = std::move(next);
        rest.remove_prefix(slash);
        while (rest.starts_with('/')) // or it would be an absolute path
            rest.remove_prefix(1);
    }
    return ::openat(folder ? folder.get() : AT_FDCWD, std::string(rest).c_str(), flags);
}

} // namespace batchai2aml
