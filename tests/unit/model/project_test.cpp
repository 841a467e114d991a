// Paths and mounts (batchai.md 8.2).
#include "model/project.hpp"

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

TEST(NormalisePath, JoinsSegments) {
    EXPECT_EQ(normalise_path("/a//b/./c/"), "a/b/c");
    EXPECT_EQ(normalise_path("a\\b"), "a/b");
    EXPECT_EQ(normalise_path("a/../b"), "a/../b") << "`..` is kept";
    EXPECT_EQ(normalise_path(".hidden/..x"), ".hidden/..x");
    EXPECT_EQ(normalise_path(""), "");
    EXPECT_EQ(normalise_path("/./"), "");
}

Mount mount(std::string path, MountLevel level = MountLevel::cluster,
            MountProblem problem = MountProblem::none) {
    Mount out;
    out.path = std::move(path);
    out.level = level;
    out.problem = problem;
    return out;
}

TEST(FindMount, TakesTheLongestPath) {
    const std::vector<Mount> mounts = {mount("a"), mount("a/b"), mount("a", MountLevel::job), mount("")};
    std::string rest;
    EXPECT_EQ(find_mount(mounts, MountLevel::cluster, "a/b/c/d", rest), &mounts[1]);
    EXPECT_EQ(rest, "c/d");
    EXPECT_EQ(find_mount(mounts, MountLevel::cluster, "a/bc", rest), &mounts[0]);
    EXPECT_EQ(rest, "bc");
    EXPECT_EQ(find_mount(mounts, MountLevel::cluster, "a", rest), &mounts[0]);
    EXPECT_EQ(rest, "");
    EXPECT_EQ(find_mount(mounts, MountLevel::job, "a/b", rest), &mounts[2]);
    EXPECT_EQ(rest, "b");
}

TEST(FindMount, FindsNothingElsewhere) {
    const std::vector<Mount> mounts = {mount("a", MountLevel::cluster, MountProblem::duplicate), mount("b"),
                                       mount("")};
    std::string rest = "kept";
    for (const char* path : {"a", "a/b", "bc", "", "B"})
        EXPECT_EQ(find_mount(mounts, MountLevel::cluster, path, rest), nullptr) << path;
    EXPECT_EQ(rest, "kept");
}

} // namespace
} // namespace batchai2aml
