#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Outcome;
using testing::plain_conversion;
using ::testing::StartsWith;

/// A folder `out` that was just written from `job.json`.
class DiffCommand : public testing::Program {
  protected:
    DiffCommand() {
        files.files["job.json"] = "{}";
        convert = [this](const std::vector<InputFile>& inputs) {
            Conversion conversion = plain_conversion(inputs);
            conversion.files.insert(conversion.files.begin(), extra.begin(), extra.end());
            conversion.report.findings = findings;
            std::ranges::sort(conversion.files, {}, &OutputFile::path);
            return conversion;
        };
        EXPECT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
        files.writes.clear();
    }

    Outcome diff(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"diff", "job.json", "-o", "out", "--detailed-exitcode"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome result = run(arguments);
        EXPECT_THAT(files.writes, IsEmpty()) << "nothing is written";
        return result;
    }
    Outcome check(const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"convert", "job.json", "-o", "out", "--check", "-q"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Outcome result = run(arguments);
        EXPECT_THAT(files.writes, IsEmpty()) << "nothing is written";
        return result;
    }

    const std::string job = "out/jobs/job.json/job.yml";
    std::vector<OutputFile> extra;
    std::vector<Finding> findings;
};

constexpr const char* nothing = "0 new, 0 changed, 0 edited, 0 deleted, 0 orphaned, 3 unchanged.\n";

TEST_F(DiffCommand, SaysNothingAfterAConversion) {
    const Outcome result = diff();
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, nothing);
    EXPECT_EQ(result.err, "");
    EXPECT_EQ(check().code, 0);
    EXPECT_EQ(check().err, "") << "quiet";
    EXPECT_THAT(run({"convert", "job.json", "-o", "out", "--check"}).err,
                EndsWith("failed 0\nbatchai2aml: out is up to date: " + std::string(nothing)));
}

TEST_F(DiffCommand, ANewerVersionThatChangesNothingIsNoDifference) {
    std::string& record = files.files["out/migration.json"];
    const std::size_t begin = record.find("\"version\":");
    record.replace(begin, record.find('\n', begin) - begin, "\"version\":\"99.0.0\",");
    EXPECT_EQ(diff().out, nothing);
    EXPECT_EQ(check().code, 0);
}

TEST_F(DiffCommand, AnEditedFileIsEdited) {
    files.files[job] = "command: mine\n";
    const Outcome result = diff();
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "edited     jobs/job.json/job.yml\n"
                          "  convert keeps it; --force overwrites it\n"
                          "  ~ command: mine → {}\n"
                          "  @@ -1 +1 @@\n"
                          "  - command: mine\n"
                          "  + command: {}\n"
                          "\n"
                          "0 new, 0 changed, 1 edited, 0 deleted, 0 orphaned, 2 unchanged.\n");
    EXPECT_THAT(diff({"--force"}).out, HasSubstr("  --force overwrites it\n"));
}

TEST_F(DiffCommand, AnEditedFileWhoseInputChangedIsToldApart) {
    files.files[job] = "command: mine\n";
    files.files["job.json"] = "{ }";
    EXPECT_THAT(diff().out,
                HasSubstr("convert keeps it; --force overwrites it; what it is made from changed as "
                          "well\n"));
}

TEST_F(DiffCommand, ADeletedFileIsDeleted) {
    files.files.erase(job);
    const Outcome result = diff();
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "deleted    jobs/job.json/job.yml\n"
                          "  convert writes it again\n"
                          "\n"
                          "0 new, 0 changed, 0 edited, 1 deleted, 0 orphaned, 2 unchanged.\n");
}

TEST_F(DiffCommand, ADeletedRecordIsDeletedAndOneOfAnotherProgramEdited) {
    files.files.erase("out/migration.json");
    EXPECT_THAT(diff().out, AllOf(StartsWith("deleted    migration.json\n"), HasSubstr("1 deleted")));
    files.files["out/migration.json"] = "{}\n";
    EXPECT_THAT(diff().out, AllOf(StartsWith("edited     migration.json\n"), HasSubstr("1 edited")));
    EXPECT_THAT(diff({"--force"}).out, HasSubstr("--force overwrites it"));
}

TEST_F(DiffCommand, AnAddedFileIsUnknownAndNoDifference) {
    files.files["out/jobs/mine/job.yml"] = "x";
    files.files["out/.git/config"] = "x";
    const Outcome result = diff();
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, "1 file is not of batchai2aml; convert leaves it alone:\n"
                          "  jobs/mine/job.yml\n"
                          "\n" + std::string(nothing));
}

TEST_F(DiffCommand, AFileThatNothingMakesAnyMoreIsOrphaned) {
    extra = {{"compute/gpu.yml", "size: x\n", false}};
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    extra.clear();
    files.writes.clear();
    const Outcome result = diff();
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "orphaned   compute/gpu.yml\n"
                          "  nothing makes it any more; delete it when it is no longer needed\n"
                          "\n"
                          "0 new, 0 changed, 0 edited, 0 deleted, 1 orphaned, 3 unchanged.\n");
    EXPECT_THAT(check().err, HasSubstr("Delete the orphaned files."));
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    files.writes.clear();
    EXPECT_THAT(diff().out, HasSubstr("1 orphaned, 3 unchanged")) << "until it is deleted";
    files.files.erase("out/compute/gpu.yml");
    EXPECT_EQ(diff().out, nothing) << "what was advised is no difference";
}

TEST_F(DiffCommand, AnOrphanThatSomebodyEditedIsEdited) {
    extra = {{"compute/gpu.yml", "size: x\n", false}};
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    extra.clear();
    files.writes.clear();
    files.files["out/compute/gpu.yml"] = "size: mine\n";
    EXPECT_THAT(diff().out,
                StartsWith("edited     compute/gpu.yml\n  nothing makes it any more; convert leaves it"));
    EXPECT_THAT(check().err, HasSubstr("Run 'batchai2aml convert', which takes note of it."));
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    files.writes.clear();
    EXPECT_THAT(diff().out, HasSubstr("1 file is not of batchai2aml"));
}

TEST_F(DiffCommand, ChangedAndNewFilesAreThoseThatConvertWouldWrite) {
    files.files["job.json"] = "{ }";
    extra = {{"compute/gpu.yml", "size: x\n", false}};
    const Outcome result = diff();
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "changed    jobs/job.json/job.yml\n"
                          "  @@ -1 +1 @@\n"
                          "  - command: {}\n"
                          "  + command: { }\n"
                          "\n"
                          "new        compute/gpu.yml\n"
                          "1 new, 1 changed, 0 edited, 0 deleted, 0 orphaned, 2 unchanged.\n");
}

TEST_F(DiffCommand, TheRecordIsChangedWhenItWouldSayOtherThingsOfTheInputs) {
    findings = {testing::plain_finding(Level::note, "found")};
    const Outcome result = diff();
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "changed    migration.json\n"
                          "  differs in: findings\n"
                          "\n"
                          "0 new, 1 changed, 0 edited, 0 deleted, 0 orphaned, 2 unchanged.\n");
}

TEST_F(DiffCommand, ReadsAFolderThatIsNotThere) {
    const Outcome result = run({"diff", "job.json", "-o", "none", "--detailed-exitcode"});
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.out,
                AllOf(HasSubstr("new        migration.json\n"),
                      HasSubstr("3 new, 0 changed, 0 edited, 0 deleted, 0 orphaned, 0 unchanged.\n")));
}

TEST_F(DiffCommand, EndsWith0WhenNobodyAskedForMore) {
    files.files.erase(job);
    EXPECT_EQ(run({"diff", "job.json", "-o", "out"}).code, 0);
}

TEST_F(DiffCommand, PrintsOnlyTheTotalsWhenQuietAndAllFilesWhenVerbose) {
    files.files[job] = "command: mine\n";
    EXPECT_EQ(diff({"-q"}).out, "0 new, 0 changed, 1 edited, 0 deleted, 0 orphaned, 2 unchanged.\n");
    EXPECT_THAT(diff({"-v"}).out, HasSubstr("unchanged  MIGRATION.md\nunchanged  migration.json\n"));
}

TEST_F(DiffCommand, SendsReportsWhereTheyAreWanted) {
    files.files[job] = "command: mine\n";
    const Outcome result = run({"diff", "job.json", "-o", "out", "--report", "json", "--report=text=out.txt",
                                "--report=markdown=out.md", "-q"});
    EXPECT_EQ(result.code, 0);
    const auto json = nlohmann::json::parse(result.out);
    EXPECT_EQ(json["summary"]["edited"], 1);
    EXPECT_EQ(json["files"][0]["fields"][0]["before"], "mine");
    EXPECT_THAT(files.files["out.txt"], StartsWith("0 new")) << "quiet";
    EXPECT_THAT(files.files["out.md"], HasSubstr("```diff\n"));
}

TEST_F(DiffCommand, ColoursByTheRulesOfStandardOutput) {
    files.files[job] = "command: mine\n";
    EXPECT_THAT(diff().out, Not(HasSubstr("\x1b")));
    err_is_terminal = true;
    EXPECT_THAT(diff().out, Not(HasSubstr("\x1b"))) << "that is another stream";
    out_is_terminal = true;
    EXPECT_THAT(diff().out, HasSubstr("\x1b[31m  - command: mine\x1b[0m"));
    EXPECT_THAT(diff({"--color=never"}).out, Not(HasSubstr("\x1b")));
    variables["NO_COLOR"] = "1";
    EXPECT_THAT(diff().out, Not(HasSubstr("\x1b")));
    EXPECT_THAT(diff({"--color=always"}).out, HasSubstr("\x1b"));
}

TEST_F(DiffCommand, PrintsNoCommandOfAWorkflow) {
    files.files[job] = "command: mine\n::add-mask::x\n";
    files.files["out/##vso[task.x]y"] = "x";
    const std::string out = diff().out;
    EXPECT_THAT(out, AllOf(Not(HasSubstr("\n  ::")), HasSubstr("- ::add-mask::x"), Not(HasSubstr("##vso["))));
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = plain_conversion(inputs);
        conversion.files.back().bytes += "::add-mask::x\n";
        return conversion;
    };
    EXPECT_THAT(diff().out, AllOf(HasSubstr("    \\::add-mask::x\n"), Not(HasSubstr("    ::"))));
}

TEST_F(DiffCommand, ShowsNoSecretThatSomebodyPutIntoAFile) {
    files.files[job] = "command: run --password hunter2-and-more\naccount_key: s3cr3t\n";
    extra = {{"answers.yml", "placeholders:\n  <my-key>:\n", false, true}};
    files.files["out/answers.yml"] = "placeholders:\n  <my-key>: sw0rdfish\n";
    for (const std::string report : {"text", "json", "markdown"}) {
        const std::string out = diff({"--report", report}).out;
        EXPECT_THAT(out,
                    AllOf(Not(HasSubstr("hunter2")), Not(HasSubstr("s3cr3t")), Not(HasSubstr("sw0rdfish"))))
            << report;
        EXPECT_THAT(out, HasSubstr("(a secret)"));
    }
}

TEST_F(DiffCommand, TellsASecretFromAnotherOne) {
    extra = {{"datastores/a.yml", "account_key: <key>\n", false}};
    files.files["out/datastores/a.yml"] = "account_key: abcdefgh\n";
    EXPECT_THAT(diff().out, HasSubstr("~ account_key: (a secret) → <key>"));
    extra = {{"datastores/a.yml", "account_key: qrstuvwx\n", false}};
    EXPECT_THAT(diff().out, HasSubstr("~ account_key: (a secret) → (another secret)"));
}

TEST_F(DiffCommand, SaysOfAnswersWhatConvertDoesWithThem) {
    extra = {{"answers.yml", "compute:\n", false, true}};
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    files.writes.clear();
    files.files["out/answers.yml"] = "compute: gpu\n";
    EXPECT_THAT(diff().out, StartsWith("edited     answers.yml\n"
                                       "  convert writes it anew and keeps the answers in it\n"));
}

TEST_F(DiffCommand, ComparesNoLinesOfWhatIsNoText) {
    files.files[job] = std::string("a\0b", 3);
    EXPECT_THAT(diff().out, HasSubstr("it is no text\n"));
}

TEST_F(DiffCommand, AFindingComesBeforeADifference) {
    findings = {testing::plain_finding(Level::error, "found")};
    const Outcome result = diff();
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(result.err, HasSubstr("1 finding at or above --fail-on (B2A0102)"));
    EXPECT_THAT(result.out, HasSubstr("changed    migration.json")) << "the product is there all the same";
    EXPECT_EQ(diff({"--fail-on", "never"}).code, 2);
    EXPECT_EQ(check().code, 1);
    EXPECT_THAT(check().err, HasSubstr("out is out of date: 0 new, 1 changed"));
    EXPECT_EQ(check({"--fail-on=never"}).code, 2);
}

TEST_F(DiffCommand, ABugComesBeforeAllThat) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = plain_conversion(inputs);
        conversion.internal_error = true;
        return conversion;
    };
    files.files.erase(job);
    EXPECT_EQ(diff().code, 70);
    EXPECT_EQ(check().code, 70);
}

TEST_F(DiffCommand, EndsWith66WhenNothingCanBeConverted) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion;
        conversion.report.inputs = {{inputs[0].path, "not read: text", "", false}};
        return conversion;
    };
    const Outcome result = diff();
    EXPECT_EQ(result.code, 66);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(check().code, 66);
    EXPECT_EQ(run({"diff", "missing.json", "-o", "out"}).code, 66);
}

TEST_F(DiffCommand, EndsWith74WhenAFileCannotBeComparedOrAReportNotBeWritten) {
    files.unreadable = {job};
    const Outcome result = diff();
    EXPECT_EQ(result.code, 74);
    EXPECT_THAT(result.err, HasSubstr("cannot compare out/jobs/job.json/job.yml: Permission denied"));
    EXPECT_EQ(check().code, 74);
    files.unreadable.clear();
    files.unwritable = {"report.json"};
    EXPECT_EQ(diff({"--report=json=report.json"}).code, 74);
    EXPECT_EQ(run({"diff", "job.json", "-o", "job.json"}).code, 74);
}

TEST_F(DiffCommand, CheckSaysWhatToDo) {
    files.files.erase(job);
    files.files["out/MIGRATION.md"] = "mine\n";
    const Outcome result = check({"--fail-on=never"});
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.err,
              "batchai2aml: out is out of date: 0 new, 0 changed, 1 edited, 1 deleted, 0 orphaned, 1 "
              "unchanged.\n"
              "batchai2aml: 'batchai2aml diff' with the same arguments shows more. Run 'batchai2aml "
              "convert' with the same arguments. Undo the edits, or convert with --force.\n");
    EXPECT_EQ(check().code, 1) << "an edited file is an error of convert";
    EXPECT_THAT(check({"--dry-run", "--fail-on=never"}).err,
                HasSubstr("would create  out/jobs/job.json/job.yml"));
}

TEST_F(DiffCommand, EndsWith64WhenUsageIsWrong) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"diff", "job.json"},
          {"diff", "-o", "out"},
          {"diff", "job.json", "-o", "-"},
          {"diff", "job.json", "-o", "out", "--report", "html"},
          {"diff", "job.json", "-o", "out", "--report", "json="},
          {"diff", "job.json", "-o", "out", "--report", "json", "--report", "text"},
          {"diff", "job.json", "-o", "out", "-q", "-v"},
          {"convert", "job.json", "--check"},
          {"convert", "job.json", "-o", "-", "--check"}})
        EXPECT_EQ(run(words).code, 64) << words.back();
}

} // namespace
} // namespace batchai2aml
