#include <gtest/gtest.h>

#include "front_support.hpp"

namespace batchai2aml::test {
namespace {

TEST(ShellScripts, AreTakenWhole) {
    const ShellText found = shell_text("run.sh", "#!/bin/bash\nX=1\naz group list\n");
    EXPECT_EQ(found.shape, "shell script");
    EXPECT_EQ(found.text, "#!/bin/bash\nX=1\naz group list\n");
    ASSERT_EQ(found.blocks.size(), 1U);
    EXPECT_EQ(found.blocks[0].end, found.text.size());
    EXPECT_EQ(found.segments, (std::vector<Segment>{{0, 0, false}}));
}

TEST(ShellScripts, AreTakenWithoutAnyCallOfAz) {
    EXPECT_EQ(text_of("settings.sh", "GROUP=demo\n"), "GROUP=demo\n");
}

TEST(ShellScripts, LoseCarriageReturns) {
    EXPECT_EQ(text_of("run.sh", "X=1\r\naz a \\\r\n b\r\n"), "X=1\naz a \\\n b\n");
}

TEST(ShellScripts, EndWithALineEnd) {
    const ShellText found = shell_text("a.azcli", "az login");
    EXPECT_EQ(found.text, "az login\n");
    EXPECT_EQ(found.blocks.at(0).end, 9U);
}

TEST(ShellScripts, AreKnownByTheirFirstLine) {
    EXPECT_EQ(shell_text("run.py", "#!/bin/sh\naz login\n").shape, "shell script");
    EXPECT_EQ(shell_text("run", "#!/usr/bin/env python\nprint('az login')\n").shape, "not shell");
}

TEST(OtherFiles, HoldNoShellText) {
    for (const char* name : {"a.py", "a.R", "a.js", "a.html", "a.json", "a.yml", "A.CS"}) {
        const ShellText found = shell_text(name, "az batchai cluster create -n a\n");
        EXPECT_EQ(found.shape, "not shell") << name;
        EXPECT_TRUE(found.blocks.empty()) << name;
    }
    EXPECT_EQ(shell_text("a", std::string("az\0x", 4)).shape, "not shell");
}

TEST(Placeholders, BecomeQuotedWords) {
    EXPECT_EQ(text_of("a.sh", "az x --n <storage account name> -g a\n"),
              "az x --n \"<storage account name>\" -g a\n");
    EXPECT_EQ(text_of("a.sh", "az x -n <prefix>-job --y=<a b>\n"),
              "az x -n \"<prefix>\"-job --y=\"<a b>\"\n");
    EXPECT_EQ(text_of("a.sh", "az x -n [your group name]\n"), "az x -n \"<your group name>\"\n");
}

TEST(Placeholders, AreFoundOnLinesThatGoOn) {
    EXPECT_EQ(text_of("a.sh", "az x \\\n  -n <a b>\n"), "az x \\\n  -n \"<a b>\"\n");
    EXPECT_EQ(text_of("a.sh", "NAME=<your name>\n"), "NAME=\"<your name>\"\n");
}

TEST(Placeholders, AreNotRedirectionsQueriesOrTests) {
    for (const char* text :
         {"az x < in.json > out.json\n", "az x <in.json >out.json\n", "az x <<EOF > a\n<b c>\nEOF\n",
          "az x --query [id,name]\n", "az x --query [name]\n", "az x \"<a b>\" '<c d>'\n",
          "if [ -f az ]; then az x; fi\n", "cat <a b>\n", "echo x # az <a b>\n"}) {
        EXPECT_EQ(text_of("a.sh", text), text);
    }
}

TEST(Placeholders, StandWhereTheyStoodInTheFile) {
    const Document file = file_of("a.sh", "az x\naz y -n <group name> -l z\n");
    const Place place = place_of(file, "<group name>");
    EXPECT_EQ(place.line, 2U);
    EXPECT_EQ(place.column, 9U);
    EXPECT_EQ(place_of(file, "-l z").column, 22U);
}

TEST(PastedText, GetsPlainCharactersOnLinesThatCallAz) {
    EXPECT_EQ(text_of("a.sh", "az\xC2\xA0x \xE2\x80\x9C"
                              "a b\xE2\x80\x9D \xE2\x80\x93-name c \xE2\x80\x94long d \xE2\x80\x93n e\n"),
              "az x \"a b\" --name c --long d -n e\n");
    EXPECT_EQ(text_of("a.sh", "echo \xE2\x80\x9C"
                              "a\n"),
              "echo \xE2\x80\x9C"
              "a\n");
    EXPECT_EQ(text_of("a.sh", "az a\n...\n\xE2\x80\xA6\naz b\n"), "az a\naz b\n");
}

TEST(Cmd, VariablesAndContinuationsBecomeThoseOfBash) {
    const ShellText found = shell_text(
        "a.bat",
        "@echo off\r\nrem az no\r\n:: az no\r\nset GROUP=my group\r\ncall az x -g %group% ^\r\n  -n a\r\n");
    EXPECT_EQ(found.shape, "batch file");
    EXPECT_EQ(found.text, "GROUP=\"my group\"\naz x -g ${GROUP} \\\n  -n a\n");
}

TEST(Cmd, QuotedValuesAreOneWord) {
    EXPECT_EQ(text_of("a.cmd", "set A=\"b c\"\nset \"D=e f\"\naz x %A% \"%D%\"\n"),
              "A=\"b c\"\nD=\"e f\"\naz x \"${A}\" \"${D}\"\n");
}

TEST(Cmd, WhatIsComputedIsUnknown) {
    EXPECT_EQ(
        text_of("a.bat", "set /p NAME=Name: \naz x %NAME% %A:~0,3%\nfor /f %%a in ('az y') do set B=%%a\n"),
        "NAME=$(unknown NAME)\naz x ${NAME} $(unknown A)\n");
}

TEST(Cmd, BackslashesAndDollarsAreLiteral) {
    EXPECT_EQ(text_of("a.bat", "az x C:\\a\\b $c 100%3A & az y\n"), "az x C:\\\\a\\\\b \\$c 100%3A ; az y\n");
}

TEST(Cmd, EchoWritesItsTextWithItsQuotes) {
    EXPECT_EQ(text_of("a.bat", "echo {\"a\": 1} > job.json\necho done\n"),
              "echo \"{\\\"a\\\": 1}\" > job.json\n");
}

TEST(Cmd, CommandsBehindIfAreKept) {
    EXPECT_EQ(text_of("a.bat", "if not exist a (az x)\nif errorlevel 1 exit /b\n"), "az x\n");
}

} // namespace
} // namespace batchai2aml::test
