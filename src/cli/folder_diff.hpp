/// \file
/// From the plan of a run to what `diff` tells: the states of files, and what differs in their texts. Not
/// here: how it is shown (report/diff.hpp), what may be written (write_output.hpp).
#pragma once

#include "batchai2aml/convert.hpp"
#include "cli/steps.hpp"
#include "cli/write_output.hpp"
#include "report/diff.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// The states of all files that were or would be written, `migration.json` among them: it is changed when it
/// would say something else about the inputs. \pre `plan` is that of `conversion` for `folder`
[[nodiscard]] FolderDiff compare_states(const Conversion& conversion, const OutputPlan& plan,
                                        const OutputFolder& folder);

/// Fills in the fields and lines of edited and changed files, without secrets. Files that cannot be read any
/// more, are large or hold no text get a remark in place of lines.
void add_details(const Conversion& conversion, const OutputFolder& folder, unsigned threads,
                 const Steps& steps, FolderDiff& diff);

/// Fills in the files below the folder at `path` that are neither made nor recorded.
void add_unknown(const std::string& path, const FileSystem& files, const Steps& steps, FolderDiff& diff);

/// What a person does about the differences: sentences for standard error.
[[nodiscard]] std::string advice(const FolderDiff& diff);

} // namespace batchai2aml::cli
