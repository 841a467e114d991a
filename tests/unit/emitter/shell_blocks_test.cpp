#include <gmock/gmock.h>

#include <unistd.h>

#include <algorithm>

#include "emitter/shell.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

Command prepared(std::string text, std::string program, std::int64_t wait = 60) {
    return {{Prepare{RawShell{std::move(text)}, wait}, Run{{RawShell{std::move(program)}}}}};
}

class Preparation : public test::ShellTest {
  protected:
    Preparation() { install("sleep", "exec /bin/sleep 0.1"); }
};
INSTANTIATE_TEST_SUITE_P(Shells, Preparation, testing::Values("sh", "bash"),
                         [](const auto& shell) { return shell.param; });

TEST_P(Preparation, RunsOnceWhileAllProcessesOfTheNodeWait) {
    const Command command =
        prepared("/bin/sleep 0.5; echo prepared >>../log", "cat ../log; echo \"run $PROCESS\"");
    const test::Ran ran = run_at_once(command, 4);
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(read("log"), "prepared\n");
    for (const char* process : {"run 0", "run 1", "run 2", "run 3"})
        EXPECT_THAT(ran.output, HasSubstr(process));
    std::size_t seen = 0;
    for (std::size_t at = 0; (at = ran.output.find("prepared", at)) != std::string::npos; ++at)
        ++seen;
    EXPECT_EQ(seen, 4U);
}

TEST_P(Preparation, EndsAllProcessesWithItsStatusWhenItFails) {
    const test::Ran ran = run_at_once(prepared("/bin/sleep 0.5; exit 7", "echo run"), 4);
    EXPECT_EQ(ran.status, 4);
    EXPECT_EQ(ran.output, "");
    EXPECT_EQ(run(prepared("exit 7", "echo run")).status, 7);
}

TEST_P(Preparation, HandsNoEnvironmentToTheProgram) {
    const test::Ran ran =
        run(prepared("export LEAK=1; cd /; set -e; true", "echo \"<$LEAK>\"; basename \"$PWD\""));
    EXPECT_EQ(ran.output, "<>\nwd\n");
}

TEST_P(Preparation, SeesWhatWasExportedBefore) {
    Command command = prepared("echo \"<$A>\"", "true");
    command.statements.insert(command.statements.begin(), Export{"A", {{Literal{"b c"}}}});
    EXPECT_EQ(run(command).output, "<b c>\n");
}

TEST_P(Preparation, IsKeptApartFromWhatFollows) {
    for (const char* text :
         {"echo a # comment", "echo a\\", "cat <<EOF\na\nEOF", "echo a;", "echo a &&\\\necho b"}) {
        std::filesystem::remove_all(path("wd/.batchai2aml_prep"));
        const test::Ran ran = run(prepared(text, "echo program"));
        EXPECT_EQ(ran.status, 0) << text;
        EXPECT_THAT(ran.output, testing::AllOf(testing::StartsWith("a"), testing::EndsWith("program\n")))
            << text;
    }
}

TEST_P(Preparation, MayBeEmpty) {
    for (const char* text : {"", " \n\t", "# nothing", "\n # a\n#b"}) {
        std::filesystem::remove_all(path("wd/.batchai2aml_prep"));
        EXPECT_EQ(run(prepared(text, "echo program")).output, "program\n");
    }
}

TEST_P(Preparation, IsWaitedForOnlySoLong) {
    // Another process, which never ends: this one.
    std::filesystem::create_directory(path("wd/.batchai2aml_prep"));
    std::filesystem::create_symlink(std::to_string(::getpid()), path("wd/.batchai2aml_prep/runner"));
    const test::Ran ran = run(prepared("true", "echo program", 2));
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.output, "batchai2aml: job preparation did not end within 2 seconds\n");
}

TEST_P(Preparation, IsNotWaitedForWhenItsProcessIsKilled) {
    // The process that finds the first link kills itself, as a node without memory would.
    const test::Ran ran = run_at_once(prepared("kill -9 $$; /bin/sleep 0.3", "echo program", 600), 4);
    EXPECT_EQ(ran.status, 4);
    EXPECT_THAT(ran.output, HasSubstr("batchai2aml: the process that ran job preparation was killed\n"));
    EXPECT_THAT(ran.output, Not(HasSubstr("program")));
}

TEST_P(Preparation, IsNotWaitedForWhenItsProcessIsAZombie) {
    write("script", expanded(spell(prepared("kill -9 $$", "echo program", 600))));
    // Starts two processes and waits for the second one first.
    write("parent.py", "import subprocess, sys, time\n"
                       "first = subprocess.Popen(sys.argv[1:])\n"
                       "time.sleep(0.5)\n"
                       "second = subprocess.Popen(sys.argv[1:])\n"
                       "print(second.wait(), first.wait(), flush=True)\n");
    const test::Ran ran = run_text("python3 ../parent.py " + std::string(GetParam()) + " ../script");
    EXPECT_THAT(ran.output, testing::EndsWith("was killed\n1 -9\n"));
}

TEST_P(Preparation, HandsOnAnyExitCode) {
    for (const int code : {1, 2, 77, 126, 137, 255}) {
        std::filesystem::remove_all(path("wd/.batchai2aml_prep"));
        const Command command = prepared("exit " + std::to_string(code), "true");
        EXPECT_EQ(run(command).status, code);
        EXPECT_EQ(run(command).status, code) << "for one that comes later";
    }
}

TEST_P(Preparation, FailsAtOnceWhereNothingCanBeWritten) {
    write("wd/.batchai2aml_prep", "a file in the way");
    const test::Ran ran = run(prepared("true", "echo program"));
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.output, testing::AllOf(HasSubstr(".batchai2aml_prep"), Not(HasSubstr("program"))));
}

TEST_P(Preparation, FailsAtOnceWhereNoLinkCanBeMade) {
    install("ln", "exit 1");
    const test::Ran ran = run(prepared("true", "echo program"));
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(ran.output, "batchai2aml: cannot make the link .batchai2aml_prep/runner\n");
}

TEST_P(Preparation, RunsEachOfSeveral) {
    const Prepare first{RawShell{"echo first"}, 5};
    const Prepare second{RawShell{"echo second"}, 5};
    EXPECT_EQ(run(Command{{first, second}}).output, "first\nsecond\n");
}

TEST(PreparationText, KeepsTheUsersTextOnLinesOfItsOwn) {
    EXPECT_THAT(spell(prepared("pip install  x # '", "y")), HasSubstr("\n  (\npip install  x # '\n  )\n"));
}

class FirstNode : public test::ShellTest {
  protected:
    FirstNode() {
        std::filesystem::create_directory(output("done"));
        install("sleep", "exec /bin/sleep 0.1");
    }
    static Command command(std::string text, std::int64_t wait = 600) {
        return {{RunOnFirstNode{RawShell{std::move(text)}, Output{"done"}, wait}}};
    }
    /// Starts the command as the second and the third node, then as the first one.
    test::Ran run_on_three(const std::string& text) {
        write("script", expanded(spell(command(text))));
        const std::string shell = GetParam();
        std::string driver;
        for (const char* rank : {"1", "2", "0"}) {
            driver += "(NODE_RANK=" + std::string(rank) + " " + shell + " ../script; echo \"" + rank
                      + ": $?\") &\n";
        }
        return run_text(driver + "wait");
    }
};
INSTANTIATE_TEST_SUITE_P(Shells, FirstNode, testing::Values("sh", "bash"),
                         [](const auto& shell) { return shell.param; });

TEST_P(FirstNode, RunsTheProgramWhileTheOthersWait) {
    const test::Ran ran = run_on_three("/bin/sleep 0.5; echo program");
    EXPECT_THAT(ran.output, testing::StartsWith("program\n"));
    for (const char* line : {"0: 0\n", "1: 0\n", "2: 0\n"})
        EXPECT_THAT(ran.output, HasSubstr(line));
    EXPECT_EQ(ran.output.find("program"), ran.output.rfind("program"));
}

TEST_P(FirstNode, EndsEverywhereWithTheStatusOfTheProgram) {
    const test::Ran ran = run_on_three("exit 9");
    for (const char* line : {"0: 9\n", "1: 9\n", "2: 9\n"})
        EXPECT_THAT(ran.output, HasSubstr(line));
}

TEST_P(FirstNode, IsTheOnlyNodeWhenNoRankIsGiven) {
    EXPECT_EQ(run(command("echo program # comment"), "unset NODE_RANK AZUREML_CR_NODE_RANK").output,
              "program\n");
    EXPECT_EQ(read("outputs/done/batchai2aml_status"), "0\n");
}

TEST_P(FirstNode, RunsAProgramThatKnowsOfNoOthers) {
    const std::string setup = "export NODE_RANK=0 RANK=0 WORLD_SIZE=2 MASTER_ADDR=10.0.0.4";
    Command one = command("echo \"<$RANK$NODE_RANK$MASTER_ADDR><$WORLD_SIZE>\"");
    EXPECT_EQ(run(one, setup).output, "<><>\n");
    std::get<RunOnFirstNode>(one.statements[0]).variables = {Export{"WORLD_SIZE", {{Literal{"1 x"}}}}};
    EXPECT_EQ(run(one, setup).output, "<><1 x>\n");
}

TEST_P(FirstNode, TakesTheRankOfTheServiceWhenThereIsNoOther) {
    const test::Ran ran = run(command("echo program", 20), "unset NODE_RANK; export AZUREML_CR_NODE_RANK=1");
    EXPECT_EQ(ran.output, "batchai2aml: the first node did not end within 20 seconds\n");
    EXPECT_EQ(ran.status, 1);
}

TEST_P(FirstNode, IgnoresAHalfWrittenStatus) {
    write("outputs/done/batchai2aml_status", "0");
    EXPECT_EQ(run(command("true", 20), "export NODE_RANK=1").status, 1);
    write("outputs/done/batchai2aml_status", "0\n");
    EXPECT_EQ(run(command("true", 20), "export NODE_RANK=1").status, 0);
}

} // namespace
} // namespace batchai2aml
