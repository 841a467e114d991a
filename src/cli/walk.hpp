/// \file
/// All files below a folder that a user named, without those that are nobody's input. Used by candidates.cpp
/// alone. Not here: reading the files.
#pragma once

#include <string>
#include <string_view>

#include "cli/candidates.hpp"
#include "cli/steps.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

struct WalkedFolder {
    std::string open; ///< as the user named it
    std::string root; ///< the same, canonical
};

/// Adds what is found to `found`. Not taken: the folder `output` (canonical), folders of tools, what a
/// `.gitignore` at or below the folder names (unless they are not obeyed), links, and what is neither
/// file nor folder, which is never opened. A folder may be deep: no recursion. Stops early once `steps` wants
/// no more.
void walk(const WalkedFolder& folder, const std::string& output, IgnoreFiles ignore_files,
          const FileSystem& files, const Steps& steps, Candidates& found);

/// `.git`, `node_modules` and the like: what tools keep for themselves.
[[nodiscard]] bool is_tool_folder(std::string_view name);

} // namespace batchai2aml::cli
