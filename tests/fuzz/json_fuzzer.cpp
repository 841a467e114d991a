// read_json over any bytes: the tree that it gives must fit the text, and each node must know its place.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "fuzz/check.hpp"
#include "parser/json/reader.hpp"

namespace batchai2aml::fuzz {
namespace {

// Pointers of elements and places cost more the longer the document, so only some nodes of a large one are
// asked.
constexpr std::size_t nodes_asked = 256;

void check_place(const Place& place, std::string_view what) {
    check(place.line >= 1 && place.column >= 1, what, "line or column is 0");
    check(place.end_column == 0 || place.end_column >= place.column, what, "ends before it begins");
}

void check_extent(const Document& document, NodeId id) {
    const Node& node = document.nodes[id];
    check(node.begin < node.end && node.end <= document.text.size(), "extent of a node");
    check(is_valid_utf8(node.key) && is_valid_utf8(node.text), "text of a node");
    if (node.key_end != 0)
        check(node.key_begin < node.key_end && node.key_end <= node.begin, "extent of a key");
    if (node.next_sibling != no_node)
        check(document.nodes[node.next_sibling].begin >= node.end, "siblings overlap");
    if (node.parent == no_node) {
        check(id == 0, "a second root");
        return;
    }
    check(node.parent < id, "a child stands before its parent");
    const Node& parent = document.nodes[node.parent];
    const std::uint32_t begin = node.key_end != 0 ? node.key_begin : node.begin;
    check(parent.kind <= NodeKind::array, "the parent is a scalar");
    check(parent.begin <= begin && node.end <= parent.end, "a child stands outside of its parent");
    check((node.key_end != 0) == (parent.kind == NodeKind::object), "only members have keys");
}

// Each node but the root is the child of exactly one node, and its parent knows that.
void check_links(const Document& document) {
    std::size_t children = 0;
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
        for (NodeId at = document.nodes[id].first_child; at != no_node;
             at = document.nodes[at].next_sibling) {
            check(at < document.nodes.size() && document.nodes[at].parent == id, "links of a node");
            ++children;
        }
    }
    check(children + 1 == document.nodes.size(), "a node is nobody's child");
}

void check_places(const Document& document, NodeId id) {
    check_place(document.place(id), "place");
    check_place(document.key_place(id), "place of a key");
    const std::size_t length = document.nodes[id].text.size();
    const Place whole = document.place_in_string(id, 0, length);
    for (const std::size_t offset : {std::size_t{0}, length / 2, length, length + 7}) {
        const Place part = document.place_in_string(id, offset, length - std::min(offset, length));
        check_place(part, "place in a string");
        check(std::pair(part.line, part.column) >= std::pair(whole.line, whole.column), "order of places");
        check_place(document.place_in_string(id, offset, SIZE_MAX), "place in a string, without end");
    }
    const std::string pointer = document.pointer(id);
    check(pointer.empty() == (id == 0), "pointer", pointer);
    const Node& node = document.nodes[id];
    if (node.key_end != 0 && !node.duplicate)
        check(document.member(node.parent, node.key) == id, "a member is not found by its name", node.key);
}

void check_problem(const ReadProblem& problem) {
    check(problem.code == "B2A0101" || problem.code == "B2A0103" || problem.code == "B2A0104",
          "code of a problem", problem.code);
    check(!problem.message.empty() && printable(problem.message) == problem.message, "message of a problem",
          problem.message);
    check((problem.line == 0) == (problem.column == 0), "place of a problem");
}

void check_document(const ParsedJson& json) {
    const Document& document = json.document;
    check(!document.nodes.empty(), "a document without a root");
    check(is_valid_utf8(document.text), "the text is not UTF-8");
    check_links(document);
    for (NodeId id = 0; id < document.nodes.size(); ++id)
        check_extent(document, id);
    const std::size_t step = document.nodes.size() / nodes_asked + 1;
    for (std::size_t id = 0; id < document.nodes.size(); id += step)
        check_places(document, static_cast<NodeId>(id));
    for (const Repair& repair : json.repairs) {
        check(repair.begin < repair.end && repair.end <= document.text.size(), "extent of a repair");
        check(!repair.message.empty(), "a repair without a message");
    }
    for (const NodeId id : json.duplicates)
        check(id < document.nodes.size() && document.nodes[id].duplicate, "a duplicate is not marked");
}

void run(const std::string& bytes) {
    const auto first = read_json(bytes);
    const auto second = read_json(bytes);
    check(first.ok() == second.ok(), "the same bytes are read and not read");
    if (!first.ok()) {
        check_problem(first.error());
        return;
    }
    check(first.value().document.nodes.size() == second.value().document.nodes.size(),
          "the same bytes give another tree");
    check_document(first.value());
    // The other guards than depth need more bytes than a fuzzer gives.
    const auto limited = read_json(bytes, {.max_bytes = 1000, .max_depth = 4, .max_nodes = 20});
    if (!limited.ok()) check_problem(limited.error());
    check(bytes.size() <= 1000 || !limited.ok(), "more bytes than allowed are read");
    check(!limited.ok() || limited.value().document.nodes.size() <= 20, "more nodes than allowed are read");
}

} // namespace
} // namespace batchai2aml::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    batchai2aml::fuzz::run(batchai2aml::fuzz::text_of(data, size));
    return 0;
}
