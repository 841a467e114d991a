// The same promise over data that is not part of the project: the editor schemas that Batch AI published, and
// files that its users wrote. Both are named by the environment; without it these tests are skipped.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/conversion.hpp"
#include "support/json_edit.hpp"
#include "support/members.hpp"

namespace batchai2aml {
namespace {

using namespace batchai2aml::testing;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Schema {
    std::string_view version;
    char layout;
    std::string_view file;
    std::string_view kind;
};

std::set<std::string> table_of(std::string_view kind, char layout) {
    std::set<std::string> out;
    const auto groups = kind == "job"       ? job_members()
                        : kind == "cluster" ? cluster_members()
                                            : file_server_members();
    for (const MemberGroup& group : groups)
        for (const Member& member : group.members)
            if (member.layouts.find(layout) != std::string_view::npos) out.emplace(member.path);
    return out;
}

TEST(PublishedSchemas, HaveNoMemberThatTheTableLacks) {
    const char* folder = std::getenv("BATCHAI2AML_SCHEMAS");
    if (folder == nullptr)
        GTEST_SKIP() << "BATCHAI2AML_SCHEMAS does not name the folder of the published schemas";
    for (const Schema& schema :
         {Schema{"2017-09-01-preview", '1', "job.json", "job"}, Schema{"2018-03-01", '2', "job.json", "job"},
          Schema{"2018-03-01", '2', "cluster.json", "cluster"}, Schema{"2018-05-01", '3', "job.json", "job"},
          Schema{"2018-05-01", '3', "cluster.json", "cluster"},
          Schema{"2018-03-01", '2', "nfs.json", "file server"},
          Schema{"2018-05-01", '3', "nfs.json", "file server"}}) {
        const fs::path top = fs::path(folder) / "batchai";
        const std::string text = read_file(top / schema.version / schema.file);
        ASSERT_NE(text, "") << schema.version << "/" << schema.file;
        const std::string definitions = read_file(top / "arm" / (std::string(schema.version) + ".json"));
        const std::set<std::string> known = table_of(schema.kind, schema.layout);
        const std::set<std::string> members = members_of_schema(text, definitions);
        EXPECT_GT(members.size(), 7U) << schema.version << "/" << schema.file;
        for (const std::string& member : members)
            EXPECT_TRUE(known.contains(member)) << schema.version << "/" << schema.file << ": " << member;
    }
}

// The definitions of the resource provider, which are complete where the editor schemas are not.
TEST(PublishedSchemas, OfTheResourceProviderHaveNoMemberThatTheTableLacks) {
    const char* folder = std::getenv("BATCHAI2AML_SCHEMAS");
    if (folder == nullptr)
        GTEST_SKIP() << "BATCHAI2AML_SCHEMAS does not name the folder of the published schemas";
    for (const auto& [version, layout] :
         {std::pair{"2017-09-01-preview", '1'}, std::pair{"2018-03-01", '2'}, std::pair{"2018-05-01", '3'}})
        for (const auto& [definition, kind] :
             {std::pair{"ClusterBaseProperties", "cluster"},
              std::pair{"FileServerBaseProperties", "file server"}, std::pair{"JobBaseProperties", "job"}}) {
            SCOPED_TRACE(std::string(version) + ", " + definition);
            const std::string definitions =
                read_file(fs::path(folder) / "batchai" / "arm" / (std::string(version) + ".json"));
            const std::set<std::string> members = members_of_schema(
                R"({"properties": {"properties": {"$ref": "BatchAI/)" + std::string(definition) + R"("}}})",
                definitions);
            EXPECT_GT(members.size(), 7U);
            const std::set<std::string> known = table_of(kind, layout);
            for (const std::string& member : members)
                EXPECT_TRUE(known.contains(member)) << member;
        }
}

std::vector<InputFile> corpus(const fs::path& top) {
    std::vector<InputFile> out;
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
        if (!entry.is_regular_file()) continue;
        out.push_back({fs::relative(entry.path(), top).generic_string(),
                       entry.path().parent_path().filename().string(), read_file(entry.path())});
    }
    return out;
}

TEST(RealFiles, LoseNothingWhenConvertedTogetherAndOneByOne) {
    const char* folder = std::getenv("BATCHAI2AML_CORPUS");
    if (folder == nullptr)
        GTEST_SKIP() << "BATCHAI2AML_CORPUS does not name the folder of real Batch AI files";
    const std::vector<InputFile> files = corpus(folder);
    ASSERT_GT(files.size(), 100U);

    const Conversion all = convert(files, plain_options());
    EXPECT_FALSE(all.internal_error);
    EXPECT_THAT(unaccounted(all), IsEmpty());
    EXPECT_GT(all.report.resources.size(), 100U);
    for (const InputFile& file : files) {
        SCOPED_TRACE(file.path);
        const Conversion one = convert({file}, plain_options());
        EXPECT_FALSE(one.internal_error);
        EXPECT_THAT(unaccounted(one), IsEmpty());
    }
}

} // namespace
} // namespace batchai2aml
