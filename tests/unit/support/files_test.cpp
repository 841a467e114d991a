#include "support/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "temporary_folder.hpp"

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TemporaryFolder;

class Files : public ::testing::Test {
  protected:
    [[nodiscard]] std::unique_ptr<OutputFolder> output(const std::string& name) const {
        auto opened = machine_files().output(folder.path(name));
        EXPECT_TRUE(opened);
        return std::move(opened).value();
    }
    static std::optional<FileError> write(OutputFolder& out, std::string_view path, std::string_view bytes,
                                          FileMode mode = FileMode::plain) {
        return out.write(
            path, [&](const Sink& sink) { static_cast<void>(sink(bytes)); }, mode);
    }
    static std::string read(const OutputFolder& out, std::string_view path) {
        std::string bytes;
        const auto exists = scan(out, path, [&](std::string_view piece) {
            bytes += piece;
            return true;
        });
        if (!exists) return "error: " + exists.error().reason;
        return exists.value() ? bytes : "absent";
    }

    TemporaryFolder folder;
};

TEST_F(Files, ReadsAFileAsItIs) {
    const std::string bytes = std::string("a\0\r\n\xff", 5) + std::string(100000, 'x');
    folder.write("file", bytes);
    EXPECT_EQ(machine_files().read(folder.path("file"), 1U << 20U).value(), bytes);
}

TEST_F(Files, SaysWhyAFileCannotBeRead) {
    const auto missing = machine_files().read(folder.path("missing"), 10);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().reason, "No such file or directory");
    folder.write("large", "12345678901");
    EXPECT_TRUE(machine_files().read(folder.path("large"), 10).error().too_large);
    EXPECT_FALSE(machine_files().read(folder.path(), 10));
}

TEST_F(Files, StopsReadingAnEndlessDevice) {
    EXPECT_TRUE(machine_files().read("/dev/zero", 100000).error().too_large);
}

TEST_F(Files, ListsAFolderSortedAndTellsLinksFromWhatTheyLeadTo) {
    folder.write("b/x", "");
    folder.write("a", "");
    folder.link("b", "c");
    const auto entries = machine_files().list(folder.path());
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries.value().size(), 3U);
    EXPECT_EQ(entries.value()[0].kind, FileKind::regular);
    EXPECT_EQ(entries.value()[1].kind, FileKind::folder);
    EXPECT_EQ(entries.value()[2].kind, FileKind::link);
    EXPECT_EQ(machine_files().kind(folder.path("c")), FileKind::folder);
    EXPECT_EQ(machine_files().canonical(folder.path("c")), folder.path("b"));
    EXPECT_EQ(machine_files().canonical(folder.path("d")), "");
}

TEST_F(Files, WritesBelowAnOutputFolderAndMakesTheFoldersOnTheWay) {
    const auto out = output("new/out");
    EXPECT_FALSE(folder.has("new"));
    ASSERT_FALSE(write(*out, "jobs/a/job.yml", "text"));
    EXPECT_EQ(folder.read("new/out/jobs/a/job.yml"), "text");
    ASSERT_FALSE(write(*out, "jobs/a/job.yml", "other"));
    EXPECT_EQ(read(*out, "jobs/a/job.yml"), "other");
    EXPECT_EQ(read(*out, "jobs/b/job.yml"), "absent");
    const auto left = machine_files().list(folder.path("new/out/jobs/a"));
    EXPECT_EQ(left.value().size(), 1U) << "no temporary file is left behind";
}

TEST_F(Files, MakesAFileExecutableWhenAsked) {
    const auto out = output("out");
    ASSERT_FALSE(write(*out, "run.sh", "", FileMode::executable));
    ASSERT_FALSE(write(*out, "run.txt", ""));
    struct stat status {};
    ::stat(folder.path("out/run.sh").c_str(), &status);
    EXPECT_NE(status.st_mode & S_IXUSR, 0U);
    ::stat(folder.path("out/run.txt").c_str(), &status);
    EXPECT_EQ(status.st_mode & S_IXUSR, 0U);
}

TEST_F(Files, RefusesPathsThatLeaveTheOutputFolder) {
    const auto out = output("out");
    const std::string absolute = folder.path("absolute");
    for (const std::string path :
         {"../evil", "a/../../evil", "a/..", ".", "", "a//b", "./a", "a/", absolute.c_str()}) {
        const auto problem = write(*out, path, "x");
        ASSERT_TRUE(problem) << path;
        EXPECT_THAT(problem->reason, HasSubstr("leave the output folder"));
        EXPECT_THAT(read(*out, path), HasSubstr("leave the output folder"));
    }
    EXPECT_TRUE(write(*out, std::string_view("a\0b", 3), "x"));
    EXPECT_FALSE(folder.has("evil"));
    EXPECT_FALSE(folder.has("absolute"));
    EXPECT_FALSE(folder.has("out"));
}

TEST_F(Files, WritesThroughNoLinkToAFolder) {
    folder.write("outside/kept", "");
    folder.link(folder.path("outside"), "out/jobs");
    const auto out = output("out");
    const auto problem = write(*out, "jobs/job.yml", "x");
    ASSERT_TRUE(problem);
    EXPECT_THAT(problem->reason, HasSubstr("symbolic link"));
    EXPECT_FALSE(folder.has("outside/job.yml"));
    EXPECT_THAT(read(*out, "jobs/kept"), HasSubstr("symbolic link"));
}

TEST_F(Files, ReplacesNoLinkToAFile) {
    folder.write("outside", "old");
    folder.link(folder.path("outside"), "out/job.yml");
    const auto out = output("out");
    EXPECT_TRUE(write(*out, "job.yml", "new"));
    EXPECT_EQ(folder.read("outside"), "old");
    EXPECT_THAT(read(*out, "job.yml"), HasSubstr("symbolic link"));
}

TEST_F(Files, SaysWhenAFileStandsWhereAFolderShouldBe) {
    folder.write("out/jobs", "");
    EXPECT_TRUE(write(*output("out"), "jobs/job.yml", "x"));
    EXPECT_FALSE(machine_files().output(folder.path("out/jobs")));
}

TEST_F(Files, DoesNotWaitForAPipeThatStandsInTheWay) {
    folder.write("out/a", "");
    ASSERT_EQ(::mkfifo(folder.path("out/job.yml").c_str(), 0600), 0);
    EXPECT_THAT(read(*output("out"), "job.yml"), HasSubstr("in the way"));
    EXPECT_TRUE(write(*output("out"), "job.yml", "x"));
}

TEST_F(Files, TheOutputFolderItselfMayBeALink) {
    folder.write("real/a", "");
    folder.link("real", "out");
    ASSERT_FALSE(write(*output("out"), "job.yml", "x"));
    EXPECT_EQ(folder.read("real/job.yml"), "x");
}

TEST_F(Files, WritesToWhatTheUserNames) {
    const auto write_to = [](const std::string& path) {
        return machine_files().write(path, [](const Sink& sink) { static_cast<void>(sink("report")); });
    };
    ASSERT_FALSE(write_to(folder.path("report")));
    EXPECT_EQ(folder.read("report"), "report");
    EXPECT_FALSE(write_to("/dev/null"));
    EXPECT_EQ(write_to("/dev/full")->reason, "No space left on device");
    EXPECT_EQ(write_to(folder.path("missing/report"))->reason, "No such file or directory");
}

TEST(SafeComponents, SplitsARelativePath) {
    EXPECT_THAT(*safe_components("a/b.c/..d"), ElementsAre("a", "b.c", "..d"));
    EXPECT_FALSE(safe_components("/a"));
}

TEST(JoinPath, PutsOneSlashBetween) {
    EXPECT_EQ(join_path("a", "b"), "a/b");
    EXPECT_EQ(join_path("a/", "b"), "a/b");
    EXPECT_EQ(join_path("", "b"), "b");
}

} // namespace
} // namespace batchai2aml
