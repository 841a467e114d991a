// Node set-up over a whole run: environments, what depends on them, and what each answer removes (design.md
// 7, rows 14 and 15).
#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string cluster_id =
    R"("/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/clusters/gpu")";

InputFile cluster_with(const std::string& task, const std::string& path = "gpu.json") {
    return {path, "",
            R"({"id": )" + cluster_id + R"(, "properties": {"vmSize": "Standard_D4s_v5",
        "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 2}},
        "nodeSetup": {"setupTask": {)"
                + task + "}}}}"};
}
InputFile job_with(const std::string& members, const std::string& path) {
    return {path, "",
            R"({"properties": {"cluster": {"id": )" + cluster_id + R"(}, "nodeCount": 1,
        "customToolkitSettings": {"commandLine": "python a.py"})"
                + members + "}}"};
}
const std::string pip = R"("commandLine": "pip install x", "stdOutErrPathPrefix": "/tmp",
    "environmentVariables": [{"name": "A", "value": "1"}])";
const std::string container = R"(, "containerSettings": {"imageSourceRegistry": {"image": "a/b:1"}})";
const std::string no_image = R"(, "containerSettings": {"imageSourceRegistry": {"serverUrl": "r.example"}})";

Conversion run(std::vector<InputFile> inputs, const std::vector<Answer>& answers = {}) {
    Options options = plain_options();
    for (const Answer& answer : answers)
        EXPECT_EQ(options.set(answer.setting, answer.value), std::nullopt);
    Conversion out = convert(std::move(inputs), options);
    EXPECT_FALSE(out.internal_error);
    EXPECT_THAT(unaccounted(out), IsEmpty());
    return out;
}

std::string file(const Conversion& conversion, std::string_view path) {
    for (const OutputFile& one : conversion.files)
        if (one.path == path) return one.bytes;
    return "(none)";
}

const ResourceSummary* resource(const Conversion& conversion, std::string_view kind) {
    for (const ResourceSummary& one : conversion.report.resources)
        if (one.kind == kind) return &one;
    return nullptr;
}

TEST(NodeSetupOfARun, GivesAnEnvironmentThatIsAResource) {
    const Conversion conversion =
        run({cluster_with(pip), job_with("", "job1.json")}, {{"images.default", "python:3.12"}});
    EXPECT_THAT(file(conversion, "environments/gpu/environment.yml"), HasSubstr("path: context\n"));
    EXPECT_THAT(file(conversion, "environments/gpu/context/Dockerfile"), HasSubstr("FROM python:3.12\n"));
    EXPECT_THAT(file(conversion, "environments/gpu/context/setup.sh"), HasSubstr("\npip install x\n"));
    EXPECT_NE(file(conversion, "environments/gpu/context/sudo"), "(none)");
    const ResourceSummary* environment = resource(conversion, "environment");
    ASSERT_NE(environment, nullptr);
    EXPECT_EQ(environment->name, "gpu");
    EXPECT_EQ(environment->file, "environments/gpu/environment.yml");
    EXPECT_EQ(environment->source.file, "gpu.json");
    EXPECT_EQ(environment->detail, "built on python:3.12");
    EXPECT_EQ(environment->readiness, Readiness::ready);
    EXPECT_EQ(resource(conversion, "job")->readiness, Readiness::ready);
    for (const Record& record : records_at(conversion, "/properties/nodeSetup/setupTask")) {
        if (record.outcome != Outcome::transformed) continue;
        EXPECT_EQ(record.target_file, "environments/gpu/environment.yml");
        EXPECT_EQ(record.target_path, "build.path");
    }
}

TEST(NodeSetupOfARun, MakesJobsWaitForTheImageThatItIsBuiltOn) {
    const Conversion conversion = run({cluster_with(pip), job_with("", "job1.json")});
    EXPECT_EQ(resource(conversion, "environment")->readiness, Readiness::needs_work);
    EXPECT_THAT(file(conversion, "environments/gpu/environment.yml"), HasSubstr("--image IMAGE"));
    EXPECT_THAT(file(conversion, "jobs/job1/job.yml"),
                HasSubstr("environments/gpu/environment.yml needs work first"));
}

TEST(NodeSetupOfARun, IsForJobsWithoutAContainerOnly) {
    const Conversion conversion =
        run({cluster_with(pip), job_with("", "job1.json"), job_with(container, "job2.json")},
            {{"images.default", "python:3.12"}});
    EXPECT_THAT(file(conversion, "jobs/job1/job.yml"), HasSubstr("path: ../../environments/gpu/context"));
    EXPECT_THAT(file(conversion, "jobs/job2/job.yml"), HasSubstr("  image: a/b:1"));
    EXPECT_TRUE(has_finding(conversion, "B2A0314"));
    EXPECT_TRUE(has_finding(conversion, "B2A0315"));
}

TEST(NodeSetupOfARun, IsTakenFromTheDescriptionThatIsConverted) {
    const Conversion same =
        run({cluster_with(pip, "a.json"), cluster_with(pip, "b.json"), job_with("", "job1.json")});
    EXPECT_FALSE(has_finding(same, "B2A0115"));
    for (const char* other : {R"("commandLine": "pip install y")", R"("commandLine": "docker pull y")"}) {
        const Conversion conversion =
            run({cluster_with(pip, "a.json"), cluster_with(other, "b.json"), job_with("", "job1.json")});
        EXPECT_THAT(file(conversion, "environments/gpu/context/setup.sh"), HasSubstr("pip install x"));
        EXPECT_TRUE(has_finding(conversion, "B2A0115")) << other;
    }
    const Conversion none =
        run({cluster_with(R"("commandLine": "docker pull y", "stdOutErrPathPrefix": "/a/long/path/of/logs")",
                          "a.json"),
             cluster_with(R"("commandLine": "pip install x")", "b.json"), job_with("", "job1.json")});
    EXPECT_EQ(file(none, "environments/gpu/environment.yml"), "(none)");
    for (const Record& record : none.report.records)
        EXPECT_THAT(record.target_file, Not(HasSubstr("environments/")));
}

TEST(NodeSetupOfARun, AsksForTheImageOnce) {
    const Conversion conversion =
        run({cluster_with(pip), job_with("", "job1.json"), job_with("", "job2.json")});
    std::size_t asked = 0;
    for (const Finding& finding : conversion.report.findings)
        for (const Answer& answer : finding.answers)
            asked += answer.setting == "images.default" ? 1U : 0U;
    EXPECT_EQ(asked, 2U);
}

bool has_same(const Conversion& conversion, const Finding& wanted) {
    const auto& all = conversion.report.findings;
    return std::any_of(all.begin(), all.end(), [&](const Finding& one) {
        return one.code == wanted.code && one.place == wanted.place;
    });
}

// What a finding names as its answer, by itself, makes it go away.
TEST(NodeSetupOfARun, EachAnswerRemovesItsFinding) {
    const std::vector<std::vector<InputFile>> runs = {
        {cluster_with(pip), job_with("", "job1.json"), job_with(container, "job2.json")},
        {cluster_with(R"("commandLine": "docker pull x")"), job_with("", "job1.json")},
        {cluster_with(R"("commandLine": "$AZ_BATCHAI_MOUNT_ROOT/x.sh")"), job_with(container, "job1.json")},
        {cluster_with(pip)},
        {cluster_with(pip), job_with(no_image, "job1.json")}};
    std::vector<std::string> seen;
    for (const std::vector<InputFile>& inputs : runs)
        for (const Finding& finding : run(inputs).report.findings)
            for (Answer answer : finding.answers) {
                if (answer.value.empty()) answer.value = "python:3.12";
                EXPECT_FALSE(has_same(run(inputs, {answer}), finding))
                    << finding.code << " in spite of " << answer.setting << "=" << answer.value;
                seen.push_back(finding.code + " " + answer.setting);
            }
    for (const char* one : {"B2A0306 node-setup", "B2A0314 node-setup", "B2A0315 node-setup",
                            "B2A0315 findings.B2A0315", "B2A0701 images.default", "B2A0704 images.default"})
        EXPECT_THAT(seen, Contains(one));
}

// Nothing of a hostile task leaves the place where a shell reads it as it was.
TEST(NodeSetupOfARun, KeepsHostileTextsInTheScript) {
    const std::string task = R"("commandLine": "echo '\nRUN evil\nFROM evil' \u2028 # ${{evil}}",
        "environmentVariables": [{"name": "A", "value": "'\nRUN evil$[evil]"}, {"name": "B\nC", "value": "x"}])";
    const Conversion conversion =
        run({cluster_with(task, "a\nRUN evil.json"), job_with("", "job1.json")}, {{"images.default", "a:1"}});
    EXPECT_THAT(file(conversion, "environments/gpu/context/Dockerfile"), Not(HasSubstr("evil")));
    EXPECT_THAT(file(conversion, "environments/gpu/environment.yml"), Not(HasSubstr("\nRUN")));
    EXPECT_THAT(file(conversion, "environments/gpu/context/setup.sh"),
                HasSubstr("echo '\nRUN evil\nFROM evil' \u2028 # ${{evil}}\n"));
}

TEST(NodeSetupOfARun, NeverWritesASecret) {
    const std::string task =
        R"("commandLine": "curl -u me:hunter2hunter2 https://x.example/?sig=abcdefghijklmnop0123456789%3D",
        "environmentVariables": [{"name": "ACCOUNT_KEY", "value": "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}])";
    const Conversion conversion = run({cluster_with(task), job_with("", "job1.json")});
    EXPECT_EQ(resource(conversion, "environment"), nullptr);
    EXPECT_TRUE(has_finding(conversion, "B2A0306"));
    for (const auto& [what, text] : everything_of(conversion))
        EXPECT_THAT(text, Not(HasSubstr("abcdefghijklmnop0123456789"))) << what;
}

} // namespace
} // namespace batchai2aml
