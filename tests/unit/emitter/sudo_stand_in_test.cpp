// The stand-in for sudo, run by the shells that images have.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emitter/build_context.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

/// `sudo` is the stand-in, run by the shell that is tested; `show` prints its arguments and two variables.
class SudoStandIn : public test::ShellTest {
  protected:
    SudoStandIn() {
        write("stand-in", std::string(sudo_stand_in()));
        install("sudo", std::string("exec ") + GetParam() + " '" + path("stand-in").string() + "' \"$@\"");
        install("show", R"(printf '<%s>' "$@"; echo "A=$A B=$B")");
        install("runuser", R"(printf 'runuser'; printf ' %s' "$@"; echo " HOME=$HOME")");
        install("getent", "echo 'ana:x:1:1:Ana:/home/ana:/bin/sh'");
    }
    std::string output(const std::string& command) { return run_text(command, "export A= B=").output; }
};

TEST_P(SudoStandIn, RunsTheCommand) {
    EXPECT_EQ(output("sudo show a 'b c' ''"), "<a><b c><>A= B=\n");
    EXPECT_EQ(output("sudo show -u x --y"), "<-u><x><--y>A= B=\n");
    EXPECT_EQ(output("sudo -- show -x"), "<-x>A= B=\n");
    EXPECT_EQ(run_text("sudo sh -c 'exit 7'").status, 7);
    EXPECT_EQ(run_text("sudo no-such-command").status, 127);
}

TEST_P(SudoStandIn, TakesOptionsInEachSpelling) {
    for (const char* options : {"-H",
                                "-E",
                                "-n",
                                "-S",
                                "-HE",
                                "-nEH",
                                "-k",
                                "-p prompt",
                                "-pprompt",
                                "-C 3",
                                "-u root",
                                "-uroot",
                                "-Hu root",
                                "--user=root",
                                "--user root",
                                "--user root -E",
                                "--preserve-env",
                                "--preserve-env=PATH",
                                "--set-home",
                                "--non-interactive",
                                "--stdin",
                                "-u '#0'",
                                "-E -H -u root --",
                                "-i",
                                "-s",
                                "--login"})
        EXPECT_EQ(output("sudo " + std::string(options) + " show a"), "<a>A= B=\n") << options;
}

TEST_P(SudoStandIn, SetsVariables) {
    EXPECT_EQ(output("sudo A=1 show a"), "<a>A=1 B=\n");
    EXPECT_EQ(output("sudo -E A='1 2' -H B=x=y show a=b"), "<a=b>A=1 2 B=x=y\n");
    EXPECT_EQ(output("sudo A= show"), "<>A= B=\n");
    install("a-b=1", "echo program");
    EXPECT_EQ(output("sudo a-b=1"), "program\n");
}

TEST_P(SudoStandIn, RunsAsAnotherUser) {
    EXPECT_EQ(output("HOME=/root; export HOME; sudo -u ana show 'a b'"),
              "runuser -u ana -- show a b HOME=/root\n");
    EXPECT_EQ(output("sudo -Hu ana show a"), "runuser -u ana -- show a HOME=/home/ana\n");
    EXPECT_EQ(output("sudo --user ana -i show a"), "runuser -u ana -- show a HOME=/home/ana\n");
}

TEST_P(SudoStandIn, ChangesTheFolder) {
    const std::string pwd =
        output("sudo -D / pwd") + output("sudo --chdir=/ pwd") + output("sudo --chdir / pwd");
    EXPECT_EQ(pwd, "/\n/\n/\n");
    EXPECT_NE(run_text("sudo -D /no/such/folder true").status, 0);
}

TEST_P(SudoStandIn, HasNothingToDoWithoutACommand) {
    for (const char* options : {"", "-v", "-k", "-K", "A=1", "--"}) {
        const test::Ran ran = run_text("sudo " + std::string(options) + " </dev/null");
        EXPECT_EQ(ran.status, 0) << options;
        EXPECT_EQ(ran.output, "") << options;
    }
}

TEST_P(SudoStandIn, GivesAShellItsInput) {
    EXPECT_EQ(output("echo 'echo hello' | SHELL=/bin/sh sudo -s"), "hello\n");
    EXPECT_EQ(output("echo 'echo hello' | sudo tee copy >/dev/null && cat copy"), "echo hello\n");
}

TEST_P(SudoStandIn, RefusesWhatItDoesNotKnow) {
    for (const char* options : {"-g staff", "-R /x", "-e file", "-l", "-Z", "--group=x", "--list", "-u"}) {
        const test::Ran ran = run_text("sudo " + std::string(options));
        EXPECT_EQ(ran.status, 1) << options;
        EXPECT_THAT(ran.output, testing::HasSubstr("is not supported")) << options;
    }
}

TEST_P(SudoStandIn, LeavesACommandInTheBackground) {
    EXPECT_EQ(output("sudo -b sh -c 'echo x' && sleep 0.2"), "x\n");
}
INSTANTIATE_TEST_SUITE_P(Shells, SudoStandIn, testing::Values("dash", "bash", "bash --posix"));

} // namespace
} // namespace batchai2aml
