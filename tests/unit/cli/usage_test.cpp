#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "batchai2aml/version.hpp"
#include "catalog/findings.hpp"
#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using ::testing::StartsWith;

class Usage : public testing::Program {
  protected:
    Usage() {
        files.files["job.json"] = "{}";
        files.files["in/a.json"] = "{}";
        files.files["in/b.json"] = "{}";
    }

    /// The message of a wrong command line.
    std::string wrong(const std::vector<std::string>& arguments) {
        const Outcome result = run(arguments);
        EXPECT_EQ(result.code, 64);
        EXPECT_EQ(result.out, "");
        EXPECT_TRUE(files.writes.empty());
        return result.err;
    }
};

TEST_F(Usage, ShowsTheVersion) {
    const Outcome result = run({"--version"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, "batchai2aml " + std::string(version) + "\n");
}

TEST_F(Usage, ShowsHelpWithAnExampleForEachCommand) {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--help"}, {"convert", "--help"}, {"explain", "-h"}, {"sizes", "-h"}}) {
        const Outcome result = run(arguments);
        EXPECT_EQ(result.code, 0);
        EXPECT_EQ(result.err, "");
        EXPECT_THAT(result.out, AllOf(HasSubstr("Example"), HasSubstr("  batchai2aml ")));
    }
    EXPECT_THAT(run({"convert", "--help"}).out, AllOf(HasSubstr("--mount"), HasSubstr("Exit codes:")));
}

TEST_F(Usage, QuotesNoSecrets) {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"-pgeheim-1"},
                                                      {"--password=geheim-1"},
                                                      {"--password", "geheim-1"},
                                                      {"--jobs", "password=geheim-1"},
                                                      {"--color", "sig=geheim-1"},
                                                      {"--set", "compute=sig=geheim-1"}}) {
        std::vector<std::string> all = {"convert", "job.json", "-o", "out"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        EXPECT_THAT(wrong(all), Not(HasSubstr("geheim"))) << arguments.front();
    }
}

TEST_F(Usage, SuggestsTheFlagThatWasMeant) {
    EXPECT_EQ(wrong({"convert", "job.json", "-o", "out", "--forse"}),
              "batchai2aml: error: there is no option --forse; did you mean --force?\nSee 'batchai2aml "
              "convert --help'.\n");
    EXPECT_THAT(wrong({"convert", "job.json", "--ouput=out"}),
                HasSubstr("no option --ouput; did you mean --output?"));
    EXPECT_THAT(wrong({"convert", "job.json", "-o", "out", "--zzzzzzzz"}),
                HasSubstr("no option --zzzzzzzz\n"));
}

TEST_F(Usage, SuggestsTheCommandThatWasMeant) {
    EXPECT_THAT(wrong({"covert", "job.json"}),
                HasSubstr("there is no command covert; did you mean convert?"));
    EXPECT_THAT(wrong({}),
                HasSubstr("name a command: convert, audit, diff, rehearse, explain, sizes or completion"));
}

TEST_F(Usage, RefusesWhatCannotBeMeant) {
    EXPECT_THAT(wrong({"convert", "-o", "out"}), HasSubstr("name the files or folders"));
    EXPECT_THAT(wrong({"convert", "job.json"}), HasSubstr("-o DIR"));
    EXPECT_THAT(wrong({"convert", "job.json", "-o"}), HasSubstr("--output"));
    EXPECT_THAT(wrong({"convert", "-", "-", "-o", "out"}), HasSubstr("once only"));
    EXPECT_THAT(wrong({"convert", "job.json", "in/a.json", "-o", "-"}), HasSubstr("exactly one input file"));
    EXPECT_THAT(wrong({"convert", "in", "-o", "-"}), HasSubstr("exactly one input file, and these are 2"));
    EXPECT_THAT(wrong({"convert", "job.json", "-o", "-", "--dry-run"}), HasSubstr("--dry-run"));
    EXPECT_THAT(wrong({"convert", "job.json", "-o", "-", "--to", "arm", "--to", "yaml"}),
                HasSubstr("one format: give --to once"));
    EXPECT_THAT(wrong({"convert", "job.json", "-o", "out", "--to", "bicep"}),
                HasSubstr("\"bicep\" is not one of yaml, runconfig, arm"));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--config", "x", "--no-config"}),
                HasSubstr("exclude each other"));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--fail-on", "bad"}),
                HasSubstr("\"bad\" is not one of note, "));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--color", "blue"}),
                HasSubstr("\"blue\" is not one of auto, "));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--set", "scale"}),
                HasSubstr("not of the form PATH=VALUE"));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--mount", "afs"}),
                HasSubstr("not of the form PATH=KIND:ACCOUNT/NAME"));
}

TEST_F(Usage, RefusesTwoThingsOnStandardOutput) {
    EXPECT_THAT(wrong({"convert", "job.json", "-o", "-", "--report", "json=-"}), HasSubstr("only one thing"));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--report", "json=-", "--report", "text=-"}),
                HasSubstr("only one thing"));
}

TEST_F(Usage, RefusesTwoReportsInOneFile) {
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--report", "json=a", "--report", "sarif=a"}),
                HasSubstr("two reports go to a; give each a file of its own"));
}

TEST_F(Usage, RefusesUnknownReports) {
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--report", "xml"}),
                HasSubstr("\"xml\" is not one of text, markdown, json, sarif, junit, github, azdo\n"));
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--report", "json="}), HasSubstr("name a file"));
}

TEST_F(Usage, TakesAFileAfterARepeatableFlag) {
    EXPECT_EQ(
        run({"convert", "--report", "text", "job.json", "--set", "scale=exact", "in/a.json", "-n"}).code, 0);
    EXPECT_EQ(seen_inputs.size(), 2U);
}

TEST_F(Usage, TakesNamesInBracketsAsTheyAre) {
    files.files["./[a,b]"] = "{}";
    EXPECT_EQ(run({"convert", "[a,b]", "-n"}).code, 0);
    EXPECT_EQ(seen_inputs.at(0).path, "[a,b]");
}

TEST_F(Usage, TakesAFolderThatIsCalledLikeACommand) {
    files.files["explain/a.json"] = "{}";
    EXPECT_EQ(run({"convert", "explain", "-n"}).code, 0);
    EXPECT_EQ(seen_inputs.at(0).path, "a.json");
}

TEST_F(Usage, PrintsNoControlCharactersOfAnArgument) {
    EXPECT_THAT(wrong({"convert", "job.json", "-n", "--\x1b[2J"}), HasSubstr("\\x1b[2J"));
    EXPECT_THAT(run({"convert", "\x1b[2J", "-n"}).err, HasSubstr("\\x1b[2J"));
}

TEST_F(Usage, ExplainsACode) {
    const Outcome result = run({"explain", "b2a0101"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, finding_page(*find_finding_code("B2A0101")));
}

TEST_F(Usage, ListsAllCodes) {
    const Outcome result = run({"explain"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.out, StartsWith("B2A0101  error    "));
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(result.out, '\n')), finding_codes().size());
}

TEST_F(Usage, SuggestsTheCodeThatWasMeant) {
    EXPECT_THAT(wrong({"explain", "B2A01O1"}),
                HasSubstr("there is no finding B2A01O1; did you mean B2A0101?"));
    EXPECT_THAT(wrong({"explain", "B2A0101", "B2A0102"}), HasSubstr("one argument too many: B2A0102"));
}

} // namespace
} // namespace batchai2aml
