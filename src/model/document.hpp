/// \file
/// One input after reading: a tree of nodes that know their position. Not here: how a format is read
/// (src/parser), what became of a leaf (ledger.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// Index of a node in `Document::nodes`; 0 is the root.
using NodeId = std::uint32_t;
inline constexpr NodeId no_node = UINT32_MAX;

/// Names one leaf of one document of a run.
struct LeafId {
    std::uint32_t document = 0;
    NodeId node = no_node;

    [[nodiscard]] bool valid() const { return node != no_node; }
    friend auto operator<=>(const LeafId&, const LeafId&) = default;
};

/// A value together with where it stood. What the parser hands out.
template <class T>
struct Field {
    T value{};
    LeafId leaf;
};

enum class NodeKind : std::uint8_t { object, array, string, integer, number, boolean, null };

/// A JSON value. Offsets count bytes of `Document::text`; for strings they include the quotes.
struct Node {
    NodeKind kind = NodeKind::null;
    bool duplicate = false; ///< an earlier member of the same name, so that the last one wins
    NodeId parent = no_node;
    NodeId first_child = no_node;
    NodeId next_sibling = no_node;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t key_begin = 0; ///< members of objects only
    std::uint32_t key_end = 0;
    std::string key;  ///< decoded; members of objects only
    std::string text; ///< decoded text of a string; the spelling in the source of any other scalar
};

/// From byte `at` of a text on, up to the next segment: where its bytes stood.
struct Segment {
    std::uint32_t at = 0;
    std::uint32_t source = 0; ///< byte of the file that byte `at` stood at; the next ones follow one by one,
    bool inserted = false;    ///< or were put in and count as standing at `source`, all of them

    friend bool operator==(const Segment&, const Segment&) = default;
};

/// From byte `at` of a text on, up to the next label: what the part of the file is called.
struct PartLabel {
    std::uint32_t at = 0;
    std::string label; ///< see Place::part

    friend bool operator==(const PartLabel&, const PartLabel&) = default;
};

struct Document;

/// Where a text was taken from.
struct Origin {
    std::shared_ptr<const Document> file; ///< only its path and text; the text as a whole
    std::vector<Segment> segments;        ///< sorted by `at`
    std::vector<PartLabel> parts;         ///< sorted by `at`; may be empty

    /// Byte of the file at which byte `offset` of the text stood.
    [[nodiscard]] std::uint32_t source_of(std::uint32_t offset) const;
    /// Label of the part that byte `offset` belongs to.
    [[nodiscard]] const std::string& part_of(std::uint32_t offset) const;
};

/// One input file, or a text that was taken out of one: `origin` tells them apart.
struct Document {
    std::string path;   ///< relative to what the user named; see InputFile
    std::string folder; ///< see InputFile
    std::string name;   ///< of the file that `text` would be, when it stands inside of the one at `path`
    std::string text;   ///< UTF-8 without byte-order mark, line ends as they were
    std::vector<Node> nodes;
    std::vector<std::uint32_t> line_starts;   ///< offset of the first byte of each line
    std::vector<std::uint32_t> block_columns; ///< code points before each 4 KiB block of `text`; may be empty
    std::shared_ptr<const Origin> origin;     ///< places are those of the file it names; null: of `text`

    /// Fills `line_starts` and `block_columns` from `text`; with these a place costs the same however long
    /// its line is, which matters for minified files.
    void index_text();
    /// True for scalars and for objects and arrays without members.
    [[nodiscard]] bool is_leaf(NodeId node) const;
    /// Place of the value of `node`, its end on the same line (0 when it ends on another line).
    [[nodiscard]] Place place(NodeId node) const;
    /// Place of the key of a member; of the value when there is no key.
    [[nodiscard]] Place key_place(NodeId node) const;
    /// Place of `length` bytes of the decoded text of a string node, from byte `offset` on: escapes,
    /// surrogate pairs and raw line ends in the source are counted as they were written.
    [[nodiscard]] Place place_in_string(NodeId node, std::size_t offset, std::size_t length) const;
    /// Place of the bytes [begin, end) of `text`.
    [[nodiscard]] Place place_at(std::uint32_t begin, std::uint32_t end) const;
    /// Byte of `text` at a line and column, both from 1; the end of the text when there is no such place.
    [[nodiscard]] std::uint32_t offset_of(std::uint32_t line, std::uint32_t column) const;
    /// RFC 6901.
    [[nodiscard]] std::string pointer(NodeId node) const;
    /// Member `key` of an object, the last one of that name; `no_node` when absent.
    [[nodiscard]] NodeId member(NodeId object, std::string_view key) const;
    /// Number of members or elements.
    [[nodiscard]] std::size_t size(NodeId container) const;
};

} // namespace batchai2aml
