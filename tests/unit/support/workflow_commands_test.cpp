#include "support/workflow_commands.hpp"

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

TEST(WithoutCommands, LeavesOrdinaryTextAlone) {
    for (const std::string_view text :
         {"", "a::b", "std::string ::x", "# ## ### [", "##x[", "## vso[", "a: b\n  - c\n", "##vs"})
        EXPECT_EQ(without_commands(text), text);
}

TEST(WithoutCommands, BreaksCommandsOfGitHubAtTheBeginOfALine) {
    EXPECT_EQ(without_commands("::error::x"), "\\::error::x");
    EXPECT_EQ(without_commands("a\n  \t::add-mask::x\n"), "a\n  \t\\::add-mask::x\n");
    EXPECT_EQ(without_commands("a\r::x"), "a\r\\::x");
    EXPECT_EQ(without_commands("\u00a0\u3000::x"), "\u00a0\u3000\\::x") << "white space of other scripts";
}

TEST(WithoutCommands, BreaksOlderAndOtherCommandsAnywhere) {
    EXPECT_EQ(without_commands("a ##[add-mask]x"), "a #\\#[add-mask]x");
    EXPECT_EQ(without_commands("###[x]"), "##\\#[x]");
    EXPECT_EQ(without_commands("a ##vso[task.setvariable variable=a]b"),
              "a #\\#vso[task.setvariable variable=a]b");
}

} // namespace
} // namespace batchai2aml
