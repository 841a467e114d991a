/// \file
/// What the commands of a shell text are, with variables put in their places, without running any of them.
/// Not here: which commands matter, and what they mean.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/document.hpp"
#include "parser/shell/shell_text.hpp"

namespace batchai2aml {

/// One word of a command after all expansions. What cannot be known stands in `text` as `<NAME>`: a variable
/// that nothing sets by its name, one that holds the output of a command by its own name, the output of
/// a command that stands in the word by the command.
struct ShellWord {
    std::string text;
    std::uint32_t begin = 0; ///< bytes of `ShellText::text`, with its quotes
    std::uint32_t end = 0;
    std::vector<std::string> unknown; ///< the `NAME`s in `text`, each once, in order
};

/// One command that a shell would start.
struct ShellCall {
    std::vector<ShellWord> words; ///< the first is the program, without its folder: "az"
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string folder;  ///< that `cd` has led to, relative to the first one; empty: none, or not known
    bool certain = true; ///< false: whether it is run, or with these words, depends on what is not known
    std::vector<std::pair<std::string, ShellWord>> environment; ///< variables in force that were asked for
};

/// A file that a command writes.
struct MadeFile {
    std::string name;              ///< after all expansions
    std::string folder;            ///< as for calls
    std::size_t calls_before = 0;  ///< how many of `ShellRun::calls` come before it
    std::string text;              ///< what it holds; for `copy_of`: empty
    std::vector<Segment> segments; ///< of `text`, in `ShellText::text`
    std::string copy_of;           ///< path or address of what it was made from; empty: `text` is all of it
    bool changed = false;    ///< on the way from `copy_of`, in a way that is not known (`sed`, `envsubst`)
    std::uint32_t begin = 0; ///< the command, bytes of `ShellText::text`
    std::uint32_t end = 0;
};

/// Text that no shell would understand.
struct ShellProblem {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct ShellRun {
    std::vector<ShellCall> calls;
    std::vector<MadeFile> files;
    std::vector<ShellProblem> problems;
    bool complete = true; ///< false: there were so many commands or words that some were left out
};

/// What to follow and to keep.
struct ShellOptions {
    std::vector<std::string_view> programs;      ///< only calls of these are kept: "az"
    std::vector<std::string_view> environment{}; ///< variables whose values are kept with each call
    /// The text of a file that is read by `source`; null when it is not at hand. May be empty.
    std::function<const ShellText*(std::string_view path)> find_sourced{};
    std::string_view script{}; ///< name of the file, for `$0`; empty: not known
};

/// Follows the commands in the order in which they would be run.
[[nodiscard]] ShellRun run_shell(const ShellText& text, const ShellOptions& options);

} // namespace batchai2aml
