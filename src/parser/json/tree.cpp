#include "parser/json/tree.hpp"

#include <algorithm>
#include <utility>

#include "model/json_string.hpp"

namespace batchai2aml {

TreeBuilder::TreeBuilder(ParsedJson& json, std::string_view clean, const JsonLimits& limits)
    : document_(json.document), duplicates_(json.duplicates), clean_(clean), limits_(limits) {}

bool TreeBuilder::open(NodeKind kind) {
    const std::size_t begin = next_token();
    if (open_.size() >= limits_.max_depth) {
        refuse(begin,
               "more than " + std::to_string(limits_.max_depth) + " objects and arrays inside each other");
        return false;
    }
    const NodeId node = append(kind, begin, begin + 1);
    if (node == no_node) return false;
    open_.push_back({node, no_node});
    advance(LastToken::opening, begin, begin + 1);
    return true;
}

bool TreeBuilder::close() {
    const std::size_t begin = next_token();
    const NodeId node = open_.back().node;
    open_.pop_back();
    document_.nodes[node].end = static_cast<std::uint32_t>(begin + 1);
    if (document_.nodes[node].kind == NodeKind::object) flag_duplicates(node);
    advance(LastToken::other_value, begin, begin + 1);
    return true;
}

bool TreeBuilder::open_sequence() {
    const NodeId node = append(NodeKind::array, 0, clean_.size());
    if (node == no_node) return false;
    open_.push_back({node, no_node});
    return true;
}

void TreeBuilder::close_sequence() {
    open_.pop_back();
}

bool TreeBuilder::key(std::string_view decoded, std::size_t end) {
    key_begin_ = next_token();
    key_end_ = end;
    key_ = original(decoded, key_begin_, end);
    advance(LastToken::key, key_begin_, end);
    return true;
}

bool TreeBuilder::string(std::string_view decoded, std::size_t end) {
    const std::size_t begin = next_token();
    const NodeId node = append(NodeKind::string, begin, end);
    if (node == no_node) return false;
    document_.nodes[node].text = original(decoded, begin, end);
    advance(LastToken::string, begin, end);
    return true;
}

bool TreeBuilder::number(std::size_t end) {
    const std::size_t begin = next_token();
    const std::string_view spelling = std::string_view(document_.text).substr(begin, end - begin);
    const bool integer = spelling.find_first_of(".eE") == std::string_view::npos;
    return scalar(integer ? NodeKind::integer : NodeKind::number, end);
}

bool TreeBuilder::scalar(NodeKind kind, std::size_t end) {
    const std::size_t begin = next_token();
    const NodeId node = append(kind, begin, end);
    if (node == no_node) return false;
    document_.nodes[node].text.assign(document_.text, begin, end - begin);
    advance(LastToken::other_value, begin, end);
    return true;
}

std::size_t TreeBuilder::next_token() const {
    return std::min(clean_.find_first_not_of(" \t\r\n,:", last_end_), clean_.size());
}

NodeId TreeBuilder::append(NodeKind kind, std::size_t begin, std::size_t end) {
    auto& nodes = document_.nodes;
    if (nodes.size() >= limits_.max_nodes) {
        refuse(begin, "more than " + std::to_string(limits_.max_nodes) + " values");
        return no_node;
    }
    const auto id = static_cast<NodeId>(nodes.size());
    Node& node = nodes.emplace_back();
    node.kind = kind;
    node.begin = static_cast<std::uint32_t>(begin);
    node.end = static_cast<std::uint32_t>(end);
    if (open_.empty()) return id;
    OpenContainer& container = open_.back();
    node.parent = container.node;
    NodeId& link = container.last_child == no_node ? nodes[container.node].first_child
                                                   : nodes[container.last_child].next_sibling;
    link = id;
    container.last_child = id;
    if (nodes[container.node].kind == NodeKind::object) {
        node.key = std::move(key_);
        node.key_begin = static_cast<std::uint32_t>(key_begin_);
        node.key_end = static_cast<std::uint32_t>(key_end_);
    }
    return id;
}

void TreeBuilder::advance(LastToken token, std::size_t begin, std::size_t end) {
    last_ = token;
    last_begin_ = begin;
    last_end_ = end;
}

std::string TreeBuilder::original(std::string_view decoded, std::size_t begin, std::size_t end) const {
    std::string text(decoded);
    const std::string_view source = std::string_view(document_.text).substr(begin, end - begin);
    if (source == clean_.substr(begin, end - begin)) return text;
    std::size_t to = 0;
    for (std::size_t from = 1; from + 1 < source.size();) {
        const StringUnit unit = first_string_unit(source.substr(from, source.size() - 1 - from));
        if (source[from] == '\n' || source[from] == '\r' || source[from] == '\t') text[to] = source[from];
        from += unit.source;
        to += unit.decoded;
    }
    return text;
}

void TreeBuilder::flag_duplicates(NodeId object) {
    auto& nodes = document_.nodes;
    members_.clear();
    for (NodeId at = nodes[object].first_child; at != no_node; at = nodes[at].next_sibling)
        members_.push_back(at);
    const auto before = [&](NodeId a, NodeId b) {
        const int order = nodes[a].key.compare(nodes[b].key);
        return order != 0 ? order < 0 : a < b;
    };
    std::sort(members_.begin(), members_.end(), before);
    for (std::size_t i = 1; i < members_.size(); ++i) {
        if (nodes[members_[i - 1]].key != nodes[members_[i]].key) continue;
        nodes[members_[i - 1]].duplicate = true;
        duplicates_.push_back(members_[i - 1]);
    }
}

void TreeBuilder::refuse(std::size_t at, std::string message) {
    const Place place = document_.place_at(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at));
    problem_ =
        ReadProblem{"B2A0103", "the file has " + std::move(message),
                    "no Batch AI specification is that large: leave the file out", place.line, place.column};
}

} // namespace batchai2aml
