#include "emitter/shell.hpp"

#include <gmock/gmock.h>

#include "random_text.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

/// Prints each argument between `<` and `>`.
constexpr const char* show = "for i; do printf '<%s>' \"$i\"; done";

Run program(std::string text) {
    return Run{{RawShell{std::move(text)}}};
}

class Shell : public test::ShellTest {
  protected:
    Shell() { install("show", show); }
};
INSTANTIATE_TEST_SUITE_P(Shells, Shell, testing::Values("sh", "bash"),
                         [](const auto& shell) { return shell.param; });

TEST(Quote, LeavesPlainWordsAlone) {
    EXPECT_EQ(quote("a/b-c_d.e:1,2=3+4%5@6"), "a/b-c_d.e:1,2=3+4%5@6");
    EXPECT_EQ(quote(Word{{Literal{"a"}, Literal{"b"}}}), "ab");
}

TEST(Quote, PutsOtherLiteralsInSingleQuotes) {
    EXPECT_EQ(quote(""), "''");
    EXPECT_EQ(quote("a b"), "'a b'");
    EXPECT_EQ(quote("it's"), "'it'\\''s'");
    EXPECT_EQ(quote("~/$x"), "'~/$x'");
    EXPECT_EQ(quote(Word{}), "''");
}

TEST(Quote, PutsExpressionsAndVariablesInDoubleQuotes) {
    EXPECT_EQ(quote(Word{{Input{"in_data"}}}), "\"${{inputs.in_data}}\"");
    EXPECT_EQ(quote(Word{{Output{"out_m"}, Literal{"/a $b"}}}), "\"${{outputs.out_m}}/a \\$b\"");
    EXPECT_EQ(quote(Word{{Variable{"ROOT"}, Literal{"x"}}}), "\"${ROOT}x\"");
    EXPECT_EQ(quote(Word{{Literal{"--pw="}, Secret{"PASSWORD"}}}), "\"--pw=${PASSWORD}\"");
}

TEST(Quote, KeepsRawPartsLiveInsideDoubleQuotes) {
    EXPECT_EQ(quote(Word{{RawShell{"$HOME/`id -u`/$(echo \"a b\")"}}}), "\"$HOME/`id -u`/$(echo \"a b\")\"");
    EXPECT_EQ(quote(Word{{RawShell{"{\"a\": $A}"}}}), "\"{\\\"a\\\": $A}\"");
}

TEST(Quote, TakesRawPartsThatLeaveSomethingOpenLiterally) {
    EXPECT_EQ(quote(Word{{RawShell{"$(a"}}}), "\"\\$(a\"");
    EXPECT_EQ(quote(Word{{RawShell{"`a"}}}), "\"\\`a\"");
    EXPECT_EQ(quote(Word{{RawShell{"${a"}}}), "\"\\${a\"");
    EXPECT_EQ(quote(Word{{RawShell{"a\\"}}}), "\"a\\\\\"");
}

TEST(Quote, NeverLetsALiteralBecomeAnExpression) {
    EXPECT_EQ(quote("${{ x }}"), "'$''{{ x }}'");
    EXPECT_EQ(quote("$[[ x ]]"), "'$''[[ x ]]'");
    EXPECT_THAT(quote(Word{{Variable{"A"}, Literal{"${{x}}"}}}), Not(HasSubstr("${{")));
    EXPECT_EQ(quote(Word{{RawShell{"$"}, Literal{"{{x}}"}}}), "\"$\"\"{{x}}\"");
}

TEST(Quote, KeepsALiteralOutOfTheRawPartBeforeIt) {
    EXPECT_EQ(quote(Word{{RawShell{"$A"}, Literal{"B"}}}), "\"$A\"\"B\"");
    EXPECT_EQ(quote(Word{{RawShell{"$"}, Literal{"(id)"}}}), "\"$\"\"(id)\"");
    EXPECT_EQ(quote(Word{{RawShell{"$A"}, Literal{"/B"}}}), "\"$A/B\"");
    EXPECT_EQ(quote(Word{{RawShell{"a\\"}, Literal{"$B"}}}), "\"a\\\\\\$B\"");
}

TEST(Quote, TakesAnInvalidVariableNameLiterally) {
    EXPECT_EQ(quote(Word{{Variable{"a}\"; reboot"}}}), "\"\\$a}\\\"; reboot\"");
}

TEST_P(Shell, ReadsHostileLiteralsAsTheyAre) {
    for (const std::string text : {"a b",    "'",     "\"", "\\",      "$HOME", "`id`",
                                   "$(id)",  "a\nb",  "*",  "~",       "!x",    "${{inputs.x}}",
                                   "$[[a]]", "-n",    "#",  "a;b&c|d", "'\\''", "\t",
                                   "é\xff",  "{a,b}", "$$", "\\$\\{{"}) {
        EXPECT_EQ(run_text("show " + quote(text)).output, "<" + text + ">");
        const Word mixed{{Variable{"EMPTY"}, Literal{text}}};
        EXPECT_EQ(run_text("show " + quote(mixed)).output, "<" + text + ">");
    }
}

TEST_P(Shell, ReadsRandomLiteralsAsTheyAre) {
    test::RandomText random(
        1, {"'", "\"", "\\", "$", "{{", "[[", "}}", "`", "(", ")", " ", "\n", "a", "#", "*", "${{"});
    std::string script;
    std::string expected;
    for (int i = 0; i < 500; ++i) {
        const std::string text = random.next(8);
        const std::string spelled = quote(text) + " " + quote(Word{{Variable{"EMPTY"}, Literal{text}}});
        ASSERT_THAT(spelled, Not(testing::AnyOf(HasSubstr("${{"), HasSubstr("$[["))));
        script += "show " + spelled + "\n";
        expected += "<" + text + "><" + text + ">";
    }
    EXPECT_EQ(run_text(script).output, expected);
}

TEST_P(Shell, ExportsValuesWithBlanksQuotesAndDollars) {
    const Command command{
        {Export{"A", {{Literal{"a \"b\" 'c' $d `e` \\"}}}}, Export{"B", {{Input{"data"}, Literal{"/x y"}}}},
         Export{"C", {{Variable{"A"}, Literal{"$"}}}}, Export{"D", {{RawShell{"$(printf '%s' \"1 2\")"}}}},
         program("show \"$A\" \"$B\" \"$C\" \"$D\"; env | grep -c '^[ABCD]='")}};
    EXPECT_EQ(run(command).output,
              "<a \"b\" 'c' $d `e` \\><" + input("data") + "/x y><a \"b\" 'c' $d `e` \\$><1 2>4\n");
}

TEST_P(Shell, DoesNotRunTheNameOfAVariable) {
    const Command command{{Export{"A; touch hacked; B", {{Literal{"x"}}}}}};
    EXPECT_NE(run(command).status, 0);
    EXPECT_FALSE(std::filesystem::exists(path("wd/hacked")));
}

TEST_P(Shell, MakesFoldersAndStopsWhenItCannot) {
    EXPECT_EQ(run(Command{{MakeFolder{{{Output{"o"}, Literal{"/a b/c"}}}}, program("true")}}).status, 0);
    EXPECT_TRUE(std::filesystem::is_directory(output("o") + "/a b/c"));
    EXPECT_EQ(spell(Command{{MakeFolder{{{Literal{"a"}}}}, MakeFolder{{{Literal{"b c"}}}}, program("true"),
                             MakeFolder{{{Literal{"d"}}}}}}),
              "mkdir -p a 'b c' || exit 1\ntrue\nmkdir -p d || exit 1")
        << "as few lines as can be";
    write("outputs/file", "");
    EXPECT_EQ(run(Command{{MakeFolder{{{Output{"file"}, Literal{"/x"}}}}, program("true")}}).status, 1);
}

TEST_P(Shell, LinksOnceWithTheParentFolderMade) {
    write("inputs/data", "content");
    const Command command{
        {Link{{{Input{"data"}}}, {{Literal{"root/afs/x y"}}}}, program("cat 'root/afs/x y'")}};
    EXPECT_EQ(run(command).output, "content");
    EXPECT_EQ(run(command).output, "content");
}

TEST_P(Shell, LeavesAnExistingLinkAloneEvenToAFolder) {
    std::filesystem::create_directory(input("data"));
    const Command command{{Link{{{Input{"data"}}}, {{Literal{"link"}}}}}};
    EXPECT_EQ(run(command).status, 0);
    EXPECT_EQ(run(command).status, 0);
    EXPECT_TRUE(std::filesystem::is_empty(input("data")));
}

TEST_P(Shell, LinksToWhatDoesNotExistYet) {
    const Command command{{Link{{{Output{"later"}}}, {{Literal{"link"}}}}, program("readlink link")}};
    EXPECT_EQ(run(command).output, output("later") + "\n");
    EXPECT_EQ(run(command).output, output("later") + "\n");
}

TEST_P(Shell, StopsWhenAFolderIsInTheWayOfALink) {
    std::filesystem::create_directory(path("wd/link"));
    const test::Ran ran = run(Command{{Link{{{Input{"data"}}}, {{Literal{"link"}}}}, program("echo on")}});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.output, "batchai2aml: cannot make the link link\n");
}

TEST_P(Shell, LinksFromSeveralProcessesAtOnce) {
    std::filesystem::create_directory(input("data"));
    Command command;
    for (int i = 0; i < 20; ++i) {
        command.statements.emplace_back(Link{{{Input{"data"}}}, {{Literal{"root/" + std::to_string(i)}}}});
    }
    EXPECT_EQ(run_at_once(command, 4).status, 0);
    EXPECT_TRUE(std::filesystem::is_empty(input("data")));
}

TEST_P(Shell, EndsWithTheStatusOfTheProgram) {
    EXPECT_EQ(run(Command{{Export{"A", {{Literal{"1"}}}}, program("exit 42")}}).status, 42);
    EXPECT_EQ(run(Command{{program("false\nshow on")}}).output, "<on>") << "without set -e";
}

TEST(Spell, KeepsTheProgramByteForByte) {
    const std::string text = "  python  a.py --x \"$A\"   'b'\t# c \\\n\n";
    EXPECT_EQ(spell(Command{{program(text)}}), text);
    EXPECT_EQ(spell(Command{{batchai2aml::Run{{RawShell{"python"}, RawShell{"a.py"}, RawShell{"-x  1"}}}}}),
              "python a.py -x  1");
}

TEST(Spell, WritesStepsAsTheyAre) {
    EXPECT_EQ(spell(Command{{Step{"cd \"${{inputs.a}}\" || exit 1"}, program("x")}}),
              "cd \"${{inputs.a}}\" || exit 1\nx");
}

TEST(Spell, DefinesTheLinkFunctionOnce) {
    const Link link{{{Literal{"a"}}}, {{Literal{"b"}}}};
    const std::string text = spell(Command{{link, link}});
    EXPECT_EQ(text.find("b2a_link() {"), text.rfind("b2a_link() {"));
    EXPECT_THAT(text, HasSubstr("\nb2a_link a b\nb2a_link a b"));
}

} // namespace
} // namespace batchai2aml
