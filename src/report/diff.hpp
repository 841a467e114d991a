/// \file
/// How a folder differs from what a conversion makes: what `diff` tells, before it is text, JSON or markdown.
/// Not here: finding it out (src/cli/folder_diff.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "support/files.hpp"

namespace batchai2aml {

/// What a file of the folder is, what a person has to look at first.
enum class DiffState : std::uint8_t {
    edited,    ///< its bytes are not those that were written
    orphaned,  ///< an earlier run made it, and nothing makes it any more
    deleted,   ///< was written, and is not there
    changed,   ///< the conversion makes other bytes
    created,   ///< is not there yet
    unchanged, ///< as the conversion makes it
};
inline constexpr std::size_t diff_state_count = 6;

/// "edited", ...; "new" for `created`.
[[nodiscard]] std::string_view to_string(DiffState state);

/// What `convert` with the same arguments does about a file.
enum class DiffAction : std::uint8_t { write, keep, nothing };

/// "write", "keep", "nothing"
[[nodiscard]] std::string_view to_string(DiffAction action);

/// A value in a YAML or JSON file. Texts hold no secrets.
struct FieldChange {
    std::string path;                  ///< dotted path of the key; in JSON files a JSON pointer
    std::optional<std::string> before; ///< nothing: it is not there now
    std::optional<std::string> after;  ///< nothing: it would go
};

/// Lines that differ, with some around them, as in a unified diff. Texts hold no secrets.
struct DiffLine {
    enum class Kind : std::uint8_t { both, removed, added } kind = Kind::both;
    std::string text; ///< without its line end
    bool ends = true; ///< false: the last line of a file, and no line end follows
};

struct DiffHunk {
    std::size_t old_begin = 0; ///< from 1; 0 when there are no old lines
    std::size_t old_lines = 0;
    std::size_t new_begin = 0;
    std::size_t new_lines = 0;
    std::vector<DiffLine> lines;
};

struct FileDiff {
    std::string file; ///< below the folder
    DiffState state = DiffState::unchanged;
    DiffAction action = DiffAction::nothing;
    std::string remark;              ///< what there is to say besides; may be empty
    std::vector<FieldChange> fields; ///< of edited and changed YAML and JSON files
    std::vector<DiffHunk> hunks;     ///< of edited and changed files: from what is there to what is made
};

struct FolderDiff {
    std::vector<FileDiff> files;      ///< sorted by state, then by file
    std::vector<std::string> unknown; ///< neither recorded nor made: somebody else's; sorted

    [[nodiscard]] std::size_t count(DiffState state) const;
    /// Whether there is any other than an unchanged file.
    [[nodiscard]] bool any() const;
};

/// "1 new, 2 changed, 0 edited, 0 deleted, 0 orphaned, 7 unchanged." The wording is frozen.
[[nodiscard]] std::string diff_totals(const FolderDiff& diff);

/// The hunks of a unified diff between two texts, with three lines around each change. `old_shown` and
/// `new_shown` are what is shown of them: as many lines, perhaps with other words in place of secrets.
struct DiffTexts {
    std::string_view old_text;
    std::string_view new_text;
    std::string_view old_shown;
    std::string_view new_shown;
};
[[nodiscard]] std::vector<DiffHunk> make_hunks(const DiffTexts& texts);

struct DiffStyle {
    unsigned width = 80;
    Color color = Color::no;
    bool unchanged = false; ///< whether unchanged and all unknown files are named, too
};

/// The difference for a person; gives pieces to `sink`.
void write_diff_text(const FolderDiff& diff, const DiffStyle& style, const Sink& sink);

/// Names the format; a change that could break a reader changes the number.
inline constexpr std::string_view diff_json_schema = "batchai2aml/diff/1";

/// The difference for programs (docs/diff.md); gives pieces to `sink`.
void write_diff_json(const FolderDiff& diff, const Sink& sink);

/// Comments of pull requests take 65,536 characters.
inline constexpr std::size_t largest_markdown = 60000;

/// The difference for a comment on a pull request, of at most `limit` bytes; what was left out is said.
/// `folder` is named in the heading.
[[nodiscard]] std::string diff_markdown(const FolderDiff& diff, std::string_view folder,
                                        std::size_t limit = largest_markdown);

} // namespace batchai2aml
