/// \file
/// Patterns of file names, for shells that do not expand them. Not here: what a match is used for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/files.hpp"

namespace batchai2aml::cli {

[[nodiscard]] bool is_pattern(std::string_view text);

/// `*` any letters, `?` one byte, `[a-z]` or `[!a-z]` one byte of a set. Names that begin with a dot match
/// only where the pattern does.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view name);

/// Existing paths that match, sorted; `**` stands for any number of folders, through no links.
[[nodiscard]] std::vector<std::string> expand_pattern(const std::string& pattern, const FileSystem& files);

} // namespace batchai2aml::cli
