/// \file
/// Commands as a document: a list of objects, one for each command, whose members are its options. So each
/// option is a leaf with a place, and is accounted for like the members of JSON. Not here: what options mean
/// (az_calls.cpp).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/calls.hpp"
#include "model/document.hpp"
#include "parser/shell/run.hpp"
#include "parser/shell/shell_text.hpp"

namespace batchai2aml {

/// Member that holds the words of the command: "batchai cluster create".
inline constexpr std::string_view command_member = "command";

/// A text that stands in another file, to be read as a file of its own.
struct MadeDocument {
    std::vector<NamedFile> files; ///< each time that it is written
    std::string text;
    std::shared_ptr<const Origin> origin;
};

struct CallTree {
    Document document;               ///< `text` is the shell text, with its origin
    std::vector<ShellCall> calls;    ///< one for each element of the list
    std::vector<MadeDocument> made;  ///< files with a text
    std::vector<NamedFile> named;    ///< files that are copies of others
    std::vector<Place> problems;     ///< commands that could not be read
    std::vector<Place> not_commands; ///< where `az batchai … create` stands and is no command
};

/// \param file path and text of the whole file
[[nodiscard]] CallTree make_call_tree(const std::shared_ptr<const Document>& file, ShellText text,
                                      ShellRun run);

/// Segments of a text that was taken out of another one, as places in the file that the other one came from.
[[nodiscard]] std::vector<Segment> compose(const std::vector<Segment>& inner, std::size_t inner_size,
                                           const Origin& outer);

} // namespace batchai2aml
