#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shell_help.hpp"

namespace batchai2aml {
namespace {

using shell_help::calls;
using shell_help::run;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(ShellRun, OnlyProgramsThatWereAskedForAreKept) {
    EXPECT_THAT(calls("ls; echo az x; az a; azure b"), ElementsAre("az|a"));
}

TEST(ShellRun, ProgramsBehindPrefixes) {
    EXPECT_THAT(
        calls("sudo -E az 1; time az 2; nohup az 3 & env A=B az 4; winpty az 5; /usr/bin/az 6; az.cmd 7; "
              "command az 8; call az 9"),
        ElementsAre("az|1", "az|2", "az|3", "az|4", "az|5", "az|6", "az|7", "az|8", "az|9"));
}

TEST(ShellRun, BranchesThatAreDecided) {
    EXPECT_THAT(calls("X=a; if [ $X = a ]; then az 1; else az 2; fi; [[ $X == b* ]] && az 3; false || az 4"),
                ElementsAre("az|1", "az|4"));
    EXPECT_THAT(calls("case abc in a*) az 1;; *) az 2;; esac"), ElementsAre("az|1"));
}

TEST(ShellRun, BranchesThatAreNotDecidedAreAllFollowed) {
    EXPECT_THAT(calls("if [ -f x ]; then az 1; elif [ -f y ]; then az 2; else az 3; fi; az 4"),
                ElementsAre("?az|1", "?az|2", "?az|3", "az|4"));
    EXPECT_THAT(calls("case $1 in a) az 1;; *) az 2;; esac"), ElementsAre("?az|1", "?az|2"));
    EXPECT_THAT(calls("az 1 || az 2; az 3 && az 4"), ElementsAre("az|1", "?az|2", "az|3", "az|4"));
}

TEST(ShellRun, DefaultsOfVariables) {
    EXPECT_THAT(calls("if [ -z \"$X\" ]; then X=default; fi; az $X"), ElementsAre("az|default"));
    EXPECT_THAT(calls("X=a; if [ -n \"$1\" ]; then X=$1; fi; az $X"), ElementsAre("az|a"));
    EXPECT_THAT(calls("if [ -f x ]; then X=a; else X=b; fi; az $X"), ElementsAre("az|<X>"));
}

TEST(ShellRun, ExitEndsWhatIsCertain) {
    EXPECT_THAT(calls("az 1; exit 0; az 2"), ElementsAre("az|1"));
    EXPECT_THAT(calls("[ -f x ] || exit 1; az 2"), ElementsAre("az|2"));
    EXPECT_THAT(calls("if [ -z \"$1\" ]; then exit 1; fi; az 2"), ElementsAre("az|2"));
}

TEST(ShellRun, Loops) {
    EXPECT_THAT(calls("for x in a 'b c'; do az $x; done"), ElementsAre("az|a", "az|b|c"));
    EXPECT_THAT(calls("for x in $(ls); do az $x; done"), ElementsAre("?az|<x>"));
    EXPECT_THAT(calls("for ((i=0;i<2;i++)); do az $i; done"), ElementsAre("az|0", "az|1"));
    EXPECT_THAT(calls("while read l; do az $l; done < f"), ElementsAre("?az|<l>"));
    EXPECT_THAT(calls("while true; do az 1; sleep 5; done"), ElementsAre("az|1"));
    EXPECT_THAT(calls("for x in 1 2 3; do if [ $x = 2 ]; then break; fi; az $x; done"), ElementsAre("az|1"));
}

TEST(ShellRun, Functions) {
    EXPECT_THAT(calls("f() { local a=$1; shift; az $a \"$@\" $#; }\nf 1 '2 3'"), ElementsAre("az|1|2 3|1"));
    EXPECT_THAT(calls("f() { az $1; }"), ElementsAre("?az|<argument 1 of f>"));
    EXPECT_THAT(calls("f() { f; az 1; }; f").size(), 50U);
}

TEST(ShellRun, AnExportWithoutANameIsLeftOut) {
    EXPECT_THAT(calls("export =1 =0; export A=b; az $A"), ElementsAre("az|b"));
}

TEST(ShellRun, SubshellsKeepTheirVariables) {
    EXPECT_THAT(calls("X=a; (X=b; az $X); az $X; { X=c; }; az $X"), ElementsAre("az|b", "az|a", "az|c"));
}

TEST(ShellRun, CommandsInsideOfOthersAreReported) {
    EXPECT_THAT(calls("if az 1; then az 2; fi; X=$(az 3 | az 4); echo \"`az 5`\""),
                ElementsAre("az|1", "?az|2", "az|3", "az|4", "az|5"));
}

TEST(ShellRun, TextThatIsRun) {
    EXPECT_THAT(calls("X='az 1 \"a b\"'; eval \"$X\"; bash -c 'az 2'; sh -c \"az 3 $0\""),
                ElementsAre("az|1|a b", "az|2", "az|3|<0>"));
}

TEST(ShellRun, Folders) {
    std::vector<std::string> folders;
    for (const ShellCall& call :
         run("az; cd a/b; az; cd ..; az; pushd c; az; popd; az; cd $X; az; cd /d; az").calls)
        folders.push_back(call.folder);
    EXPECT_THAT(folders, ElementsAre("", "a/b", "a", "a/c", "a", "", "/d"));
}

TEST(ShellRun, VariablesOfTheEnvironment) {
    const ShellRun result = run("export A=1; az x; A=2 az y; B=$(date); az z; unset A; az w", {"A", "B"});
    ASSERT_EQ(result.calls.size(), 4U);
    ASSERT_EQ(result.calls[0].environment.size(), 1U);
    EXPECT_EQ(result.calls[0].environment[0].first, "A");
    EXPECT_EQ(result.calls[0].environment[0].second.text, "1");
    EXPECT_EQ(result.calls[1].environment[0].second.text, "2");
    EXPECT_EQ(result.calls[2].environment[1].second.text, "<B>");
    EXPECT_EQ(result.calls[3].environment.size(), 1U);
}

TEST(ShellRun, SourcedFilesGiveVariablesAndFunctions) {
    std::map<std::string, ShellText, std::less<>> files;
    files["vars.sh"] = shell_help::text_of("G=group\naz not-reported\nf() { az f $G; }\nsource vars.sh\n");
    const ShellText text = shell_help::text_of(". vars.sh\naz $G\nf\n");
    const ShellRun result = run_shell(text, {{"az"}, {}, [&](std::string_view path) -> const ShellText* {
                                                 const auto found = files.find(path);
                                                 return found == files.end() ? nullptr : &found->second;
                                             }});
    ASSERT_EQ(result.calls.size(), 2U);
    EXPECT_EQ(shell_help::line_of(result.calls[0]), "az|group");
    EXPECT_EQ(shell_help::line_of(result.calls[1]), "az|f|group");
    EXPECT_LE(result.calls[1].end, text.text.size());
}

TEST(ShellRun, BrokenTextSpoilsOnlyItself) {
    const std::string script = "az 1\naz \"2\necho ok\naz 3\nif true; then\naz 4\n";
    const ShellRun result = run(script);
    std::vector<std::string> lines;
    for (const ShellCall& call : result.calls)
        lines.push_back(shell_help::line_of(call));
    EXPECT_THAT(lines, ElementsAre("az|1", "az|\"2", "az|3", "az|4"));
    ASSERT_EQ(result.problems.size(), 2U);
    EXPECT_EQ(script.substr(result.problems[0].begin, result.problems[0].end - result.problems[0].begin),
              "az \"2");
}

TEST(ShellRun, BrokenTextThatHoldsNoneOfTheProgramsIsNoProblem) {
    EXPECT_THAT(run("echo don't\nfi\nls ) x\n").problems, IsEmpty());
}

TEST(ShellRun, HostileTextComesToAnEnd) {
    std::string loops;
    for (int i = 0; i < 20; ++i)
        loops += "for a" + std::to_string(i) + " in {1..10}; do ";
    loops += "az x;";
    for (int i = 0; i < 20; ++i)
        loops += " done;";
    const ShellRun result = run(loops);
    EXPECT_FALSE(result.complete);
    EXPECT_LE(result.calls.size(), 100'000U);
    for (const std::string piece :
         {"$(", "(", "{ ", "`", "\"$(", "${a:-", "if ", "[[ (", "((", "<(", "case a in (", "$((1+("}) {
        std::string text;
        for (int i = 0; i < 20'000; ++i)
            text += piece;
        static_cast<void>(run(text));
    }
    std::string doubling = "X=aaaaaaaaaaaaaaaa\n";
    for (int i = 0; i < 60; ++i)
        doubling += "X=$X$X\n";
    EXPECT_LT(calls(doubling + "az $X")[0].size(), 2'000'000U);
    EXPECT_FALSE(run("f() { f & f; }; f; az 1").complete);
}

TEST(ShellRun, CallsWithAValueThatDependsOnAConditionAreNotCertain) {
    const std::string choice = "c=cpucl; if [ \"$1\" = gpu ]; then c=gpucl; fi\n";
    EXPECT_THAT(calls(choice + "az x; az -c $c; d=a-$c; az $d; az ${c%cl}; f() { az $1; }; f $c; c=a; az $c"),
                ElementsAre("az|x", "?az|-c|cpucl", "?az|a-cpucl", "?az|cpu", "?az|cpucl", "az|a"));
    EXPECT_THAT(calls("n=1; [ -n \"$BIG\" ] && n=4; az $n; az $((n+1)); az \"$(echo $n)\""),
                ElementsAre("?az|1", "?az|2", "?az|1"));
    EXPECT_THAT(calls("a=(x y); case $1 in b) a+=(z);; esac; az \"${a[@]}\""), ElementsAre("?az|x|y"));
    EXPECT_THAT(calls("c=a; if [ $1 = b ]; then if [ $2 = c ]; then c=d; fi; else c=a; fi; az $c"),
                ElementsAre("?az|a"));
}

TEST(ShellRun, CallsWithADefaultAreCertain) {
    EXPECT_THAT(calls("c=a; if [ $1 = b ]; then c=b; else c=c; fi; c=d; az $c"), ElementsAre("az|d"));
    EXPECT_THAT(calls("c=a; if [ $1 = b ]; then c=d; else c=d; fi; az $c"), ElementsAre("az|d"));
    EXPECT_THAT(calls("c=a; if [ $1 = b ]; then c=a; fi; az $c; c=; [ -f x ] && c=y; az x $c"),
                ElementsAre("az|a", "az|x"));
    EXPECT_THAT(calls("[ -z \"$c\" ] && c=a; az $c; d=b; [ -n \"$1\" ] && d=$1; az $d"),
                ElementsAre("az|a", "az|b"));
}

TEST(ShellRun, WhatALimitLeavesOutIsTold) {
    for (const std::string script :
         {"for a in {1..100000000}; do X=$a; done", "echo {1..200}{1..200}", "a=({1..90}{1..900})",
          "for ((i=0; i<5000; i++)); do X=$i; done", "i=0; while [ $i -lt 5000 ]; do i=$((i+1)); done"})
        EXPECT_FALSE(run(script).complete) << script;
    for (const std::string script :
         {"for a in {1..10000}; do :; done", "echo {1..100}{1..100}", "for ((i=0; i<1000; i++)); do :; done",
          "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); done", "while true; do az x; sleep 5; done"})
        EXPECT_TRUE(run(script).complete) << script;
}

TEST(ShellRun, ProgramsThatRunTheCommandBehindThem) {
    EXPECT_THAT(
        calls("timeout 5 az 1; timeout -k 9 --signal KILL 5m az 2; nice -n 5 az 3; nice az 4; "
              "ionice -c 2 -n7 az 5; stdbuf -oL -e L az 6; setsid az 7; watch -n 5 az 8; retry 3 az 9"),
        ElementsAre("az|1", "az|2", "az|3", "az|4", "az|5", "az|6", "az|7", "az|8", "az|9"));
    EXPECT_THAT(calls("retry() { shift; \"$@\"; }; retry 3 az x"), ElementsAre("az|x"));
}

TEST(ShellRun, ArgumentsThatXargsPutsInAreNotKnown) {
    EXPECT_THAT(
        calls("ls | xargs -n1 -I{} az a -n {} x-{}.json; ls | xargs -I % timeout 5 az b %; ls | xargs -n 1 "
              "-P4 az c; az d"),
        ElementsAre("?az|a|-n|<argument of xargs>|x-<argument of xargs>.json", "?az|b|<argument of xargs>",
                    "?az|c|<argument of xargs>", "az|d"));
}

TEST(ShellRun, AProgramInAVariableThatNothingSetsIsToldByTheWordBehindIt) {
    EXPECT_THAT(calls("$AZ batchai a; $DRY az batchai b; sudo ${AZ} batchai c; $(which az) batchai d; $X e"),
                ElementsAre("az|batchai|a", "az|batchai|b", "az|batchai|c", "az|batchai|d"));
    EXPECT_THAT(calls("AZ=az; $AZ batchai a; \"$AZ\" b; AZ=echo; $AZ batchai c"),
                ElementsAre("az|batchai|a", "az|b"));
}

} // namespace
} // namespace batchai2aml
