// Names of workspaces, and names that start or collide in unusual ways (azureml.md 2.1, 2.12).
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "project/names.hpp"

namespace batchai2aml {
namespace {

using testing::MatchesRegex;

TEST(WorkspaceNames, AreTheNearestLegalOnes) {
    EXPECT_EQ(legal_name(NameKind::workspace, "my_space-1"), "my_space-1");
    EXPECT_EQ(legal_name(NameKind::workspace, "my space (2)"), "my-space-2");
    EXPECT_EQ(legal_name(NameKind::workspace, "w"), "w-workspace");
    EXPECT_EQ(legal_name(NameKind::workspace, "..."), "batchai");
    EXPECT_EQ(legal_name(NameKind::workspace, std::string(33, 'x')), std::string(33, 'x'));
}

TEST(WorkspaceNames, ThatAreTooLongAreKeptApart) {
    const std::string long_name(40, 'x');
    const std::string first = legal_name(NameKind::workspace, long_name + "1");
    EXPECT_THAT(first, MatchesRegex("x+-h[0-9a-f]{6}"));
    EXPECT_EQ(first.size(), 33U);
    EXPECT_NE(first, legal_name(NameKind::workspace, long_name + "2"));
}

TEST(LegalNames, StartWithALetterOrDigit) {
    EXPECT_EQ(legal_name(NameKind::job, "_a"), "a");
    EXPECT_EQ(legal_name(NameKind::workspace, "__shared"), "shared");
}

TEST(Collisions, OfTheSameIdentityAreSolvedAsWell) {
    const auto names = settle_names(NameKind::job, {{"a", "1"}, {"a", "1"}, {"a", "1"}});
    EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), 3U);
}

} // namespace
} // namespace batchai2aml
