#include "emitter/block_writer.hpp"

#include <gmock/gmock.h>

#include "random_text.hpp"
#include "read_yaml.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {
namespace {

using test::read_yaml;
using testing::ElementsAre;
using testing::HasSubstr;

std::string literal(std::string_view text) {
    BlockWriter out;
    out.begin_mapping("outer");
    out.literal("key", text);
    out.string("next", "value");
    out.end();
    return std::move(out).take();
}

TEST(BlockWriter, WritesNestedMappingsInTheOrderOfTheCalls) {
    BlockWriter out;
    out.string("type", "command");
    out.begin_mapping("resources");
    out.integer("instance_count", 2);
    out.begin_mapping("deeper");
    out.boolean("yes", true);
    out.end();
    out.end();
    out.quoted("last", "word");
    EXPECT_EQ(std::move(out).take(), "type: command\n"
                                     "resources:\n"
                                     "  instance_count: 2\n"
                                     "  deeper:\n"
                                     "    \"yes\": true\n"
                                     "last: \"word\"\n");
}

TEST(BlockWriter, WritesSequencesOfScalarsAndMappings) {
    BlockWriter out;
    out.begin_sequence("list");
    out.item("a");
    out.item("- b");
    out.begin_item_mapping();
    out.comment("about x");
    out.string("x", "1");
    out.string("z", "w");
    out.end();
    out.end();
    const std::string text = std::move(out).take();
    EXPECT_EQ(text, "list:\n  - a\n  - \"- b\"\n  - # about x\n    x: \"1\"\n    z: w\n");
    const test::Tree list = read_yaml(text)["list"];
    ASSERT_EQ(list.items.size(), 3U);
    EXPECT_EQ(list.items[1].text, "- b");
    EXPECT_THAT(list.items[2].keys(), ElementsAre("x", "z"));
}

TEST(BlockWriter, WritesEmptyContainersAsSuch) {
    BlockWriter out;
    out.begin_mapping("mapping");
    out.end();
    out.begin_sequence("sequence");
    out.end();
    out.begin_mapping("commented");
    out.comment("nothing here");
    out.end();
    out.begin_sequence("items");
    out.begin_item_mapping();
    out.end();
    out.end();
    EXPECT_EQ(std::move(out).take(),
              "mapping: {}\nsequence: []\ncommented:\n  # nothing here\n  {}\nitems:\n  - {}\n");
}

TEST(BlockWriter, PutsCommentsAboveTheKeyAtItsIndent) {
    BlockWriter out;
    out.begin_mapping("a");
    out.comment("about b");
    out.string("b", "c");
    out.end();
    EXPECT_EQ(std::move(out).take(), "a:\n  # about b\n  b: c\n");
}

TEST(BlockWriter, WrapsLongCommentsAndIndentsListEntries) {
    BlockWriter out;
    out.comment(" - " + std::string(60, 'a') + " " + std::string(60, 'b'));
    EXPECT_EQ(std::move(out).take(),
              "#  - " + std::string(60, 'a') + "\n#    " + std::string(60, 'b') + "\n");
}

TEST(BlockWriter, KeepsWordsOfACommentThatAreTooLongForALine) {
    BlockWriter out;
    out.comment("see " + std::string(150, 'x') + " there");
    EXPECT_EQ(std::move(out).take(), "# see\n# " + std::string(150, 'x') + "\n# there\n");
}

TEST(BlockWriter, NeverLetsACommentEndBeforeItsText) {
    BlockWriter out;
    out.comment("one\ntype: a\r\ntype: b\rtype: c\u0085type: d\u2028type: e\x1b[2Jf\xff"
                + std::string(1, '\0'));
    out.string("key", "value");
    const std::string text = std::move(out).take();
    EXPECT_EQ(text, "# one\n# type: a\n# type: b\n# type: c\n# type: d\n# type: e[2Jf\uFFFD\nkey: value\n");
    EXPECT_THAT(read_yaml(text).keys(), ElementsAre("key"));
}

TEST(BlockWriter, WritesEmptyLinesOfACommentWithoutTrailingBlanks) {
    BlockWriter out;
    out.comment("a\n\n  \nb");
    EXPECT_EQ(std::move(out).take(), "# a\n#\n#\n# b\n");
}

TEST(BlockWriter, QuotesKeysLikeValues) {
    BlockWriter out;
    for (const char* key : {"on", "a: b", "#", "1", "", "a\nb", "- x"})
        out.string(key, "v");
    EXPECT_THAT(read_yaml(std::move(out).take()).keys(),
                ElementsAre("on", "a: b", "#", "1", "", "a\nb", "- x"));
}

TEST(BlockWriter, WritesKeysOfAnyLength) {
    const std::string key(5000, 'k');
    BlockWriter out;
    out.begin_mapping("m");
    out.string(key, "v");
    out.begin_mapping(key + "2");
    out.string("inner", "w");
    out.end();
    out.end();
    const test::Tree read = read_yaml(std::move(out).take())["m"];
    EXPECT_EQ(read[key].text, "v");
    EXPECT_EQ(read[key + "2"]["inner"].text, "w");
}

TEST(BlockWriter, WritesLongTextsAsLiteralBlocks) {
    EXPECT_EQ(literal("echo a\n\n  echo b"),
              "outer:\n  key: |-\n    echo a\n\n      echo b\n  next: value\n");
    EXPECT_EQ(literal("a\n"), "outer:\n  key: |\n    a\n  next: value\n");
    EXPECT_EQ(literal("a\n\n"), "outer:\n  key: |+\n    a\n\n  next: value\n");
}

TEST(BlockWriter, GivesTheIndentWhereAReaderWouldGuessItWrong) {
    EXPECT_THAT(literal("  a\nb"), HasSubstr("key: |2-\n      a\n"));
    EXPECT_THAT(literal("\n\ta"), HasSubstr("key: |2-\n"));
}

TEST(BlockWriter, QuotesWhatALiteralBlockCannotSay) {
    for (const char* text : {"a\r\nb", "a\nb\x07", "a\n\u2028b", "a\n\u202Eb", " \n ", "\n", ""}) {
        EXPECT_THAT(literal(text), HasSubstr("key: \"")) << text;
        EXPECT_EQ(read_yaml(literal(text))["outer"]["key"].text, text);
    }
}

TEST(BlockWriter, LiteralBlocksReadBackAsTheSameStringWhateverItIs) {
    test::RandomText random(42, test::yaml_fragments());
    test::RandomText lines(43, {" ", "\n", "\t", "a", "# b", "- c", "d: e", "---", "é"});
    for (int i = 0; i < 10000; ++i) {
        for (const std::string& text : {random.next(8), lines.next(12)}) {
            const test::Tree read = read_yaml(literal(text))["outer"];
            ASSERT_EQ(read["key"].text, utf8::repaired(text));
            ASSERT_EQ(read["next"].text, "value");
        }
    }
}

TEST(BlockWriter, StaysOneDocumentWithAnyKeysValuesAndComments) {
    test::RandomText random(99, test::yaml_fragments());
    for (int i = 0; i < 5000; ++i) {
        const std::string comment = random.next(8);
        const std::string key = "k" + random.next(6);
        const std::string value = random.next(6);
        BlockWriter out;
        out.comment(comment);
        out.begin_mapping(key);
        out.comment(comment);
        out.string(value, key);
        out.end();
        const test::Tree read = read_yaml(std::move(out).take());
        ASSERT_THAT(read.keys(), ElementsAre(utf8::repaired(key)));
        ASSERT_EQ(read[utf8::repaired(key)][utf8::repaired(value)].text, utf8::repaired(key));
    }
}

} // namespace
} // namespace batchai2aml
