// Several formats in one run: the same values in each, and the account of what each carries.
#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/conversion.hpp"
#include "support/json_edit.hpp"
#include "support/members.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

constexpr const char* job = R"({"properties": {"cluster": {"id": "/clusters/c1"}, "nodeCount": 2,
  "containerSettings": {"imageSourceRegistry": {"image": "python:3.7"}},
  "environmentVariables": [{"name": "MODE", "value": "[x]"}],
  "customToolkitSettings": {"commandLine": "python train.py"}}})";

Conversion converted(const std::string& bytes, std::string_view formats) {
    Options options = plain_options();
    EXPECT_EQ(options.set("to", formats), std::nullopt);
    return convert({InputFile{"job.json", "training", bytes}}, options);
}

std::map<std::string, std::string> files_below_arm(const Conversion& conversion) {
    std::map<std::string, std::string> out;
    for (const OutputFile& file : conversion.files)
        if (file.path.starts_with("arm/")) out.emplace(file.path, file.bytes);
    return out;
}

std::vector<std::string> paths(const Conversion& conversion) {
    std::vector<std::string> out;
    for (const OutputFile& file : conversion.files)
        out.push_back(file.path);
    return out;
}

TEST(Formats, WithoutASettingThereIsOnlyYaml) {
    const Conversion plain = convert_one(job);
    EXPECT_THAT(files_below_arm(plain), IsEmpty());
    EXPECT_THAT(render_json(plain), Not(HasSubstr("\"formats\"")));
    EXPECT_EQ(render_json(plain), render_json(converted(job, "yaml")));
}

std::vector<Finding> findings_of_jobs(std::size_t count, std::string_view formats) {
    std::vector<InputFile> inputs;
    for (std::size_t i = 0; i < count; ++i)
        inputs.push_back({"job" + std::to_string(i) + "/job.json", "training", job});
    Options options = plain_options();
    EXPECT_EQ(options.set("to", formats), std::nullopt);
    std::vector<Finding> found = convert(std::move(inputs), options).report.findings;
    std::erase_if(found, [](const Finding& finding) { return finding.code != "B2A1004"; });
    return found;
}

TEST(Formats, ATemplateThatIsTooLargeIsToldOnce) {
    const auto found = findings_of_jobs(800, "arm");
    ASSERT_THAT(found, ::testing::SizeIs(1));
    EXPECT_EQ(found.front().level, Level::error);
    EXPECT_THAT(found.front().message, HasSubstr("resources where one deployment takes 800"));
    EXPECT_THAT(findings_of_jobs(20, "arm"), IsEmpty());
    EXPECT_THAT(findings_of_jobs(800, "yaml"), IsEmpty());
}

TEST(Formats, ArmAloneWritesTheSameAsBesideYaml) {
    const Conversion alone = converted(job, "arm");
    const Conversion both = converted(job, "arm,yaml");
    EXPECT_EQ(files_below_arm(alone), files_below_arm(both));
    EXPECT_THAT(paths(alone), ::testing::Each(::testing::AnyOf("MIGRATION.md", "answers.yml",
                                                               ::testing::StartsWith("arm/"))));
    EXPECT_THAT(paths(both), IsSupersetOf(paths(converted(job, "yaml"))));
}

TEST(Formats, RecordsPointIntoTheFirstAndNameTheOthers) {
    const auto target = [](const Conversion& conversion) {
        const std::vector<Record> records = records_at(conversion, "/properties/nodeCount");
        EXPECT_FALSE(records.empty());
        return records.empty() ? Record{} : records.front();
    };
    const Record both = target(converted(job, "yaml,arm"));
    EXPECT_EQ(both.target_path, "resources.instance_count");
    ASSERT_EQ(both.others.size(), 1U);
    EXPECT_EQ(both.others[0].format, OutputFormat::arm);
    EXPECT_EQ(both.others[0].path, "/body/properties/resources/instanceCount");
    const Record alone = target(converted(job, "arm"));
    EXPECT_EQ(alone.target_file, both.others[0].file);
    EXPECT_EQ(alone.target_path, both.others[0].path);
    EXPECT_THAT(alone.others, IsEmpty());
}

TEST(Formats, ArmAloneNamesNoFileThatIsNotThere) {
    const Conversion alone = converted(job, "arm");
    const std::vector<std::string> written = paths(alone);
    for (const ResourceSummary& resource : alone.report.resources)
        EXPECT_THAT(written, ::testing::Contains(resource.file));
    for (const Finding& finding : alone.report.findings)
        EXPECT_THAT(finding.subject, Not(HasSubstr(".yml"))) << finding.code;
    for (const OutputFile& file : alone.files)
        if (file.path == "MIGRATION.md") {
            EXPECT_THAT(file.bytes, Not(HasSubstr("job.yml")));
        }
}

TEST(Formats, TheReportsSayWhatEachCarries) {
    const Conversion both = converted(job, "yaml,arm");
    ASSERT_EQ(both.report.formats.size(), 2U);
    EXPECT_EQ(both.report.formats[1].format, OutputFormat::arm);
    EXPECT_GT(both.report.formats[1].values, 0U);
    EXPECT_EQ(both.report.formats[0].values, both.report.formats[1].carried());
    EXPECT_THAT(render_text(both, 100, Color::no), HasSubstr("arm: carries "));
    EXPECT_THAT(render_json(both), HasSubstr("{\"format\":\"arm\",\"files\":"));
}

/// The value of JSON at a pointer; null when there is none.
bool leads_somewhere(const std::string& bytes, const std::string& pointer) {
    return nlohmann::json::parse(bytes).contains(nlohmann::json::json_pointer(pointer));
}

TEST(Formats, EachMemberThatHasAPlaceInYamlHasOneInArm) {
    std::size_t seen = 0;
    for (const auto& groups : {job_members(), cluster_members(), file_server_members(), workspace_members()})
        for (const MemberGroup& group : groups)
            for (const Member& member : group.members) {
                SCOPED_TRACE(std::string(group.kind) + " " + std::string(member.path));
                const Conversion both =
                    converted(with_member(group.base, member.path, member.value), "yaml,arm");
                const auto files = files_below_arm(both);
                EXPECT_THAT(both.report.formats.back().not_carried, IsEmpty());
                for (const Record& record : both.report.records)
                    for (const FormatTarget& arm : record.others) {
                        ASSERT_TRUE(files.contains(arm.file)) << record.target_file << " " << arm.file;
                        // What a single node does not need is recorded and not written, in neither format.
                        if (arm.path.empty() || arm.path.find("/distribution") != std::string::npos) continue;
                        ++seen;
                        EXPECT_TRUE(leads_somewhere(files.at(arm.file), arm.path))
                            << arm.file << " " << arm.path;
                    }
            }
    EXPECT_GT(seen, 500U);
}

TEST(Formats, AreSortedAndTakenOnce) {
    Options options;
    EXPECT_EQ(options.set("to", "arm,YAML,arm"), std::nullopt);
    EXPECT_THAT(options.formats, ElementsAre(OutputFormat::yaml, OutputFormat::arm));
    EXPECT_THAT(*options.set("to", "arm,xml"), HasSubstr("\"xml\" is not one of yaml, runconfig, arm"));
    EXPECT_THAT(*options.set("api-version", "newest"), HasSubstr("no version"));
    EXPECT_EQ(options.set("api-version", "2025-12-01"), std::nullopt);
    EXPECT_EQ(options.set("subscription", "00000000-0000-0000-0000-000000000001"), std::nullopt);
    EXPECT_THAT(*options.set("subscription", "mine"), HasSubstr("no id of a subscription"));
}

} // namespace
} // namespace batchai2aml
