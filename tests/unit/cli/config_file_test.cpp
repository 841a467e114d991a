#include "cli/config_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string error(std::string_view yaml) {
    const auto entries = read_config(yaml);
    return entries ? "no error" : entries.error().message;
}

TEST(ConfigFile, JoinsNestedKeysToPaths) {
    const auto entries = read_config("# settings\n"
                                     "compute: gpu\n"
                                     "mounts:\n"
                                     "  afs: azure_file:mystorage/share\n"
                                     "  \"b/c.d\": 'azure_blob:mystorage/box'\n"
                                     "findings: {B2A0111: off}\n");
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries.value().size(), 4U);
    EXPECT_EQ(entries.value()[0].path, "compute");
    EXPECT_EQ(entries.value()[0].value, "gpu");
    EXPECT_EQ(entries.value()[0].line, 2U);
    EXPECT_EQ(entries.value()[2].path, "mounts.b/c.d");
    EXPECT_EQ(entries.value()[2].column, 3U);
    EXPECT_EQ(entries.value()[3].value, "off") << "as it is written, not as a truth value";
}

TEST(ConfigFile, MayBeEmpty) {
    for (const std::string_view yaml : {"", "\n", "# nothing\n", "---\n", "~\n"})
        EXPECT_EQ(error(yaml), "no error") << yaml;
}

TEST(ConfigFile, RefusesAllThatIsNoPlainSetting) {
    EXPECT_EQ(error("- a\n"), "1:1: settings are expected, such as 'scale: exact'");
    EXPECT_EQ(error("text\n"), "1:1: settings are expected, such as 'scale: exact'");
    EXPECT_EQ(error("a: 1\nb: [x]\n"), "2:4: \"b\" takes a text, not a list");
    EXPECT_EQ(error("a:\n  b:\n    c: 1\n"), "3:5: \"a.b\" takes a text, not a group of settings");
    EXPECT_EQ(error("a: 1\na: 2\n"), "2:1: \"a\" is set twice");
    EXPECT_EQ(error("a:\n  b: 1\n  b: 2\n"), "3:3: \"a.b\" is set twice");
    EXPECT_EQ(error("a: &x 1\nb: *x\n"), "1:4: anchors and aliases are not taken; write the value out");
    EXPECT_EQ(error("b: *x\n"), "1:4: anchors and aliases are not taken; write the value out");
    EXPECT_EQ(error("a: !!python/object:os.system 1\n"), "1:4: tags (!) are not taken");
    EXPECT_EQ(error("? [a]\n: 1\n"), "1:3: a name of a setting is expected");
    EXPECT_EQ(error("a: 1\n---\nb: 2\n"), "2:1: only one document is read");
}

TEST(ConfigFile, SaysWhereItIsNoYaml) {
    EXPECT_THAT(error("a: \"x\n"), HasSubstr("this is no valid YAML: "));
    EXPECT_THAT(error("a: [\n"), HasSubstr("takes a text, not a list"));
    EXPECT_THAT(error("\ta: 1\n"), HasSubstr("1:1: this is no valid YAML"));
    EXPECT_THAT(error("a: \xff\n"), HasSubstr("this is no valid YAML"));
    EXPECT_THAT(error(std::string("a: \0\n", 5)), HasSubstr("this is no valid YAML"));
}

TEST(ConfigFile, SurvivesDeepNesting) {
    EXPECT_THAT(error(std::string(100000, '{')), HasSubstr("name of a setting is expected"));
    EXPECT_THAT(error("a: " + std::string(100000, '[')), HasSubstr("not a list"));
}

TEST(ConfigFile, NamesEachSettingThatIsWrong) {
    Options options;
    EXPECT_THAT(
        apply_config("scale: exact\nvm-size: 'a b'\nmont:\n  afs: x\n", "my.yml", options),
        ElementsAre("my.yml:2:1: setting \"vm-size\": \"a b\" is no VM size; one looks like Standard_NC6s_v3",
                    HasSubstr("my.yml:4:3: there is no setting \"mont.afs\"")));
    EXPECT_EQ(options.scale, ScalePolicy::exact);
    EXPECT_THAT(apply_config("a: [", "\x1b.yml", options), ElementsAre(HasSubstr("\\x1b.yml:1:4: ")));
    EXPECT_THAT(apply_config("compute: gpu\n", "my.yml", options), IsEmpty());
}

} // namespace
} // namespace batchai2aml::cli
