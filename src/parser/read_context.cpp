#include "parser/read_context.hpp"

#include <utility>
#include <vector>

#include "parser/secret_values.hpp"
#include "support/text.hpp"

namespace batchai2aml {

std::string_view kind_name(NodeKind kind) {
    switch (kind) {
    case NodeKind::object:
        return "an object";
    case NodeKind::array:
        return "a list";
    case NodeKind::string:
        return "a text";
    case NodeKind::integer:
    case NodeKind::number:
        return "a number";
    case NodeKind::boolean:
        return "true or false";
    case NodeKind::null:
        return "null";
    }
    return "a value";
}

Diagnostic& ReadContext::report(std::string_view code, NodeId node, std::string message, std::string remedy) {
    notes.diagnostics.push_back(
        {.code = code, .at = leaf(node), .message = std::move(message), .remedy = std::move(remedy)});
    return notes.diagnostics.back();
}

void ReadContext::record_all(NodeId node, const Rule& rule) {
    // Nodes stand in the order of the text, so those below `node` follow it without a gap.
    const std::uint32_t end = document.nodes[node].end;
    for (NodeId id = node; id < document.nodes.size() && document.nodes[id].begin < end; ++id)
        if (document.is_leaf(id)) notes.ledger.add(leaf(id), rule);
}

namespace {

Diagnostic told(const SecretSpan& span, TextUse use, const std::string& variable) {
    const bool written = use == TextUse::written;
    return {.code = written ? "B2A0902" : "B2A0904",
            .offset = static_cast<std::uint32_t>(span.begin),
            .length = static_cast<std::uint32_t>(span.end - span.begin),
            .message = written
                           ? "this text holds what looks like a secret; $" + variable + " stands in its place"
                           : "this command holds what looks like a secret; it was left out"};
}

} // namespace

std::string ReadContext::redact(NodeId node, std::string_view text, TextUse use) {
    const std::vector<SecretSpan> spans = secrets.find(text);
    if (spans.empty()) return std::string(text);
    std::string out;
    std::size_t done = 0;
    for (const SecretSpan& span : spans) {
        const std::string variable = "BATCHAI2AML_SECRET_" + std::to_string(++secret_variables);
        out += text.substr(done, span.begin - done);
        done = span.end;
        // What follows may not become part of the name.
        const bool grows = done < text.size() && is_word(text[done]) && text[done] != '-';
        out += grows ? "${" + variable + "}" : "$" + variable;
        notes.diagnostics.push_back(told(span, use, variable));
        notes.diagnostics.back().at = leaf(node);
    }
    out += text.substr(done);
    notes.ledger.add(leaf(node), rules::redacted);
    return out;
}

std::string ReadContext::describe_name(NodeId member) const {
    const std::string& key = node(member).key;
    return secrets.find(key).empty() ? '"' + shorten(key, 60) + '"' : "(a name that looks like a secret)";
}

} // namespace batchai2aml
