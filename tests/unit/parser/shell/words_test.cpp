#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shell_help.hpp"

namespace batchai2aml {
namespace {

using shell_help::calls;
using shell_help::run;
using ::testing::ElementsAre;

TEST(ShellWords, QuotesAreTakenAway) {
    EXPECT_THAT(calls(R"(az 'a b' "c d" e\ f g"h"'i' "" $'x\ty')"), ElementsAre("az|a b|c d|e f|ghi||x\ty"));
}

TEST(ShellWords, ALineGoesOnBehindABackslash) {
    EXPECT_THAT(calls("az a \\\n  --b=c\\\nd # 'comment\naz e\r\n"), ElementsAre("az|a|--b=cd", "az|e"));
}

TEST(ShellWords, VariablesArePutInTheirPlaces) {
    EXPECT_THAT(calls("A=x\nB=\"$A y\"\naz $A \"$B\" $B '$A' ${A}z \\$A"),
                ElementsAre("az|x|x y|x|y|$A|xz|$A"));
}

TEST(ShellWords, WhatNothingSetsStandsByItsName) {
    const ShellRun result = run("az $A \"b-${C}-$C$A\" $1 $HOME");
    ASSERT_EQ(result.calls.size(), 1U);
    EXPECT_EQ(shell_help::line_of(result.calls[0]), "az|<A>|b-<C>-<C><A>|<1>|<HOME>");
    EXPECT_THAT(result.calls[0].words[2].unknown, ElementsAre("C", "A"));
    EXPECT_THAT(result.calls[0].words[0].unknown, ElementsAre());
}

TEST(ShellWords, OutputOfCommandsIsNotKnown) {
    EXPECT_THAT(calls("KEY=$(curl x | cut -f 1)\naz $KEY \"$(uname   -a <in)\" `date`"),
                ElementsAre("az|<KEY>|<uname -a _in>|<date>"));
}

TEST(ShellWords, OutputOfSimpleCommandsIsKnown) {
    EXPECT_THAT(calls("az $(echo a b) \"$(printf '%s-%s' c d)\" $(basename /x/y.json .json) $(dirname /x/y) "
                      "$(cat <<E\ntext\nE\n)"),
                ElementsAre("az|a|b|c-d|y|/x|text"));
}

TEST(ShellWords, WhatOtherLanguagesHoldIsUnknownByItsName) {
    const ShellRun result = run("az -n \"$(unknown cluster_name)\"");
    ASSERT_EQ(result.calls.size(), 1U);
    EXPECT_EQ(result.calls[0].words[2].text, "<cluster_name>");
    EXPECT_THAT(result.calls[0].words[2].unknown, ElementsAre("cluster_name"));
}

TEST(ShellWords, OperatorsOfExpansions) {
    EXPECT_THAT(calls("X=a.b.c; az ${X#*.} ${X##*.} ${X%.*} ${X%%.*} ${X/./-} ${X//./-} ${X/#a/z} ${X/%c/z}"),
                ElementsAre("az|b.c|c|a.b|a|a-b.c|a-b-c|z.b.c|a.b.z"));
    EXPECT_THAT(
        calls("X=abc; Y=X; az ${X^} ${X^^} ${#X} ${X:1:1} ${X: -1} ${!Y} ${X:-d} ${X:+e} ${Z:-f} ${Z:=g} $Z"),
        ElementsAre("az|Abc|ABC|3|b|c|abc|abc|e|f|g|g"));
}

TEST(ShellWords, OperatorsKeepWhatIsNotKnown) {
    EXPECT_THAT(calls("X=$(date); az ${X%a} ${Y//a/b} ${X^^}"), ElementsAre("az|<X>|<Y>|<X>"));
}

TEST(ShellWords, BracesTildesAndPatterns) {
    EXPECT_THAT(calls("az {a,b}c {1..3} '{a,b}' ~/x *.json"), ElementsAre("az|ac|bc|1|2|3|{a,b}|~/x|*.json"));
    EXPECT_THAT(calls("export {A,B}=x; az $A $B"), ElementsAre("az|x|x"));
}

// JSON in a script is full of braces and commas; what they stand for grows with each of them.
TEST(ShellWords, BracesInLongWordsHaveALimit) {
    std::string word = "az ";
    for (int i = 0; i < 40; ++i)
        word += "{a,b}";
    for (int i = 0; i < 400; ++i)
        word += ",{x";
    const ShellRun result = run(word);
    EXPECT_FALSE(result.complete);
    ASSERT_EQ(result.calls.size(), 1U);
    EXPECT_LT(result.calls[0].words.size(), 1000U);
}

TEST(ShellWords, Arrays) {
    EXPECT_THAT(calls("a=(x 'y z'); a+=(w); az \"${a[@]}\" ${a[0]} ${#a[@]} \"${a[*]}\" ${a[-1]}"),
                ElementsAre("az|x|y z|w|x|3|x y z w|w"));
    EXPECT_THAT(calls("declare -A m; m[k]=v; m[l]=w; az ${m[k]} \"${!m[@]}\""), ElementsAre("az|v|k|l"));
}

TEST(ShellWords, Arithmetic) {
    EXPECT_THAT(calls("N=3; az $((N*2+1)) $(( (N > 2) ? 10 : 20 )) $((UNSET + 1))"),
                ElementsAre("az|7|10|<$((UNSET + 1))>"));
}

TEST(ShellWords, UnknownTextIsNotSplit) {
    EXPECT_THAT(calls("X=\"a $(ls -l) b\"; az $X"), ElementsAre("az|a|<ls -l>|b"));
}

TEST(ShellWords, PlaceholdersOfDocumentsAreNoRedirections) {
    EXPECT_THAT(calls("az -n <my name> --x=<y> <in >out; az <in>out"),
                ElementsAre("az|-n|<my name>|--x=<y>", "az"));
}

TEST(ShellWords, KnowTheirPlaces) {
    const std::string script = "X=1\naz \"a b\" $X # c";
    const ShellRun result = run(script);
    ASSERT_EQ(result.calls.size(), 1U);
    const ShellCall& call = result.calls[0];
    EXPECT_EQ(script.substr(call.begin, call.end - call.begin), "az \"a b\" $X");
    ASSERT_EQ(call.words.size(), 3U);
    EXPECT_EQ(script.substr(call.words[1].begin, call.words[1].end - call.words[1].begin), "\"a b\"");
    EXPECT_EQ(script.substr(call.words[2].begin, call.words[2].end - call.words[2].begin), "$X");
}

} // namespace
} // namespace batchai2aml
