// Names of images: Docker's reference grammar.
#include "mapper/images.hpp"

#include <gtest/gtest.h>

#include <string>

namespace batchai2aml {
namespace {

TEST(ImageNames, AreTakenAsDockerTakesThem) {
    const std::string digest = "sha256:" + std::string(64, 'a');
    for (const std::string& name :
         {std::string(base_image), std::string("python"), std::string("python:3.12"),
          std::string("registry:5000/a/b:1"), std::string("localhost/b"), std::string("a/b_c-d.e:V1_x.y-z"),
          "a@" + digest, "a:1@" + digest, std::string("Me/b")})
        EXPECT_TRUE(is_image_name(name)) << name;
}

TEST(ImageNames, AreNothingElse) {
    for (const char* name : {"",
                             " ",
                             "a b",
                             "a\nRUN x",
                             "a:",
                             ":1",
                             "a:b:c",
                             "/a",
                             "a/",
                             "a//b",
                             "-a",
                             "--platform=x",
                             "a:-1",
                             "a@",
                             "a@x",
                             "a@sha256:1",
                             "a@sha256:../../../../../../../../../../../../..",
                             "host:port/a",
                             "host:/a",
                             "$X",
                             "${X}",
                             "a AS b",
                             "a\\",
                             "<image>",
                             "a#b",
                             "a'b",
                             "https://a/b",
                             "a..",
                             "_a"})
        EXPECT_FALSE(is_image_name(name)) << name;
    EXPECT_FALSE(is_image_name("a:" + std::string(129, 'x')));
}

} // namespace
} // namespace batchai2aml
