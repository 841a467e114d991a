// What a remedy promises: the setting that a finding names removes it (design.md 6). Tried on the examples
// and, where it is there, on the real inputs, each folder a run of its own.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

using Inputs = std::vector<InputFile>;

std::vector<Inputs> folders_below(const fs::path& top) {
    std::map<std::string, Inputs> folders;
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string path = fs::relative(entry.path(), top).generic_string();
        folders[entry.path().parent_path().string()].push_back(
            {path, entry.path().parent_path().filename().string(),
             std::string{std::istreambuf_iterator<char>(file), {}}});
    }
    std::vector<Inputs> out;
    for (auto& [folder, inputs] : folders)
        out.push_back(std::move(inputs));
    return out;
}

// Inputs that the folders lack: for each code with a setting, the shortest text that raises it.
std::vector<Inputs> made_inputs() {
    const auto job = [](const std::string& members) {
        return Inputs{{"tree/a/job.json", "a",
                       R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"}, )"
                           + members + "}}"}};
    };
    const auto cluster = [](const std::string& members) {
        return Inputs{{"c.json", "", R"({"properties": {"vmSize": "STANDARD_D2_V2", )" + members + "}}"}};
    };
    const std::string image = R"("containerSettings": {"imageSourceRegistry": {"image": "i:1"}})";
    const std::string script = "az batchai cluster create -n c -w w -s Standard_D2_v2 --min 0 --max $NODES "
                               "--use-auto-storage\n";
    return {
        Inputs{{"run.sh", "", script}},
        job(image),
        job(R"("stdOutErrPathPrefix": "x")"),
        job(R"("containerSettings": {"imageSourceRegistry": {"serverUrl": "r.io"}})"),
        job(R"("containerSettings": {"imageSourceRegistry": {"image": "<registry>/image:1"}})"),
        job(image + R"(, "secrets": [{"name": "KEY", "value": "hush-hush-hush"}])"),
        job(R"("containerSettings": {"imageSourceRegistry": {"image": "no image"}})"),
        job(image
            + R"(, "Nodecount": 1, "standardOutErrPathPrefix": "x", "Priority": "low", "experimentName": "my exp")"),
        job(image + R"(, "nonsense": 1)"),
        job(image
            + R"(, "cluster": {"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/clusters/gpu_1"})"),
        job(image
            + R"(, "mountVolumes": {"azureFileShares": [{"azureFileUrl": "nonsense", "relativeMountPath": "afs"}]})"),
        job(image
            + R"(, "mountVolumes": {"azureFileShares": [{"accountName": "<my account>", )"
              R"("azureFileUrl": "https://<my account>.file.core.windows.net/s", "relativeMountPath": "afs"}]})"),
        job(image
            + R"(, "mountVolumes": {"azureFileShares": [{"accountName": "<AZURE_BATCHAI_STORAGE_ACCOUNT>", )"
              R"("azureFileUrl": "https://<AZURE_BATCHAI_STORAGE_ACCOUNT>.file.core.windows.net/s", )"
              R"("relativeMountPath": "afs"}]})"),
        job(image
            + R"(, "mountVolumes": {"unmanagedFileSystems": [{"mountCommand": "mount -t nfs h:/d", )"
              R"("relativeMountPath": "nfs"}]})"),
        job(image
            + R"(, "mountVolumes": {"fileServers": [{"fileServer": {"id": "/x/fileServers/nfs"}, )"
              R"("relativeMountPath": "nfs"}]})"),
        job(image
            + R"(, "inputDirectories": [{"id": "D", "path": "$AZ_BATCHAI_MOUNT_ROOT/afs/data"}], )"
              R"("environmentVariables": [{"name": "X", "value": "$AZ_BATCHAI_MOUNT_ROOT/afs/data"}])"),
        cluster(R"("scaleSettings": {"manual": {"targetNodeCount": 2}})"),
        cluster(
            R"("vmPriority": "lowpriority", "scaleSettings": {"autoScale": {"minimumNodeCount": 0, "maximumNodeCount": 1}})"),
        {{"c.json", "",
          R"({"properties": {"scaleSettings": {"manual": {"targetNodeCount": 2}}, "userAccountSettings": {}}})"}},
        {{"c.json", "", R"({"properties": {"vmSize": "STANDARD_UNHEARD_OF", "scaleSettings": {}}})"}},
        {{"1a.json", "", R"({"properties": {"vmSize": "STANDARD_D2_V2", "scaleSettings": {}}})"}},
        {{"a/job.json", "a",
          R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"}}})"},
         {"a/x/a/job.json", "a",
          R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"}}})"}},
    };
}

std::vector<Inputs> all_inputs() {
    std::vector<Inputs> out = made_inputs();
    std::ranges::move(folders_below(fs::path(B2A_SOURCE_DIR) / "examples"), std::back_inserter(out));
    if (const char* corpus = std::getenv("BATCHAI2AML_CORPUS"))
        std::ranges::move(folders_below(corpus), std::back_inserter(out));
    else
        std::cout << "skipped: remedies for real inputs (BATCHAI2AML_CORPUS is not set)\n";
    return out;
}

// A value of the form that a setting takes.
std::string sample(const Answer& answer) {
    if (!answer.value.empty()) return answer.value;
    const SettingInfo* info = find_setting_info(answer.setting);
    if (info == nullptr) return "no such setting";
    if (info->value.starts_with("azure_")) return "azure_blob:contoso/data";
    if (info->value == "IMAGE") return "contoso.example/image:1";
    if (info->value == "SIZE") return "Standard_D4ds_v4";
    return "contoso";
}

bool reports(const Conversion& conversion, const Finding& wanted) {
    return std::ranges::any_of(conversion.report.findings, [&](const Finding& finding) {
        return finding.code == wanted.code && finding.place == wanted.place
               && finding.message == wanted.message;
    });
}

void expect_gone(const Inputs& inputs, const Finding& finding, const Answer& answer) {
    Options options = plain_options();
    EXPECT_EQ(options.set(answer.setting, sample(answer)), std::nullopt) << finding.code;
    EXPECT_FALSE(reports(convert(inputs, options), finding))
        << finding.code << " at " << finding.place.file << ": " << finding.message << "\nstays with "
        << answer.setting << "=" << sample(answer);
}

// The settings of a finding that its remedy names in words only.
std::vector<Answer> answers_in_words(const Finding& finding) {
    std::vector<Answer> out = finding.answers;
    if (finding.remedy.find("findings." + finding.code + "=off") != std::string::npos)
        out.push_back({"findings." + finding.code, "off"});
    const bool lenient = finding.remedy.find("pass --lenient to read it as") != std::string::npos;
    if (lenient) out.push_back({"ignored-members", "read"});
    return out;
}

TEST(Remedies, OfFindingsRemoveThem) {
    std::set<std::string> tried;
    for (const Inputs& inputs : all_inputs()) {
        const Conversion conversion = convert(inputs, plain_options());
        std::set<std::string> done;
        for (const Finding& finding : conversion.report.findings) {
            const std::vector<Answer> answers = answers_in_words(finding);
            const bool names_flag = finding.remedy.find(" --") != std::string::npos;
            const bool of_az = finding.code == "B2A0108" || finding.code == "B2A0507";
            EXPECT_TRUE(!names_flag || of_az || !answers.empty() || finding.code == "B2A0207"
                        || finding.code == "B2A0608")
                << finding.code << " names a flag and no setting: " << finding.remedy;
            for (const Answer& answer : answers)
                if (done.insert(finding.code + answer.setting + answer.value).second) {
                    expect_gone(inputs, finding, answer);
                    tried.insert(finding.code);
                }
        }
    }
    for (const char* code : {"B2A0206", "B2A0215", "B2A0910", "B2A0301", "B2A0302", "B2A0303", "B2A0304",
                             "B2A0401", "B2A0402", "B2A0403", "B2A0404", "B2A0405", "B2A0406", "B2A0408",
                             "B2A0701", "B2A0704", "B2A0705", "B2A0803", "B2A1101", "B2A1102"})
        EXPECT_TRUE(tried.contains(code)) << code << " was not tried";
}

// A setting has a key; what is empty in the source can be none.
TEST(Questions, AreNotAskedForWhatHasNoName) {
    const Conversion conversion = convert(
        {{"job.json", "a",
          R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"}, "cluster": {"id": ""},)"
          R"("containerSettings": {"imageSourceRegistry": {"image": ""}}, "mountVolumes": {)"
          R"("fileServers": [{"fileServer": {"id": "/x/fileServers/"}, "relativeMountPath": "a"}],)"
          R"("unmanagedFileSystems": [{"mountCommand": "x", "relativeMountPath": ""}]}}})"},
         {"other.json", "a",
          R"({"properties": {"nodeCount": 1, "customToolkitSettings": {"commandLine": "ls"},)"
          R"("cluster": {"id": "/x/Microsoft.BatchAI/clusters/"}}})"}},
        plain_options());
    EXPECT_FALSE(conversion.internal_error);
    for (const Question& question : conversion.report.questions)
        EXPECT_NE(find_setting_info(question.setting), nullptr) << question.setting;
    for (const Finding& finding : conversion.report.findings)
        for (const Answer& answer : finding.answers)
            EXPECT_NE(find_setting_info(answer.setting), nullptr) << answer.setting;
    EXPECT_TRUE(has_finding(conversion, "B2A0301"));
}

// What is asked is asked once, can be answered, and is not asked again.
TEST(Questions, AreAskedOnceAndNotAgainWhenAnswered) {
    for (const Inputs& inputs : all_inputs()) {
        const Conversion first = convert(inputs, plain_options());
        Options options = plain_options();
        std::set<std::string> asked;
        for (const Question& question : first.report.questions) {
            EXPECT_TRUE(asked.insert(question.setting).second) << question.setting;
            EXPECT_TRUE(!question.places.empty() || question.need == Need::choice) << question.setting;
            EXPECT_FALSE(question.form.empty()) << question.setting;
            EXPECT_EQ(options.set(question.setting, sample({question.setting, question.suggestion})),
                      std::nullopt);
        }
        for (const Question& question : convert(inputs, options).report.questions)
            EXPECT_FALSE(asked.contains(question.setting)) << question.setting << " is asked again";
    }
}

} // namespace
} // namespace batchai2aml
