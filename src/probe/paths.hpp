/// \file
/// Where a path really leads, and whether it may be written: the folder of the rehearsal, or elsewhere.
#pragma once

#include <climits>
#include <string_view>

namespace batchai2aml::probe {

enum class Place : unsigned char {
    inside,    ///< in the folder of the rehearsal, writable
    read_only, ///< in a folder of it that is mounted for reading
    outside,   ///< somewhere else on this machine
    device,    ///< /dev/null and the like, open files of the process
    unknown,   ///< too long, or a loop of links
};

struct Location {
    Place place = Place::unknown;
    char path[PATH_MAX] = {}; ///< absolute, with links followed
};

enum class LastLink : unsigned char { follow, keep };

/// `folder`: an open folder that a relative path starts at, or AT_FDCWD. The file itself need not exist.
[[nodiscard]] Location locate(int folder, const char* path, LastLink last);

/// True when `path` is `folder` or lies in it.
[[nodiscard]] bool lies_in(std::string_view path, std::string_view folder);

} // namespace batchai2aml::probe
