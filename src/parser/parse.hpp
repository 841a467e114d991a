/// \file
/// From the bytes of a run to Batch AI resources: the entry of the parser. Not here: links between documents
/// (src/project).
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/options.hpp"
#include "model/batchai.hpp"
#include "model/document.hpp"
#include "model/ledger.hpp"
#include "parser/secrets.hpp"

namespace batchai2aml {

/// One input after reading.
struct ParsedInput {
    Document document; ///< without nodes when it could not be read or is no Batch AI document
    Resources resources;
    Notes notes;
    std::string shape;
    bool read = false; ///< its leaves are accounted for
};

/// First step: bytes to nodes. What is wrong with the text ends in `notes`.
[[nodiscard]] ParsedInput read_document(std::string path, std::string folder, std::string bytes);

/// Puts values in the place of placeholders (`<text>`, with or without its brackets in `placeholders`) in all
/// strings of `document`.
void fill_in_placeholders(Document& document, const Options::Texts& placeholders);

/// Second step, when `secrets` has learnt from all documents of the run: nodes to resources.
/// `ignored`: whether members that Batch AI ignored are read as they were meant.
void read_resources(ParsedInput& input, std::uint32_t index, const SecretFinder& secrets,
                    IgnoredMembers ignored = IgnoredMembers::ignore);

} // namespace batchai2aml
