/// \file
/// The files that the arguments of a command lead to, before any of them is read. Used by input_files.cpp
/// alone.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "batchai2aml/report.hpp"
#include "cli/failure.hpp"
#include "cli/steps.hpp"
#include "support/files.hpp"
#include "support/result.hpp"

namespace batchai2aml::cli {

/// Whether `.gitignore` files are obeyed in folders.
enum class IgnoreFiles : std::uint8_t { obey, disobey };

struct Candidate {
    std::string open;     ///< path to read it by
    std::string identity; ///< the same for the same file, however it is named
    std::string location; ///< absolute path, through links of folders above only; empty for standard input
    std::string display;  ///< path in messages
    bool named = false;   ///< an argument of its own, not found in a folder
};

struct Candidates {
    std::vector<Candidate> files; ///< sorted by `display`, which is unique
    std::vector<Finding> findings;
    std::vector<InputSummary> skipped;
    /// What findings are about and is none of `files`: the path in messages, and the absolute one.
    std::vector<std::pair<std::string, std::string>> others;
    // Absolute paths of what was left alone, each once.
    std::vector<std::string> ignored_files;
    std::vector<std::string> ignored_folders;
    std::vector<std::string> tool_folders;
    std::vector<std::string> special;
};

/// Finds not all of them once `steps` wants no more.
[[nodiscard]] Result<Candidates, Failure> find_candidates(const std::vector<std::string>& arguments,
                                                          const std::string& output_folder,
                                                          IgnoreFiles ignore_files, const FileSystem& files,
                                                          const Steps& steps = {});

/// A finding of the catalog about a file as a whole.
[[nodiscard]] Finding file_finding(std::string_view code, std::string message, std::string file,
                                   std::string remedy);

} // namespace batchai2aml::cli
