/// \file
/// From what the user named to the inputs of a conversion: folders are walked, patterns expanded, files read.
/// Not here: what a file means.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "cli/candidates.hpp"
#include "cli/environment.hpp"
#include "cli/failure.hpp"
#include "cli/steps.hpp"
#include "report/report_paths.hpp"
#include "support/result.hpp"

namespace batchai2aml::cli {

/// Larger files are not read: no Batch AI document comes near (design of `FileSystem::read`).
inline constexpr std::uint64_t largest_input = 64ULL << 20U;

struct Inputs {
    std::vector<InputFile> files; ///< sorted by path, paths unique
    std::vector<Finding>
        findings; ///< files that could not be read or were skipped, with the catalog's levels
    std::vector<InputSummary> skipped; ///< these files
    SkippedFiles counts;               ///< what was found in folders and is of no use
    /// From paths in messages to paths as the current folder sees them. Without those that are the same, and
    /// what is not below that folder.
    ReportPaths::Locations locations;
};

/// Reads all files that `arguments` name. A path is relative to the argument that led to it; where two files
/// would have the same path, folders above are added to both, so that paths do not depend on the order of
/// arguments or on the current folder. A file that is named twice, or also reached through a link, is taken
/// once.
///
/// Folders are walked as walk.hpp says. What a link leads to is taken where it stands when that is in the
/// same folder, and is otherwise skipped with a finding. Binary files, those over `largest_input` and texts
/// without a word of Batch AI are counted when they were found in a folder, and their bytes given up; named
/// ones are inputs or a finding.
///
/// Fails with `no_input` when an argument names nothing, or all of them together no file. Reads not all of
/// them once `steps` wants no more.
[[nodiscard]] Result<Inputs, Failure> read_inputs(const std::vector<std::string>& arguments,
                                                  const std::string& output_folder, IgnoreFiles ignore_files,
                                                  unsigned threads, const Environment& environment,
                                                  const Steps& steps = {});

} // namespace batchai2aml::cli
