#include <gtest/gtest.h>

#include "front_support.hpp"

namespace batchai2aml::test {
namespace {

std::string repeated(const std::string& text, std::size_t size) {
    std::string out;
    while (out.size() < size)
        out += text;
    return out;
}

TEST(HostileShellText, TakesLinearTime) {
    for (const char* name : {"a.sh", "a.md", "Makefile", "a.ps1", "a.bat"}) {
        for (const char* text : {"```\n",    "```\n# h\n\n## h\n~~~\n",
                                 "az <a",    "az [a",
                                 "az '",     "az \"",
                                 "$(",       "${",
                                 "$(a ",     "@\"\n",
                                 "@\"",      "a=$(a)\n",
                                 "a:\n",     "\\\n",
                                 "\\",       "`",
                                 "<!--\n",   "<<a ",
                                 "%a",       "$a[ ",
                                 "\taz\n\n", "$ az '\n",
                                 "(\n",      "a=",
                                 "\n\n"}) {
            const ShellText found = shell_text(name, repeated(text, 300'000));
            EXPECT_LE(found.text.size(), 20'000'000U) << name << text;
        }
    }
}

TEST(HostileShellText, CellsTakeLinearTime) {
    for (const char* text : {"(\\n", "'''", "f'{", "a = (", "a:\\n", "a=b=", "a,", "!{", "!$", "%%",
                             "'{}'.format(", "[(", "\\\"\\\"\\\"", "os.getenv("}) {
        const ShellText found = find_shell_text(notebook_with("\"" + repeated(text, 300'000) + "\""));
        EXPECT_LE(found.text.size(), 20'000'000U) << text;
    }
}

} // namespace
} // namespace batchai2aml::test
