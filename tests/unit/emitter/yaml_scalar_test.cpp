#include "emitter/yaml_scalar.hpp"

#include <gmock/gmock.h>

#include <regex>

#include "random_text.hpp"
#include "read_yaml.hpp"
#include "support/utf8.hpp"

namespace batchai2aml {
namespace {

/// What PyYAML (YAML 1.1) or a reader of YAML 1.2 takes for something else than a string.
bool has_a_type(const std::string& plain) {
    static const std::vector<std::regex> types{
        std::regex(R"(y|Y|n|N|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)"),
        std::regex(R"([-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+]?[0-9]+)?|[-+]?\.[0-9][0-9_]*([eE][-+]?[0-9]+)?)"),
        std::regex(R"([-+]?[0-9][0-9_]*([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)"),
        std::regex(R"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[-+]?0b[0-1_]+|[-+]?0x[0-9a-fA-F_]+|0o[0-7]+)"),
        std::regex(R"(~|null|Null|NULL||<<|=)"),
        std::regex(R"([0-9]{4}-[0-9]{2}-[0-9]{2})"),
        std::regex(R"([0-9]{4}-[0-9][0-9]?-[0-9][0-9]?([Tt]|[ \t]+)[0-9][0-9]?:[0-9]{2}:[0-9]{2}(\.[0-9]*)?)"
                   R"(([ \t]*(Z|[-+][0-9][0-9]?(:[0-9]{2})?))?)")};
    return std::any_of(types.begin(), types.end(),
                       [&](const auto& type) { return std::regex_match(plain, type); });
}

class ReadAsSomethingElse : public testing::TestWithParam<const char*> {};

TEST_P(ReadAsSomethingElse, IsQuoted) {
    const std::string text = GetParam();
    const std::string spelled = yaml::spell_scalar(text);
    EXPECT_THAT(spelled, testing::AnyOf(testing::StartsWith("\""), testing::StartsWith("'")));
    EXPECT_EQ(test::read_yaml("key: " + spelled + "\n")["key"].text, text);
}

INSTANTIATE_TEST_SUITE_P(Words, ReadAsSomethingElse,
                         testing::Values("on", "ON", "Off", "y", "N", "yes", "no", "true", "False", "null",
                                         "NULL", "~", "", "=", "<<", ".inf", "-.INF", "+.inf", ".NaN"));
INSTANTIATE_TEST_SUITE_P(Numbers, ReadAsSomethingElse,
                         testing::Values("0", "012", "0o7", "0x1F", "0b101", "1e3", "1.5E+7", ".5", "5.",
                                         "1_000", "+1", "-1", "12:30", "190:20:30.15", "2018-06-15",
                                         "2018-06-15 10:00:00", "2001-12-14t21:59:43.10-05:00",
                                         "2001-12-14 21:59:43.10 Z"));
INSTANTIATE_TEST_SUITE_P(Syntax, ReadAsSomethingElse,
                         testing::Values("- a", "-", "? a", ": a", "a: b", "a:", "a #b", "#a", "[a", "]",
                                         "{a", "}", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a", "@a",
                                         "`a", "---", "...", ",a", " a", "a ", "a\tb", "\t", "a\nb", "\n",
                                         "a\r", "a\r\nb", "\x1b[31m", "\x7f", "a\u0085b", "a\u2028b",
                                         "\uFEFFa", "a\u200B", "a\u202Eb", "it's: \"so\""));

TEST(SpellScalar, LeavesOrdinaryTextUnquoted) {
    for (const char* text :
         {"a", "STANDARD_NC6", "16g", "azureml:gpu-cl", "azureml://datastores/a/paths/${{name}}/", "$schema",
          "./outputs", "it's so", "a b", "naïve", "中文", "nothing", "ones", "v1.2-rc",
          "contoso.azurecr.io/train:1", "/subscriptions/0/x"}) {
        EXPECT_EQ(yaml::spell_scalar(text), text);
    }
}

TEST(SpellScalar, PrefersSingleQuotesToEscapes) {
    EXPECT_EQ(yaml::spell_scalar("12"), "\"12\"");
    EXPECT_EQ(yaml::spell_scalar("\"a\\b\": it's"), "'\"a\\b\": it''s'");
    EXPECT_EQ(yaml::spell_scalar("\\a\n"), "\"\\\\a\\n\"");
}

TEST(SpellScalar, WritesReplacementCharactersForInvalidUtf8) {
    EXPECT_EQ(yaml::spell_scalar("a\xff"
                                 "b"),
              "a\uFFFD"
              "b");
    EXPECT_EQ(yaml::spell_quoted("\xc3"), "\"\uFFFD\"");
    EXPECT_EQ(yaml::spell_scalar("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
}

TEST(SpellScalar, EscapesNulAndNonCharacters) {
    EXPECT_EQ(yaml::spell_scalar(std::string(1, '\0')), "\"\\0\"");
    EXPECT_EQ(yaml::spell_scalar("\uFFFE"), "\"\\uFFFE\"");
    EXPECT_EQ(yaml::spell_scalar("\U0001FFFF"), "\"\\U0001FFFF\"");
}

TEST(SpellScalar, ReadsBackAsTheSameStringWhateverItIs) {
    test::RandomText random(20190331, test::yaml_fragments());
    for (int i = 0; i < 20000; ++i) {
        const std::string text = random.next(6);
        const test::Tree read = test::read_yaml("key: " + yaml::spell_scalar(text) + "\n")["key"];
        ASSERT_EQ(read.text, utf8::repaired(text));
        ASSERT_FALSE(read.plain && has_a_type(read.text)) << text;
        ASSERT_FALSE(test::read_yaml("key: " + yaml::spell_quoted(text) + "\n")["key"].plain);
    }
}

TEST(SpellScalar, NeverPutsControlCharactersIntoTheFile) {
    test::RandomText random(7, test::yaml_fragments());
    for (int i = 0; i < 5000; ++i) {
        const std::string spelled = yaml::spell_scalar(random.next(6));
        for (std::size_t at = 0; at < spelled.size();) {
            const utf8::Decoded next = utf8::decode(spelled, at);
            ASSERT_TRUE(utf8::is_visible(next.value)) << spelled;
            at += next.length;
        }
    }
}

} // namespace
} // namespace batchai2aml
