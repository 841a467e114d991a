#include <gtest/gtest.h>

#include "front_support.hpp"

namespace batchai2aml::test {
namespace {

std::string markdown(const std::string& text) {
    return text_of("a.md", text);
}

TEST(Markdown, FencedBlocksAreTaken) {
    const ShellText found =
        shell_text("a.md", "# Title\naz no\n```bash\naz a\n```\n~~~~ azurecli test\naz b\n~~~~\n");
    EXPECT_EQ(found.shape, "markdown");
    EXPECT_EQ(found.text, "az a\naz b\n");
    ASSERT_EQ(found.blocks.size(), 2U);
    EXPECT_EQ(found.blocks[1].begin, 5U);
    EXPECT_EQ(found.parts, (std::vector<PartLabel>{{0, "block 1"}, {5, "block 2"}}));
}

TEST(Markdown, BlocksOfOtherLanguagesAreCountedButLeftOut) {
    const ShellText found =
        shell_text("a.md", "```python\naz = 1\n```\n```output\naz a\n```\n```sh\naz b\n```\n");
    EXPECT_EQ(found.text, "az b\n");
    EXPECT_EQ(found.parts.at(0).label, "block 3");
}

TEST(Markdown, IndentAndQuoteMarksAreLeftOut) {
    EXPECT_EQ(markdown("1. a\n\n   ```sh\n   az a \\\n     -n b\n   ```\n"), "az a \\\n  -n b\n");
    EXPECT_EQ(markdown("> ```\n> az a\n>```\n"), "az a\n");
    EXPECT_EQ(markdown("- ```sh\n  az a\n  ```\n"), "az a\n");
}

TEST(Markdown, LongerFencesHoldShorterOnes) {
    EXPECT_EQ(markdown("````sh\naz a\n```\n````\n"), "az a\n```\n");
}

TEST(Markdown, PlacesAreThoseOfTheFile) {
    const Document file = file_of("a.md", "x\n  ```\r\n  $ az a\r\n  ```\n");
    const Place place = place_of(file, "az a");
    EXPECT_EQ(place.line, 3U);
    EXPECT_EQ(place.column, 5U);
    EXPECT_EQ(place.part, "block 1");
}

TEST(Markdown, PromptsAreRemovedAndOutputIsLeftOut) {
    EXPECT_EQ(markdown("```\n$ az a \\\n> -n b\nName  Location\n$ az c\n{\n}\n```\n"),
              "az a \\\n-n b\naz c\n");
    EXPECT_EQ(markdown("```console\nuser@host:~$ az a\nout\n(env) [me@box dir]$ az b 'x\ny'\nout\n```\n"),
              "az a\naz b 'x\ny'\n");
    EXPECT_EQ(markdown("```\nroot@host:~# az a\n# az no\n```\n"), "az a\n");
    EXPECT_EQ(markdown("```\n$ cat > a <<EOF\n{}\nEOF\n$az b\n```\n"), "cat > a <<EOF\n{}\nEOF\naz b\n");
    EXPECT_EQ(markdown("```\n> az a\n```\n"), "az a\n");
}

TEST(Markdown, PromptsTellTheShell) {
    EXPECT_EQ(markdown("```\nPS C:\\> $a = 'b'\nPS C:\\> az x $a `\n  -n c\nout\n```\n"),
              "a=\"b\"\naz x ${a} \\\n  -n c\n");
    EXPECT_EQ(markdown("```\nC:\\> set A=b\nC:\\>az x %A%\nout\n```\n"), "A=\"b\"\naz x ${A}\n");
}

TEST(Markdown, BlocksWithoutATagMayBeForOtherShells) {
    EXPECT_EQ(markdown("```\nset A=[group name]\naz x %A%\n```\n"), "A=\"<group name>\"\naz x ${A}\n");
    EXPECT_EQ(markdown("```\n$A = 'b'\naz x $A\n```\n"), "A=\"b\"\naz x ${A}\n");
    EXPECT_EQ(markdown("```\n$env:A = 'b'\naz x\n```\n"), "export A=\"b\"\naz x\n");
    EXPECT_EQ(markdown("```\nset -x; A=b\naz x http://a?b=%3A%3A\n```\n"),
              "set -x; A=b\naz x http://a?b=%3A%3A\n");
}

TEST(Markdown, ListingsAndHelpAreNoCommands) {
    EXPECT_EQ(markdown("```\nName   Group\n-----  -----\naz     b\n```\n"), "");
    for (const char* text : {"```\nName   Group\n```\n",
                             "```\nCommand\n    az batchai cluster create: Create a cluster.\n\n"
                             "Arguments\n    --name\n```\n",
                             "```sh\nExamples\n    Create\n        az batchai cluster create -n a\n```\n",
                             "```\nPlease run az login\n```\n", "```\n# only a comment\n```\n",
                             "```text\nsome text\n```\n", "```\n    az batchai : Batch AI.\n```\n"}) {
        EXPECT_EQ(markdown(text), "") << text;
    }
}

TEST(Markdown, AssignmentsAndFilesCountWithoutATag) {
    EXPECT_EQ(markdown("```\nexport A=b\nC=d\n```\n"), "export A=b\nC=d\n");
    EXPECT_EQ(markdown("```\ncat << EOF > job.json\n{}\nEOF\n```\n"), "cat << EOF > job.json\n{}\nEOF\n");
}

TEST(Markdown, OutputBelowACommandIsLeftOut) {
    EXPECT_EQ(markdown("```sh\naz a\n{\n  \"b\": 1\n}\naz c\n```\n"), "az a\naz c\n");
    EXPECT_EQ(markdown("```sh\naz a --x '\n{\n}\n'\n```\n"), "az a --x '\n{\n}\n'\n");
}

TEST(Markdown, CommentsHideBlocks) {
    EXPECT_EQ(markdown("<!--\n```sh\naz no\n```\n-->\n```sh\naz a\n```\n<!-- x -->\n```sh\naz b\n```\n"),
              "az a\naz b\n");
}

TEST(Markdown, BrokenFencesLoseNothingElse) {
    EXPECT_EQ(markdown("Text\n$ az a\n```\nText\n\n```sh\naz b\n```\n"), "az a\naz b\n");
    EXPECT_EQ(markdown("```sh\naz a\n\n## Next\n\nText\n\n```sh\naz b\n```\n"), "az a\n\naz b\n");
    EXPECT_EQ(markdown("```sh\naz a\n"), "az a\n");
}

TEST(Markdown, IndentedBlocksAreTakenWhenTheyCallAz) {
    EXPECT_EQ(markdown("Text\n\n    az a \\\n      -n b\n\nText\n\n    other\n"), "az a \\\n  -n b\n\n");
    EXPECT_EQ(markdown("Text\n\n\t$ az a\n\tout\n"), "az a\n");
}

TEST(Markdown, JsonBlocksAreFilesWithTheNameBeforeThem) {
    const ShellText found =
        shell_text("a.md", "```sh\naz a\n```\nSave it as `conf/job.json`:\n\n```json\n{\"a\": "
                           "1}\n```\nText\n```\n{ \"b\": 2 }\n```\n"
                           "```json x.json\n{}\n```\n```json\n[]\n```\n");
    ASSERT_EQ(found.files.size(), 3U);
    EXPECT_EQ(found.files[0].name, "conf/job.json");
    EXPECT_EQ(found.files[0].kind, EmbeddedFile::Kind::shown);
    EXPECT_EQ(found.files[0].text, "{\"a\": 1}\n");
    EXPECT_EQ(found.files[0].at, 5U);
    EXPECT_EQ(found.files[0].parts, (std::vector<PartLabel>{{0, "block 2"}}));
    EXPECT_EQ(found.files[0].segments.at(0).source, 52U);
    EXPECT_EQ(found.files[1].name, "");
    EXPECT_EQ(found.files[2].name, "x.json");
}

TEST(Markdown, TextFilesWithFencesAreRead) {
    EXPECT_EQ(shell_text("notes.txt", "Text\n```\naz a\n```\n").text, "az a\n");
}

} // namespace
} // namespace batchai2aml::test
