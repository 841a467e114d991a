#include <gmock/gmock.h>

#include "emitter/shell.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(NeutralizeExpressions, LeavesEverythingElseAlone) {
    for (const char* text :
         {"", "echo ${A} $B [[ -f x ]] {{y}} }}", "if [[ $a == ']]' ]]; then :; fi", "'${' {{", "$"}) {
        EXPECT_EQ(neutralize_expressions(text), text);
    }
}

struct Pair {
    const char* before;
    const char* after;
};

TEST(NeutralizeExpressions, PutsAnEmptyPairOfQuotesBehindTheDollar) {
    for (const auto& [before, after] : {Pair{"'${{a}}'", "'$''{{a}}'"},
                                        {"'$[[:digit:]]'", "'$''[[:digit:]]'"},
                                        {"\"\\${{a}}\"", "\"\\$\"\"{{a}}\""},
                                        {"\\${{a}}", "\\$''{{a}}"},
                                        {"$'a\\'${{b'", "$'a\\'$'$'{{b'"},
                                        {"\"$(echo '${{a}}')\"", "\"$(echo '$''{{a}}')\""},
                                        {"\"it's \\${{a}}\"", "\"it's \\$\"\"{{a}}\""},
                                        {"# it's ${{a}}\n'${{b}}'", "# it's $ {{a}}\n'$''{{b}}'"},
                                        {"a#b '${{c}}'", "a#b '$''{{c}}'"},
                                        {"$${{a", "$$''{{a"},
                                        {"`echo \"'\" '${{a'`", "`echo \"'\" '$''{{a'`"},
                                        {"\"${x:-'\\${{a'}\"", "\"${x:-'\\$\"\"{{a'}\""}}) {
        EXPECT_EQ(neutralize_expressions(before), after);
    }
}

class Neutralized : public test::ShellTest {};
INSTANTIATE_TEST_SUITE_P(Shells, Neutralized, testing::Values("sh", "bash"),
                         [](const auto& shell) { return shell.param; });

TEST_P(Neutralized, ReadsTheSame) {
    for (const std::string text :
         {"echo '${{ a }}' \"\\${{ b }}\" \\${{ c}}", "echo \"x$(echo '${{a}}' \"\\${{b}}\")y\"",
          "echo $(( (1+2)*3 )) '${{'", "x=\"it's\"; echo \"${x:-'a'}\" '${{'", "echo \"${x:-\"\\${{\"}\"",
          "echo a # it's\necho '${{'", "echo `echo \"'\"` '${{'", "echo '$[[:a:]]' \"\\$[[\" \\$[[",
          "(echo '${{'; echo \"\\\"\\${{\")", "echo ${#x} '${{'",
          "sed 's/${{x}}/y/' /dev/null; echo '${{'"}) {
        const std::string neutral = neutralize_expressions(text);
        EXPECT_THAT(neutral, Not(testing::AnyOf(HasSubstr("${{"), HasSubstr("$[["))));
        EXPECT_EQ(run_text(neutral).output, run_text(text).output) << neutral;
        EXPECT_EQ(run_text(neutral).status, run_text(text).status) << neutral;
    }
}

TEST_P(Neutralized, KeepsWhatIsAnErrorOfTheShellOne) {
    for (const std::string text : {"echo a; echo ${{b}}; echo c", "echo a; echo \"${{b}}\"; echo c"}) {
        const test::Ran ran = run_text(neutralize_expressions(text));
        EXPECT_EQ(ran.status, run_text(text).status);
        EXPECT_THAT(ran.output, testing::AllOf(testing::StartsWith("a\n"), HasSubstr("ad substitution"),
                                               Not(HasSubstr("c\n"))));
    }
}

TEST(NeutralizeExpressions, SurvivesDeepNestingAndUnbalancedText) {
    std::string text;
    for (int i = 0; i < 100000; ++i)
        text += "\"$(`${";
    EXPECT_THAT(neutralize_expressions(text + "${{"), Not(HasSubstr("${{")));
    EXPECT_THAT(neutralize_expressions(")}'\"`\\${{"), Not(HasSubstr("${{")));
    EXPECT_THAT(neutralize_expressions("$${{$[["), Not(testing::AnyOf(HasSubstr("${{"), HasSubstr("$[["))));
}

} // namespace
} // namespace batchai2aml
