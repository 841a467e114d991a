/// \file
/// The folders of a rehearsal: stand-ins for datastores, and for each node a working folder with the code of
/// the job and its inputs and outputs.
///
///     datastores/NAME/…   nodeN/wd/…   nodeN/data/INPUT_key   nodeN/data/key   nodeN/home, tmp, elsewhere
#pragma once

#include <optional>
#include <string>

#include "rehearse/rehearsal.hpp"

namespace batchai2aml {

/// Files that are larger have no content where no program runs: nothing reads it.
inline constexpr std::uint64_t largest_copy = 1U << 20U;

/// Makes all folders below `options.folder`, and says in `rehearsal` where they are.
[[nodiscard]] std::optional<RehearsalError> make_folders(const FileSystem& files, const std::string& folder,
                                                         const RehearsalOptions& options,
                                                         Rehearsal& rehearsal);

/// Symbolic links in the working folders.
[[nodiscard]] std::vector<FolderLink> find_links(const std::vector<NodeFolders>& nodes);

/// What the files below a folder look like from outside: path → size and time of change.
using Snapshot = std::map<std::string, std::pair<std::uint64_t, std::int64_t>>;
[[nodiscard]] Snapshot take_snapshot(const std::string& folder);
void compare_snapshots(const std::string& datastore, const Snapshot& before, const Snapshot& after,
                       std::vector<ChangedFile>& changed);

} // namespace batchai2aml
