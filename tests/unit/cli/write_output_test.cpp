#include "cli/write_output.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../support/temporary_folder.hpp"
#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using testing::TemporaryFolder;

/// Runs on real folders: what is tested is what happens on a disk.
class OutputFolderRules : public testing::Program {
  protected:
    OutputFolderRules() {
        disk.write("job.json", "{}");
        make({{"MIGRATION.md", "next\n", false}, {"jobs/a/job.yml", "one\n", false}});
    }

    /// Lets the conversion make these files.
    void make(const std::vector<OutputFile>& made) {
        convert = [made](const std::vector<InputFile>& inputs) {
            Conversion conversion;
            conversion.files = made;
            conversion.report.inputs = {{inputs[0].path, "job", "", true}};
            return conversion;
        };
    }

    Outcome run_convert(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"convert", disk.path("job.json"), "-o", disk.path("out"),
                                              "--no-config"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run_in(machine_files(), arguments);
    }

    TemporaryFolder disk;
};

TEST_F(OutputFolderRules, AFileWhoseBytesWouldNotChangeIsNotTouched) {
    ASSERT_EQ(run_convert().code, 0);
    const std::vector<std::string> names = {"out/MIGRATION.md", "out/jobs/a/job.yml", "out/migration.json"};
    const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (const std::string& name : names)
        std::filesystem::last_write_time(disk.path(name), old);
    ASSERT_EQ(run_convert().code, 0);
    for (const std::string& name : names)
        EXPECT_EQ(std::filesystem::last_write_time(disk.path(name)), old) << name;
}

TEST_F(OutputFolderRules, AFileThatThisProgramWroteIsChanged) {
    ASSERT_EQ(run_convert().code, 0);
    make({{"jobs/a/job.yml", "two\n", false}});
    EXPECT_EQ(run_convert().code, 0);
    EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "two\n");
}

TEST_F(OutputFolderRules, AnEditedFileIsKeptUnlessForced) {
    ASSERT_EQ(run_convert().code, 0);
    disk.write("out/jobs/a/job.yml", "mine\n");
    for (int i = 0; i < 2; ++i) {
        const Outcome kept = run_convert();
        EXPECT_EQ(kept.code, 1);
        EXPECT_THAT(kept.err, AllOf(HasSubstr("error B2A0110"), HasSubstr("\"jobs/a/job.yml\" differs"),
                                    HasSubstr("--force"), HasSubstr("1 kept")));
        EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "mine\n");
    }
    EXPECT_EQ(run_convert({"--force"}).code, 0);
    EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "one\n");
    EXPECT_EQ(run_convert().code, 0);
}

TEST_F(OutputFolderRules, AnEditThatWasUndoneIsForgotten) {
    ASSERT_EQ(run_convert().code, 0);
    disk.write("out/jobs/a/job.yml", "mine\n");
    make({{"jobs/a/job.yml", "two\n", false}});
    ASSERT_EQ(run_convert().code, 1);
    disk.write("out/jobs/a/job.yml", "one\n");
    EXPECT_EQ(run_convert().code, 0);
    EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "two\n");
}

TEST_F(OutputFolderRules, WithoutARecordAnyFileThatDiffersIsKept) {
    disk.write("out/jobs/a/job.yml", "theirs\n");
    disk.write("out/MIGRATION.md", "next\n");
    const Outcome kept = run_convert();
    EXPECT_EQ(kept.code, 1);
    EXPECT_THAT(kept.err, AllOf(HasSubstr("jobs/a/job.yml"), Not(HasSubstr("\"MIGRATION.md\" differs"))));
    EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "theirs\n");
}

TEST_F(OutputFolderRules, ARecordOfAnotherProgramIsKeptAndNotBelieved) {
    disk.write("out/migration.json", "{\"theirs\": true}\n");
    disk.write("out/jobs/a/job.yml", "theirs\n");
    EXPECT_EQ(run_convert().code, 1);
    EXPECT_EQ(disk.read("out/migration.json"), "{\"theirs\": true}\n");
    EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "theirs\n");
    EXPECT_EQ(run_convert({"--force"}).code, 0);
    EXPECT_EQ(run_convert().code, 0);
}

TEST_F(OutputFolderRules, AFileOfAnEarlierRunIsLeftWithANoteUntilItIsDeleted) {
    ASSERT_EQ(run_convert().code, 0);
    make({{"MIGRATION.md", "next\n", false}});
    for (int i = 0; i < 2; ++i) {
        const Outcome result = run_convert();
        EXPECT_EQ(result.code, 0);
        EXPECT_THAT(result.err, AllOf(HasSubstr("note B2A0111"), HasSubstr("(jobs/a/job.yml)")));
        EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "one\n");
    }
    std::filesystem::remove(disk.path("out/jobs/a/job.yml"));
    EXPECT_THAT(run_convert().err, Not(HasSubstr("B2A0111")));
}

TEST_F(OutputFolderRules, AFileOfAnEarlierRunThatWasEditedIsTheUsersOwn) {
    ASSERT_EQ(run_convert().code, 0);
    disk.write("out/jobs/a/job.yml", "mine\n");
    make({{"MIGRATION.md", "next\n", false}});
    EXPECT_THAT(run_convert().err, Not(HasSubstr("B2A0111")));
}

TEST_F(OutputFolderRules, NothingIsWrittenOutsideOfTheFolder) {
    for (const std::string path : {"../evil", "a/../../evil", "/evil", "."}) {
        make({{path, "x", false}});
        const Outcome result = run_convert();
        EXPECT_EQ(result.code, 74) << path;
        EXPECT_THAT(result.err, HasSubstr("would leave the output folder"));
    }
    EXPECT_FALSE(disk.has("evil"));
}

TEST_F(OutputFolderRules, NothingIsWrittenThroughALink) {
    disk.write("outside/file", "kept");
    disk.link(disk.path("outside"), "out/jobs");
    for (const auto& more : {std::vector<std::string>{}, {"--force"}}) {
        const Outcome result = run_convert(more);
        EXPECT_EQ(result.code, 74);
        EXPECT_THAT(result.err, HasSubstr("symbolic link"));
    }
    EXPECT_FALSE(disk.has("outside/a"));
    disk.link(disk.path("outside/file"), "out/migration.json");
    EXPECT_EQ(run_convert({"--force"}).code, 74);
    EXPECT_EQ(disk.read("outside/file"), "kept");
}

TEST_F(OutputFolderRules, ADryRunTellsTheSameAndWritesNothing) {
    ASSERT_EQ(run_convert().code, 0);
    disk.write("out/jobs/a/job.yml", "mine\n");
    const Outcome result = run_convert({"--dry-run"});
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.err, HasSubstr("would keep    " + disk.path("out/jobs/a/job.yml")));
    EXPECT_EQ(disk.read("out/jobs/a/job.yml"), "mine\n");
}

TEST_F(OutputFolderRules, WritesAnExecutableFile) {
    make({{"jobs/a/code/launch.sh", "#!/bin/sh\n", true}});
    ASSERT_EQ(run_convert().code, 0);
    const auto mode = std::filesystem::status(disk.path("out/jobs/a/code/launch.sh")).permissions();
    EXPECT_NE(mode & std::filesystem::perms::owner_exec, std::filesystem::perms::none);
}

TEST_F(OutputFolderRules, DoNotDependOnTheNumberOfThreads) {
    std::vector<OutputFile> many;
    for (int i = 0; i < 300; ++i)
        many.push_back({"jobs/" + std::to_string(1000 + i) + "/job.yml", std::string(i, 'x'), false});
    make(many);
    ASSERT_EQ(run_convert({"-j1"}).code, 0);
    const std::string record = disk.read("out/migration.json");
    std::filesystem::remove_all(disk.path("out"));
    ASSERT_EQ(run_convert({"-j8"}).code, 0);
    EXPECT_EQ(disk.read("out/migration.json"), record);
}

} // namespace
} // namespace batchai2aml
