/// \file
/// Where a path of a job leads: below a mount, into a temporary folder, or nowhere (batchai.md 8.2). Internal
/// to src/mapper.
#pragma once

#include <string>
#include <string_view>

#include "mapper/job_builder.hpp"

namespace batchai2aml {

enum class PathPlace : std::uint8_t {
    mount,      ///< below a mount whose storage is known
    unresolved, ///< below a mount root, but no storage is known
    local,      ///< a temporary folder of the job, or below another directory variable
    outside,    ///< anywhere else
};

struct ResolvedPath {
    PathPlace place = PathPlace::outside;
    MountLevel level = MountLevel::cluster;
    Mount mount; ///< for `unresolved` without declaration: a stand-in with the first segment as its path
    std::string folder; ///< inside the mount, normalised
    std::string text;   ///< of `local` and `outside`: the path, without variables of the job at its start
};

/// Follows input directories and variables of the job that the path begins with; `text` is one path, not a
/// command line.
[[nodiscard]] ResolvedPath resolve_path(const JobBuilder& builder, std::string_view text);

/// The path below a mount root (normalised, without the root).
[[nodiscard]] ResolvedPath resolve_below_root(const JobBuilder& builder, MountLevel level,
                                              std::string_view path);

/// True when the last segment looks like the name of a file: it holds a dot after its first character.
[[nodiscard]] bool looks_like_file(std::string_view path);

/// All but the last segment.
[[nodiscard]] std::string parent_of(std::string_view path);
[[nodiscard]] std::string last_of(std::string_view path);

/// Tells a person once for each mount why its storage is not known.
void report_unresolved(JobBuilder& builder, const ResolvedPath& path, LeafId at, std::size_t offset,
                       std::size_t length);

/// "needs a datastore" for the comment above the key; empty when the storage is known.
[[nodiscard]] std::string unresolved_comment(const ResolvedPath& path);

} // namespace batchai2aml
