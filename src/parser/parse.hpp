/// \file
/// From the bytes of a run to Batch AI resources: the entry of the parser. Not here: links between documents
/// (src/project).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "batchai2aml/options.hpp"
#include "model/batchai.hpp"
#include "model/document.hpp"
#include "model/ledger.hpp"
#include "parser/secrets.hpp"
#include "parser/shell/az_calls.hpp"

namespace batchai2aml {

/// One input after reading.
struct ParsedInput {
    Document document; ///< without nodes when it could not be read or is no Batch AI document
    Resources resources;
    Notes notes;
    std::string shape;
    bool read = false; ///< its leaves are accounted for
    bool named = true; ///< by the user
    /// What is not Batch AI and was not named, by its kind.
    enum class Counted : std::uint8_t { no, json, text };
    Counted counted = Counted::no;
    bool has_commands = false;    ///< `document` is a list of commands (call_tree.hpp)
    bool shown = false;           ///< a block of markdown: it counts only when a command names it
    std::vector<CallFacts> facts; ///< one for each command
};

/// First step: bytes to nodes. What is wrong with the text ends in `notes`.
[[nodiscard]] ParsedInput read_document(std::string path, std::string folder, std::string bytes,
                                        bool named = true);

/// Finds another file of the run by its path; null when there is none.
using FindInput = std::function<const ParsedInput*(const std::string& path)>;

/// What the commands in a file are: the file as a list of commands, and the files whose text stands in it.
struct CommandsRead {
    ParsedInput list;
    std::vector<ParsedInput> made;    ///< `NamedFile::document` of `list.resources.files` counts these
    std::vector<std::string> sourced; ///< paths of the files that it reads by `source`
};

/// Reads the commands of a script, markdown or other text, or of a notebook. Nothing when `input` is none of
/// these. \param find for files that scripts read by `source`
[[nodiscard]] std::optional<CommandsRead> read_commands(const ParsedInput& input, const FindInput& find);

/// Ends what is to be told of a text without commands. `is_sourced`: another file reads it. Nothing happens
/// to other inputs.
void give_up_text(ParsedInput& input, bool is_sourced);

/// Puts values in the place of placeholders (`<text>`, with or without its brackets in `placeholders`) in all
/// strings of `document`.
void fill_in_placeholders(Document& document, const Options::Texts& placeholders);

/// Second step, when `secrets` has learnt from all documents of the run: nodes to resources.
/// `ignored`: whether members that Batch AI ignored are read as they were meant.
void read_resources(ParsedInput& input, std::uint32_t index, const SecretFinder& secrets,
                    IgnoredMembers ignored = IgnoredMembers::ignore);

} // namespace batchai2aml
