/// \file
/// Shell commands as a tree: the grammar is tree-sitter's, words are read by word.cpp. Not here: what they
/// do.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parser/shell/lexer.hpp"

namespace batchai2aml::bash {

/// A text to read and where its bytes stand in `ShellText::text`.
struct Source {
    std::string_view text;
    bool fixed = false; ///< made while running (`eval`): all of it stands at [begin, end)
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t place(std::size_t at) const {
        return fixed ? begin : static_cast<std::uint32_t>(at);
    }
    [[nodiscard]] std::uint32_t place_end(std::size_t at) const {
        return fixed ? end : static_cast<std::uint32_t>(at);
    }
};

struct Statement;
using Block = std::vector<Statement>;

/// A piece of a word.
struct Part {
    enum class Kind : std::uint8_t {
        literal,
        parameter,    ///< `$X`, `${X…}`
        substitution, ///< `$(…)`
        arithmetic,   ///< `$((…))`
        process,      ///< `<(…)`
    } kind = Kind::literal;
    bool quoted = false;   ///< neither split nor a pattern
    bool verbatim = false; ///< of a literal: its bytes stand so at `begin`
    std::uint32_t begin = 0;
    std::string text;            ///< the literal, the name, or the inside of a substitution as it is written
    std::string op;              ///< of `${…}`: ":-", "#", "length", "indirect", ...
    std::vector<Part> subscript; ///< of `${a[…]}`
    bool has_subscript = false;
    std::vector<Part> operand; ///< also the expression of an arithmetic one
    std::vector<Part> second;  ///< the replacement of `${X/a/b}`, the length of `${X:o:l}`
    std::shared_ptr<const Block> commands;
};

struct Word;

/// `NAME=value`, `NAME+=value`, `NAME[i]=value`, `NAME=(a b)`.
struct Assignment {
    std::string name;
    std::vector<Part> subscript;
    bool has_subscript = false;
    bool appends = false;
    bool array = false;
    std::vector<Part> value;
    std::vector<Word> elements;
};

struct Word {
    std::vector<Part> parts;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::shared_ptr<const Assignment> assignment; ///< when it has the form of one
};

struct Redirect {
    enum class Kind : std::uint8_t { read, write, append, copy, document, string } kind = Kind::read;
    int descriptor = -1; ///< -1: 0 or 1; -2: both 1 and 2
    Word word;           ///< the file; the text of a here-document or here-string
    bool expands = true;
};

struct CaseItem {
    std::vector<Word> patterns;
    std::shared_ptr<const Block> body;
    bool falls_through = false;
};

struct Statement {
    enum class Kind : std::uint8_t {
        simple,
        list,       ///< `a && b || c`: `blocks` of one statement each, joined by `ops`
        pipeline,   ///< `blocks` of one statement each
        condition,  ///< `if`: condition, body, condition, body, ... and the `else` body when the count is odd
        loop_for,   ///< `name` in `words`: one block
        loop_count, ///< `for ((a; b; c))`: `parts`
        loop_while, ///< condition, body
        branch,     ///< `case`
        function,   ///< `name`, body
        subshell,
        group,
        test,       ///< `[[ … ]]`: `words`
        arithmetic, ///< `(( … ))`: `parts`
    } kind = Kind::simple;
    bool negated = false;
    bool until = false;
    bool has_list = false; ///< `for x in …`
    bool background = false;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string name;
    std::vector<std::string> ops;
    std::vector<Word> words;
    std::vector<std::vector<Part>> expressions;
    std::vector<Redirect> redirects;
    std::vector<std::shared_ptr<const Block>> blocks;
    std::vector<CaseItem> items;
};

/// Commands of one unit; `problem` when the text is not what a shell understands, of which the commands that
/// can be told are given one after the other.
struct Parsed {
    Block commands;
    bool problem = false;
};

/// `depth` counts how deep in substitutions the unit stands.
[[nodiscard]] Parsed parse_unit(const Source& source, const Unit& unit, int depth);

/// All commands of bytes [begin, end), which no line-wise reading needs.
[[nodiscard]] Block parse_commands(const Source& source, std::size_t begin, std::size_t end, int depth);

/// Deeper than this nothing is read.
inline constexpr int max_nesting = 60;

} // namespace batchai2aml::bash
