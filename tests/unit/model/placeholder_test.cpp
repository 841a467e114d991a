// Texts that stand for a value to be filled in (batchai.md 9).
#include "model/placeholder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Placeholder, Spellings) {
    for (const char* text :
         {"", " ", "<AZURE_BATCHAI_STORAGE_ACCOUNT>", " <name> ", "https://<account>.file.core.windows.net/x",
          "[[name]]", "__NAME__", "FILL-IN-HERE", "...", "\u2026", "REDACTED", "ENTER_YOUR_KEY",
          "$STORAGE_ACCOUNT", "${STORAGE_ACCOUNT}"})
        EXPECT_TRUE(is_placeholder(text)) << text;
}

TEST(Placeholder, OtherTexts) {
    for (const char* text : {"acct", "a<b", "a>b<c", "[x]", "[[x]", "____", "__init__.py", "RE-ENTER_",
                             "a...", "$5 and more", "x$Y"})
        EXPECT_FALSE(is_placeholder(text)) << text;
}

TEST(Placeholders, AreFoundInsideTexts) {
    EXPECT_THAT(find_placeholders("docker run <your-registry>/<image name>:1 -k <your-registry>"),
                ElementsAre("<your-registry>", "<image name>"));
    EXPECT_THAT(find_placeholders("a [[name]] __DATA_DIR__/x FILL-IN-HERE ENTER_YOUR_NAME"),
                ElementsAre("[[name]]", "__DATA_DIR__", "FILL-IN-HERE", "ENTER_YOUR_NAME"));
}

TEST(Placeholders, AreNotWhatAShellOrPythonMeans) {
    for (const char* text :
         {"prog <in.txt >out.txt", "prog <a>b", "if [[ -f x ]]; then", "python -c '__main__'", "a<b",
          "1 <2> 3", "x <y;z>", "cat <<EOF >f", "__init__.py", "$ENTER_X ${ENTER_X}", "REENTER_X", "<>",
          "< a>", "FILL-IN-HERE-TOO", "x[[1]]"})
        EXPECT_THAT(find_placeholders(text), IsEmpty()) << text;
}

TEST(Placeholders, TakeTimeThatGrowsWithTheText) {
    std::string many;
    for (int i = 0; i < 200000; ++i)
        many += "<a[[__";
    EXPECT_THAT(find_placeholders(many), IsEmpty());
    many.clear();
    for (int i = 0; i < 1000; ++i)
        many += "<a" + std::to_string(i) + "> ";
    EXPECT_EQ(find_placeholders(many).size(), 100U);
}

} // namespace
} // namespace batchai2aml
