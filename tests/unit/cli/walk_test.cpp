#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sstream>

#include "../support/memory_files.hpp"
#include "../support/temporary_folder.hpp"
#include "cli/input_files.hpp"

namespace batchai2aml::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MemoryFiles;
using testing::TemporaryFolder;

constexpr const char* job = R"({"properties": {"nodeCount": 1}})";

class Walk : public ::testing::Test {
  protected:
    Inputs read(FileSystem& files, const std::vector<std::string>& arguments) {
        const Environment environment{files, in, out, out, {}, [] { return false; }, {}};
        auto inputs = read_inputs(arguments, "", ignore_files, 2, environment);
        message = inputs ? "" : inputs.error().message;
        return inputs ? std::move(inputs).value() : Inputs{};
    }
    static std::vector<std::string> paths(const Inputs& inputs) {
        std::vector<std::string> list;
        for (const InputFile& file : inputs.files)
            list.push_back(file.path);
        return list;
    }

    IgnoreFiles ignore_files = IgnoreFiles::obey;
    MemoryFiles memory;
    TemporaryFolder disk;
    std::string message;
    std::istringstream in;
    std::ostringstream out;
};

TEST_F(Walk, ObeysIgnoreFilesOfEachFolder) {
    memory.files = {{"in/.gitignore", "*.tmp.json\n/old/\n"},
                    {"in/a.json", job},
                    {"in/a.tmp.json", job},
                    {"in/old/.gitignore", "!*\n"},
                    {"in/old/b.json", job},
                    {"in/sub/.gitignore", "!keep.tmp.json\n"},
                    {"in/sub/keep.tmp.json", job},
                    {"in/sub/old/c.json", job}};
    const Inputs inputs = read(memory, {"in"});
    EXPECT_THAT(paths(inputs), ElementsAre("a.json", "sub/keep.tmp.json", "sub/old/c.json"));
    EXPECT_EQ(inputs.counts.ignored, 1U);
    EXPECT_EQ(inputs.counts.ignored_folders, 1U) << "nothing below an ignored folder comes back";
    ignore_files = IgnoreFiles::disobey;
    EXPECT_EQ(read(memory, {"in"}).files.size(), 5U);
}

TEST_F(Walk, ObeysTheExcludeFileOfTheRepository) {
    memory.files = {{"in/.git/info/exclude", "a.json\nb.json\n"},
                    {"in/.gitignore", "!b.json\n"},
                    {"in/a.json", job},
                    {"in/b.json", job}};
    const Inputs inputs = read(memory, {"in"});
    EXPECT_THAT(paths(inputs), ElementsAre("b.json"));
    EXPECT_EQ(inputs.counts.tool_folders, 1U);
}

TEST_F(Walk, TakesWhatWasNamedAllTheSame) {
    memory.files = {{"in/.gitignore", "*.json\nout\n"}, {"in/a.json", job}, {"in/out/job", job}};
    const Inputs inputs = read(memory, {"in", "in/a.json", "in/out"});
    EXPECT_THAT(paths(inputs), ElementsAre("a.json", "job"));
    EXPECT_TRUE(inputs.files[0].named);
    EXPECT_FALSE(inputs.files[1].named);
    EXPECT_EQ(inputs.counts.ignored + inputs.counts.ignored_folders, 0U);
}

TEST_F(Walk, SaysWhenAllIsIgnored) {
    memory.files = {{"in/.gitignore", "*\n"}, {"in/a.json", job}};
    EXPECT_THAT(read(memory, {"in"}).files, IsEmpty());
    EXPECT_THAT(message, HasSubstr("ignored by .gitignore; name them, or pass --no-ignore"));
}

TEST_F(Walk, LeavesOutFoldersOfTools) {
    memory.files = {{"in/node_modules/a.json", job}, {"in/x/__pycache__/a.json", job},
                    {"in/.hg/a.json", job},          {"in/.svn/a.json", job},
                    {"in/venv/pyvenv.cfg", ""},      {"in/venv/a.json", job},
                    {"in/x/venv/b.json", job},       {"in/.ipynb_checkpoints/a.json", job}};
    const Inputs inputs = read(memory, {"in"});
    EXPECT_THAT(paths(inputs), ElementsAre("x/venv/b.json"));
    EXPECT_EQ(inputs.counts.tool_folders, 6U);
    EXPECT_THAT(paths(read(memory, {"in/node_modules"})), ElementsAre("a.json")) << "named";
}

TEST_F(Walk, FindsFilesByWhatTheyHold) {
    memory.files = {{"in/job", job},       {"in/job.txt", job},         {"in/job.json.bak", job},
                    {"in/job.jsonc", job}, {"in/run.sh", "az BatchAI"}, {"in/notes.txt", "nothing"},
                    {"in/empty", ""}};
    const Inputs inputs = read(memory, {"in"});
    EXPECT_THAT(paths(inputs), ElementsAre("job", "job.json.bak", "job.jsonc", "job.txt", "run.sh"));
    EXPECT_EQ(inputs.counts.text, 2U);
    EXPECT_THAT(paths(read(memory, {"in/notes.txt"})), ElementsAre("notes.txt"));
}

TEST_F(Walk, OpensNoPipesSocketsAndDevices) {
    disk.write("in/job.json", job);
    ASSERT_EQ(::mkfifo(disk.path("in/pipe").c_str(), 0600), 0);
    ASSERT_EQ(::mknod(disk.path("in/endpoint").c_str(), S_IFSOCK | 0600, 0), 0);
    const Inputs inputs = read(machine_files(), {disk.path("in")});
    EXPECT_THAT(paths(inputs), ElementsAre("job.json"));
    EXPECT_EQ(inputs.counts.special, 2U);
    const auto pipe = machine_files().read_found(disk.path("in/pipe"), 10, [](auto) { return true; });
    ASSERT_FALSE(pipe) << "one that took the place of a file";
    EXPECT_THAT(pipe.error().reason, HasSubstr("regular"));
    EXPECT_EQ(read(machine_files(), {"/dev/null"}).files.size(), 1U) << "named";
}

TEST_F(Walk, ReadsOnlyTheStartOfABinaryFile) {
    disk.write("in/model", std::string(100000, '\0'));
    const auto bytes =
        machine_files().read_found(disk.path("in/model"), 1U << 20U, [](auto) { return false; });
    ASSERT_TRUE(bytes);
    EXPECT_LT(bytes.value().size(), 20000U);
}

/// Longer than what the operating system takes as one path.
TEST_F(Walk, GoesDownFiveThousandFolders) {
    constexpr int depth = 5000;
    int folder = ::open(disk.path().c_str(), O_RDONLY | O_DIRECTORY);
    for (int i = 0; i < depth; ++i) {
        ASSERT_EQ(::mkdirat(folder, "d", 0700), 0);
        const int next = ::openat(folder, "d", O_RDONLY | O_DIRECTORY);
        ::close(folder);
        folder = next;
    }
    const int file = ::openat(folder, "job", O_WRONLY | O_CREAT, 0600);
    EXPECT_EQ(::write(file, job, std::string_view(job).size()),
              static_cast<ssize_t>(std::string_view(job).size()));
    ::close(file);
    const Inputs inputs = read(machine_files(), {disk.path()});
    ASSERT_EQ(inputs.files.size(), 1U);
    EXPECT_EQ(inputs.files[0].path.size(), 2U * depth + 3);
    EXPECT_EQ(inputs.files[0].bytes, job);
    ::unlinkat(folder, "job", 0);
    for (int i = 0; i < depth; ++i) { // no library removes folders as deep as that
        const int above = ::openat(folder, "..", O_RDONLY | O_DIRECTORY);
        ::close(folder);
        EXPECT_EQ(::unlinkat(above, "d", AT_REMOVEDIR), 0);
        folder = above;
    }
    ::close(folder);
}

} // namespace
} // namespace batchai2aml::cli
