// Texts of Azure Resource Manager: as requests spell them, and as templates do (azureml.md 3.2).
#include "emitter/arm_value.hpp"

#include <gmock/gmock.h>

#include "emitter/arm_parameters.hpp"
#include "emitter/arm_resources.hpp"
#include "emitter/registries.hpp"

namespace batchai2aml {
namespace {

using arm::Array;
using arm::Object;
using arm::Parameter;
using arm::ResourceId;
using arm::Text;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::Pair;

Text with_parameter() {
    Text text;
    text.parts = {std::string("train-"), Parameter{"jobSuffix"}};
    return text;
}

TEST(ArmValue, SpellsTheSameTreeAsRequestAndAsTemplate) {
    const Object value{{"name", with_parameter()},
                       {"id", ResourceId{"environments/versions", {std::string("tf"), std::string("1")}}},
                       {"count", std::int64_t{2}},
                       {"none", Object{}},
                       {"list", Array{true, "a\"b"}}};
    const arm::Known known{{"subscription", "s"}, {"resourceGroup", "g"}};
    EXPECT_EQ(arm::spell_request(value, known),
              "{\n"
              "  \"name\": \"train-{jobSuffix}\",\n"
              "  \"id\": "
              "\"/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/"
              "{workspace}/environments/tf/versions/1\",\n"
              "  \"count\": 2,\n"
              "  \"none\": {},\n"
              "  \"list\": [\n    true,\n    \"a\\\"b\"\n  ]\n"
              "}\n");
    EXPECT_EQ(arm::spell_template(value),
              "{\n"
              "  \"name\": \"[concat('train-', parameters('jobSuffix'))]\",\n"
              "  \"id\": \"[resourceId('Microsoft.MachineLearningServices/workspaces/environments/versions', "
              "parameters('workspace'), 'tf', '1')]\",\n"
              "  \"count\": 2,\n"
              "  \"none\": {},\n"
              "  \"list\": [\n    true,\n    \"a\\\"b\"\n  ]\n"
              "}\n");
}

TEST(ArmValue, MasksInTemplatesWhatLooksLikeAnExpression) {
    const auto spelled = [](const char* text) { return arm::spell_template(text); };
    EXPECT_EQ(spelled("[ -d x ] && [ -d y ]"), "\"[[ -d x ] && [ -d y ]\"\n");
    EXPECT_EQ(spelled("[[x]"), "\"[[[x]\"\n");
    EXPECT_EQ(spelled("[]"), "\"[[]\"\n");
    EXPECT_EQ(spelled("[ -d x ] && ls"), "\"[ -d x ] && ls\"\n") << "it does not end in a bracket";
    EXPECT_EQ(spelled("["), "\"[\"\n");
    EXPECT_EQ(arm::spell_request("[x]", {}), "\"[x]\"\n");
}

TEST(ArmValue, QuotesTextsInExpressions) {
    Text text;
    text.parts = {std::string("it's"), Parameter{"a"}};
    EXPECT_EQ(arm::expression(text), "concat('it''s', parameters('a'))");
}

TEST(ArmValue, FindsPlaceholdersWhereTheyStandAndNowhereElse) {
    const Object value{{"a/b", Object{{"c~d", with_parameter()}}},
                       {"users", "{jobSuffix}"},
                       {"list", Array{"x", with_parameter()}}};
    EXPECT_THAT(arm::placeholders(value, {}, "/body"), ElementsAre("/body/a~1b/c~0d", "/body/list/1"));
    EXPECT_THAT(arm::placeholders(value, {{"jobSuffix", "1"}}, "/body"), ElementsAre());
}

TEST(ArmDuration, IsSpelledAsTheClientDoes) {
    EXPECT_EQ(arm::iso_duration(0), "P0D");
    EXPECT_EQ(arm::iso_duration(59), "PT59S");
    EXPECT_EQ(arm::iso_duration(300), "PT5M");
    EXPECT_EQ(arm::iso_duration(3601), "PT1H1S");
    EXPECT_EQ(arm::iso_duration(9000), "PT2H30M");
    EXPECT_EQ(arm::iso_duration(90061), "P1DT1H1M1S");
    EXPECT_EQ(arm::iso_duration(604800), "P7D");
}

TEST(ArmEnvironmentNames, AreTheImagesAndNeverAlike) {
    EXPECT_THAT(arm::environment_names({"python:3.7"}, {}), ElementsAre(Pair("python:3.7", "python-3-7")));
    const auto names = arm::environment_names({"a/b:1", "a-b:1", "<x>", "<>", "maps"}, {"maps"});
    EXPECT_THAT(names.at("a/b:1"), MatchesRegex("a-b-1-h[0-9a-f]{6}"));
    EXPECT_THAT(names.at("a-b:1"), MatchesRegex("a-b-1-h[0-9a-f]{6}"));
    EXPECT_NE(names.at("a/b:1"), names.at("a-b:1"));
    EXPECT_EQ(names.at("<x>"), "x");
    EXPECT_THAT(names.at("<>"), MatchesRegex("image-[0-9a-f]{6}"));
    EXPECT_THAT(names.at("maps"), MatchesRegex("maps-h[0-9a-f]{6}")) << "an environment has the name";
}

TEST(ArmEnvironmentNames, StayShort) {
    const std::string image(1000, 'a');
    EXPECT_LT(arm::environment_names({image}, {}).at(image).size(), 250U);
}

TEST(ConnectionNames, DifferForDifferentRegistries) {
    EXPECT_EQ(connection_name("nvcr.io"), "registry-nvcr-io");
    EXPECT_NE(connection_name("a-b.io"), connection_name("a.b-io"));
    const std::string end = ".registry.contoso.example";
    EXPECT_NE(connection_name("one-long-name" + end), connection_name("one-long-name2" + end));
    EXPECT_LE(connection_name("one-long-name" + end).size(), 33U);
    EXPECT_NE(arm::password_parameter("a-b.io"), arm::password_parameter("a.b-io"));
}

} // namespace
} // namespace batchai2aml
