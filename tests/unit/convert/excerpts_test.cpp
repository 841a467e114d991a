// Lines of the inputs in findings: what is underlined, and what must not be seen.
#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/json_edit.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::HasSubstr;
using ::testing::Not;

Excerpt excerpt_of(const Conversion& conversion, std::string_view code) {
    const auto& findings = conversion.report.findings;
    const auto found = std::ranges::find(findings, code, &Finding::code);
    EXPECT_NE(found, findings.end()) << code;
    return found == findings.end() ? Excerpt{} : found->excerpt;
}

std::string underline(const Excerpt& excerpt) {
    return std::string(excerpt.column - 1, ' ') + std::string(excerpt.length, '^');
}

/// The code points that are underlined.
std::string underlined(const Excerpt& excerpt) {
    std::string_view text = excerpt.text;
    std::string out;
    for (std::uint32_t column = 1; !text.empty(); ++column) {
        const std::size_t length = first_code_point(text).length;
        if (column >= excerpt.column && column < excerpt.column + excerpt.length)
            out += text.substr(0, length);
        text.remove_prefix(length);
    }
    return out;
}

TEST(Excerpts, TheValueThatAFindingIsAboutIsUnderlined) {
    const Excerpt excerpt =
        excerpt_of(convert_one("{\"properties\": {\n\t\"vmSize\": \"STANDARD_NC6\"}}"), "B2A0804");
    EXPECT_EQ(excerpt.text, R"( "vmSize": "STANDARD_NC6"}})");
    EXPECT_EQ(underline(excerpt), R"(           ^^^^^^^^^^^^^^)");
}

TEST(Excerpts, ABraceAloneIsNotShown) {
    const Conversion conversion =
        convert_one("{\n\"properties\": {\"nodeCount\": 1, \"customToolkitSettings\": "
                    "{\"commandLine\": \"true\"}}}");
    EXPECT_EQ(excerpt_of(conversion, "B2A0701").text, "");
}

TEST(Excerpts, LinesOfMinifiedFilesAreCutAroundThePlace) {
    const std::string before =
        R"({"properties": {"userAccountSettings": {"adminUserName": ")" + std::string(5000, 'u');
    const Excerpt excerpt = excerpt_of(
        convert_one(before + R"("}, "vmSize": "STANDARD_NC6", "x": ")" + std::string(5000, 'x') + R"("}})"),
        "B2A0804");
    EXPECT_LE(excerpt.text.size(), 210U);
    EXPECT_EQ(underlined(excerpt), "\"STANDARD_NC6\"");
}

TEST(Excerpts, SecretsOfTheSameLineAreLeftOut) {
    for (const std::string_view secret : {"Zq7Rk2Wm9Xv4", "abc"}) {
        const Conversion conversion =
            convert_one(R"({"properties": {"userAccountSettings": {"adminUserPassword": ")"
                        + std::string(secret) + R"("}, "vmSize": "STANDARD_NC6"}})");
        const Excerpt excerpt = excerpt_of(conversion, "B2A0804");
        EXPECT_THAT(excerpt.text, HasSubstr(R"("adminUserPassword": (a secret)})"));
        EXPECT_EQ(underlined(excerpt), "\"STANDARD_NC6\"");
    }
}

TEST(Excerpts, OtherTextsOfTheLineAreLeftOut) {
    const Conversion conversion =
        convert_one(R"({"properties": {"x": "my text", "n": 7, "vmSize": "STANDARD_NC6" /* my comment */}})");
    EXPECT_EQ(excerpt_of(conversion, "B2A0804").text,
              R"({"properties": {"x": "…", "n": 7, "vmSize": "STANDARD_NC6" … }})");
}

TEST(Excerpts, ValuesOfMisspeltMembersAreLeftOut) {
    EXPECT_EQ(excerpt_of(convert_one(R"({"properties": {"vmSize": "STANDARD_D2", "VMSize": "my text"}})"),
                         "B2A0206")
                  .text,
              R"({"properties": {"vmSize": "…", "VMSize": "…"}})");
}

TEST(Excerpts, NumbersOfSecretMembersAreLeftOut) {
    const Excerpt excerpt = excerpt_of(
        convert_one(R"({"properties": {"dbPassword": 8675309, "n": 7, "vmSize": "STANDARD_NC6"}})"),
        "B2A0804");
    EXPECT_THAT(excerpt.text, Not(HasSubstr("8675309")));
    EXPECT_THAT(excerpt.text, HasSubstr(R"("n": 7)"));
}

TEST(Excerpts, SecretsInTheValueItselfAreFoundHoweverTheyAreWritten) {
    const std::string secret = R"("userAccountSettings": {"adminUserPassword": "Zq7Rk2Wm9Xv4"},)";
    for (const std::string_view written :
         {R"(Zq7Rk2Wm9Xv4)", R"(Zq7Rk\u0032Wm9Xv4)", R"(Zq7\"\"Rk2Wm9Xv4)"}) {
        const Excerpt excerpt = excerpt_of(convert_one(R"({"properties": {)" + secret + R"( "vmSize": "NC)"
                                                       + std::string(written) + R"("}})"),
                                           "B2A0803");
        EXPECT_THAT(excerpt.text, HasSubstr("vmSize")) << written;
        EXPECT_THAT(excerpt.text, Not(HasSubstr("Zq7"))) << written;
        EXPECT_THAT(excerpt.text, Not(HasSubstr("Wm9"))) << written;
    }
}

TEST(Excerpts, LinesOfFilesThatCouldNotBeReadAreNotShown) {
    EXPECT_EQ(excerpt_of(convert_one(R"({"properties": {"vmSize" "STANDARD_NC6"}})"), "B2A0101").text, "");
}

TEST(Excerpts, LinesOfScriptsAreShown) {
    const Conversion conversion =
        convert({InputFile{"run.sh", "",
                           "#!/bin/sh\naz batchai cluster create -n c --vm-size STANDARD_NC6 -u ana -p "
                           "Zq7Rk2Wm9Xv4 --min 0 --max 1\n"}},
                plain_options());
    const Excerpt excerpt = excerpt_of(conversion, "B2A0804");
    EXPECT_THAT(
        excerpt.text,
        HasSubstr(
            "az batchai cluster create -n … --vm-size STANDARD_NC6 -u … -p (a secret) --min … --max …"));
    EXPECT_EQ(underlined(excerpt), "STANDARD_NC6");
}

TEST(Excerpts, FiveMessagesOfACodeHaveOne) {
    std::vector<InputFile> inputs;
    for (int i = 0; i < 9; ++i)
        inputs.push_back(
            {"c" + std::to_string(i) + ".json", "",
             R"({"properties": {"vmSize": "STANDARD_NC6", "scaleSettings": {"manual": {"targetNodeCount": )"
                 + std::to_string(i + 2) + "}}}}"});
    const Conversion conversion = convert(std::move(inputs), plain_options());
    const auto& findings = conversion.report.findings;
    EXPECT_EQ(std::ranges::count_if(findings,
                                    [](const Finding& finding) {
                                        return finding.code == "B2A0303" && !finding.excerpt.text.empty();
                                    }),
              5);
    EXPECT_EQ(std::ranges::count_if(findings,
                                    [](const Finding& finding) {
                                        return finding.code == "B2A0804" && !finding.excerpt.text.empty();
                                    }),
              1)
        << "they say the same";
}

} // namespace
} // namespace batchai2aml
