#include "rehearse/yaml_tree.hpp"

#include <gmock/gmock.h>

namespace batchai2aml {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string error_of(std::string_view yaml) {
    const auto tree = read_yaml(yaml);
    return tree ? "(no error)" : tree.error().message;
}

TEST(YamlTree, KeepsTextsAsWrittenAndMembersInOrder) {
    const auto tree = read_yaml("b: 012\na: 'yes'\nc: |-\n  one\n  two\nlist: [1, {x: ~}]\n");
    ASSERT_TRUE(tree);
    const YamlNode& root = tree.value();
    ASSERT_EQ(root.members.size(), 4U);
    EXPECT_EQ(root.members[0].key, "b");
    EXPECT_EQ(root.text_of("b"), "012");
    EXPECT_EQ(root.text_of("a"), "yes");
    EXPECT_EQ(root.text_of("c"), "one\ntwo");
    ASSERT_EQ(root.find("list")->items.size(), 2U);
    EXPECT_EQ(root.find("list")->items[1].text_of("x"), "~");
    EXPECT_EQ(root.find("absent"), nullptr);
    EXPECT_EQ(root.text_of("list"), "");
}

TEST(YamlTree, SaysWhereSomethingIsWrong) {
    EXPECT_THAT(error_of("a: [1\nb: 2\n"), StartsWith("2:"));
    EXPECT_THAT(error_of(""), HasSubstr("empty"));
    EXPECT_THAT(error_of("a: &x 1\n"), StartsWith("1:4: anchors"));
    EXPECT_THAT(error_of("a: *x\n"), HasSubstr("aliases"));
    EXPECT_THAT(error_of("? [a]\n: 1\n"), HasSubstr("a name is expected"));
    EXPECT_THAT(error_of(std::string(100, '[')), HasSubstr("too deep"));
}

} // namespace
} // namespace batchai2aml
