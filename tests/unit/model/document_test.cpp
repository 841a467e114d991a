#include "model/document.hpp"

#include <ostream>

#include <gtest/gtest.h>

namespace batchai2aml {

static std::ostream& operator<<(std::ostream& out, const Place& place) {
    return out << place.file << ':' << place.line << ':' << place.column << '-' << place.end_column;
}

namespace {

/// A document whose nodes a test adds by the text that they stand for.
class TestDocument : public Document {
  public:
    explicit TestDocument(std::string source) {
        path = "job.json";
        text = std::move(source);
        index_text();
    }
    NodeId add(NodeId parent, NodeKind kind, std::string_view source, std::string_view key = {}) {
        const auto id = static_cast<NodeId>(nodes.size());
        Node& node = nodes.emplace_back();
        node.kind = kind;
        node.parent = parent;
        node.begin = offset(source);
        node.end = node.begin + static_cast<std::uint32_t>(source.size());
        node.key = key;
        if (!key.empty()) {
            node.key_begin = offset('"' + std::string(key) + '"');
            node.key_end = node.key_begin + static_cast<std::uint32_t>(key.size() + 2);
        }
        if (parent == no_node) return id;
        NodeId* link = &nodes[parent].first_child;
        while (*link != no_node)
            link = &nodes[*link].next_sibling;
        *link = id;
        return id;
    }

  private:
    [[nodiscard]] std::uint32_t offset(std::string_view source) const {
        const std::size_t found = text.find(source);
        EXPECT_NE(found, std::string::npos) << source;
        return static_cast<std::uint32_t>(found);
    }
};

TEST(Place, CountsLinesAndCodePointsFromOne) {
    TestDocument document("{\r\n  \"n\u00e4me\": \"\U0001F600x\", \"n\": 12\n}");
    const NodeId root = document.add(no_node, NodeKind::object, document.text);
    const NodeId name = document.add(root, NodeKind::string, "\"\U0001F600x\"", "n\u00e4me");
    const NodeId count = document.add(root, NodeKind::integer, "12", "n");
    EXPECT_EQ(document.place(root), (Place{"job.json", 1, 1, 0}));
    EXPECT_EQ(document.key_place(name), (Place{"job.json", 2, 3, 9}));
    EXPECT_EQ(document.place(name), (Place{"job.json", 2, 11, 15}));
    EXPECT_EQ(document.place(count), (Place{"job.json", 2, 22, 24}));
    EXPECT_EQ(document.key_place(root), document.place(root));
}

TEST(Place, OfNoNodeIsTheFileAsAWhole) {
    const TestDocument document("{}");
    EXPECT_EQ(document.place(no_node), (Place{"job.json", 0, 0, 0}));
    EXPECT_EQ(document.place_in_string(no_node, 1, 1), (Place{"job.json", 0, 0, 0}));
}

TEST(Place, BeyondTheTextIsItsEnd) {
    const TestDocument document("ab\ncd");
    EXPECT_EQ(document.place_at(100, 200), (Place{"job.json", 2, 3, 3}));
    EXPECT_EQ(document.place_at(2, 3), (Place{"job.json", 1, 3, 0})) << "the line end itself";
}

TEST(Place, IsTheSameWithAndWithoutBlockIndexOnLongLines) {
    std::string line;
    for (int i = 0; i < 5000; ++i)
        line += i % 3 == 0 ? "\u00e9" : "x";
    const TestDocument indexed("first\n" + line + "\nlast");
    TestDocument plain = indexed;
    plain.block_columns.clear();
    ASSERT_GT(indexed.block_columns.size(), 1U);
    for (std::uint32_t begin = 0; begin < indexed.text.size(); begin += 97) {
        EXPECT_EQ(indexed.place_at(begin, begin + 4500), plain.place_at(begin, begin + 4500)) << begin;
    }
    EXPECT_EQ(indexed.place_at(6 + 4096, 6 + 4096).column, 1U + 4096U * 3U / 4U);
}

TEST(PlaceInString, CountsEscapesAsTheyWereWritten) {
    TestDocument document(R"("a\n\"b\u00e9c\ud83d\ude00d")");
    const NodeId node = document.add(no_node, NodeKind::string, document.text);
    document.nodes[node].text = "a\n\"b\u00e9c\U0001F600d";
    const auto columns = [&](std::string_view part) {
        const Place place = document.place_in_string(node, document.nodes[node].text.find(part), part.size());
        return std::pair(place.column, place.end_column);
    };
    EXPECT_EQ(columns("a"), std::pair(2U, 3U));
    EXPECT_EQ(columns("\n"), std::pair(3U, 5U));
    EXPECT_EQ(columns("b"), std::pair(7U, 8U));
    EXPECT_EQ(columns("\u00e9"), std::pair(8U, 14U));
    EXPECT_EQ(columns("c"), std::pair(14U, 15U));
    EXPECT_EQ(columns("\U0001F600"), std::pair(15U, 27U));
    EXPECT_EQ(columns("d"), std::pair(27U, 28U));
    EXPECT_EQ(columns("b\u00e9c"), std::pair(7U, 15U));
}

TEST(PlaceInString, TakesBytesInsideOfAnEscapeAsTheWholeEscape) {
    TestDocument document(R"("\u20ac")");
    const NodeId node = document.add(no_node, NodeKind::string, document.text);
    EXPECT_EQ(document.place_in_string(node, 1, 1), (Place{"job.json", 1, 2, 8}));
}

TEST(PlaceInString, FollowsRawLineEnds) {
    TestDocument document("{\"c\": \"one\r\ntwo three\"}");
    const NodeId root = document.add(no_node, NodeKind::object, document.text);
    const NodeId node = document.add(root, NodeKind::string, "\"one\r\ntwo three\"", "c");
    document.nodes[node].text = "one\r\ntwo three";
    EXPECT_EQ(document.place_in_string(node, 9, 5), (Place{"job.json", 2, 5, 10}));
    EXPECT_EQ(document.place_in_string(node, 0, 6), (Place{"job.json", 1, 8, 0}));
}

TEST(PlaceInString, StaysInsideOfTheString) {
    TestDocument document(R"(["ab", 1])");
    const NodeId root = document.add(no_node, NodeKind::array, document.text);
    const NodeId node = document.add(root, NodeKind::string, "\"ab\"");
    EXPECT_EQ(document.place_in_string(node, 0, std::string::npos), (Place{"job.json", 1, 3, 5}));
    EXPECT_EQ(document.place_in_string(node, 70, 1), (Place{"job.json", 1, 5, 5}));
    EXPECT_EQ(document.place_in_string(node, 1, 0), (Place{"job.json", 1, 4, 4}));
}

TEST(PlaceInString, TakesTextWithoutQuotesAsItIs) {
    TestDocument document("run a\\nb");
    const NodeId node = document.add(no_node, NodeKind::string, document.text);
    EXPECT_EQ(document.place_in_string(node, 7, 1), (Place{"job.json", 1, 8, 9}));
}

TEST(Pointer, EscapesSlashAndTilde) {
    TestDocument document(R"({"a/b": [0, {"~": 1}]})");
    const NodeId root = document.add(no_node, NodeKind::object, document.text);
    const NodeId array = document.add(root, NodeKind::array, R"([0, {"~": 1}])", "a/b");
    document.add(array, NodeKind::integer, "0");
    const NodeId object = document.add(array, NodeKind::object, R"({"~": 1})");
    const NodeId value = document.add(object, NodeKind::integer, "1", "~");
    EXPECT_EQ(document.pointer(root), "");
    EXPECT_EQ(document.pointer(object), "/a~1b/1");
    EXPECT_EQ(document.pointer(value), "/a~1b/1/~0");
    EXPECT_EQ(document.pointer(no_node), "");
}

TEST(Member, IsTheLastOneOfItsName) {
    TestDocument document(R"({"a": 1, "a": 2, "b": []})");
    const NodeId root = document.add(no_node, NodeKind::object, document.text);
    const NodeId first = document.add(root, NodeKind::integer, "1", "a");
    document.nodes[first].duplicate = true;
    const NodeId second = document.add(root, NodeKind::integer, "2", "a");
    const NodeId empty = document.add(root, NodeKind::array, "[]", "b");
    EXPECT_EQ(document.member(root, "a"), second);
    EXPECT_EQ(document.member(root, "b"), empty);
    EXPECT_EQ(document.member(root, "c"), no_node);
    EXPECT_EQ(document.member(second, "a"), no_node);
    EXPECT_EQ(document.member(no_node, "a"), no_node);
    EXPECT_EQ(document.size(root), 2U) << "a name counts once";
    EXPECT_EQ(document.size(empty), 0U);
    EXPECT_EQ(document.size(no_node), 0U);
}

TEST(Leaf, IsAScalarOrAnEmptyContainer) {
    TestDocument document(R"({"a": 1, "b": []})");
    const NodeId root = document.add(no_node, NodeKind::object, document.text);
    EXPECT_TRUE(document.is_leaf(document.add(root, NodeKind::integer, "1", "a")));
    EXPECT_TRUE(document.is_leaf(document.add(root, NodeKind::array, "[]", "b")));
    EXPECT_FALSE(document.is_leaf(root));
    EXPECT_FALSE(document.is_leaf(no_node));
}

} // namespace
} // namespace batchai2aml
