#include "support/markdown.hpp"

#include <gmock/gmock.h>

namespace batchai2aml {
namespace {

TEST(MarkdownEscape, LeavesProseReadable) {
    EXPECT_EQ(markdown::escape("The job (2 nodes) can't run: size is 'STANDARD-NC6', 1.5 TB!"),
              "The job (2 nodes) can't run: size is 'STANDARD-NC6', 1.5 TB!");
}

TEST(MarkdownEscape, EscapesMarkup) {
    EXPECT_EQ(markdown::escape("[a](b) `c` *d* _e_ #1 |f| ~g~ $h$ \\"),
              "\\[a\\](b) \\`c\\` \\*d\\* \\_e\\_ \\#<!-- -->1 \\|f\\| \\~g\\~ \\$h\\$ \\\\");
    EXPECT_EQ(markdown::escape("<script> &lt;"), "&lt;script&gt; &amp;lt;");
}

TEST(MarkdownEscape, MakesNoMentionAndNoLink) {
    EXPECT_EQ(markdown::escape("@team a@b.c"), "@<!-- -->team a@<!-- -->b.c");
    EXPECT_EQ(markdown::escape("http://x"), "http:<!-- -->//x");
    EXPECT_EQ(markdown::escape("www.x.com Www.x"), "www.<!-- -->x.com Www.<!-- -->x");
}

TEST(MarkdownEscape, RefersToNoIssue) {
    EXPECT_EQ(markdown::escape("o/r#12 !3 gh-4"), "o/r\\#<!-- -->12 !<!-- -->3 gh-<!-- -->4");
    EXPECT_EQ(markdown::escape("a-1 #x !x #"), "a-1 \\#x !x \\#");
}

TEST(MarkdownEscape, StaysOnItsLineAndOutOfLists) {
    EXPECT_EQ(markdown::escape("a\n\n# b\r\n\x1b[0mc\u2028"), "a \\# b \\[0mc ");
    EXPECT_EQ(markdown::escape("- a"), "\\- a");
    EXPECT_EQ(markdown::escape("12. a"), "12\\. a");
}

TEST(MarkdownCode, UsesAFenceThatTheTextCannotEnd) {
    EXPECT_EQ(markdown::code("a"), "`a`");
    EXPECT_EQ(markdown::code("a`b``c"), "```a`b``c```");
    EXPECT_EQ(markdown::code("`"), "`` ` ``");
    EXPECT_EQ(markdown::code(""), "`  `");
    EXPECT_EQ(markdown::code("a\nb"), "`a b`");
    EXPECT_EQ(markdown::code_block("bash", "echo '````'\n"), "`````bash\necho '````'\n`````\n");
}

} // namespace
} // namespace batchai2aml
