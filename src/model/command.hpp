/// \file
/// A command line as data: what is exported, linked, prepared and run, made of words whose parts say what
/// they are. No quoting here: src/emitter/shell.hpp spells it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace batchai2aml {

struct Literal {
    std::string text; ///< plain text, quoted when spelled
};
struct Variable {
    std::string name; ///< spelled "$NAME" or "${NAME}"
};
struct Input {
    std::string key; ///< local path of an input: ${{inputs.key}}
};
struct Output {
    std::string key; ///< local path of an output: ${{outputs.key}}
};
struct Secret {
    std::string variable; ///< environment variable that a person supplies at run time
};
struct RawShell {
    std::string text; ///< the user's own words, or shell syntax that must be interpreted: kept byte for byte
};

using Part = std::variant<Literal, Variable, Input, Output, Secret, RawShell>;

/// One shell word. RawShell parts are placed inside double quotes: their `$` and `` ` `` are live.
struct Word {
    std::vector<Part> parts;
};

/// export NAME="word"
struct Export {
    std::string name;
    Word value;
};
/// mkdir -p "word"; several in a row are one command
struct MakeFolder {
    Word path;
};
/// ln -s "target" "path", with the parent folder of `path` made first; an existing link is left alone
struct Link {
    Word target;
    Word path;
};
/// Job preparation: the text runs in a subshell once on each node, all processes of the node wait for it, and
/// a failure ends the job (design decision 13).
struct Prepare {
    RawShell text;
    std::int64_t wait_seconds = 0;       ///< longest time that other processes of the node wait
    std::string what{"job preparation"}; ///< for messages; lower case, without quotes
};
/// A line of this program's own, already valid POSIX shell.
struct Step {
    std::string text;
};
/// The user's program: kept as written.
struct Run {
    std::vector<RawShell> words; ///< joined with one space
};
/// The user's program on the first node only; all other nodes wait until it has ended (`done` is a folder
/// that all nodes see, as an output).
struct RunOnFirstNode {
    RawShell text;
    Output done;
    std::int64_t wait_seconds = 0;
    std::vector<Export> variables{}; ///< of the program alone: they would hide which node is the first
};

using Statement = std::variant<Export, MakeFolder, Link, Prepare, Step, Run, RunOnFirstNode>;

struct Command {
    std::vector<Statement> statements;
};

} // namespace batchai2aml
