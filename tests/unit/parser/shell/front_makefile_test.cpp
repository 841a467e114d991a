#include <gtest/gtest.h>

#include "front_support.hpp"

namespace batchai2aml::test {
namespace {

std::string makefile(const std::string& text) {
    return text_of("Makefile", text);
}

TEST(Makefiles, RulesAreBlocks) {
    const ShellText found = shell_text(
        "x.mk", "G = a\nall: b\n\t@az x -g $(G)\n\n\t-az y \\\n\t  -n ${N}\nb:\n\taz z\n.PHONY: all\n");
    EXPECT_EQ(found.shape, "makefile");
    EXPECT_EQ(found.text, "G=\"a\"\naz x -g ${G}\naz y \\\n  -n ${N}\naz z\n");
    ASSERT_EQ(found.blocks.size(), 3U);
    EXPECT_EQ(found.parts, (std::vector<PartLabel>{{6, "target all"}, {36, "target b"}}));
}

TEST(Makefiles, AreKnownByNameAndContent) {
    EXPECT_EQ(shell_text("sub/GNUmakefile", "").shape, "makefile");
    EXPECT_EQ(shell_text("rules", "all:\n\taz x\n").shape, "makefile");
}

TEST(Makefiles, ValuesAreThoseAtTheEnd) {
    EXPECT_EQ(
        makefile("A = $(B)c\nB := x # y\nB ?= z\nC ?= w\nB = v\nD := a\nD += b\nexport E = e\nF ::= f\n"),
        "B=\"v\"\nA=\"${B}c\"\nC=\"w\"\nD=\"a\"\nD+=\" b\"\nexport E=\"e\"\nF=\"f\"\n");
    EXPECT_EQ(makefile("A = $(B)\nB = $(A)\n"), "B=\"${A}\"\nA=\"${B}\"\n");
    EXPECT_EQ(makefile("A := x\nA := $(A)y\n"), "A=\"x\"\nA=\"${A}y\"\n");
}

TEST(Makefiles, QuotedValuesStayOneWord) {
    EXPECT_EQ(makefile("A = \"b c\"\nx:\n\taz y -n $(A) '$(A)' \"$(A)\"\n"),
              "A=\"b c\"\naz y -n \"${A}\" ''\"${A}\"'' \"${A}\"\n");
}

TEST(Makefiles, DollarsBelongToTheShell) {
    EXPECT_EQ(makefile("x: y\n\taz y $$HOME $(shell az z -n $(A)) $(wildcard *.c) $@ $<\n"),
              "az y $HOME $(az z -n ${A}) $(unknown wildcard *.c) x y\n");
}

TEST(Makefiles, CalledDefinitionsAreFunctions) {
    EXPECT_EQ(makefile("define run\n\taz x -n $(1) \\\n\t-g $(G)\nendef\ndefine help\nText "
                       "'a\nendef\nall:\n\t$(call run, a b)\n\t@$(call run,${J})>f\n"),
              "help=\"Text 'a\n\"\nrun() {\naz x -n ${1} \\\n-g ${G}\n}\nrun \"a b\"\nrun \"${J}\">f\n");
    EXPECT_EQ(makefile("define run\naz x\nendef\nall:\n\t$(run)\n"), "run() {\naz x\n}\nrun\n");
}

TEST(Makefiles, EvalSetsVariables) {
    EXPECT_EQ(makefile("x:\n\t$(eval k:=$(shell az y))\n\taz z $(k)\n"), "k=\"$(az y)\"\n\naz z ${k}\n");
}

TEST(Makefiles, LinesHaveFoldersOfTheirOwn) {
    EXPECT_EQ(makefile("x:\n\tcd a && az y\n\taz z\n"), "(cd a && az y)\naz z\n");
}

TEST(Makefiles, CommentsConditionsAndIncludesAreLeftOut) {
    EXPECT_EQ(
        makefile("include a.mk\n# az no\nifeq ($(A),b)\nC = d\nelse\nE = f\nendif\nx:\n\t# az no\n\taz y\n"),
        "C=\"d\"\nE=\"f\"\naz y\n");
}

TEST(Makefiles, VariablesOfOneTargetHoldForItsRecipeOnly) {
    EXPECT_EQ(makefile("x: A = b\nx:\n\taz y $(A)\n"), "(\nA=\"b\"\naz y ${A}\n)\n");
    EXPECT_EQ(makefile("A = c\nB = -c $(A)\nC := $(A)\nx: A = b\nx:\n\taz x $(B)\ny:\n\taz y $(B)\n"),
              "A=\"c\"\nB=\"-c ${A}\"\nC=\"${A}\"\n(\nA=\"b\"\nB=\"-c ${A}\"\naz x ${B}\n)\naz y ${B}\n");
}

TEST(Makefiles, PlacesAreThoseOfTheFile) {
    const Document file = file_of("Makefile", "x:\n\t@az y -g $(G) -n b\n");
    const Place place = place_of(file, "-n b");
    EXPECT_EQ(place.line, 2U);
    EXPECT_EQ(place.column, 16U);
    EXPECT_EQ(place.part, "target x");
}

} // namespace
} // namespace batchai2aml::test
