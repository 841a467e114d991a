// How Batch AI's tools read a member (batchai.md 10.2), and that each member is accounted for.
#include "parser/object_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Parsed with(const std::string& members) {
    return Parsed("{\"properties\": {" + members + "}}");
}

struct Number {
    const char* name;
    const char* json;
    std::int64_t value;
    bool told; ///< B2A0203
};
class Counts : public testing::TestWithParam<Number> {};

TEST_P(Counts, AreReadAsTheToolsDid) {
    const Parsed job = with(std::string("\"nodeCount\": ") + GetParam().json);
    EXPECT_EQ(value_of(job.job().node_count), GetParam().value);
    EXPECT_EQ(job.codes(),
              GetParam().told ? std::vector<std::string>{"B2A0203"} : std::vector<std::string>{});
    EXPECT_THAT(job.rules_at("/properties/nodeCount"), IsEmpty()) << "the mapper accounts for it";
}

constexpr Number numbers[] = {
    {"Integer", "3", 3, false},
    {"Zero", "0", 0, false},
    {"Negative", "-2", -2, false},
    {"Fraction", "3.7", 3, true},
    {"NegativeFraction", "-3.7", -3, true},
    {"Exponent", "1e2", 100, true},
    {"True", "true", 1, false},
    {"False", "false", 0, false},
    {"Digits", "\"3\"", 3, true},
    {"DigitsWithBlanks", "\" 3 \"", 3, true},
    {"NegativeDigits", "\"-3\"", -3, true},
};
INSTANTIATE_TEST_SUITE_P(Reader, Counts, testing::ValuesIn(numbers),
                         [](const auto& one) { return one.param.name; });

class RefusedCounts : public testing::TestWithParam<const char*> {};

TEST_P(RefusedCounts, AreLeftOutAndReported) {
    const Parsed job = with("\"stdOutErrPathPrefix\": \"x\", \"nodeCount\": " + std::string(GetParam()));
    EXPECT_FALSE(job.job().node_count.has_value());
    EXPECT_THAT(job.codes(), ElementsAre("B2A0202"));
    EXPECT_THAT(job.messages("B2A0202"), ElementsAre(HasSubstr("\"nodeCount\" must be")));
}
INSTANTIATE_TEST_SUITE_P(Reader, RefusedCounts,
                         testing::Values("\"three\"", "\"3.0\"", "\"\"", "[3]", "{\"a\": 3}", "1e300",
                                         "123456789012345678901234567890", "\"0x10\""));

TEST(WrongTypes, AreAccountedForAtEachLeaf) {
    const Parsed job = with(R"("nodeCount": {"a": 1, "b": [2, {}]})");
    EXPECT_THAT(job.rules_at("/properties/nodeCount/a"), ElementsAre("read.wrong_type"));
    EXPECT_THAT(job.rules_at("/properties/nodeCount/b/0"), ElementsAre("read.wrong_type"));
    EXPECT_THAT(job.rules_at("/properties/nodeCount/b/1"), ElementsAre("read.wrong_type"));
}

TEST(WrongTypes, DoNotSpreadToTheNextMember) {
    const Parsed job = with(R"("nodeCount": [1, 2], "experimentName": "e")");
    EXPECT_EQ(value_of(job.job().experiment_name), "e");
    EXPECT_THAT(job.rules_at("/properties/experimentName"), IsEmpty());
}

TEST(WrongTypes, OfObjectsAndLists) {
    const Parsed text_for_object = with(R"("cluster": "gpu")");
    EXPECT_FALSE(text_for_object.job().cluster_id.has_value());
    EXPECT_THAT(text_for_object.messages("B2A0202"),
                ElementsAre("\"cluster\" must be an object, not a text; it was left out"));
    const Parsed object_for_list = with(R"("inputDirectories": {"id": "A"})");
    EXPECT_THAT(object_for_list.messages("B2A0202"),
                ElementsAre("\"inputDirectories\" must be a list, not an object; it was left out"));
    const Parsed text_for_element = with(R"("inputDirectories": ["A", null, {"id": "B", "path": "p"}])");
    EXPECT_THAT(text_for_element.messages("B2A0202"),
                ElementsAre("an element of the list must be an object, not a text; it was left out"));
    ASSERT_EQ(text_for_element.job().input_directories.size(), 1U);
    EXPECT_THAT(text_for_element.rules_at("/properties/inputDirectories/1"), ElementsAre("read.null"));
    const Parsed list_for_text = with(R"("nodeCount": 1, "experimentName": ["e"])");
    EXPECT_THAT(list_for_text.codes(), ElementsAre("B2A0202"));
    EXPECT_FALSE(list_for_text.job().experiment_name.has_value());
}

struct Spelled {
    const char* json;
    const char* text;
};
class Texts : public testing::TestWithParam<Spelled> {};

TEST_P(Texts, TakeOtherScalars) {
    const Parsed job = with("\"nodeCount\": 1, \"experimentName\": " + std::string(GetParam().json));
    EXPECT_EQ(value_of(job.job().experiment_name), GetParam().text);
    EXPECT_THAT(job.codes(), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(Reader, Texts,
                         testing::Values(Spelled{"5", "5"}, Spelled{"1.5", "1.5"}, Spelled{"true", "True"},
                                         Spelled{"false", "False"}, Spelled{R"("a b")", "a b"},
                                         Spelled{R"(" ")", " "}));

TEST(Nulls, MeanTheSameAsAbsentMembers) {
    const Parsed job =
        with(R"("nodeCount": null, "cluster": null, "inputDirectories": null, "experimentName": null)");
    EXPECT_FALSE(job.job().node_count.has_value());
    EXPECT_FALSE(job.job().cluster_id.has_value());
    EXPECT_THAT(job.codes(), IsEmpty());
    for (const char* member : {"nodeCount", "cluster", "inputDirectories", "experimentName"})
        EXPECT_THAT(job.rules_at(std::string("/properties/") + member), ElementsAre("read.null")) << member;
}

TEST(Empties, AreAccountedFor) {
    const Parsed job = with(
        R"("nodeCount": 1, "experimentName": "", "constraints": {}, "inputDirectories": [], "outputDirectories": [{}])");
    EXPECT_FALSE(job.job().experiment_name.has_value()) << "empty texts mean absent (batchai.md 15)";
    EXPECT_THAT(job.rules_at("/properties/experimentName"), ElementsAre("read.empty_text"));
    EXPECT_THAT(job.rules_at("/properties/constraints"), ElementsAre("read.empty"));
    EXPECT_THAT(job.rules_at("/properties/inputDirectories"), ElementsAre("read.empty"));
    EXPECT_THAT(job.rules_at("/properties/outputDirectories/0"), ElementsAre("read.empty"));
    EXPECT_THAT(job.codes(), IsEmpty());
}

TEST(Duplicates, LastOneWins) {
    const Parsed job = with(
        R"("nodeCount": 1, "nodeCount": 4, "constraints": {"maxWallClockTime": "P1D"}, "constraints": null)");
    EXPECT_EQ(value_of(job.job().node_count), 4);
    EXPECT_FALSE(job.job().max_wall_clock_time.has_value());
    EXPECT_THAT(job.codes(), ElementsAre("B2A0105", "B2A0105"));
    EXPECT_THAT(job.rules_at("/properties/nodeCount"), ElementsAre("read.duplicate"));
    EXPECT_THAT(job.rules_at("/properties/constraints/maxWallClockTime"), ElementsAre("read.duplicate"));
}

TEST(Names, InWrongCaseAreIgnoredAndTold) {
    const Parsed job =
        with(R"("nodeCount": 1, "node_count": 8, "NodeCount": 9, "cntkSettings": {"process_count": 4})");
    EXPECT_EQ(value_of(job.job().node_count), 1);
    EXPECT_FALSE(job.job().toolkits.at(0).process_count.has_value());
    EXPECT_THAT(job.codes(), ElementsAre("B2A0206", "B2A0206", "B2A0206"));
    EXPECT_THAT(job.messages("B2A0206"),
                Contains("\"process_count\" was ignored: Batch AI's name is \"processCount\""));
    EXPECT_THAT(job.rules_at("/properties/node_count"), ElementsAre("read.wrong_case"));
    EXPECT_THAT(job.rules_at("/properties/cntkSettings/process_count"), ElementsAre("read.wrong_case"));
}

TEST(Names, ThatAreUnknownAreIgnoredAndTold) {
    const Parsed job = with(R"("nodeCount": 1, "nodeCuont": {"a": [1], "b": {}}, "whatever": 2)");
    EXPECT_THAT(job.codes(), ElementsAre("B2A0207", "B2A0207"));
    EXPECT_THAT(job.messages("B2A0207"), Contains(HasSubstr("did you mean \"nodeCount\"?")));
    EXPECT_THAT(job.messages("B2A0207"),
                Contains("\"whatever\" in properties was ignored: Batch AI has no such member"));
    EXPECT_THAT(job.rules_at("/properties/nodeCuont/a/0"), ElementsAre("read.unknown"));
    EXPECT_THAT(job.rules_at("/properties/nodeCuont/b"), ElementsAre("read.unknown"));
    EXPECT_THAT(job.rules_at("/properties/whatever"), ElementsAre("read.unknown"));
}

TEST(Names, OfSchemaLinesAndCommentsAreNoFindings) {
    const Parsed job(R"({"$schema": "https://x/job.json", "": "https://y", "properties":
                         {"nodeCount": 1, "comment": "why", "$comment": {"a": 1}}})");
    EXPECT_THAT(job.codes(), IsEmpty());
    EXPECT_THAT(job.rules_at("/$schema"), ElementsAre("read.schema"));
    EXPECT_THAT(job.rules_at("/"), ElementsAre("read.schema"))
        << "a here-document expanded $schema (batchai.md 10.2)";
    EXPECT_THAT(job.rules_at("/properties/comment"), ElementsAre("read.comment"));
    EXPECT_THAT(job.rules_at("/properties/$comment/a"), ElementsAre("read.comment"));
}

TEST(Names, OfOtherToolkitsAreIgnoredAndTold) {
    const Parsed job =
        with(R"("chainerSettings": {"pythonScriptFilePath": "t.py", "masterCommandLineArgs": "--lr 1"})");
    EXPECT_FALSE(job.job().toolkits.at(0).master_command_line_args.has_value());
    EXPECT_THAT(job.codes(), ElementsAre("B2A0608"));
    EXPECT_THAT(job.rules_at("/properties/chainerSettings/masterCommandLineArgs"),
                ElementsAre("toolkit.foreign_member"));
}

TEST(Places, PointAtTheValue) {
    const Parsed job("{\"properties\": {\n  \"nodeCount\": \"x\"}}");
    const Diagnostic& finding = job.input().notes.diagnostics.at(0);
    EXPECT_EQ(job.pointer(finding.at), "/properties/nodeCount");
    EXPECT_EQ(job.input().document.place(finding.at.node).line, 2U);
    EXPECT_EQ(job.input().document.place(finding.at.node).column, 16U);
}

TEST(SecretsInTexts, BecomeVariables) {
    const Parsed job = with(
        R"("customToolkitSettings": {"commandLine": "wget 'https://a.blob.core.windows.net/c?sv=1&sig=AbCdEf%2B1' --password=hunter22"})");
    const std::string command = value_of(job.job().toolkits.at(0).command_line);
    EXPECT_THAT(command, Not(HasSubstr("AbCdEf")));
    EXPECT_THAT(command, Not(HasSubstr("hunter22")));
    EXPECT_EQ(command, "wget 'https://a.blob.core.windows.net/c?sv=1&sig=$BATCHAI2AML_SECRET_1' "
                       "--password=$BATCHAI2AML_SECRET_2");
    EXPECT_THAT(job.codes(), ElementsAre("B2A0902", "B2A0902"));
    EXPECT_THAT(job.rules_at("/properties/customToolkitSettings/commandLine"),
                ElementsAre("secret.redacted"));
    const Diagnostic& finding = job.input().notes.diagnostics.at(0);
    EXPECT_EQ(job.input().document.nodes[finding.at.node].text.substr(finding.offset, finding.length),
              "AbCdEf%2B1");
}

TEST(SecretsInTexts, AreNotQuotedByOtherFindings) {
    const Parsed named = with(R"("nodeCount": 1, "password=Geheim123": 5)");
    EXPECT_THAT(named.codes(), ElementsAre("B2A0207"));
    EXPECT_THAT(named.messages("B2A0207"), ElementsAre(Not(HasSubstr("Geheim123"))));
    const Parsed beside(R"({"properties": {"nodeCount": 1}, "password=Geheim123": 5})");
    EXPECT_THAT(beside.codes(), ElementsAre("B2A0210"));
    EXPECT_THAT(beside.messages("B2A0210"), ElementsAre(Not(HasSubstr("Geheim123"))));
}

} // namespace
} // namespace batchai2aml
