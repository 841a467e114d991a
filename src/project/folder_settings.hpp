/// \file
/// Settings that hold for the files of one folder. Internal to src/project.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "batchai2aml/options.hpp"

namespace batchai2aml {

/// True when `path` is `folder`, lies in it, or `folder` is empty. Both relative, `/` as separator.
[[nodiscard]] bool lies_in(std::string_view path, std::string_view folder);

/// The value whose key is `path` or the longest folder that holds it; else `for_all`.
[[nodiscard]] const std::string& setting_for(const Options::Texts& by_folder, const std::string& for_all,
                                             std::string_view path);

/// The `relativeMountPath` that the key of a `mounts` setting means for the file `path`, and how much of the
/// key is the folder that it is for.
struct MountKey {
    std::string mount;
    std::size_t folder_length = 0;
};
/// A key that starts with a folder that holds `path` is for that folder: "train/afs". \pre normalised key
[[nodiscard]] MountKey mount_key(const std::string& key, std::string_view path);

} // namespace batchai2aml
