// `batchai2aml rehearse`: arguments, questions, reports and exit codes. What a rehearsal does: unit/rehearse.
#include <gmock/gmock.h>

#include "../support/temporary_folder.hpp"
#include "program.hpp"

namespace batchai2aml::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Rehearse : public Program {
  public:
    Rehearse() {
        folder.write("out/jobs/train/job.yml",
                     "command: |-\n  python ${{inputs.code}}/train.py >${{outputs.model}}/log\n"
                     "inputs:\n  code: {type: uri_folder, path: 'azureml://datastores/store/paths/code/'}\n"
                     "outputs:\n  model: {type: uri_folder, path: 'azureml://datastores/store/paths/m/'}\n");
        folder.write("out/jobs/other/job.yml", "command: other\n");
        folder.write("data/code/train.py", "print('trained')\n");
        variables["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        variables["TMPDIR"] = folder.path();
    }
    Outcome rehearse(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"rehearse", folder.path("out")});
        return run_in(machine_files(), std::move(arguments));
    }
    std::vector<std::string> left_over() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
            if (entry.path().filename().string().starts_with("batchai2aml-")) names.push_back(entry.path());
        return names;
    }

    TemporaryFolder folder;
};

TEST_F(Rehearse, ShowsWhatEachProcessWouldRunAndWhereItsPathsLead) {
    const Outcome result = rehearse({"--job", "train", "--data", "store=" + folder.path("data")});
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.out, R"(train: 1 process on 1 node
A probe took the place of the programs.

  code: <store>/code (input)
  model: <store>/m (output)

  main on node 0: exit status 0
    python <store>/code/train.py
    writes <store>/m/log

  Files in the stand-ins of datastores:
    added <store>/m/log

1 job, 1 process: all ended as they should
)");
    EXPECT_EQ(result.err, "");
    EXPECT_THAT(left_over(), ::testing::IsEmpty());
    EXPECT_FALSE(folder.has("data/m"));
}

TEST_F(Rehearse, TakesAllJobsWhenNoneIsNamed) {
    const Outcome result = rehearse({});
    EXPECT_THAT(result.out, HasSubstr("other: 1 process"));
    EXPECT_THAT(result.out, HasSubstr("2 jobs, 2 processes: all ended as they should\n"));
}

TEST_F(Rehearse, NamesWhatIsNotThere) {
    folder.write("data/code/other.py", "");
    std::filesystem::remove(folder.path("data/code/train.py"));
    const Outcome result = rehearse({"--job", "train", "--data", "store=" + folder.path("data")});
    EXPECT_THAT(result.out, HasSubstr("      not there: <store>/code/train.py\n"));
}

TEST_F(Rehearse, AFailureOfAProgramIsExitCodeOne) {
    const Outcome result = rehearse({"--job", "train", "--status", "python=7"});
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.out, HasSubstr("main on node 0: exit status 7"));
    EXPECT_THAT(result.out, HasSubstr("1 job did not end as it should"));
}

TEST_F(Rehearse, JsonHasAllOfIt) {
    const Outcome result = rehearse({"--job", "train", "--report", "json"});
    EXPECT_THAT(result.out, StartsWith(R"({"schema":"batchai2aml/rehearsal/1","jobs":[)"));
    EXPECT_THAT(result.out, HasSubstr(R"("action":"probe")"));
    EXPECT_THAT(result.out, HasSubstr(R"("exit_code":0)"));
}

TEST_F(Rehearse, ReportsGoToFilesToo) {
    const Outcome result = rehearse({"--report", "text", "--report", "json=" + folder.path("report.json")});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.out, StartsWith("other: "));
    EXPECT_THAT(folder.read("report.json"), StartsWith("{\"schema\""));
}

TEST_F(Rehearse, KeepsItsFilesWhenAsked) {
    EXPECT_EQ(rehearse({"--job", "train", "--keep", folder.path("kept")}).code, 0);
    EXPECT_TRUE(folder.has("kept/train/datastores/store/m/log"));
    const Outcome again = rehearse({"--keep", folder.path("kept")});
    EXPECT_EQ(again.code, 64);
    EXPECT_THAT(again.err, HasSubstr("is there and not empty"));
}

TEST_F(Rehearse, AsksBeforeProgramsRun) {
    const std::vector<std::string> arguments = {"--job", "train", "--execute", "--data",
                                                "store=" + folder.path("data")};
    const Outcome unanswered = rehearse(arguments);
    EXPECT_EQ(unanswered.code, 64);
    EXPECT_THAT(unanswered.err, HasSubstr("train would run:\n  python <store>/code/train.py\n"));
    EXPECT_THAT(unanswered.err, HasSubstr("nothing was run: answer y, or pass --yes"));
    EXPECT_EQ(unanswered.out, "");
    input = "y\n";
    const Outcome answered = rehearse(arguments);
    EXPECT_EQ(answered.code, 0) << answered.err << answered.out;
    EXPECT_THAT(answered.out, Not(HasSubstr("A probe took")));
    EXPECT_THAT(answered.out, HasSubstr("writes <store>/m/log"));
    EXPECT_FALSE(folder.has("data/m"));
    EXPECT_THAT(left_over(), ::testing::IsEmpty());
}

TEST_F(Rehearse, WrongUsageIsToldInWords) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> wrong = {
        {{"--data", "store"}, "--data: \"store\" is not of the form DATASTORE=FOLDER"},
        {{"--data", "store=" + folder.path("nowhere")}, "there is no folder"},
        {{"--data", "stor=" + folder.path("data")}, "no job uses a datastore stor; did you mean store?"},
        {{"--status", "python=x"}, "PROGRAM=STATUS"},
        {{"--status", "python=256"}, "from 0 to 255"},
        {{"--report", "html"}, "is not one of text, json"},
        {{"--report", "text", "--report", "json"}, "only one thing can go to standard output"},
        {{"--yes"}, "--yes answers the question of --execute"},
        {{"--execute", "--status", "a=1"}, "leave out --execute"},
    };
    for (const auto& [arguments, message] : wrong) {
        const Outcome result = rehearse(arguments);
        EXPECT_EQ(result.code, 64) << message;
        EXPECT_THAT(result.err, HasSubstr(message));
    }
    EXPECT_EQ(run({"rehearse"}).code, 64);
}

TEST_F(Rehearse, WhatIsNotThereIsExitCode66) {
    const Outcome unknown = rehearse({"--job", "trian"});
    EXPECT_EQ(unknown.code, 66);
    EXPECT_THAT(unknown.err, HasSubstr("there is no job trian"));
    EXPECT_THAT(unknown.err, HasSubstr("did you mean train?"));
    EXPECT_EQ(run_in(machine_files(), {"rehearse", folder.path("data")}).code, 66);
}

TEST_F(Rehearse, ABrokenJobFileIsToldWithItsPlaceAndTheOthersAreRehearsed) {
    folder.write("out/jobs/other/job.yml", "command: [\n");
    const Outcome result = rehearse({});
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.err, HasSubstr("jobs/other/job.yml:2:"));
    EXPECT_THAT(result.out, HasSubstr("train: 1 process"));
}

} // namespace
} // namespace batchai2aml::testing
