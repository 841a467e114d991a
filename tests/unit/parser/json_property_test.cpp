#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parser/json/reader.hpp"

namespace batchai2aml {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view sample = R"({ // comment
  "$schema": "https://example.com/job.json", "properties": {
    "nodeCount": 2, "ratio": -1.5e-3, "big": 123456789012345678901234567890, "on": true, "off": false, "no": null,
    "commandLine": "echo \"é €\" \ud83d\ude00 \\
	next line", "empty": {}, "list": [ ], "nested": [[1, 2,], {"a": {"b": []}}, "x"], "a": 1, "a": {"deep": [1]},
  } /* end */
})";

std::string slice(const Document& document, NodeId id) {
    return document.text.substr(document.nodes[id].begin, document.nodes[id].end - document.nodes[id].begin);
}

/// Nodes stand in the order of the text, so those below a node follow it.
void expect_same_subtree(const Document& whole, NodeId top, const Document& part) {
    ASSERT_LE(top + part.nodes.size(), whole.nodes.size());
    for (NodeId i = 0; i < part.nodes.size(); ++i) {
        const Node& a = whole.nodes[top + i];
        const Node& b = part.nodes[i];
        EXPECT_EQ(a.kind, b.kind);
        EXPECT_EQ(a.text, b.text);
        EXPECT_EQ(a.begin - whole.nodes[top].begin, b.begin);
        EXPECT_EQ(a.end - a.begin, b.end - b.begin);
        if (i == 0) continue;
        EXPECT_EQ(a.key, b.key);
        EXPECT_EQ(a.duplicate, b.duplicate);
        EXPECT_EQ(a.parent - top, b.parent);
    }
}

void expect_each_node_reads_back(const Document& document) {
    for (NodeId id = 0; id < document.nodes.size(); ++id) {
        auto again = read_json(slice(document, id));
        ASSERT_TRUE(again.ok()) << document.pointer(id) << ": " << again.error().message;
        expect_same_subtree(document, id, again.value().document);
    }
}

TEST(JsonProperty, SourceOfEachNodeReadsBackAsTheSameValue) {
    const auto result = read_json(std::string(sample));
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(result.value().document.nodes.size(), 24U);
    expect_each_node_reads_back(result.value().document);
}

void expect_sane(const std::string& text) {
    const auto result = read_json(text);
    if (result.ok()) {
        for (const Node& node : result.value().document.nodes) {
            ASSERT_LT(node.begin, node.end) << text;
            ASSERT_LE(node.end, result.value().document.text.size()) << text;
        }
        return;
    }
    const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    EXPECT_FALSE(result.error().message.empty());
    EXPECT_LE(result.error().line, lines) << text;
}

TEST(JsonProperty, EachPrefixIsRefusedWithAPlace) {
    for (std::size_t length = 0; length < sample.size(); ++length) {
        const auto result = read_json(std::string(sample.substr(0, length)));
        ASSERT_FALSE(result.ok()) << length;
        EXPECT_GE(result.error().line, 1U) << length;
        EXPECT_GE(result.error().column, 1U) << length;
    }
}

TEST(JsonProperty, DamagedTextIsReadOrRefused) {
    constexpr std::string_view bytes = "{}[]\",:\\/*#'u0123e.-tfn \n\r\t\x01\x7f\x80\xC3\xEF\xBB\xBF\xFF";
    std::mt19937 random(20190331); // NOLINT: the same damage in each run
    const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    for (int round = 0; round < 5000; ++round) {
        std::string text(sample);
        for (std::size_t edits = 1 + pick(4); edits > 0; --edits) {
            const std::size_t at = pick(text.size());
            const std::size_t action = pick(3);
            if (action == 0) text[at] = bytes[pick(bytes.size())];
            if (action == 1) text.erase(at, 1 + pick(5));
            if (action == 2) text.insert(at, 1, bytes[pick(bytes.size())]);
        }
        expect_sane(text);
    }
}

class JsonCorpus : public testing::Test {
  protected:
    void SetUp() override {
        const char* folder = std::getenv("BATCHAI2AML_CORPUS"); // NOLINT(concurrency-mt-unsafe)
        if (folder == nullptr) GTEST_SKIP() << "BATCHAI2AML_CORPUS does not name the folder of the corpus";
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == ".json") files.push_back(entry.path());
        }
        ASSERT_FALSE(files.empty());
    }
    static std::string bytes(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::vector<fs::path> files;
};

bool has_unescaped_quotes(const fs::path& path) {
    return path.filename() == "Horovod_StockPrediction-Keras_BatchAIconfig.json";
}

TEST_F(JsonCorpus, IsReadUpToOneFileWithUnescapedQuotes) {
    int refused = 0;
    std::vector<std::string> repaired;
    for (const fs::path& path : files) {
        const auto result = read_json(bytes(path));
        EXPECT_TRUE(looks_like_json(bytes(path))) << path;
        EXPECT_EQ(result.ok(), !has_unescaped_quotes(path)) << path;
        if (result.ok()) {
            EXPECT_TRUE(result.value().duplicates.empty()) << path;
            if (!result.value().repairs.empty()) repaired.push_back(path.parent_path().filename());
            continue;
        }
        ++refused;
        EXPECT_EQ(result.error().line, 6U);
        EXPECT_EQ(result.error().column, 84U);
        EXPECT_THAT(result.error().message, testing::HasSubstr("a double quote inside the text"));
    }
    EXPECT_EQ(refused, 1);
    EXPECT_THAT(repaired, testing::UnorderedElementsAre("TensorFlow-GPU", "TensorFlow-GPU-Distributed"));
}

TEST_F(JsonCorpus, ReadsBackNodeByNode) {
    for (const fs::path& path : files) {
        const auto result = read_json(bytes(path));
        if (result.ok()) expect_each_node_reads_back(result.value().document);
    }
}

} // namespace
} // namespace batchai2aml
