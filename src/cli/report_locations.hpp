/// \file
/// Where the output folder is for the readers of reports.
#pragma once

#include <string>

#include "support/files.hpp"

namespace batchai2aml::cli {

/// `folder` as the user named it, seen from the current folder where it is below that: "out" for "./out/"
/// and for its absolute path. Empty when it is the current folder or elsewhere: only what is below it is
/// known then.
[[nodiscard]] std::string seen_from_here(const std::string& folder, const FileSystem& files);

} // namespace batchai2aml::cli
