// Reading what Batch AI ignored as it was meant (batchai.md 10.2, 15).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Parsed lenient(const std::string& json) {
    return Parsed(json, "job.json", IgnoredMembers::read);
}

struct Case {
    const char* name;
    const char* json;
    const char* code; ///< of the finding when Batch AI is followed
};

class IgnoredMember : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(
    Spellings, IgnoredMember,
    testing::Values(
        Case{"WrongCase", R"({"properties": {"NodeCount": 3, "cntkSettings": {"processCount": 5}}})",
             "B2A0206"},
        Case{"SnakeCase", R"({"properties": {"node_count": 3, "cntkSettings": {"process_count": 5}}})",
             "B2A0206"},
        Case{"PrivatePreview",
             R"({"properties": {"nodeCount": 3, "cntkSettings": {"numberOfProcesses": 5}}})", "B2A0207"},
        Case{"Misspelt", R"({"properties": {"nodeCuont": 3, "cntkSettings": {"processCount": 5}}})",
             "B2A0207"},
        Case{"BesideProperties", R"({"properties": {"cntkSettings": {"processCount": 5}}, "nodeCount": 3})",
             "B2A0210"},
        Case{"BesideEmptyProperties", R"({"properties": {"toolType": "cntk"}, "nodeCount": 3,
             "cntkSettings": {"processCount": 5}})",
             "B2A0210"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_P(IgnoredMember, IsReadAsMeantOnlyWhenReadingIsLenient) {
    const Parsed strict(GetParam().json);
    const bool both = value_of(strict.job().node_count) == 3 && !strict.job().toolkits.empty()
                      && value_of(strict.job().toolkits[0].process_count) == 5;
    EXPECT_FALSE(both);
    EXPECT_THAT(strict.codes(), testing::Contains(GetParam().code));
    EXPECT_THAT(strict.codes(), testing::Not(testing::Contains("B2A0213")));

    const Parsed meant = lenient(GetParam().json);
    EXPECT_EQ(value_of(meant.job().node_count), 3);
    ASSERT_THAT(meant.job().toolkits, testing::SizeIs(1));
    EXPECT_EQ(value_of(meant.job().toolkits[0].process_count), 5);
    EXPECT_THAT(meant.codes(), testing::Each("B2A0213"));
    EXPECT_THAT(meant.codes(), testing::Not(IsEmpty())) << "nothing is changed in silence";
}

TEST(LenientReading, TakesTheArgumentsThatAnotherToolkitCallsSo) {
    const std::string json = R"({"properties": {"nodeCount": 1,
        "chainerSettings": {"pythonScriptFilePath": "a.py", "masterCommandLineArgs": "--x"}}})";
    const Parsed strict(json);
    EXPECT_FALSE(strict.job().toolkits[0].command_line_args);
    EXPECT_THAT(strict.messages("B2A0608"), ElementsAre(HasSubstr("did you mean \"commandLineArgs\"?")));
    const Parsed meant = lenient(json);
    EXPECT_EQ(value_of(meant.job().toolkits[0].command_line_args), "--x");
    EXPECT_THAT(meant.codes(), ElementsAre("B2A0213"));
}

TEST(LenientReading, PrefersTheExactName) {
    const Parsed meant = lenient(
        R"({"properties": {"NodeCount": 3, "nodeCount": 2, "customToolkitSettings": {"commandLine": "x"}}})");
    EXPECT_EQ(value_of(meant.job().node_count), 2);
    EXPECT_THAT(meant.codes(), ElementsAre("B2A0206")) << "what was not taken is still told";
}

TEST(LenientReading, DoesNotTakeAMemberThatMeansSomethingElse) {
    const Parsed meant =
        lenient(R"({"properties": {"nodeCount": 1, "outputDirectories": [{"id": "A", "pathSuffix": "s"}],
        "customToolkitSettings": {"commandLine": "x"}}})");
    EXPECT_FALSE(meant.job().output_directories[0].path_prefix);
}

TEST(LenientReading, ReadsTheRootWhenPropertiesIsNull) {
    const std::string json =
        R"({"properties": null, "nodeCount": 4, "customToolkitSettings": {"commandLine": "x"}})";
    EXPECT_EQ(value_of(lenient(json).job().node_count), 4);
    EXPECT_FALSE(Parsed(json).job().node_count);
}

} // namespace
} // namespace batchai2aml
