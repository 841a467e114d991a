#include "rehearse/expressions.hpp"

#include <gmock/gmock.h>

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Substituted substitute(std::string_view text) {
    return substitute_expressions(text, [](std::string_view name) -> std::optional<std::string> {
        if (name == "inputs.data") return "/d";
        return std::nullopt;
    });
}

TEST(Expressions, AreReplacedWithoutAnyQuoting) {
    const Substituted out = substitute(R"(a "${{inputs.data}}/x" ${{ inputs.data }} $X ${X} $$)");
    EXPECT_EQ(out.text, R"(a "/d/x" /d $X ${X} $$)");
    EXPECT_THAT(out.problems, IsEmpty());
}

TEST(Expressions, WhatAzureWouldRefuseIsTold) {
    EXPECT_THAT(substitute("${{inputs.other}}").problems, ElementsAre(HasSubstr("inputs.other")));
    EXPECT_THAT(substitute("echo ${{ ").problems, ElementsAre(HasSubstr("no end")));
    EXPECT_THAT(substitute("echo $[[x]]").problems, ElementsAre(HasSubstr("$[[")));
}

} // namespace
} // namespace batchai2aml
