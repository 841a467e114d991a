/// \file
/// What may be written into an output folder, and the writing: a file whose bytes would not change is not
/// touched, and one that somebody has edited since it was written is kept. Who wrote what is known from
/// `migration.json`.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "cli/steps.hpp"
#include "report/json.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

inline constexpr std::string_view report_file = "migration.json";

enum class FileAction : std::uint8_t {
    create,
    change,
    unchanged,
    keep, ///< edited, or not ours
    fail, ///< see `OutputPlan::errors`
};

enum class Overwrite : bool { no, yes };

/// What stands where a file is to be written, by the record of an earlier run.
enum class FileState : std::uint8_t {
    absent,     ///< nothing, and nothing was there
    deleted,    ///< nothing, although a file was written there
    same,       ///< the bytes that the conversion makes
    ours,       ///< what was written there
    edited,     ///< something else
    foreign,    ///< something, and the record does not know it
    unreadable, ///< see `OutputPlan::errors`
};

struct FileHistory {
    FileState state = FileState::absent;
    bool made_anew = false; ///< recorded, and the conversion makes other bytes than those
};

struct OutputPlan {
    std::vector<FileAction> actions;            ///< one for each file of the conversion, in its order
    std::vector<FileHistory> histories;         ///< the same
    FileAction report = FileAction::create;     ///< `keep`: some other program's migration.json stands there
    FileState report_state = FileState::absent; ///< or `ours`, `foreign`, `unreadable`
    WrittenFiles written;                       ///< for `migration.json`
    std::vector<std::string> edited_leftovers;  ///< files of earlier runs that nothing makes any more, edited
    std::vector<FileError> errors;

    [[nodiscard]] std::size_t count(FileAction action) const;
};

/// Compares `files` with what is in `folder`. An existing file that differs is ours to change when its hash
/// is the one that `migration.json` recorded, when the new text keeps what it says, or with `Overwrite::yes`.
/// Looks at no more files, and says nothing of use, once `steps` wants no more.
[[nodiscard]] OutputPlan plan_output(std::span<const OutputFile> files, const OutputFolder& folder,
                                     Overwrite overwrite, unsigned threads, const Steps& steps = {});

/// B2A0110 for each file that is kept, B2A0111 for each file of an earlier run that nothing makes any more.
[[nodiscard]] std::vector<Finding> output_findings(std::span<const OutputFile> files, const OutputPlan& plan);

struct WriteResult {
    std::size_t written = 0;
    std::vector<FileError> errors;
};

/// Writes the files that are to be created or changed. Tries all of them, and stops early once `steps` wants
/// no more.
[[nodiscard]] WriteResult write_output(std::span<const OutputFile> files, const OutputPlan& plan,
                                       OutputFolder& folder, unsigned threads, const Steps& steps = {});

/// Writes `migration.json` unless it says the same already. To be called last, so that what it says about
/// files is true.
[[nodiscard]] std::optional<FileError> write_report(const Conversion& conversion, const WrittenFiles& written,
                                                    OutputFolder& folder);

} // namespace batchai2aml::cli
