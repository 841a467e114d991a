// Rules for names (azureml.md 2.1, 6.8; design.md 7, row 21).
#include "project/names.hpp"

#include <algorithm>
#include <regex>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using testing::MatchesRegex;

const std::regex compute_rule(R"(^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9\-]{2,23}$)");
const std::regex workspace_rule("^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$");
const std::regex job_rule(R"(^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,254}$)");
const std::regex datastore_rule("^[a-z0-9_]{1,255}$");

bool is_legal(NameKind kind, const std::string& name) {
    switch (kind) {
    case NameKind::compute:
        return std::regex_match(name, compute_rule) && name.back() != '-';
    case NameKind::datastore:
        return std::regex_match(name, datastore_rule);
    case NameKind::workspace:
        return std::regex_match(name, workspace_rule);
    case NameKind::job:
    case NameKind::experiment:
        return std::regex_match(name, job_rule);
    }
    return false;
}

const std::vector<std::string> awkward = {"",
                                          " ",
                                          "-",
                                          "_",
                                          ".",
                                          "...",
                                          "--",
                                          "a",
                                          "ab",
                                          "a-",
                                          "-a",
                                          "1",
                                          "12",
                                          "1a",
                                          "a-1",
                                          "a-1-2",
                                          "gpu-cluster-0001",
                                          "gpu_4",
                                          "a.b.c",
                                          "\u65e5\u672c\u8a9e",
                                          "M\u00fcnchen",
                                          "a b\tc\n",
                                          "../../etc",
                                          "a/b\\c",
                                          "$(reboot)",
                                          "\"quoted\"",
                                          std::string(24, 'a'),
                                          std::string(25, 'a'),
                                          std::string(25, '1'),
                                          std::string(300, 'x'),
                                          std::string(300, '-'),
                                          "abcdefghijklmnopqrstuvw-1",
                                          "abcdefghijklmnop-h123456",
                                          "NC6",
                                          "nul\0x",
                                          "\xff\xfe"};

class LegalNames : public testing::TestWithParam<NameKind> {};

TEST_P(LegalNames, ObeyTheRulesWhateverIsWanted) {
    for (const std::string& wanted : awkward)
        EXPECT_TRUE(is_legal(GetParam(), legal_name(GetParam(), wanted))) << '"' << wanted << '"';
}

TEST_P(LegalNames, StayAsTheyAreWhenTheyAreLegal) {
    for (const char* wanted : {"abc", "a1b2", "gpu4"})
        EXPECT_EQ(legal_name(GetParam(), wanted), wanted);
}

TEST_P(LegalNames, AreSettledOnes) {
    for (const std::string& wanted : awkward) {
        const auto names = settle_names(GetParam(), {{wanted, "one"}, {wanted, "two"}, {wanted, "three"}});
        std::set<std::string> different(names.begin(), names.end());
        EXPECT_EQ(different.size(), 3U) << wanted;
        for (const std::string& name : names)
            EXPECT_TRUE(is_legal(GetParam(), name)) << name;
    }
}
INSTANTIATE_TEST_SUITE_P(Names, LegalNames,
                         testing::Values(NameKind::compute, NameKind::datastore, NameKind::job,
                                         NameKind::experiment));

struct Case {
    NameKind kind;
    const char* wanted;
    const char* name;
};
class Translation : public testing::TestWithParam<Case> {};

TEST_P(Translation, IsTheNearestLegalName) {
    EXPECT_EQ(legal_name(GetParam().kind, GetParam().wanted), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Names, Translation,
    testing::Values(Case{NameKind::compute, "gpu_cluster.v2", "gpu-cluster-v2"},
                    Case{NameKind::compute, "gpu-4", "gpu4"}, Case{NameKind::compute, "a-1-2", "a12"},
                    Case{NameKind::compute, "4gpus", "c4gpus"}, Case{NameKind::compute, "a", "a-compute"},
                    Case{NameKind::compute, "Nodes-", "Nodes"},
                    Case{NameKind::datastore, "Acct_My-Share.1", "acct_my_share_1"},
                    Case{NameKind::datastore, "$logs", "logs"}, Case{NameKind::datastore, "$$", "storage"},
                    Case{NameKind::job, "my.job v1", "my-job-v1"},
                    Case{NameKind::job, "keep_This-1", "keep_This-1"}, Case{NameKind::job, "...", "job"},
                    Case{NameKind::experiment, "Exp (1)", "Exp-1"},
                    Case{NameKind::experiment, "\u65e5\u672c", "batchai"}));

TEST(Translation, OfLongNamesKeepsThemApart) {
    const std::string long_name(30, 'a');
    const std::string first = legal_name(NameKind::compute, long_name + "1");
    EXPECT_LE(first.size(), 24U);
    EXPECT_NE(first, legal_name(NameKind::compute, long_name + "2"));
    EXPECT_NE(legal_name(NameKind::job, std::string(300, 'a') + "1"),
              legal_name(NameKind::job, std::string(300, 'a') + "2"));
    EXPECT_NE(legal_name(NameKind::datastore, std::string(300, 'a') + "1"),
              legal_name(NameKind::datastore, std::string(300, 'a') + "2"));
}

TEST(Collisions, GiveEachASuffix) {
    const auto names = settle_names(NameKind::compute, {{"gpu", "a"}, {"other", "b"}, {"GPU", "c"}});
    EXPECT_THAT(names[0], MatchesRegex("gpu-h[0-9a-f]{6}"))
        << "computes that differ in case only are one (azureml.md 2.1)";
    EXPECT_EQ(names[1], "other");
    EXPECT_THAT(names[2], MatchesRegex("GPU-h[0-9a-f]{6}"));
    EXPECT_THAT(settle_names(NameKind::datastore, {{"a-b", "x"}, {"a_b", "y"}})[0],
                MatchesRegex("a_b_h[0-9a-f]{6}"));
    EXPECT_THAT(settle_names(NameKind::job, {{"j.1", "x"}, {"j-1", "y"}})[0],
                MatchesRegex("j-1-h[0-9a-f]{6}"));
}

TEST(Collisions, DoNotDependOnTheOrder) {
    std::vector<NameRequest> requests = {
        {"gpu", "a"}, {"gpu", "b"}, {"gpu_", "c"}, {"job", "d"}, {std::string(40, 'x'), "e"}};
    const auto before = settle_names(NameKind::compute, requests);
    std::reverse(requests.begin(), requests.end());
    auto after = settle_names(NameKind::compute, requests);
    std::reverse(after.begin(), after.end());
    EXPECT_EQ(before, after);
}

TEST(Collisions, WithASuffixedNameAreSolved) {
    const std::string taken = settle_names(NameKind::job, {{"a", "1"}, {"a", "2"}})[0];
    const auto names = settle_names(NameKind::job, {{"a", "1"}, {"a", "2"}, {taken, "3"}});
    EXPECT_EQ(names[2], taken);
    EXPECT_EQ((std::set<std::string>(names.begin(), names.end()).size()), 3U);
}

TEST(Suffixes, StayTheSame) {
    EXPECT_EQ(stable_suffix("a"), stable_suffix("a"));
    EXPECT_NE(stable_suffix("a"), stable_suffix("b"));
    EXPECT_THAT(stable_suffix(""), MatchesRegex("[0-9a-f]{6}"));
}

TEST(Stems, ThatSayNothing) {
    for (const char* stem : {"job", "Job", "config", "cluster", "job_config", "cluster-config", "parameters",
                             "params", "template", "stdin"})
        EXPECT_TRUE(is_generic_stem(stem)) << stem;
    for (const char* stem : {"job1", "tensorflow", "train-job", "my_cluster", ""})
        EXPECT_FALSE(is_generic_stem(stem)) << stem;
}

// Files that are called alike are told apart by as few folders as possible.
TEST(Names, TakeFoldersWhereTheyCollide) {
    const auto named = [](std::vector<std::vector<std::string>> parts) {
        std::vector<NameRequest> requests;
        for (const auto& one : parts)
            requests.push_back({one.back(), "id of " + one.front(), one});
        return settle_names(NameKind::job, requests);
    };
    EXPECT_EQ(named({{"top", "a", "train"}, {"top", "b", "train"}, {"top", "c", "score"}}),
              (std::vector<std::string>{"a-train", "b-train", "score"}));
    EXPECT_EQ(named({{"x", "a", "train"}, {"y", "a", "train"}, {"y", "b", "train"}}),
              (std::vector<std::string>{"x-a-train", "y-a-train", "b-train"}));
    EXPECT_EQ(named({{"a", "train"}, {"b", "train"}, {"z", "a-train"}}),
              (std::vector<std::string>{"train", "b-train", "a-train"}))
        << "a name that somebody else has is not taken";
    EXPECT_EQ(named({{"train"}, {"a", "train"}}), (std::vector<std::string>{"train", "a-train"}))
        << "one without folders keeps its name when the other gives way";
    EXPECT_THAT(settle_names(NameKind::compute, {{"gpu", "1", {"a-folder-with-a-long-name", "gpu"}},
                                                 {"gpu", "2", {"another-long-folder-name", "gpu"}}}),
                testing::Each(MatchesRegex("gpu-h[0-9a-f]{6}")))
        << "a cut name would tell nothing";
}

} // namespace
} // namespace batchai2aml
