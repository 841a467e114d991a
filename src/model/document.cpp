#include "model/document.hpp"

#include <algorithm>
#include <iterator>

#include "model/json_string.hpp"

namespace batchai2aml {

namespace {

constexpr std::uint32_t block_size = 4096;

/// For valid UTF-8: every byte but those that continue a code point.
std::uint32_t count_code_points(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::uint32_t count_code_points(const Document& document, std::uint32_t begin, std::uint32_t end) {
    const std::string_view text = document.text;
    const std::uint32_t first_block = begin / block_size;
    const std::uint32_t last_block = end / block_size;
    if (first_block == last_block || last_block >= document.block_columns.size()) {
        return count_code_points(text.substr(begin, end - begin));
    }
    const auto before = [&](std::uint32_t block, std::uint32_t offset) {
        const std::uint32_t start = block * block_size;
        return document.block_columns[block] + count_code_points(text.substr(start, offset - start));
    };
    return before(last_block, end) - before(first_block, begin);
}

/// Offset in `source` of byte `offset` of the decoded text; a byte inside of a unit counts as its start, or
/// as its end for `Edge::end`.
enum class Edge : std::uint8_t { begin, end };
std::size_t source_offset(std::string_view source, std::size_t offset, Edge edge) {
    std::size_t at = 0;
    for (std::size_t decoded = 0; decoded < offset && at < source.size();) {
        // Outside of escapes a byte stands for itself, and most texts have few of them.
        const std::string_view rest = source.substr(at, offset - decoded);
        const std::size_t plain = std::min(rest.find('\\'), rest.size());
        at += plain;
        decoded += plain;
        if (plain == rest.size()) continue;
        const StringUnit unit = first_string_unit(source.substr(at));
        decoded += unit.decoded;
        if (decoded > offset && edge == Edge::begin) break;
        at += unit.source;
    }
    return std::min(at, source.size());
}

void append_token(std::string& pointer, std::string_view key) {
    for (const char c : key) {
        if (c == '~') {
            pointer += "~0";
        } else if (c == '/') {
            pointer += "~1";
        } else {
            pointer += c;
        }
    }
}

std::size_t index_in_parent(const Document& document, NodeId node) {
    std::size_t index = 0;
    NodeId sibling = document.nodes[document.nodes[node].parent].first_child;
    while (sibling != node && sibling != no_node) {
        ++index;
        sibling = document.nodes[sibling].next_sibling;
    }
    return index;
}

} // namespace

std::uint32_t Origin::source_of(std::uint32_t offset) const {
    const auto next =
        std::upper_bound(segments.begin(), segments.end(), offset,
                         [](std::uint32_t at, const Segment& segment) { return at < segment.at; });
    if (next == segments.begin()) return 0;
    const Segment& segment = *std::prev(next);
    return segment.inserted ? segment.source : segment.source + (offset - segment.at);
}

const std::string& Origin::part_of(std::uint32_t offset) const {
    static const std::string none;
    const auto next = std::upper_bound(parts.begin(), parts.end(), offset,
                                       [](std::uint32_t at, const PartLabel& part) { return at < part.at; });
    return next == parts.begin() ? none : std::prev(next)->label;
}

void Document::index_text() {
    line_starts.assign(1, 0);
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
        line_starts.push_back(static_cast<std::uint32_t>(at + 1));
    }
    block_columns.assign(1, 0);
    const std::string_view all = text;
    for (std::size_t at = block_size; at <= all.size(); at += block_size) {
        block_columns.push_back(block_columns.back()
                                + count_code_points(all.substr(at - block_size, block_size)));
    }
}

bool Document::is_leaf(NodeId node) const {
    return node < nodes.size() && nodes[node].first_child == no_node;
}

Place Document::place(NodeId node) const {
    if (node >= nodes.size()) return {path, 0, 0, 0, {}};
    return place_at(nodes[node].begin, nodes[node].end);
}

Place Document::key_place(NodeId node) const {
    if (node >= nodes.size() || nodes[node].key_end == 0) return place(node);
    return place_at(nodes[node].key_begin, nodes[node].key_end);
}

Place Document::place_in_string(NodeId node, std::size_t offset, std::size_t length) const {
    if (node >= nodes.size() || nodes[node].begin > nodes[node].end || nodes[node].end > text.size())
        return place(node);
    std::uint32_t begin = nodes[node].begin;
    std::string_view source = std::string_view(text).substr(begin, nodes[node].end - begin);
    const bool quoted = source.size() >= 2 && source.front() == '"' && source.back() == '"';
    if (quoted) {
        source = source.substr(1, source.size() - 2);
        ++begin;
    }
    const auto find = [&](std::size_t at, Edge edge) {
        const std::size_t found = quoted ? source_offset(source, at, edge) : std::min(at, source.size());
        return begin + static_cast<std::uint32_t>(found);
    };
    offset = std::min(offset, source.size());
    length = std::min(length, source.size());
    const std::uint32_t from = find(offset, Edge::begin);
    return place_at(from, length == 0 ? from : find(offset + length, Edge::end));
}

Place Document::place_at(std::uint32_t begin, std::uint32_t end) const {
    if (origin) {
        // The end is the place after the last byte: what follows it may stand elsewhere.
        const std::uint32_t first = origin->source_of(begin);
        const std::uint32_t last = end > begin ? origin->source_of(end - 1) + 1 : first;
        Place place = origin->file->place_at(first, std::max(first, last));
        place.file = path;
        place.part = origin->part_of(begin);
        return place;
    }
    const auto size = static_cast<std::uint32_t>(text.size());
    begin = std::min(begin, size);
    end = std::clamp(end, begin, size);
    const auto next_line = std::upper_bound(line_starts.begin(), line_starts.end(), begin);
    const auto lines = static_cast<std::uint32_t>(std::distance(line_starts.begin(), next_line));
    const std::uint32_t line_start = lines == 0 ? 0 : *std::prev(next_line);
    const std::uint32_t column = count_code_points(*this, line_start, begin) + 1;
    const bool one_line = next_line == line_starts.end() || end < *next_line;
    return {
        path, std::max(lines, 1U), column, one_line ? column + count_code_points(*this, begin, end) : 0, {}};
}

std::uint32_t Document::offset_of(std::uint32_t line, std::uint32_t column) const {
    if (line == 0) return 0;
    if (line > line_starts.size()) return static_cast<std::uint32_t>(text.size());
    std::uint32_t at = line_starts[line - 1];
    for (std::uint32_t skipped = 1; skipped < column && at < text.size(); ++skipped) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
            ++at;
    }
    return at;
}

std::string Document::pointer(NodeId node) const {
    std::vector<NodeId> chain;
    for (NodeId at = node; at < nodes.size() && nodes[at].parent != no_node; at = nodes[at].parent) {
        chain.push_back(at);
    }
    std::reverse(chain.begin(), chain.end());
    std::string out;
    if (!name.empty()) {
        out += '/';
        append_token(out, name);
    }
    for (const NodeId at : chain) {
        out += '/';
        const bool in_array = nodes[nodes[at].parent].kind == NodeKind::array;
        if (in_array) {
            out += std::to_string(index_in_parent(*this, at));
        } else {
            append_token(out, nodes[at].key);
        }
    }
    return out;
}

NodeId Document::member(NodeId object, std::string_view key) const {
    NodeId found = no_node;
    if (object >= nodes.size() || nodes[object].kind != NodeKind::object) return found;
    for (NodeId at = nodes[object].first_child; at != no_node; at = nodes[at].next_sibling) {
        if (nodes[at].key == key) found = at;
    }
    return found;
}

std::size_t Document::size(NodeId container) const {
    std::size_t count = 0;
    if (container >= nodes.size()) return count;
    for (NodeId at = nodes[container].first_child; at != no_node; at = nodes[at].next_sibling) {
        if (!nodes[at].duplicate) ++count;
    }
    return count;
}

} // namespace batchai2aml
