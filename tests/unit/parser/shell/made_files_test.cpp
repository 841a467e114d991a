#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shell_help.hpp"

namespace batchai2aml {
namespace {

using shell_help::run;
using ::testing::ElementsAre;

std::vector<std::string> files(std::string_view script) {
    std::vector<std::string> out;
    for (const MadeFile& file : run(script).files)
        out.push_back(file.name + "=" + (file.copy_of.empty() ? file.text : "<" + file.copy_of)
                      + (file.changed ? "!" : ""));
    return out;
}

TEST(MadeFiles, HereDocuments) {
    EXPECT_THAT(files("A=1\ncat > f <<EOF\n$A \\$A \"\nEOF\ncat <<'E' > g\n$A\nE\n"),
                ElementsAre("f=1 $A \"\n", "g=$A\n"));
    EXPECT_THAT(files("cat <<-E >f\n\t\ta\n\tE\ntee g <<E\nb\nE\n"), ElementsAre("f=a\n", "g=b\n"));
}

TEST(MadeFiles, NamesOfBatchAiStayInHereDocuments) {
    EXPECT_THAT(files("cat > f <<EOF\n$AZ_BATCHAI_OUTPUT_X $schema $OTHER\nEOF\n"),
                ElementsAre("f=$AZ_BATCHAI_OUTPUT_X $schema <OTHER>\n"));
}

TEST(MadeFiles, EchoAndPrintf) {
    EXPECT_THAT(files("echo '{}' > f; echo more >> f; printf '%s' x > g; cat <<< y > h"),
                ElementsAre("f={}\n", "f={}\nmore\n", "g=x", "h=y\n"));
    EXPECT_THAT(files("{ echo a; echo b; } > f"), ElementsAre("f=a\nb\n"));
}

TEST(MadeFiles, Copies) {
    EXPECT_THAT(
        files("wget -O f https://h/x.json; wget https://h/y.json?a; curl -sL -o g https://h/z; curl -O "
              "https://h/w"),
        ElementsAre("f=<https://h/x.json", "y.json=<https://h/y.json?a", "g=<https://h/z", "w=<https://h/w"));
    EXPECT_THAT(
        files("cp a f; mv a g; cat a > h; sed s/x/y/ a > i; sed -i s/x/y/ j; envsubst < a > k; jq . a > l"),
        ElementsAre("f=<a", "g=<a", "h=<a", "i=<a!", "j=<j!", "k=<a!", "l=<a!"));
    EXPECT_THAT(files("cat a | sed s/x/y/ > f; curl http://h/x > g"), ElementsAre("f=<a!", "g=<http://h/x"));
}

TEST(MadeFiles, WhatIsNotKnownIsNoFile) {
    EXPECT_THAT(files("az x > f; echo y > /dev/null; echo z 2> g"), ElementsAre());
}

TEST(MadeFiles, KnowWhenTheyWereMade) {
    const ShellRun result = run("az 1\ncd d\necho x > f\naz 2\n");
    ASSERT_EQ(result.files.size(), 1U);
    EXPECT_EQ(result.files[0].calls_before, 1U);
    EXPECT_EQ(result.files[0].folder, "d");
}

TEST(MadeFiles, TheirBytesKnowTheirPlaces) {
    const std::string script = "A=xyz\ncat > f <<EOF\nab $A cd\nEOF\n";
    const ShellRun result = run(script);
    ASSERT_EQ(result.files.size(), 1U);
    const MadeFile& file = result.files[0];
    EXPECT_EQ(file.text, "ab xyz cd\n");
    const auto line = static_cast<std::uint32_t>(script.find("ab "));
    EXPECT_THAT(file.segments, ElementsAre(Segment{0, line, false}, Segment{3, line + 3, true},
                                           Segment{6, line + 5, false}));
}

} // namespace
} // namespace batchai2aml
