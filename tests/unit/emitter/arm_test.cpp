// The files for Azure Resource Manager. That they say the same as the YAML is checked by tests/conformance.
#include "emitter/arm.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Migration migration() {
    Migration out;
    Compute compute;
    compute.name = "gpu";
    compute.file = "compute/gpu.yml";
    compute.size.text = "Standard_NC4as_T4_v3";
    out.computes.push_back(compute);
    Datastore store;
    store.name = "share";
    store.file = "datastores/share.yml";
    store.kind = DatastoreKind::azure_file;
    store.account.text = "contoso";
    store.container.text = "data";
    out.datastores.push_back(store);
    CommandJob job;
    job.name = "train";
    job.file = "jobs/train/job.yml";
    job.display_name = "train";
    job.experiment_name = "exp";
    job.command.statements.emplace_back(Run{{RawShell{"[ -d {workspace} ]"}}});
    job.image.text = "python:3.7";
    job.environment_variables = {{"A.B", "1"}};
    job.compute.text = "gpu";
    job.timeout_seconds = 90;
    job.inputs.push_back({"in_A", "azureml://datastores/share/paths/a/", InputMode::download, ""});
    job.code.push_back({"launch.py", "print()\n", true});
    job.registry = RegistryLogin{"nvcr.io", "", ""};
    out.jobs.push_back(job);
    return out;
}

const OutputFile& file_of(const Emitted& emitted, std::string_view path) {
    static const OutputFile none{"not written", "", false, false};
    const auto found = std::find_if(emitted.files.begin(), emitted.files.end(),
                                    [&](const OutputFile& file) { return file.path == path; });
    EXPECT_NE(found, emitted.files.end()) << path;
    return found == emitted.files.end() ? none : *found;
}

TEST(EmitArm, FillsInTheNamesThatAreKnown) {
    const Emitted emitted = emit_arm(migration(), {"s", "g", "w", "2025-12-01"});
    const std::string& compute = file_of(emitted, "arm/requests/computes/gpu.json").bytes;
    EXPECT_THAT(
        compute,
        HasSubstr("\"url\": \"https://management.azure.com/subscriptions/s/resourceGroups/g/providers/"
                  "Microsoft.MachineLearningServices/workspaces/w/computes/gpu?api-version=2025-12-01\""));
    EXPECT_THAT(compute, HasSubstr("\"placeholders\": [\n    \"/body/location\"\n  ]"));
    EXPECT_THAT(file_of(emitted, "arm/parameters.json").bytes,
                HasSubstr("\"workspace\": {\n      \"value\": \"w\""));
    EXPECT_THAT(file_of(emitted, "arm/template.json").bytes, HasSubstr("\"apiVersion\": \"2025-12-01\""));
}

TEST(EmitArm, TakesNamesFromTheWorkspaceOfTheInputs) {
    Migration all = migration();
    all.workspace = MlWorkspace{"own", "workspace.yml", {}, "eastus", {{"a", "b"}}};
    const Emitted emitted = emit_arm(all, {});
    EXPECT_THAT(file_of(emitted, "arm/requests/computes/gpu.json").bytes,
                AllOf(HasSubstr("/workspaces/own/computes/gpu?"), HasSubstr("\"location\": \"eastus\"")));
    EXPECT_THAT(file_of(emitted, "arm/requests/workspaces/own.json").bytes,
                AllOf(HasSubstr("/workspaces/own?api-version=2026-05-01\""), HasSubstr("\"a\": \"b\"")));
    EXPECT_THAT(file_of(emitted, "arm/template.json").bytes, Not(HasSubstr("friendlyName")));
}

TEST(EmitArm, KeepsSecretsOutAndAsksForThem) {
    const Emitted emitted = emit_arm(migration(), {});
    EXPECT_THAT(file_of(emitted, "arm/requests/datastores/share.json").bytes,
                AllOf(HasSubstr("\"key\": \"{accountKey_contoso}\""),
                      HasSubstr("\"/body/properties/credentials/secrets/key\"")));
    EXPECT_THAT(file_of(emitted, "arm/requests/connections/registry-nvcr-io.json").bytes,
                AllOf(HasSubstr("\"password\": \"{password_registry_nvcr_io}\""),
                      HasSubstr("\"username\": \"{username_registry_nvcr_io}\"")));
    EXPECT_THAT(
        file_of(emitted, "arm/template.json").bytes,
        AllOf(HasSubstr("\"accountKey_contoso\": {\n      \"type\": \"secureString\",\n      \"metadata\""),
              HasSubstr("\"key\": \"[parameters('accountKey_contoso')]\""),
              HasSubstr("\"username_registry_nvcr_io\": {\n      \"type\": \"string\"")));
}

TEST(EmitArm, LeavesBracesOfTheUserAlone) {
    const std::string job = file_of(emit_arm(migration(), {}), "arm/requests/jobs/train.json").bytes;
    EXPECT_THAT(job,
                AllOf(HasSubstr("[ -d {workspace} ]\""), Not(HasSubstr("\"/body/properties/command\""))));
}

TEST(EmitArm, UploadsWhatTheServiceHasToRead) {
    const Emitted emitted = emit_arm(migration(), {});
    const auto file = std::find_if(emitted.files.begin(), emitted.files.end(),
                                   [](const OutputFile& one) { return one.path.ends_with("launch.py"); });
    ASSERT_NE(file, emitted.files.end());
    EXPECT_TRUE(file->executable);
    const std::string version = file->path.substr(std::string("arm/uploads/code/train/").size(), 12);
    EXPECT_EQ(file->path, "arm/uploads/code/train/" + version + "/launch.py");
    EXPECT_THAT(file_of(emitted, "arm/requests/codes/train.json").bytes,
                HasSubstr("\"codeUri\": \"{uploads}/code/train/" + version + "\""));
    Migration other = migration();
    other.jobs[0].code[0].text += "#";
    const Emitted changed = emit_arm(other, {});
    EXPECT_FALSE(std::any_of(changed.files.begin(), changed.files.end(), [&](const OutputFile& one) {
        return one.path == file->path;
    })) << "a version cannot be changed";
}

TEST(EmitArm, DeploysNothingThatNeedsWork) {
    Migration all = migration();
    all.computes[0].header.needs_work = {"name the size"};
    all.jobs[0].header.needs_work = {"compute/gpu.yml needs work first"};
    const Emitted emitted = emit_arm(all, {});
    EXPECT_THAT(file_of(emitted, "arm/requests/jobs/train.json").bytes,
                HasSubstr("\"needsWork\": [\n    \"arm/requests/computes/gpu.json needs work first\"\n  ]"));
    const std::string& text = file_of(emitted, "arm/template.json").bytes;
    EXPECT_THAT(text, AllOf(HasSubstr("\"condition\": false,\n      \"type\": "
                                      "\"Microsoft.MachineLearningServices/workspaces/computes\""),
                            HasSubstr("\"name the size\"")));
    EXPECT_THAT(text, Not(HasSubstr("\"jobs\": {"))) << "no output names a job";
}

TEST(EmitArm, SubmitsJobsOnlyWhenAsked) {
    EXPECT_THAT(
        file_of(emit_arm(migration(), {}), "arm/template.json").bytes,
        AllOf(HasSubstr("\"condition\": \"[parameters('submitJobs')]\",\n      \"type\": "
                        "\"Microsoft.MachineLearningServices/workspaces/jobs\""),
              HasSubstr("\"submitJobs\": {\n      \"type\": \"bool\",\n      \"defaultValue\": false"),
              HasSubstr("\"[concat(parameters('workspace'), '/train-', parameters('jobSuffix'))]\"")));
}

TEST(EmitArm, TellsWhereTheKeysOfTheYamlAre) {
    const Migration all = migration();
    const Emitted emitted = emit_arm(all, {});
    const auto at = [&](std::string_view file, std::string_view path) {
        const FormatTarget target = emitted.locate(file, path);
        return target.file + " " + target.path;
    };
    EXPECT_EQ(at("compute/gpu.yml", "size"),
              "arm/requests/computes/gpu.json /body/properties/properties/vmSize");
    EXPECT_EQ(at("jobs/train/job.yml", "environment.image"),
              "arm/requests/environments/python-3-7.json /body/properties/image");
    EXPECT_EQ(at("jobs/train/job.yml", "environment_variables.A.B"),
              "arm/requests/jobs/train.json /body/properties/environmentVariables/A.B");
    EXPECT_EQ(at("jobs/train/job.yml", "inputs.in_A.path"),
              "arm/requests/jobs/train.json /body/properties/inputs/in_A/uri");
    EXPECT_THAT(at("jobs/train/job.yml", "code/launch.py"), HasSubstr("arm/uploads/code/train/"));
    EXPECT_EQ(at("jobs/train/job.yml", ""), "arm/requests/jobs/train.json ");
    EXPECT_EQ(at("MIGRATION.md", ""), "MIGRATION.md ");
    EXPECT_EQ(at("jobs/train/job.yml", "no.such.key"), " ");
    EXPECT_NE(emitted.locate("jobs/train/job.yml", "no.such.key").reason, "");
}

} // namespace
} // namespace batchai2aml
