#include <gtest/gtest.h>

#include "front_support.hpp"

namespace batchai2aml::test {
namespace {

TEST(Notebooks, CommandsAreTakenAndPythonIsNot) {
    const ShellText found = find_shell_text(notebook_with(
        R"J(["import os\n", "!az a\n", "if x:\n", "    !az b \\\n", "  -n c\n", "# !az no\n", "print(x)"])J"));
    EXPECT_EQ(found.shape, "notebook");
    EXPECT_EQ(found.text, "az a\naz b \\\n  -n c\n");
    EXPECT_EQ(found.blocks.size(), 2U);
}

TEST(Notebooks, CellsAreCounted) {
    const ShellText found = find_shell_text(notebook_of(
        R"J({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "# a"}, {"cell_type": "code", "source": "!az a"},
            {"cell_type": "markdown", "source": ["```sh\n", "az b\n", "```"]}]})J"));
    EXPECT_EQ(found.text, "az a\naz b\n");
    EXPECT_EQ(found.parts, (std::vector<PartLabel>{{0, "cell 2"}, {5, "cell 3"}}));
}

TEST(Notebooks, OldOnesHaveWorksheets) {
    EXPECT_EQ(
        find_shell_text(
            notebook_of(
                R"J({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["!az a"]}]}]})J"))
            .text,
        "az a\n");
}

TEST(Notebooks, PlacesAreThoseOfTheJson) {
    const Document file =
        notebook_of("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": [\n"
                    " \"x = 1\\n\",\n \"!az a --x \\\"b c\\\" -n d\"]}]}");
    EXPECT_EQ(find_shell_text(file).text, "x=\"1\"\naz a --x \"b c\" -n d\n");
    const Place place = place_of(file, "-n d");
    EXPECT_EQ(place.line, 3U);
    EXPECT_EQ(place.column, 21U);
    EXPECT_EQ(place.part, "cell 1");
    EXPECT_EQ(place_of(file, "\"b c\"").column, 13U);
}

TEST(Notebooks, ExpressionsAreVariablesOrUnknown) {
    EXPECT_EQ(cell_text_of(R"J("!az a {NAME} $X {f(\"x\")} '{Y}' ${Z} {{q}} $$H")J"),
              "az a ${NAME} $X $(unknown fx) ''\"${Y}\"'' ${Z} {q} $H\n");
    EXPECT_EQ(cell_text_of(R"J("!awk '{print $1}' a{b,c} --x '{\"a\": 1}'")J"),
              "awk '{print $1}' a{b,c} --x '{\"a\": 1}'\n");
}

TEST(Notebooks, CapturedOutputIsAnAssignment) {
    EXPECT_EQ(cell_text_of(R"J("x = !az a\ny, z = !az b\nw = %sx az c\nv = x[0]")J"),
              "x=$(az a)\nz=$(unknown z)\ny=$(az b)\nw=$(az c)\nv=$(unknown v)\n");
}

TEST(Notebooks, MagicsThatMatter) {
    EXPECT_EQ(
        cell_text_of(
            R"J("%env A=b c\n%set_env D {E}$F\n%cd sub\n%sx az a\n!!az b\n%matplotlib inline\n%env A")J"),
        "export A=\"b c\"\nexport D=\"${E}$F\"\ncd sub\naz a\naz b\n");
}

TEST(Notebooks, ACommandsFolderDoesNotLiveOn) {
    EXPECT_EQ(cell_text_of(R"J("!cd a && az b")J"), "(cd a && az b)\n");
}

TEST(Notebooks, CellsForShellsAreTakenWhole) {
    EXPECT_EQ(cell_text_of(R"J("%%bash\nX=1\naz a {b}")J"), "X=1\naz a {b}\n");
    EXPECT_EQ(cell_text_of(R"J("\n%%script bash\naz a")J"), "az a\n");
    EXPECT_EQ(cell_text_of(R"J("%%bash --out x\naz a")J"), "az a\nx=$(unknown x)\n");
    EXPECT_EQ(cell_text_of(R"J("%%html\n!az a")J"), "");
    EXPECT_EQ(cell_text_of(R"J("%%time\n!az a")J"), "az a\n");
}

TEST(Notebooks, CellsOfOtherKernelsAreTakenWhole) {
    EXPECT_EQ(
        find_shell_text(
            notebook_of(
                R"J({"metadata": {"kernelspec": {"name": "bash"}}, "cells": [{"cell_type": "code", "source": "X=1\naz a $X"}]})J"))
            .text,
        "X=1\naz a $X\n");
    EXPECT_EQ(
        find_shell_text(
            notebook_of(
                R"J({"metadata": {"language_info": {"name": "PowerShell"}}, "cells": [{"cell_type": "code", "source": "$X='1'\naz a $X"}]})J"))
            .text,
        "X=\"1\"\naz a ${X}\n");
}

TEST(Notebooks, WrittenFilesAreKept) {
    const Document file = notebook_of(
        R"J({"nbformat": 4, "cells": [{"cell_type": "code", "source": "n = 'job'\n!az a"}, {"cell_type": "code", "source": "%%writefile {n}.json\n{\n}\n"},
            {"cell_type": "code", "source": "%%writefile -a job.json\nmore"}]})J");
    const ShellText found = find_shell_text(file);
    ASSERT_EQ(found.files.size(), 2U);
    EXPECT_EQ(found.files[0].name, "job.json");
    EXPECT_EQ(found.files[0].kind, EmbeddedFile::Kind::written);
    EXPECT_EQ(found.files[0].text, "{\n}\n");
    EXPECT_EQ(found.files[0].at, found.text.size());
    EXPECT_EQ(found.files[0].parts, (std::vector<PartLabel>{{0, "cell 2"}}));
    EXPECT_EQ(found.files[1].text, "{\n}\nmore");
    EXPECT_EQ(file.text[found.files[0].segments.at(0).source], '{');
}

TEST(PythonValues, StringsMeanTheSame) {
    EXPECT_EQ(
        cell_text_of(
            R"J("A = 'a$b'\nB = \"c'd\" 'e'\nC = r'\\f'\nD = '''g\nh'''\nE = 'i\\\"j\\tk'\nF: str = u'l' # m\nG = ('n'\n 'o');")J"),
        "A=\"a\\$b\"\nB=\"c'de\"\nC=\"\\\\f\"\nD=\"g\nh\"\nE=\"i\\\"j\tk\"\nF=\"l\"\nG=\"no\"\n");
}

TEST(PythonValues, TemplatesAreFilledIn) {
    EXPECT_EQ(
        cell_text_of(
            R"J("A = f'x{B}-{{y}}'\nC = '{}-{n}{0}'.format(B, n='z')\nD = '%s-%d%%' % (B, 3)\nE = 'w%s' % B\nF = f'{g(1)}'")J"),
        "A=\"x${B}-{y}\"\nC=\"${B}-z${B}\"\nD=\"${B}-3%\"\nE=\"w${B}\"\nF=\"$(unknown g1)\"\n");
}

TEST(PythonValues, SumsOfTextsAndNumbers) {
    EXPECT_EQ(cell_text_of(
                  R"J("A = 2\nB = 'x' + str(A) + C\nD = A * 4\nE = A + 1\nF = True\nG = None\nH = A / 2")J"),
              "A=\"2\"\nB=\"x${A}${C}\"\nD=\"8\"\nE=\"3\"\nF=\"True\"\nG=$(unknown G)\nH=$(unknown H)\n");
}

TEST(PythonValues, EnvironmentAndSeveralTargets) {
    EXPECT_EQ(
        cell_text_of(
            R"J("import os\nA = os.environ['X']\nB = os.getenv('Y', 'z')\nos.environ['W'] = A\nC = D = 'e'\nf, g = 'h', i\nj, k = l()\nfor m in n:\n    o = 'p'")J"),
        "A=\"${X}\"\nB=\"${Y:-z}\"\nexport W=\"${A}\"\nC=\"e\"\nD=\"e\"\nf=\"h\"\ng=\"${i}\"\nj=$(unknown "
        "j)\n"
        "k=$(unknown k)\nm=$(unknown m)\no=\"p\"\n");
}

TEST(PythonValues, OtherStatementsAreNoAssignments) {
    EXPECT_EQ(
        cell_text_of(
            R"J("f(a='b')\na['x'] = 'y'\nb.c = 'd'\ne == 'f'\nif g == 'h': pass\ni += 'j'\nk = {\n  'l': 'm'\n}\nreturn")J"),
        "k=$(unknown k)\n");
}

TEST(PythonValues, CommandsInStringsAreText) {
    EXPECT_EQ(cell_text_of(R"J("A = f\"\"\"\n!az no\n{B}\n\"\"\"\n!az a")J"),
              "A=\"\n!az no\n${B}\n\"\naz a\n");
}

TEST(PythonValues, AnOpenBracketSpoilsOneLine) {
    EXPECT_EQ(cell_text_of(R"J("a = (\n!az a\nb = 'c'")J"), "a=$(unknown a)\naz a\nb=\"c\"\n");
}

} // namespace
} // namespace batchai2aml::test
