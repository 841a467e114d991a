// answers.yml (design.md 2): each question once, nothing lost of an earlier one.
#include "emitter/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "read_yaml.hpp"

namespace batchai2aml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Answers = std::vector<std::pair<std::string, std::string>>;

Question question(std::string setting, std::string suggestion = {}, Need need = Need::answer) {
    Question out;
    out.need = need;
    out.setting = std::move(setting);
    out.text = "What is it?";
    out.form = "NAME";
    out.suggestion = std::move(suggestion);
    out.places = {{"a/job.json", 1, 2, 3}, {"a/job.json", 9, 2, 3}, {"b/job.json", 1, 2, 3}};
    return out;
}

TEST(AnswersFile, AsksWhatIsOpen) {
    const std::string text = emit_answers(std::vector{question("compute"), question("mounts.a/b.c")}, {});
    EXPECT_THAT(
        text,
        HasSubstr("\n\n# What is it?\n# Needed by a/job.json, b/job.json.\n# Answer: NAME\ncompute:\n"));
    EXPECT_THAT(
        text,
        HasSubstr("\nmounts:\n  # What is it?\n  # Needed by a/job.json, b/job.json.\n  # Answer: NAME\n"
                  "  a/b.c:\n"));
}

TEST(AnswersFile, IsNotMadeForNothing) {
    EXPECT_EQ(emit_answers({}, {}), "");
    EXPECT_EQ(emit_answers(std::vector{question("experiment", "", Need::choice)}, {}), "")
        << "it has a default";
}

TEST(AnswersFile, OffersWhatIsLikelyRight) {
    const std::string text = emit_answers(std::vector{question("computes.gpu", "gpu4")}, {});
    EXPECT_THAT(text, HasSubstr("  # Answer: NAME; what stands here is likely right\n  gpu: gpu4\n"));
}

TEST(AnswersFile, LeavesChoicesInComments) {
    const std::string text =
        emit_answers(std::vector{question("compute"), question("experiment", "", Need::choice)}, {});
    EXPECT_THAT(text, HasSubstr("# Concerns 2 files.\n# Answer: NAME\n# experiment:\n"));
}

TEST(AnswersFile, KeepsEarlierAnswers) {
    const Answers earlier = {{"mounts.afs", "azure_file:acc/share"}, {"scale", "exact"}, {"compute", "gpu"}};
    const std::string text = emit_answers(std::vector{question("compute")}, earlier);
    EXPECT_THAT(text, HasSubstr("# Answer: NAME\ncompute: gpu\n")) << "asked again, since it was not used";
    EXPECT_THAT(text, HasSubstr("mounts:\n  afs: azure_file:acc/share\n"));
    EXPECT_THAT(text, HasSubstr("scale: exact\n"));
    EXPECT_THAT(emit_answers({}, earlier), Not(HasSubstr("Needed by")));
}

TEST(AnswersFile, KeepsAnAnswerThatIsEmpty) {
    EXPECT_THAT(emit_answers({}, Answers{{"compute", ""}, {"mounts.x", ""}}),
                HasSubstr("compute:\n\nmounts:\n  x:\n"));
}

TEST(AnswersFile, KeepsAnAnswerBeforeASuggestion) {
    const std::string text =
        emit_answers(std::vector{question("computes.gpu", "gpu4")}, Answers{{"computes.gpu", "x"}});
    EXPECT_THAT(text, HasSubstr("# Answer: NAME\n  gpu: x\n"));
}

TEST(AnswersFile, ReadsBackWhateverStandsInIt) {
    Question hostile = question("placeholders.<a: #b>\n\x1b[31m'\"\\ ${{x}}");
    hostile.text = "line\nscale: exact\n\x1b[31m";
    hostile.places = {{"x\ny: z.json", 1, 1, 0}};
    const std::string text = emit_answers(std::vector{hostile}, Answers{{"names.no", "0123"}});
    const test::Tree root = test::read_yaml(text);
    EXPECT_THAT(root.keys(), ElementsAre("names", "placeholders")) << text;
    EXPECT_EQ(root["names"]["no"].text, "0123");
    EXPECT_THAT(root["placeholders"].keys(), ElementsAre("<a: #b>\n\x1b[31m'\"\\ ${{x}}"));
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
}

TEST(AnswersFile, ListsAHundredFilesAndCountsTheOthers) {
    Question many = question("compute");
    many.places.clear();
    for (int i = 0; i < 150; ++i)
        many.places.push_back({"f" + std::to_string(i) + ".json", 1, 1, 0});
    EXPECT_THAT(emit_answers(std::vector{many}, {}), HasSubstr("and 50 more files"));
}

} // namespace
} // namespace batchai2aml
