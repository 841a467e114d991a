// Texts that stand for a value to be filled in (batchai.md 9).
#include "model/placeholder.hpp"

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

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

} // namespace
} // namespace batchai2aml
