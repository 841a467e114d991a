// Members of jobs (batchai.md 6).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/parsed.hpp"

namespace batchai2aml {
namespace {

using test::Parsed;
using test::value_of;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Parsed job_with(const std::string& members) {
    return Parsed("{\"properties\": {" + members + "}}");
}

TEST(ReadJob, SimpleMembersOfAllLayouts) {
    const Parsed job = job_with(
        R"("cluster": {"id": "/c"}, "nodeCount": 2, "stdOutErrPathPrefix": "p", "experimentName": "e",
        "priority": -5, "constraints": {"maxWallClockTime": "P1D"},
        "jobPreparation": {"commandLine": "pip install x"})");
    EXPECT_EQ(value_of(job.job().cluster_id), "/c");
    EXPECT_EQ(value_of(job.job().node_count), 2);
    EXPECT_EQ(value_of(job.job().std_out_err_path_prefix), "p");
    EXPECT_EQ(value_of(job.job().experiment_name), "e");
    EXPECT_EQ(value_of(job.job().priority), "-5");
    EXPECT_EQ(value_of(job_with(R"("nodeCount": 1, "schedulingPriority": "low")").job().scheduling_priority),
              "low");
    EXPECT_EQ(value_of(job.job().max_wall_clock_time), "P1D");
    EXPECT_EQ(value_of(job.job().job_preparation), "pip install x");
    EXPECT_THAT(job.codes(), IsEmpty());
    EXPECT_EQ(value_of(job_with(R"("nodeCount": 1, "priority": "normal")").job().priority), "normal");
}

TEST(ReadJob, Container) {
    const Parsed job = job_with(
        R"("containerSettings": {"shmSize": "16gb", "imageSourceRegistry": {"image": "i", "serverUrl": "s",
        "credentials": {"username": "$oauthtoken", "password": "geheim-1",
                        "passwordSecretReference": {"sourceVault": {"id": "/v"}, "secretUrl": "https://v/s"}}}})");
    ASSERT_TRUE(job.job().container.has_value());
    const ContainerSettings& container = *job.job().container;
    EXPECT_EQ(value_of(container.image), "i");
    EXPECT_EQ(value_of(container.server_url), "s");
    EXPECT_EQ(value_of(container.username), "$oauthtoken");
    EXPECT_TRUE(container.password.has_value());
    EXPECT_EQ(value_of(container.password_reference.vault_id), "/v");
    EXPECT_EQ(value_of(container.password_reference.secret_url), "https://v/s");
    EXPECT_EQ(value_of(container.shm_size), "16gb");
    EXPECT_THAT(job.codes(), ElementsAre("B2A0211"))
        << "a password and a reference exclude each other (batchai.md 3)";
}

TEST(ReadJob, Directories) {
    const Parsed job =
        job_with(R"("inputDirectories": [{"id": "A", "path": "p"}], "outputDirectories": [{"id": "B",
        "pathPrefix": "q", "pathSuffix": "s", "type": "Model,Logs", "createNew": false}])");
    EXPECT_EQ(value_of(job.job().input_directories.at(0).id), "A");
    EXPECT_EQ(value_of(job.job().input_directories.at(0).path), "p");
    const OutputDirectory& output = job.job().output_directories.at(0);
    EXPECT_EQ(value_of(output.id) + value_of(output.path_prefix) + value_of(output.path_suffix), "Bqs");
    EXPECT_EQ(value_of(output.type), "Model,Logs");
    EXPECT_FALSE(output.create_new->value);
}

TEST(ReadJob, VariablesAndSecrets) {
    const Parsed job = job_with(
        R"("environmentVariables": [{"name": "A", "value": ""}, {"name": "B", "value": 3}, {"name": "C"}],
        "secrets": [{"name": "S", "value": "geheim-1"}, {"name": "T", "value": "<secret>"}], "nodeCount": 1)");
    const auto& variables = job.job().environment_variables;
    ASSERT_THAT(variables, SizeIs(3));
    EXPECT_EQ(value_of(variables[0].value), "") << "an empty value is a value";
    EXPECT_EQ(value_of(variables[1].value), "3");
    EXPECT_FALSE(variables[2].value.has_value());
    ASSERT_THAT(job.job().secrets, SizeIs(2));
    EXPECT_FALSE(job.job().secrets[0].value->value.placeholder);
    EXPECT_TRUE(job.job().secrets[1].value->value.placeholder);
}

TEST(ReadJob, MountsOfItsOwn) {
    const Parsed job = job_with(
        R"("mountVolumes": {"azureBlobFileSystems": [{"accountName": "a", "containerName": "c", "relativeMountPath": "r"}]})");
    ASSERT_THAT(job.job().mount_volumes.azure_blob_file_systems, SizeIs(1));
    EXPECT_EQ(value_of(job.job().mount_volumes.azure_blob_file_systems[0].relative_mount_path), "r");
}

struct Settings {
    const char* member;
    Toolkit toolkit;
    std::string own;     ///< members that the toolkit has, without blanks
    std::string foreign; ///< one that it lacks
};
class Toolkits : public testing::TestWithParam<Settings> {};

std::string list_of(const ToolkitSettings& t) {
    std::string out;
    const auto text = [&](const char* name, const Text& value) {
        if (value) out += std::string(name) + "=" + value->value + ";";
    };
    const auto count = [&](const char* name, const Count& value) {
        if (value) out += std::string(name) + "=" + std::to_string(value->value) + ";";
    };
    text("languageType", t.language_type);
    text("configFilePath", t.config_file_path);
    text("pythonScriptFilePath", t.python_script_file_path);
    text("pythonInterpreterPath", t.python_interpreter_path);
    text("commandLineArgs", t.command_line_args);
    text("commandLine", t.command_line);
    text("masterCommandLineArgs", t.master_command_line_args);
    text("workerCommandLineArgs", t.worker_command_line_args);
    text("parameterServerCommandLineArgs", t.parameter_server_command_line_args);
    count("processCount", t.process_count);
    count("workerCount", t.worker_count);
    count("parameterServerCount", t.parameter_server_count);
    text("communicationBackend", t.communication_backend);
    return out;
}

TEST_P(Toolkits, ReadTheirOwnMembersAndIgnoreOthers) {
    std::string all;
    for (const char* text :
         {"languageType", "configFilePath", "pythonScriptFilePath", "pythonInterpreterPath",
          "commandLineArgs", "commandLine", "masterCommandLineArgs", "workerCommandLineArgs",
          "parameterServerCommandLineArgs", "communicationBackend"})
        all += "\"" + std::string(text) + "\": \"x\", ";
    const Parsed job = job_with("\"" + std::string(GetParam().member) + "\": {" + all
                                + R"("processCount": 7, "workerCount": 7, "parameterServerCount": 7})");
    ASSERT_THAT(job.job().toolkits, SizeIs(1));
    EXPECT_EQ(job.job().toolkits[0].toolkit, GetParam().toolkit);
    EXPECT_EQ(list_of(job.job().toolkits[0]), GetParam().own);
    const auto semicolons =
        static_cast<std::size_t>(std::count(GetParam().own.begin(), GetParam().own.end(), ';'));
    EXPECT_EQ(job.codes(), std::vector<std::string>(13 - semicolons, "B2A0608"));
    const std::string pointer = "/properties/" + std::string(GetParam().member) + "/";
    EXPECT_THAT(job.rules_at(pointer + GetParam().foreign), ElementsAre("toolkit.foreign_member"));
}

const std::string script = "pythonScriptFilePath=x;pythonInterpreterPath=x;";
const Settings settings[] = {
    {"cntkSettings", Toolkit::cntk,
     "languageType=x;configFilePath=x;" + script + "commandLineArgs=x;processCount=7;", "workerCount"},
    {"tensorFlowSettings", Toolkit::tensorflow,
     script
         + "masterCommandLineArgs=x;workerCommandLineArgs=x;parameterServerCommandLineArgs=x;workerCount=7;"
           "parameterServerCount=7;",
     "processCount"},
    {"caffeSettings", Toolkit::caffe, "configFilePath=x;" + script + "commandLineArgs=x;processCount=7;",
     "languageType"},
    {"caffe2Settings", Toolkit::caffe2, script + "commandLineArgs=x;", "processCount"},
    {"chainerSettings", Toolkit::chainer, script + "commandLineArgs=x;processCount=7;",
     "masterCommandLineArgs"},
    {"pyTorchSettings", Toolkit::pytorch, script + "commandLineArgs=x;processCount=7;communicationBackend=x;",
     "commandLine"},
    {"horovodSettings", Toolkit::horovod, script + "commandLineArgs=x;processCount=7;",
     "communicationBackend"},
    {"customMpiSettings", Toolkit::custom_mpi, "commandLine=x;processCount=7;", "pythonScriptFilePath"},
    {"customToolkitSettings", Toolkit::custom, "commandLine=x;", "processCount"},
};
INSTANTIATE_TEST_SUITE_P(ReadJob, Toolkits, testing::ValuesIn(settings),
                         [](const auto& one) { return std::string(one.param.member); });

TEST(ReadJob, SeveralToolkitsAreAllKept) {
    const Parsed job = job_with(
        R"("customToolkitSettings": {"commandLine": "a"}, "horovodSettings": {"commandLineArgs": "b"})");
    EXPECT_THAT(job.job().toolkits, SizeIs(2));
}

} // namespace
} // namespace batchai2aml
