#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Outcome;
using ::testing::StartsWith;

class Reports : public testing::Program {
  protected:
    Reports() {
        files.files["old/job.json"] = "{}";
        convert = [](const std::vector<InputFile>& inputs) {
            Conversion conversion = testing::plain_conversion(inputs);
            conversion.report.findings.push_back(
                testing::plain_finding(Level::warning, "found", {"job.json", 1, 2, 3}));
            return conversion;
        };
    }
    Outcome convert_old(std::vector<std::string> more) {
        more.insert(more.begin(), {"convert", "old", "-o", "out"});
        return run(std::move(more));
    }
};

constexpr const char* github_annotation = "::warning file=old/job.json,line=1,col=2,endColumn=3,title=";
constexpr const char* azdo_annotation = "##vso[task.logissue type=warning;sourcepath=old/job.json;";

TEST_F(Reports, GoWhereTheyAreWanted) {
    const Outcome result = convert_old({"--report=sarif=a.sarif", "--report=junit=-", "--report=markdown"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(files.files["a.sarif"], StartsWith("{\"$schema\":"));
    EXPECT_THAT(result.out, StartsWith("<?xml"));
    EXPECT_THAT(result.err, StartsWith("### batchai2aml"));
}

TEST_F(Reports, NamePathsFromTheCurrentFolder) {
    for (const std::string argument : {"old", "/home/me/old", "old/*.json"}) {
        files.files["/home/me/old/job.json"] = "{}";
        const Outcome result = run({"convert", argument, "-o", "out", "--report=github"});
        EXPECT_THAT(result.err, StartsWith(github_annotation)) << argument;
    }
    files.files["/elsewhere/old/job.json"] = "{}";
    EXPECT_THAT(run({"convert", "/elsewhere/old", "-o", "out", "--report=github"}).err,
                StartsWith("::warning file=job.json,"));
}

TEST_F(Reports, NameTheOutputFolderAsTheCurrentFolderSeesIt) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = testing::plain_conversion(inputs);
        conversion.report.findings.push_back(testing::plain_finding(Level::warning, "found"));
        conversion.report.findings.back().subject = "jobs/a.yml";
        return conversion;
    };
    const auto file = [&](const std::string& output) {
        const std::string text = run({"convert", "old", "-o", output, "--report=github"}).err;
        return text.substr(0, text.find(','));
    };
    EXPECT_EQ(file("out"), "::warning file=out/jobs/a.yml");
    EXPECT_EQ(file("./a/../out/"), "::warning file=out/jobs/a.yml");
    EXPECT_EQ(file("/home/me/new"), "::warning file=new/jobs/a.yml");
    EXPECT_EQ(file("."), "::warning file=jobs/a.yml");
    EXPECT_EQ(file("../out"), "::warning file=jobs/a.yml");
    EXPECT_EQ(file("/elsewhere"), "::warning file=jobs/a.yml");
}

TEST_F(Reports, AnnotateOnTheirOwnOnlyWhereTheyAreShown) {
    EXPECT_THAT(convert_old({}).err, Not(HasSubstr("::warning")));
    variables["GITHUB_ACTIONS"] = "true";
    Outcome result = convert_old({});
    EXPECT_THAT(result.err, StartsWith("Read 1 of 1 file"));
    EXPECT_THAT(result.err, HasSubstr(std::string("\n") + github_annotation));
    EXPECT_THAT(result.err, Not(HasSubstr("##vso")));
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(convert_old({"-q"}).err, "");
    EXPECT_THAT(convert_old({"--report=text"}).err, Not(HasSubstr("::warning")));
    variables = {{"TF_BUILD", "True"}};
    result = convert_old({});
    EXPECT_THAT(result.err, HasSubstr(std::string("\n") + azdo_annotation));
    EXPECT_THAT(result.err, Not(HasSubstr("::warning")));
    variables = {{"GITHUB_ACTIONS", "false"}, {"TF_BUILD", ""}};
    EXPECT_THAT(convert_old({}).err, Not(HasSubstr("##vso")));
}

TEST_F(Reports, FailTestCasesAtTheLevelOfFailOn) {
    EXPECT_THAT(convert_old({"--report=junit"}).err, HasSubstr("<system-out>warning"));
    EXPECT_THAT(convert_old({"--report=junit", "--fail-on=warning"}).err,
                HasSubstr("<failure type=\"B2A0102\""));
    EXPECT_THAT(convert_old({"--report=junit", "--fail-on=never"}).err, Not(HasSubstr("<failure")));
}

TEST_F(Reports, AreWrittenWhateverTheExitCode) {
    EXPECT_EQ(convert_old({"--fail-on=warning", "--report=sarif=a"}).code, 1);
    EXPECT_THAT(files.files["a"], HasSubstr("\"results\":[\n{"));
    files.unwritable = {"new/jobs/job.json/job.yml"};
    EXPECT_EQ(run({"convert", "old", "-o", "new", "--report=sarif=b"}).code, 74);
    EXPECT_THAT(files.files["b"], HasSubstr("\"results\":[\n{"));
    files.unwritable = {"c"};
    const Outcome result = convert_old({"--report=sarif=c", "--report=junit=d"});
    EXPECT_EQ(result.code, 74);
    EXPECT_THAT(result.err, HasSubstr("cannot write c: No space left on device"));
    EXPECT_THAT(files.files["d"], StartsWith("<?xml"));
}

TEST_F(Reports, PrintNoCommandsInTheText) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = testing::plain_conversion(inputs);
        std::string text(70, 'x');
        text += " ::add-mask::e ##[add-mask]e ##vso[task.setvariable variable=PATH]e";
        conversion.report.findings.push_back(testing::plain_finding(Level::warning, text, {text, 1, 1, 2}));
        conversion.report.resources[0].name = "##vso[task.complete]";
        return conversion;
    };
    const std::string text = run({"convert", "old", "-o", "##vso[task.complete]", "-n"}).err;
    EXPECT_THAT(text, HasSubstr("\\::add-mask::e"));
    EXPECT_THAT(text, HasSubstr("#\\#vso[task.complete]"));
    EXPECT_THAT(text, Not(HasSubstr("##[")));
    EXPECT_THAT(text, Not(HasSubstr("##vso[")));
    EXPECT_THAT(text, Not(HasSubstr("\n  ::")));
    EXPECT_THAT(run({"convert", "##vso[task.complete]", "-n"}).err,
                HasSubstr("no file matches #\\#vso[task"));
}

} // namespace
} // namespace batchai2aml
