#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Outcome;
using testing::plain_conversion;
using ::testing::StartsWith;

class ConvertCommand : public testing::Program {
  protected:
    ConvertCommand() { files.files["job.json"] = "{}"; }

    /// Makes the conversion end with a finding of that level.
    void find(Level level) {
        convert = [level](const std::vector<InputFile>& inputs) {
            Conversion conversion = plain_conversion(inputs);
            conversion.report.findings.push_back(
                testing::plain_finding(level, "found", {"job.json", 1, 2, 0}));
            return conversion;
        };
    }
};

TEST_F(ConvertCommand, WritesAFolderAndSaysWhatComesNext) {
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.err, "Read 1 of 1 file, converted 1 resource: 1 ready.\n"
                          "\n"
                          "  job  job.json  converted\n"
                          "\n"
                          "Wrote out: 2 new, 0 changed, 0 unchanged.\n"
                          "Next: read out/MIGRATION.md.\n"
                          "Totals: resources 1, converted 1, findings 0, needs work 0, failed 0\n");
    EXPECT_EQ(files.files["out/jobs/job.json/job.yml"], "command: {}\n");
    EXPECT_EQ(files.writes.back(), "out/migration.json") << "last, so that it is true";
}

TEST_F(ConvertCommand, TouchesNothingInASecondRun) {
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    files.writes.clear();
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.err, HasSubstr("Wrote out: 0 new, 0 changed, 2 unchanged."));
    EXPECT_THAT(files.writes, IsEmpty());
}

TEST_F(ConvertCommand, DryRunWritesNothingAndListsWhatItWould) {
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    files.writes.clear();
    files.files["job.json"] = "{ }";
    files.files["other.json"] = "{}";
    const Outcome result = run({"convert", "job.json", "other.json", "-o", "out", "--dry-run"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(files.writes, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("unchanged     out/MIGRATION.md\n"
                                      "would change  out/jobs/job.json/job.yml\n"
                                      "would create  out/jobs/other.json/job.yml\n"));
    EXPECT_THAT(result.err, HasSubstr("Nothing was written. Next: run again without --dry-run."));
}

TEST_F(ConvertCommand, DryRunNeedsNoFolder) {
    const Outcome result = run({"convert", "job.json", "-n"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.err, HasSubstr("would create  jobs/job.json/job.yml\n"));
}

TEST_F(ConvertCommand, PrintsTheDocumentsOfOneFile) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = plain_conversion(inputs);
        conversion.files.push_back({"jobs/job.json/code/launch.py", "", false});
        return conversion;
    };
    const Outcome result = run({"convert", "job.json", "-o", "-", "-q"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, "---\n# file: jobs/job.json/job.yml\ncommand: {}\n");
    EXPECT_THAT(result.err, HasSubstr("jobs/job.json/code/launch.py belongs to the job"));
    EXPECT_THAT(files.writes, IsEmpty());
}

TEST_F(ConvertCommand, PrintsTheDeploymentTemplate) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = plain_conversion(inputs);
        conversion.files.push_back({"arm/template.json", "{}\n", false});
        conversion.files.push_back({"arm/uploads/code/job/1/launch.py", "", false});
        return conversion;
    };
    const Outcome result = run({"convert", "job.json", "-o", "-", "-q", "--to", "arm"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.out, "{}\n");
    EXPECT_THAT(result.err, HasSubstr("arm/uploads/code/job/1/launch.py belongs to the job"));
}

TEST_F(ConvertCommand, ReadsStandardInput) {
    input = "from stdin";
    const Outcome result = run({"convert", "-", "-o", "-"});
    EXPECT_EQ(result.code, 0);
    ASSERT_EQ(seen_inputs.size(), 1U);
    EXPECT_EQ(seen_inputs[0].path, "stdin.json");
    EXPECT_EQ(seen_inputs[0].bytes, "from stdin");
    EXPECT_EQ(seen_inputs[0].folder, "");
}

TEST_F(ConvertCommand, EndsWithOneWhenAFindingIsAsBadAsFailOn) {
    find(Level::warning);
    EXPECT_EQ(run({"convert", "job.json", "-n"}).code, 0);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--fail-on", "warning"}).code, 1);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--fail-on", "manual"}).code, 1);
    find(Level::manual);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--fail-on=manual"}).code, 1);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--fail-on=warning"}).code, 0);
    find(Level::note);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--fail-on=note"}).code, 1);
    find(Level::error);
    EXPECT_EQ(run({"convert", "job.json", "-n"}).code, 1);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--fail-on=never"}).code, 0);
}

TEST_F(ConvertCommand, EndsWith70WhenAValueWasLost) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = plain_conversion(inputs);
        conversion.internal_error = true;
        return conversion;
    };
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 70);
    EXPECT_THAT(result.err, AllOf(StartsWith("Read 1 of 1 file"), HasSubstr("this is a bug of batchai2aml")));
}

TEST_F(ConvertCommand, EndsWith70WithoutContentWhenSomethingThrows) {
    convert = [](const std::vector<InputFile>&) -> Conversion { throw std::runtime_error("secret=abc"); };
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 70);
    EXPECT_THAT(result.err, AllOf(HasSubstr("Please report it"), Not(HasSubstr("abc"))));
}

TEST_F(ConvertCommand, EndsWith70WhenMemoryIsExhausted) {
    convert = [](const std::vector<InputFile>&) -> Conversion { throw std::bad_alloc(); };
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 70);
    EXPECT_THAT(result.err, HasSubstr("not enough memory"));
}

TEST_F(ConvertCommand, EndsWith130WhenInterrupted) {
    interrupted = true;
    EXPECT_EQ(run({"convert", "job.json", "-o", "out"}).code, 130);
    EXPECT_THAT(files.writes, IsEmpty());
}

TEST_F(ConvertCommand, LeavesNoRecordWhenInterruptedWhileWriting) {
    convert = [this](const std::vector<InputFile>& inputs) {
        interrupted = true;
        return plain_conversion(inputs);
    };
    EXPECT_EQ(run({"convert", "job.json", "-o", "out"}).code, 130);
    EXPECT_THAT(files.writes, IsEmpty());
}

TEST_F(ConvertCommand, EndsWith66WhenThereIsNoInput) {
    const Outcome missing = run({"convert", "missing.json", "job.json", "-o", "out"});
    EXPECT_EQ(missing.code, 66);
    EXPECT_EQ(missing.err, "batchai2aml: error: there is no missing.json; check the path\n");
    const Outcome pattern = run({"convert", "x*.json", "-o", "out"});
    EXPECT_EQ(pattern.code, 66);
    EXPECT_THAT(pattern.err, HasSubstr("no file matches x*.json"));
}

TEST_F(ConvertCommand, EndsWith66WhenNoFileIsOfBatchAi) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion;
        conversion.report.inputs = {{inputs[0].path, "not read: text", "", false}};
        return conversion;
    };
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 66);
    EXPECT_THAT(result.err, AllOf(HasSubstr("Not read: text (1)."),
                                  HasSubstr("none of the files is a Batch AI document")));
    EXPECT_THAT(files.writes, IsEmpty());
}

TEST_F(ConvertCommand, EndsWith74WhenTheDiskIsFull) {
    files.unwritable = {"out/jobs/job.json/job.yml"};
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(result.code, 74);
    EXPECT_THAT(result.err, HasSubstr("cannot write out/jobs/job.json/job.yml: No space left on device"));
    EXPECT_TRUE(files.files.contains("out/MIGRATION.md")) << "the others are written";
    EXPECT_FALSE(files.files.contains("out/migration.json")) << "it would not be true";
}

TEST_F(ConvertCommand, EndsWith74WhenTheOutputIsAFile) {
    const Outcome result = run({"convert", "job.json", "-o", "job.json"});
    EXPECT_EQ(result.code, 74);
    EXPECT_THAT(result.err, HasSubstr("cannot write job.json: Not a directory"));
}

TEST_F(ConvertCommand, EndsWith74WhenAReportCannotBeWritten) {
    files.unwritable = {"report.json"};
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "--report", "json=report.json"}).code, 74);
}

TEST_F(ConvertCommand, ConvertsTheOthersWhenAFileCannotBeRead) {
    files.files["in/a.json"] = "{}";
    files.files["in/b.json"] = "{}";
    files.unreadable = {"in/a.json"};
    const Outcome result = run({"convert", "in", "-o", "out"});
    EXPECT_EQ(result.code, 1);
    EXPECT_THAT(
        result.err,
        HasSubstr("error B2A0109 a file cannot be read\n  \"a.json\" cannot be read: Permission denied\n"));
    EXPECT_TRUE(files.files.contains("out/jobs/b.json/job.yml"));
}

TEST_F(ConvertCommand, SendsReportsWhereTheyAreWanted) {
    const Outcome result = run({"convert", "job.json", "-o", "out", "--report", "text=report.txt",
                                "--report=json=-", "--report", "json"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(files.files["report.txt"], StartsWith("Read 1 of 1 file"));
    EXPECT_EQ(nlohmann::json::parse(result.out)["summary"]["files"], 1);
    EXPECT_EQ(result.err, result.out);
    EXPECT_EQ(files.files["out/migration.json"], result.out);
}

TEST_F(ConvertCommand, PrintsATextReportByDefaultAndNoneWhenQuiet) {
    EXPECT_THAT(run({"convert", "job.json", "-n"}).err, StartsWith("Read 1"));
    EXPECT_EQ(run({"convert", "job.json", "-o", "out", "-q"}).err, "");
    EXPECT_THAT(run({"convert", "job.json", "-o", "out", "-q", "--report=text=-"}).out, StartsWith("Read 1"));
}

TEST_F(ConvertCommand, ColoursForATerminalUnlessToldOtherwise) {
    find(Level::warning);
    const auto colored = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments = {"convert", "job.json", "-n"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments).err.find('\x1b') != std::string::npos;
    };
    EXPECT_FALSE(colored({}));
    EXPECT_TRUE(colored({"--color=always"}));
    variables["CLICOLOR_FORCE"] = "1";
    EXPECT_TRUE(colored({}));
    variables["NO_COLOR"] = "1";
    EXPECT_FALSE(colored({}));
    variables.clear();
    err_is_terminal = true;
    EXPECT_TRUE(colored({}));
    EXPECT_FALSE(colored({"--color", "never"}));
    variables["TERM"] = "dumb";
    EXPECT_FALSE(colored({}));
}

TEST_F(ConvertCommand, WrapsAtTheWidthOfTheTerminal) {
    convert = [](const std::vector<InputFile>& inputs) {
        Conversion conversion = plain_conversion(inputs);
        std::string words;
        for (int i = 0; i < 100; ++i)
            words += "word ";
        conversion.report.findings.push_back(testing::plain_finding(Level::warning, words));
        return conversion;
    };
    const auto width = [&] {
        const std::string text = run({"convert", "job.json", "-n"}).err;
        const std::size_t start = text.find("  word");
        return text.find('\n', start) - start;
    };
    EXPECT_EQ(width(), 76U) << "80 columns";
    terminal_columns = 61;
    EXPECT_EQ(width(), 61U);
    variables["COLUMNS"] = "500";
    EXPECT_EQ(width(), 116U) << "at most 120";
    variables["COLUMNS"] = "nonsense";
    EXPECT_EQ(width(), 61U);
}

TEST_F(ConvertCommand, SaysWhatItDoesWhenVerboseButNotWhatItReads) {
    files.files["job.json"] = "content";
    const Outcome result = run({"convert", "job.json", "-o", "out", "-v", "-q"});
    EXPECT_EQ(result.code, 0);
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("batchai2aml: debug: files read: 1\n"), Not(HasSubstr("content"))));
}

TEST_F(ConvertCommand, GivesTheNumberOfThreadsOn) {
    EXPECT_EQ(run({"convert", "job.json", "-n", "-j", "3"}).code, 0);
    EXPECT_EQ(seen_options.threads, 3U);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--jobs", "many"}).code, 64);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--jobs", "99999"}).code, 64);
}

TEST_F(ConvertCommand, SetsSettingsByFlag) {
    const Outcome result = run({"convert",
                                "job.json",
                                "-n",
                                "--compute",
                                "gpu",
                                "--experiment",
                                "mnist",
                                "--image",
                                "ubuntu",
                                "--vm-size",
                                "Standard_NC6s_v3",
                                "--storage-account",
                                "mystorage",
                                "--mount",
                                "afs=azure_file:mystorage/share",
                                "--mount",
                                "bfs=azure_blob:mystorage/box",
                                "--set",
                                "scale=exact",
                                "--set=placeholders.<a=b>"});
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(seen_options.compute, "gpu");
    EXPECT_EQ(seen_options.experiment, "mnist");
    EXPECT_EQ(seen_options.default_image, "ubuntu");
    EXPECT_EQ(seen_options.vm_size, "Standard_NC6s_v3");
    EXPECT_EQ(seen_options.storage_account, "mystorage");
    EXPECT_EQ(seen_options.mounts.size(), 2U);
    EXPECT_EQ(seen_options.mounts.at("bfs").container, "box");
    EXPECT_EQ(seen_options.scale, ScalePolicy::exact);
    EXPECT_EQ(seen_options.placeholders.at("<a"), "b>");
}

TEST_F(ConvertCommand, ReadsTheSettingsFileOfTheCurrentFolder) {
    files.files["batchai2aml.yml"] = "compute: from-file\nscale: exact\n";
    EXPECT_EQ(run({"convert", "job.json", "-n"}).code, 0);
    EXPECT_EQ(seen_options.compute, "from-file");
    EXPECT_EQ(run({"convert", "job.json", "-n", "--compute", "flag"}).code, 0);
    EXPECT_EQ(seen_options.compute, "flag") << "a flag wins";
    EXPECT_EQ(seen_options.scale, ScalePolicy::exact);
    EXPECT_EQ(run({"convert", "job.json", "-n", "--no-config"}).code, 0);
    EXPECT_EQ(seen_options.compute, "");
    files.files["other.yml"] = "compute: other\n";
    EXPECT_EQ(run({"convert", "job.json", "-n", "--config", "other.yml"}).code, 0);
    EXPECT_EQ(seen_options.compute, "other");
    EXPECT_EQ(seen_options.scale, ScalePolicy::to_zero);
}

TEST_F(ConvertCommand, EndsWith64WhenSettingsAreWrong) {
    files.files["batchai2aml.yml"] = "compute: x\nmounts:\n  afs: nonsense\nscal: exact\n";
    const Outcome result = run({"convert", "job.json", "-n", "--set", "low-priority=no"});
    EXPECT_EQ(result.code, 64);
    EXPECT_THAT(result.err,
                AllOf(HasSubstr("batchai2aml.yml:3:3: setting \"mounts.afs\""),
                      HasSubstr("batchai2aml.yml:4:1: there is no setting \"scal\"; did you mean scale?"),
                      HasSubstr("setting \"low-priority\": \"no\" is not one of dedicated, keep")));
    EXPECT_EQ(run({"convert", "job.json", "-n", "--config", "missing.yml"}).code, 64);
}

TEST_F(ConvertCommand, TakesTheStorageAccountFromTheEnvironmentLast) {
    variables["AZURE_BATCHAI_STORAGE_ACCOUNT"] = "environment";
    EXPECT_EQ(run({"convert", "job.json", "-n"}).code, 0);
    EXPECT_EQ(seen_options.storage_account, "environment");
    EXPECT_EQ(run({"convert", "job.json", "-n", "--storage-account", "flag"}).code, 0);
    EXPECT_EQ(seen_options.storage_account, "flag");
    variables["AZURE_BATCHAI_STORAGE_ACCOUNT"] = "Not An Account";
    const Outcome wrong = run({"convert", "job.json", "-n"});
    EXPECT_EQ(wrong.code, 64);
    EXPECT_THAT(wrong.err, HasSubstr("environment variable AZURE_BATCHAI_STORAGE_ACCOUNT"));
}

TEST_F(ConvertCommand, ChangesTheLevelsOfItsOwnFindings) {
    files.files["in/a.json"] = "{}";
    files.files["in/b.json"] = "{}";
    files.unreadable = {"in/a.json"};
    EXPECT_EQ(run({"convert", "in", "-n", "--set", "findings.B2A0109=warning"}).code, 0);
}

} // namespace
} // namespace batchai2aml
