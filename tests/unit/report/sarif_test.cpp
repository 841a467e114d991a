#include "report/sarif.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <set>

#include "catalog/findings.hpp"
#include "rendered.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using nlohmann::json;
using testing::example;
using testing::example_paths;
using ::testing::HasSubstr;
using ::testing::Not;

json run_of(const Report& report, const ReportPaths& paths = {}, SarifLimits limits = {}) {
    const json log =
        json::parse(testing::rendered([&](const Sink& sink) { write_sarif(report, paths, sink, limits); }));
    EXPECT_EQ(log["version"], "2.1.0");
    EXPECT_EQ(log["runs"].size(), 1U);
    return log["runs"][0];
}

std::string fingerprint(const json& result) {
    return result["partialFingerprints"]["batchai2aml/v1"];
}

TEST(Sarif, HasAllCodesAsRulesWithHelp) {
    const json rules = run_of(example().report)["tool"]["driver"]["rules"];
    ASSERT_EQ(rules.size(), finding_codes().size());
    std::set<std::string> names;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const FindingCode& code = finding_codes()[i];
        EXPECT_EQ(rules[i]["id"], code.code);
        EXPECT_TRUE(names.insert(rules[i]["name"]).second) << rules[i]["name"];
        EXPECT_THAT(rules[i]["help"]["text"].get<std::string>(), HasSubstr(code.remedy));
        EXPECT_EQ(rules[i]["help"]["markdown"], finding_page(code));
        EXPECT_GE(rules[i]["properties"]["tags"].size(), 2U) << "a word for the hundred of " << code.code;
    }
    EXPECT_EQ(rules[0]["name"], "NotValidJson");
    EXPECT_EQ(rules[0]["shortDescription"]["text"], "Not valid JSON.");
}

TEST(Sarif, KeepsToTheLimitsOfCodeScanningForRules) {
    const json run = run_of(example().report);
    for (const json& rule : run["tool"]["driver"]["rules"]) {
        EXPECT_LE(rule["name"].get<std::string>().size(), 255U) << rule["id"];
        EXPECT_LE(rule["shortDescription"]["text"].get<std::string>().size(), 1024U) << rule["id"];
        EXPECT_LE(rule["fullDescription"]["text"].get<std::string>().size(), 1024U) << rule["id"];
        EXPECT_LE(rule["properties"]["tags"].size(), 10U) << rule["id"];
    }
}

TEST(Sarif, HasAResultForEachFinding) {
    const json run = run_of(example().report, example_paths());
    ASSERT_EQ(run["results"].size(), 6U);
    const json& result = run["results"][3];
    EXPECT_EQ(result["ruleId"], "B2A0102");
    EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<int>()]["id"], "B2A0102");
    EXPECT_EQ(result["level"], "warning");
    const json location = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(location["artifactLocation"]["uri"], "old%20jobs/tf/job.json");
    EXPECT_EQ(location["region"],
              json::parse(R"({"startLine":9,"startColumn":20,"endLine":9,"endColumn":21})"));
    EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
    EXPECT_EQ(run["results"][0]["message"]["text"], "\"{\" is never closed. To fix: correct the file.");
    EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
    EXPECT_TRUE(run["invocations"][0]["toolExecutionNotifications"].empty());
}

TEST(Sarif, LinksRelatedLocationsFromTheMessage) {
    const json result = run_of(example().report, example_paths())["results"][3];
    EXPECT_EQ(result["message"]["text"], "A comma stands before \"}\". See [old jobs/cluster.json:2:3](1).");
    EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
    EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"],
              "old%20jobs/cluster.json");
    EXPECT_EQ(result["relatedLocations"][0]["physicalLocation"]["region"]["endColumn"], 4);
}

TEST(Sarif, HoldsNoMoreRelatedLocationsThanAreShown) {
    Report report = example().report;
    report.findings[3].related.assign(1500, {"cluster.json", 2, 3, 4});
    const json result = run_of(report)["results"][3];
    EXPECT_EQ(result["relatedLocations"].size(), 100U);
    EXPECT_THAT(result["message"]["text"].get<std::string>(), HasSubstr("(5) and 1495 more."));
}

TEST(Sarif, SaysThatATaskIsManual) {
    Report report = example().report;
    report.findings[0].level = Level::manual;
    const json result = run_of(report)["results"][0];
    EXPECT_EQ(result["level"], "warning");
    EXPECT_EQ(result["properties"]["level"], "manual");
    EXPECT_EQ(run_of(report)["results"][4]["level"], "note");
}

TEST(Sarif, AlwaysNamesAFile) {
    Report report = example().report;
    report.findings.resize(3);
    report.findings[0].place = {};
    report.findings[0].subject = "jobs/a b/job.yml";
    report.findings[1].place = {};
    const auto uri = [](const json& result) {
        return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].get<std::string>();
    };
    json run = run_of(report, example_paths());
    EXPECT_EQ(uri(run["results"][0]), "azureml/jobs/a%20b/job.yml");
    EXPECT_EQ(run["results"][0]["locations"][0]["physicalLocation"]["region"],
              json::parse(R"({"startLine":1})"));
    EXPECT_EQ(uri(run["results"][1]), "old%20jobs/cluster.json");
    report.inputs.clear();
    EXPECT_EQ(uri(run_of(report)["results"][1]), "batchai2aml");
}

TEST(Sarif, FingerprintsDependOnCodeFileAndPointerOnly) {
    Report report = example().report;
    report.findings[3].pointer = "/properties/nodeCount";
    const json before = run_of(report)["results"];
    report.findings[3].message = "Another value.";
    report.findings[3].place.line = 77;
    const ReportPaths elsewhere{{{"tf/job.json", "elsewhere/tf/job.json"}}, ""};
    EXPECT_EQ(fingerprint(run_of(report, elsewhere)["results"][3]), fingerprint(before[3]));
    report.findings[3].pointer = "/properties/other";
    EXPECT_NE(fingerprint(run_of(report)["results"][3]), fingerprint(before[3]));
    EXPECT_EQ(fingerprint(before[3]).size(), 64U);
}

TEST(Sarif, CountsFindingsThatAreTheSame) {
    Report report = example().report;
    report.findings.push_back(report.findings.back());
    const json results = run_of(report)["results"];
    EXPECT_NE(fingerprint(results[5]), fingerprint(results[6]));
}

TEST(Sarif, LeavesOutTheMildestAboveALimitAndSaysSo) {
    SarifLimits limits;
    limits.results = 2;
    json run = run_of(example().report, {}, limits);
    EXPECT_EQ(run["results"].size(), 2U);
    EXPECT_EQ(run["results"][0]["level"], "error");
    EXPECT_THAT(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(),
                HasSubstr("the worst 2 findings of 6"));
    Report report = example().report;
    report.findings.resize(40'000, report.findings.back());
    const std::string text = testing::rendered([&](const Sink& sink) { write_sarif(report, {}, sink); });
    EXPECT_LE(text.size(), 10'000'000U);
    const json large = json::parse(text)["runs"][0];
    EXPECT_LE(large["results"].size(), 25'000U);
    EXPECT_GT(large["results"].size(), 5'000U);
    EXPECT_THAT(
        large["invocations"][0]["toolExecutionNotifications"][1]["message"]["text"].get<std::string>(),
        HasSubstr("shows 5000 of the"));
}

TEST(Sarif, TellsThatAValueWasLost) {
    Report report = example().report;
    report.findings[0].code = "B2A0199";
    EXPECT_EQ(run_of(report)["invocations"][0]["executionSuccessful"], false);
}

TEST(Sarif, ShowsHostileTextAsText) {
    for (const std::string& text : testing::hostile_texts()) {
        const Report report = testing::hostile_report(text);
        const std::string sarif = testing::rendered([&](const Sink& sink) { write_sarif(report, {}, sink); });
        EXPECT_THAT(sarif, Not(HasSubstr("##")));
        const json parsed = json::parse(sarif);
        for (const json& result : parsed["runs"][0]["results"]) {
            const std::string message = result["message"]["text"];
            EXPECT_THAT(replace_all(message, "\\](", ""), Not(HasSubstr("](http"))) << message;
            EXPECT_EQ(message.find('\n'), std::string::npos);
            const std::string uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            EXPECT_EQ(uri.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                            "-._~/%"),
                      std::string::npos)
                << uri;
        }
    }
}

TEST(Sarif, StopsWhenNobodyListens) {
    Report report = example().report;
    report.findings.resize(5'000, report.findings.back());
    int pieces = 0;
    write_sarif(report, {}, [&](std::string_view) {
        ++pieces;
        return false;
    });
    EXPECT_EQ(pieces, 1);
}

} // namespace
} // namespace batchai2aml
