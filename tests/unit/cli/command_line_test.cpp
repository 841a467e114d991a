// What is made from the command line: completion scripts and the manual page. With B2A_UPDATE_DOCS=1 in the
// environment the page is written instead (scripts/update-docs).
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/command_line.hpp"
#include "cli/completion.hpp"
#include "cli/man_page.hpp"
#include "program.hpp"

namespace batchai2aml::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const CommandText& command(const std::vector<CommandText>& all, std::string_view name) {
    return *std::ranges::find(all, name, &CommandText::name);
}

TEST(CommandLine, IsDescribedAsItIsRead) {
    const std::vector<CommandText> all = command_texts();
    const CommandText& convert = command(all, "convert");
    EXPECT_EQ(convert.argument, "INPUT...");
    const auto output = std::ranges::find_if(
        convert.options, [](const OptionText& o) { return o.names.front() == "--output"; });
    ASSERT_NE(output, convert.options.end());
    EXPECT_THAT(output->names, ElementsAre("--output", "-o"));
    EXPECT_EQ(output->value, "DIR");
    const auto force = std::ranges::find_if(convert.options,
                                            [](const OptionText& o) { return o.names.front() == "--force"; });
    ASSERT_NE(force, convert.options.end());
    EXPECT_EQ(force->value, "");
}

TEST(Completion, KnowsAllCommandsAndOptions) {
    const std::vector<CommandText> all = command_texts();
    for (const std::string_view shell : completion_shells()) {
        const std::string script = completion_script(shell, all);
        for (const CommandText& one : all) {
            EXPECT_THAT(script, HasSubstr(one.name)) << shell;
            for (const OptionText& option : one.options)
                EXPECT_THAT(script, HasSubstr(option.names.front().substr(2))) << shell;
        }
    }
}

TEST(Completion, OffersWordsOfOptionsThatExist) {
    const std::vector<CommandText> all = command_texts();
    for (const std::string_view option : {"--fail-on", "--color", "--to", "--from", "--report", "--format"}) {
        EXPECT_THAT(words_of_option(option), Not(IsEmpty())) << option;
        EXPECT_TRUE(std::ranges::any_of(all, [&](const CommandText& one) {
            return std::ranges::any_of(one.options,
                                       [&](const OptionText& o) { return o.names.front() == option; });
        })) << option;
    }
    EXPECT_THAT(words_of_option("--output"), IsEmpty());
}

class CompletionCommand : public testing::Program {};

TEST_F(CompletionCommand, WordsThatAreOfferedAreTaken) {
    files.files["job.json"] = "{}";
    convert = [](const std::vector<InputFile>& inputs) { return testing::plain_conversion(inputs); };
    for (const std::string_view option : {"--fail-on", "--color", "--to", "--report"})
        for (const std::string_view word : words_of_option(option))
            EXPECT_EQ(run({"convert", "job.json", "-n", std::string(option), std::string(word)}).code, 0)
                << option << ' ' << word;
}

TEST_F(CompletionCommand, PrintsAScriptOrSaysWhichThereAre) {
    EXPECT_THAT(run({"completion", "fish"}).out, HasSubstr("complete -c batchai2aml"));
    EXPECT_EQ(run({"completion"}).code, 64);
    EXPECT_THAT(run({"completion", "tcsh"}).err,
                HasSubstr("there is no completion for tcsh: bash, zsh, fish"));
}

/// What bash offers for a command line, sorted and joined by blanks.
std::string offered(const std::string& words) {
    const std::string script = completion_script("bash", command_texts());
    const std::string file = ::testing::TempDir() + "b2a_completion.bash";
    std::ofstream(file) << script << "COMP_WORDS=(" << words << ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
                        << "_batchai2aml\nprintf '%s\\n' \"${COMPREPLY[@]}\" | sort | tr '\\n' ' '\n";
    FILE* pipe = ::popen(("bash '" + file + "' 2>&1").c_str(), "r");
    std::string out;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe))
        out += static_cast<char>(c);
    ::pclose(pipe);
    return out;
}

TEST(Completion, WorksInBash) {
    EXPECT_EQ(offered("batchai2aml con"), "convert ");
    EXPECT_EQ(offered("batchai2aml convert --to ''"), "arm runconfig yaml ");
    EXPECT_EQ(offered("batchai2aml diff --detailed"), "--detailed-exitcode ");
    EXPECT_EQ(offered("batchai2aml sizes --fo"), "--format ");
}

const std::string page_file = std::string(B2A_SOURCE_DIR) + "/docs/batchai2aml.1";

TEST(ManPage, IsWhatTheCommandLineSays) {
    const std::string page = man_page(command_texts());
    if (const char* update = std::getenv("B2A_UPDATE_DOCS"); update != nullptr) {
        std::ofstream(page_file, std::ios::binary) << page;
        return;
    }
    std::ifstream file(page_file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text, page) << "run scripts/update-docs";
}

TEST(ManPage, HasNoLineThatRoffTakesForARequest) {
    CommandText odd{"odd", "help", "", "", {{{"--x"}, "V", ".TH bad\n'so bad"}}, ".SH bad\nback\\slash"};
    const std::string page = man_page(std::vector{odd});
    EXPECT_THAT(page, HasSubstr("\\&.TH bad\n\\&'so bad\n"));
    EXPECT_THAT(page, HasSubstr("\\&.SH bad\nback\\eslash\n"));
}

} // namespace
} // namespace batchai2aml::cli
