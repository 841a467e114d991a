#include "cli/input_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "../support/memory_files.hpp"
#include "../support/temporary_folder.hpp"
#include "cli/glob.hpp"

namespace batchai2aml::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MemoryFiles;
using testing::TemporaryFolder;
using ::testing::UnorderedElementsAre;

class InputFiles : public ::testing::Test {
  protected:
    Inputs read(FileSystem& files, const std::vector<std::string>& arguments,
                const std::string& output = "") {
        const Environment environment{files, in, out, out, {}, [] { return false; }, {}};
        auto inputs = read_inputs(arguments, output, ignore_files, 2, environment);
        EXPECT_TRUE(inputs) << (inputs ? "" : inputs.error().message);
        return inputs ? std::move(inputs).value() : Inputs{};
    }
    static std::vector<std::string> paths(const Inputs& inputs) {
        std::vector<std::string> list;
        for (const InputFile& file : inputs.files)
            list.push_back(file.path);
        return list;
    }
    static std::vector<std::string> codes(const Inputs& inputs) {
        std::vector<std::string> list;
        for (const Finding& finding : inputs.findings)
            list.push_back(finding.code + " " + finding.place.file);
        return list;
    }

    IgnoreFiles ignore_files = IgnoreFiles::obey;
    MemoryFiles memory;
    TemporaryFolder disk;
    std::istringstream in;
    std::ostringstream out;
};

TEST_F(InputFiles, ArePathsBelowTheFolderThatWasNamed) {
    memory.files = {{"old/jobs/b/job.json", "1"}, {"old/jobs/a.json", "2"}, {"old/other.json", "3"}};
    const Inputs inputs = read(memory, {"old/jobs"});
    EXPECT_THAT(paths(inputs), ElementsAre("a.json", "b/job.json"));
    EXPECT_EQ(inputs.files[0].bytes, "2");
    EXPECT_EQ(inputs.files[0].folder, "jobs");
    EXPECT_EQ(inputs.files[1].folder, "b");
}

TEST_F(InputFiles, AreNamedByTheirLastPartWhenNamedAlone) {
    memory.files = {{"old/jobs/job.json", ""}};
    const Inputs inputs = read(memory, {"old/jobs/job.json"});
    EXPECT_THAT(paths(inputs), ElementsAre("job.json"));
    EXPECT_EQ(inputs.files[0].folder, "jobs");
}

TEST_F(InputFiles, GetFoldersInFrontWhereNamesAreTheSame) {
    memory.files = {{"a/x/job.json", ""}, {"b/x/job.json", ""}, {"b/one.json", ""}, {"d/job.json", ""}};
    const std::vector<std::string> arguments = {"b", "a/x/job.json", "d/job.json"};
    EXPECT_THAT(paths(read(memory, arguments)),
                ElementsAre("a/x/job.json", "b/x/job.json", "d/job.json", "one.json"));
}

TEST_F(InputFiles, DoNotDependOnTheOrderOfArguments) {
    memory.files = {{"a/job.json", "1"}, {"b/job.json", "2"}, {"c/a/job.json", "3"}};
    const Inputs one = read(memory, {"a/job.json", "b/job.json", "c/a/job.json"});
    const Inputs other = read(memory, {"c/a/job.json", "b/job.json", "a/job.json"});
    EXPECT_THAT(paths(one), ElementsAre("b/job.json", "c/a/job.json", "me/a/job.json"));
    EXPECT_EQ(paths(one), paths(other));
    EXPECT_EQ(one.files[0].bytes, other.files[0].bytes);
}

TEST_F(InputFiles, AreTakenOnceHoweverOftenTheyAreNamed) {
    disk.write("in/sub/job.json", "x");
    disk.link("job.json", "in/sub/link.json");
    const Inputs inputs =
        read(machine_files(), {disk.path("in/sub/link.json"), disk.path("in/./sub/job.json"), disk.path("in"),
                               disk.path("in")});
    EXPECT_THAT(paths(inputs), ElementsAre("sub/job.json"));
}

TEST_F(InputFiles, LeaveOutTheOutputFolderAndGit) {
    disk.write("in/job.json", "");
    disk.write("in/.git/config", "");
    disk.write("in/out/migration.json", "");
    EXPECT_THAT(paths(read(machine_files(), {disk.path("in")}, disk.path("in/./out"))),
                ElementsAre("job.json"));
}

TEST_F(InputFiles, FollowNoLinksOutOfTheFolderOrInCircles) {
    disk.write("in/a/job.json", "");
    disk.write("outside/secret.json", "");
    disk.link(".", "in/loop");
    disk.link("a", "in/b");
    disk.link("../outside", "in/out");
    disk.link("../outside/secret.json", "in/secret.json");
    disk.link("nowhere", "in/dead");
    const Inputs inputs = read(machine_files(), {disk.path("in")});
    EXPECT_THAT(paths(inputs), ElementsAre("a/job.json"));
    EXPECT_THAT(codes(inputs), ElementsAre("B2A0112 dead", "B2A0112 out", "B2A0112 secret.json"));
}

TEST_F(InputFiles, MayBeNamedThroughALink) {
    disk.write("real/job.json", "");
    disk.link("real", "in");
    EXPECT_THAT(paths(read(machine_files(), {disk.path("in")})), ElementsAre("job.json"));
}

TEST_F(InputFiles, SkipBinaryFilesOfAFolder) {
    memory.files = {{"in/model.bin", std::string("x\0y", 3)},
                    {"in/utf16.json", std::string("\xff\xfe{\0}\0", 6)}};
    const Inputs inputs = read(memory, {"in"});
    EXPECT_THAT(paths(inputs), ElementsAre("utf16.json"));
    EXPECT_THAT(inputs.findings, IsEmpty());
    EXPECT_THAT(inputs.skipped, IsEmpty());
    EXPECT_EQ(inputs.counts.binary, 1U);
}

TEST_F(InputFiles, SayThatANamedFileIsBinary) {
    memory.files = {{"model.bin", std::string("x\0y", 3)}, {"job.json", ""}};
    EXPECT_THAT(codes(read(memory, {"model.bin", "job.json"})), ElementsAre("B2A0112 model.bin"));
}

TEST_F(InputFiles, SkipFilesThatAreTooLarge) {
    disk.write("in/job.json", "{}");
    disk.write("in/data", "");
    std::filesystem::resize_file(disk.path("in/data"), largest_input + 1);
    const Inputs inputs = read(machine_files(), {disk.path("in")});
    EXPECT_THAT(codes(inputs), IsEmpty());
    EXPECT_EQ(inputs.counts.too_large, 1U);
    EXPECT_THAT(codes(read(machine_files(), {disk.path("in/data")})), ElementsAre("B2A0103 data"));
}

TEST_F(InputFiles, NameFilesAndFoldersThatCannotBeRead) {
    memory.files = {{"in/a.json", ""}, {"in/b/c.json", ""}, {"in/d.json", "x"}};
    memory.unreadable = {"in/a.json", "in/b"};
    const Inputs inputs = read(memory, {"in"});
    EXPECT_THAT(paths(inputs), ElementsAre("d.json"));
    EXPECT_THAT(codes(inputs), UnorderedElementsAre("B2A0109 a.json", "B2A0109 b"));
    EXPECT_EQ(inputs.findings[0].level, Level::error);
}

TEST_F(InputFiles, MayComeFromAPipe) {
    ASSERT_EQ(::mkfifo(disk.path("pipe").c_str(), 0600), 0);
    const std::jthread writer([this] { std::ofstream(disk.path("pipe")) << "{}"; });
    const Inputs inputs = read(machine_files(), {disk.path("pipe")});
    EXPECT_EQ(inputs.files.at(0).bytes, "{}");
}

TEST_F(InputFiles, ArePatternsWhenTheShellDidNotExpandThem) {
    memory.files = {
        {"jobs/a/job.json", ""}, {"jobs/b/job.json", ""}, {"jobs/b/x.txt", ""}, {"jobs/.c/job.json", ""}};
    EXPECT_THAT(paths(read(memory, {"jobs/*/job.json"})), ElementsAre("a/job.json", "b/job.json"));
    EXPECT_THAT(paths(read(memory, {"jobs/**/*.json"})), ElementsAre("a/job.json", "b/job.json"));
    EXPECT_THAT(paths(read(memory, {"jobs/[!b]/*"})), ElementsAre("job.json"));
    memory.files["jobs/[x].json"] = "literal";
    EXPECT_EQ(read(memory, {"jobs/[x].json"}).files.at(0).bytes, "literal")
        << "a name that exists is no pattern";
}

TEST_F(InputFiles, FailWhenThereAreNone) {
    std::filesystem::create_directory(disk.path("empty"));
    const Environment environment{machine_files(), in, out, out, {}, [] { return false; }, {}};
    const auto inputs = read_inputs({disk.path("empty")}, "", IgnoreFiles::obey, 1, environment);
    ASSERT_FALSE(inputs);
    EXPECT_EQ(inputs.error().code, ExitCode::no_input);
    EXPECT_THAT(inputs.error().message, HasSubstr("there is no file in"));
}

TEST(Patterns, MatchLikeThoseOfAShell) {
    EXPECT_TRUE(matches("*.json", "a.json"));
    EXPECT_FALSE(matches("*.json", ".json"));
    EXPECT_TRUE(matches(".*", ".json"));
    EXPECT_TRUE(matches("a*b*c", "aXbYbZc"));
    EXPECT_FALSE(matches("a*b*c", "aXbY"));
    EXPECT_TRUE(matches("?b", "ab"));
    EXPECT_FALSE(matches("?b", "b"));
    EXPECT_TRUE(matches("[a-c]x", "bx"));
    EXPECT_FALSE(matches("[!a-c]x", "bx"));
    EXPECT_TRUE(matches("[]]x", "]x"));
    EXPECT_TRUE(matches("[a", "[a"));
    EXPECT_TRUE(matches("**", ""));
    EXPECT_FALSE(matches("", "a"));
}

TEST(Patterns, TakeNoExponentialTime) {
    std::string pattern;
    for (int i = 0; i < 50; ++i)
        pattern += "a*";
    EXPECT_FALSE(matches(pattern + "b", std::string(5000, 'a')));
}

} // namespace
} // namespace batchai2aml::cli
