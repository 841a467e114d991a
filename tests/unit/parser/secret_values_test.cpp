// Where secrets in texts begin and end, and what only looks like one (batchai.md 9).
#include "parser/secret_values.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> found(const std::string& text, const std::string& learnt = "{}") {
    SecretFinder finder;
    finder.learn(read_document("x.json", "", learnt).document);
    finder.prepare();
    std::vector<std::string> out;
    for (const SecretSpan& span : finder.find(text))
        out.push_back(text.substr(span.begin, span.end - span.begin));
    return out;
}

TEST(SecretValues, EndWhereverTheyAreLookedAtFirst) {
    SecretValues values("a bc d");
    EXPECT_EQ(values.end_of(2), 4U);
    EXPECT_EQ(values.end_of(3), 4U);
    EXPECT_EQ(values.end_of(0), 1U);
    EXPECT_EQ(values.end_of(5), 6U);
}

TEST(SecretValues, InsideOfAnEarlierOneAreNotGivenAgain) {
    SecretValues values("sig=sig=a b");
    const auto first = values.at(4);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->begin, 4U);
    EXPECT_EQ(first->end, 9U);
    EXPECT_FALSE(values.at(8));
}

TEST(Flags, MayBeWrittenWithUnderscores) {
    EXPECT_THAT(found("a --storage_key geheim1"), ElementsAre("geheim1"));
    EXPECT_THAT(found("a --db_password geheim1"), ElementsAre("geheim1"));
}

TEST(Flags, OfOtherWordsAreHarmless) {
    for (const char* text : {"a --source-folder data", "a --auth-type kerberos", "python reset-password now",
                             "a --num-sig=7", "cat notes/-password x", "pwd=x"})
        EXPECT_THAT(found(text), IsEmpty()) << text;
}

TEST(Overlaps, OfAKnownSecretAndAPatternAreOneSecret) {
    EXPECT_THAT(found("password=abc123,def x", R"({"password": "123,def"})"), ElementsAre("abc123,def"));
}

TEST(Names, OfSecretsAreNoSecrets) {
    const std::string job = R"({"secrets": [{"name": "DATABASE_LOGIN", "value": "geheim-1"}],
        "environmentVariables": [{"name": "API_KEY_2018", "value": "abc-1"}]})";
    EXPECT_THAT(found("run DATABASE_LOGIN API_KEY_2018", job), IsEmpty());
    EXPECT_THAT(found("run abc-1 now", job), IsEmpty()) << "too short to be looked for everywhere";
}

} // namespace
} // namespace batchai2aml
