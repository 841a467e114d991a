/// \file
/// Sends what `diff` and `convert --check` found out to where it is wanted, and says what a person does about
/// it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "report/diff.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// Prints all reports that `arguments` ask for; what went wrong with those that go to files.
[[nodiscard]] std::vector<FileError> print_diff(const FolderDiff& diff, const DiffArguments& arguments,
                                                const Environment& environment);

/// For `convert --check`: whether `folder` is out of date, and what to do.
void print_check(const FolderDiff& diff, const std::string& folder, const Environment& environment);

/// Why `diff` ends with 1 although it shows no findings.
void print_failing(const Report& report, Level fail_on, const Environment& environment);

/// After a Ctrl-C. \param wanted 0: the writing had not begun
void print_interrupted(std::size_t written, std::size_t wanted, const Environment& environment);

} // namespace batchai2aml::cli
