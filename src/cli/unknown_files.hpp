/// \file
/// What lies in an output folder and is not of this program. Used by `diff`.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "cli/steps.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// The files below `folder`, relative to it and sorted, that `known` does not hold; links and devices count
/// as files and are not followed. Not looked into are folders of tools (walk.hpp) and what cannot be listed.
/// Empty when there is no such folder.
[[nodiscard]] std::vector<std::string> unknown_files(const std::string& folder,
                                                     const std::unordered_set<std::string>& known,
                                                     const FileSystem& files, const Steps& steps);

} // namespace batchai2aml::cli
