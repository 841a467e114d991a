// Questions and answers on the command line (design.md 2).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/setting_flags.hpp"
#include "program.hpp"

namespace batchai2aml {
namespace {

using ::testing::HasSubstr;
using testing::Outcome;
using testing::plain_conversion;

// Makes a conversion that asks for the compute and keeps earlier answers, as the library does.
Conversion asking_conversion(const std::vector<InputFile>& inputs, const Options& options) {
    Conversion conversion = plain_conversion(inputs);
    Question question;
    question.setting = "compute";
    if (options.compute.empty()) conversion.report.questions.push_back(question);
    std::string text = options.compute.empty() ? "compute:\n" : "";
    for (const auto& [path, value] : options.earlier_answers)
        text += "# " + path + " = " + value + "\n";
    if (!text.empty()) conversion.files.push_back({"answers.yml", text, false, true});
    return conversion;
}

class AnswersCommand : public testing::Program {
  protected:
    AnswersCommand() {
        files.files["job.json"] = "{}";
        convert = [this](const std::vector<InputFile>& inputs) {
            return asking_conversion(inputs, seen_options);
        };
    }
};

TEST_F(AnswersCommand, SaysWhereTheQuestionsAre) {
    const Outcome result = run({"convert", "job.json", "-o", "out"});
    EXPECT_THAT(result.err,
                HasSubstr("Next: answer the 1 question in out/answers.yml and convert again with"));
    EXPECT_EQ(files.files["out/answers.yml"], "compute:\n");
}

TEST_F(AnswersCommand, ReplacesAnEditedFileWhoseAnswersItKeeps) {
    ASSERT_EQ(run({"convert", "job.json", "-o", "out"}).code, 0);
    files.files["out/answers.yml"] = "compute: gpu\nscale:\n";
    const Outcome unused = run({"convert", "job.json", "-o", "out"});
    EXPECT_EQ(unused.code, 0);
    EXPECT_THAT(unused.err,
                HasSubstr("Next: out/answers.yml holds 1 answer that this run did not use: convert"));
    EXPECT_EQ(files.files["out/answers.yml"], "compute:\n# compute = gpu\n") << "not used without --config";
    files.files["out/answers.yml"] = "compute: gpu\n";
    const Outcome used = run({"convert", "job.json", "-o", "out", "--config", "out/answers.yml"});
    EXPECT_EQ(used.code, 0);
    EXPECT_EQ(files.files["out/answers.yml"], "# compute = gpu\n");
    EXPECT_THAT(used.err, HasSubstr("Next: read out/MIGRATION.md."));
}

TEST_F(AnswersCommand, KeepsAFileThatItCannotRead) {
    for (const char* text : {"compute: [gpu\n", "nonsense: 1\n", "just text"}) {
        files.files["out/answers.yml"] = text;
        const Outcome result = run({"convert", "job.json", "-o", "out"});
        EXPECT_EQ(result.code, 1) << text;
        EXPECT_THAT(result.err, HasSubstr("B2A0110")) << text;
        EXPECT_EQ(files.files["out/answers.yml"], text);
    }
}

TEST_F(AnswersCommand, TakesSeveralSettingsFiles) {
    files.files["a.yml"] = "compute: a\nexperiment: x\n";
    files.files["b.yml"] = "compute: b\n";
    ASSERT_EQ(run({"convert", "job.json", "-n", "--config", "a.yml", "--config", "b.yml"}).code, 0);
    EXPECT_EQ(seen_options.compute, "b") << "the later one wins";
    EXPECT_EQ(seen_options.experiment, "x");
}

TEST_F(AnswersCommand, TakesSettingsByFlag) {
    ASSERT_EQ(run({"convert",
                   "job.json",
                   "-n",
                   "--compute",
                   "gpu",
                   "--compute",
                   "a/b=cpu",
                   "--vm-size",
                   "NC6=D4",
                   "--image",
                   "x",
                   "--image",
                   "y:1=z:1",
                   "--storage-account",
                   "f=account",
                   "--file-server",
                   "nfs=azure_blob:acc/c",
                   "--placeholder",
                   "<a>=b",
                   "--name",
                   "old=new",
                   "--experiment",
                   "e"})
                  .code,
              0);
    EXPECT_EQ(seen_options.compute, "gpu");
    EXPECT_EQ(seen_options.computes.at("a/b"), "cpu");
    EXPECT_EQ(seen_options.sizes.at("NC6"), "D4");
    EXPECT_EQ(seen_options.default_image, "x");
    EXPECT_EQ(seen_options.images.at("y:1"), "z:1");
    EXPECT_EQ(seen_options.storage_accounts.at("f"), "account");
    EXPECT_EQ(seen_options.file_servers.at("nfs").container, "c");
    EXPECT_EQ(seen_options.placeholders.at("<a>"), "b");
    EXPECT_EQ(seen_options.names.at("old"), "new");
    EXPECT_EQ(seen_options.experiment, "e");
}

TEST(SettingFlags, AreAllDescribed) {
    for (const cli::SettingFlag& flag : cli::setting_flags()) {
        EXPECT_NE(flag.help, "") << flag.name;
        EXPECT_EQ(flag.form.find('=') != std::string::npos, !flag.for_one.empty()) << flag.name;
    }
}

} // namespace
} // namespace batchai2aml
