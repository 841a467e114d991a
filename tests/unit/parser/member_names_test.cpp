#include "parser/member_names.hpp"

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

TEST(MemberNames, AreComparedWithoutCaseAndMarks) {
    EXPECT_EQ(normalised_member("process_count"), normalised_member("processCount"));
    EXPECT_EQ(normalised_member("STD-OUT-err-path-prefix"), normalised_member("stdOutErrPathPrefix"));
    EXPECT_NE(normalised_member("path"), normalised_member("pathPrefix"));
}

TEST(MemberNames, OfBatchAiAreKnown) {
    for (const char* name : {"nodeCount", "NODE_COUNT", "diskSizeInGB", "publicIPsToAllow", "caffe2Settings",
                             "id", "workerCount"})
        EXPECT_TRUE(is_known_member(name)) << name;
    for (const char* name : {"", "numberOfProcesses", "comment", "nodes"})
        EXPECT_FALSE(is_known_member(name)) << name;
}

TEST(Spellings, SayHowAMemberWasMeant) {
    EXPECT_EQ(spelling_of("nodeCount", "nodeCount"), Spelling::other) << "it is the name";
    EXPECT_EQ(spelling_of("NodeCount", "nodeCount"), Spelling::other_case);
    EXPECT_EQ(spelling_of("node_count", "nodeCount"), Spelling::other_case);
    EXPECT_EQ(spelling_of("numberOfProcesses", "processCount"), Spelling::older_name);
    EXPECT_EQ(spelling_of("number_of_processes", "processCount"), Spelling::older_name);
    EXPECT_EQ(spelling_of("masterCommandLineArgs", "commandLineArgs"), Spelling::older_name);
    EXPECT_EQ(spelling_of("nodeCuont", "nodeCount"), Spelling::misspelt);
    EXPECT_EQ(spelling_of("nodes", "nodeCount"), Spelling::other);
    EXPECT_EQ(spelling_of("pathSuffix", "pathPrefix"), Spelling::other) << "a member of its own";
}

} // namespace
} // namespace batchai2aml
