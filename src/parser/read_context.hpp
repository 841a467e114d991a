/// \file
/// What the readers of one document share: the document, the account, the findings, and the words for
/// messages, which never hold a secret. Not here: reading members (object_reader.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "batchai2aml/options.hpp"
#include "catalog/rules.hpp"
#include "model/document.hpp"
#include "model/ledger.hpp"
#include "parser/secrets.hpp"

namespace batchai2aml {

/// Whether a text is written again, or only read: then nobody misses the secrets in it.
enum class TextUse : std::uint8_t { written, read_only };

/// What all readers of one document share.
struct ReadContext {
    const Document& document;
    std::uint32_t index = 0; ///< of the document in the run
    const SecretFinder& secrets;
    Notes& notes;
    IgnoredMembers ignored = IgnoredMembers::ignore;
    unsigned secret_variables = 0; ///< how many were put into texts so far

    [[nodiscard]] LeafId leaf(NodeId node) const { return {index, node}; }
    [[nodiscard]] const Node& node(NodeId id) const { return document.nodes[id]; }
    Diagnostic& report(std::string_view code, NodeId node, std::string message, std::string remedy = {});
    /// Gives the same record to each leaf at and below `node`.
    void record_all(NodeId node, const Rule& rule);
    /// Text without secrets, each replaced by a variable; a finding and a record tell of them.
    [[nodiscard]] std::string redact(NodeId node, std::string_view text, TextUse use);
    /// For messages: the name of a member in quotes.
    [[nodiscard]] std::string describe_name(NodeId member) const;
};

/// "an object", "a list", … for messages.
[[nodiscard]] std::string_view kind_name(NodeKind kind);

} // namespace batchai2aml
