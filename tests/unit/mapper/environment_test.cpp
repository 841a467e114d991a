// Environment variables and secrets (batchai.md 6.1, 8.3, 9; azureml.md 2.5, 6.6).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::JobResult;
using test::Workbench;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
    }
    [[nodiscard]] const EnvironmentVariable& first() const { return job.environment_variables.at(0); }
};

TEST(Variables, WithoutDollarAreMapped) {
    Bench bench;
    bench.variable("A", "1");
    bench.variable("B", "");
    bench.variable("C", "x y");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.job.environment_variables,
                ElementsAre(Pair("A", "1"), Pair("B", ""), Pair("C", "x y")));
    EXPECT_THAT(mapped.told().of(bench.first().name),
                ElementsAre("job.variable_name -> environment_variables.A"));
    EXPECT_THAT(mapped.told().of(bench.first().value),
                ElementsAre("job.variable_value -> environment_variables.A"));
    EXPECT_THAT(mapped.told().codes(), IsEmpty());
}

struct Live {
    const char* value;
    const char* word;
};
class Expanded : public testing::TestWithParam<Live> {};

TEST_P(Expanded, ValuesAreExportedByTheCommand) {
    Bench bench;
    bench.variable("A", GetParam().value);
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("A"), GetParam().word);
    EXPECT_THAT(mapped.job.environment_variables, IsEmpty());
    EXPECT_THAT(mapped.told().of(bench.first().name), ElementsAre("job.variable_name -> command"));
    EXPECT_THAT(mapped.told().of(bench.first().value), ElementsAre("job.variable_expanded -> command"));
}
INSTANTIATE_TEST_SUITE_P(Environment, Expanded,
                         testing::Values(Live{"$AZ_BATCHAI_JOB_TEMP/x", "\"${AZ_BATCHAI_JOB_TEMP}/x\""},
                                         Live{"a${HOME}b", "\"a${HOME}b\""},
                                         Live{"$PATH:/x", "\"${PATH}:/x\""},
                                         Live{"$A `reboot` \"", "\"${A} \\`reboot\\` \\\"\""},
                                         Live{"$A $(reboot)", "\"${A} \\$(reboot)\""}));

TEST(Variables, WithADollarThatNamesNothingAreMapped) {
    for (const char* value : {"100$", "$1", "$", "${", "${A", "$(x)", "a$-b"}) {
        Bench bench;
        bench.variable("A", value);
        EXPECT_THAT(bench.map().job.environment_variables, ElementsAre(Pair("A", value)));
    }
}

TEST(Variables, OfTheSameNameKeepTheLast) {
    Bench bench;
    bench.variable("A", "1");
    bench.variable("B", "2");
    bench.variable("A", "3");
    EXPECT_THAT(bench.map().job.environment_variables, ElementsAre(Pair("B", "2"), Pair("A", "3")));
}

TEST(Variables, ThatNoShellCanExportAreErrors) {
    for (const char* name : {"A-B", "1A", "A B", "A=B", "\u00c4"}) {
        Bench bench;
        bench.variable(name, "1");
        const JobResult mapped = bench.map();
        EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0504")) << name;
        EXPECT_THAT(mapped.told().of(bench.first().name), ElementsAre("job.variable_invalid"));
        EXPECT_THAT(mapped.told().of(bench.first().value), ElementsAre("job.variable_invalid"));
        EXPECT_THAT(mapped.job.environment_variables, IsEmpty());
        EXPECT_THAT(mapped.job.header.needs_work, Not(IsEmpty()));
    }
}

TEST(Variables, ThatLackAPartAreErrors) {
    Bench bench;
    bench.job.environment_variables.push_back({bench.text("A"), {}});
    bench.job.environment_variables.push_back({{}, bench.text("1")});
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0201", "B2A0201"));
    EXPECT_THAT(mapped.told().of(bench.first().name), ElementsAre("job.variable_invalid"));
    EXPECT_THAT(mapped.told().of(bench.job.environment_variables[1].value),
                ElementsAre("job.variable_invalid"));
}

TEST(Secrets, InValuesAreNotSet) {
    Bench bench;
    bench.variable("CONN", "AccountKey=$BATCHAI2AML_SECRET_1;x");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0903", "B2A0910"));
    EXPECT_EQ(mapped.told().finding("B2A0910").answers.at(0).setting, "key-vault");
    EXPECT_EQ(mapped.exported("CONN"), "(none)");
    EXPECT_THAT(mapped.job.environment_variables, IsEmpty()) << "no vault is known";
    EXPECT_THAT(mapped.told().of(bench.first().value), ElementsAre("job.variable_secret"));
}

TEST(Secrets, OfTheJobAreATask) {
    Bench bench;
    bench.job.secrets.push_back({bench.text("A"), bench.secret(), {}});
    bench.job.secrets.push_back(
        {bench.text("B"), {}, {bench.text("/v"), bench.text("https://v.vault.azure.net/secrets/b")}});
    bench.job.secrets.push_back({{}, bench.secret(), {}});
    const JobResult mapped = bench.map();
    const auto told = mapped.told();
    EXPECT_EQ(told.times("B2A0903"), 3U);
    EXPECT_EQ(told.times("B2A0910"), 1U) << "once for each job";
    EXPECT_THAT(told.of(bench.job.secrets[0].name), ElementsAre("job.secret_name"));
    EXPECT_THAT(told.of(bench.job.secrets[0].value), ElementsAre("job.secret_value"));
    EXPECT_THAT(told.of(bench.job.secrets[1].value_reference.vault_id), ElementsAre("job.secret_reference"));
    EXPECT_THAT(told.of(bench.job.secrets[1].value_reference.secret_url),
                ElementsAre("job.secret_reference"));
    using Variables = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(mapped.job.environment_variables,
              (Variables{{"B_SECRET_ID", "https://v.vault.azure.net/secrets/b"}}))
        << "where the secret is, which is none";
    ASSERT_EQ(mapped.job.secrets.size(), 3U);
    EXPECT_EQ(mapped.job.secrets[0].variable, "A");
    EXPECT_EQ(mapped.job.secrets[0].url, "") << "has to be put into a vault";
    EXPECT_EQ(mapped.job.secrets[1].url, "https://v.vault.azure.net/secrets/b");
}

TEST(Secrets, AreReferredToInTheVaultOfTheSettings) {
    Bench bench;
    bench.options.key_vault = "kv";
    bench.job.secrets.push_back({bench.text("MY_KEY"), bench.secret(), {}});
    bench.variable("MY_KEY_SECRET_ID", "taken");
    bench.job.secrets.push_back({bench.text("PASS.WORD"), bench.secret(), {}});
    bench.variable("CONN", "$BATCHAI2AML_SECRET_1");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0910"), 0U);
    using Variables = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(
        mapped.job.environment_variables,
        (Variables{{"MY_KEY_SECRET_ID", "taken"},
                   {"CONN_SECRET_ID", "https://kv.vault.azure.net/secrets/" + mapped.job.secrets[0].name}}))
        << "no variable of the source is lost, and none has a name that no shell takes";
    for (const VaultSecret& secret : mapped.job.secrets)
        EXPECT_THAT(secret.name, testing::MatchesRegex("[a-z0-9]([a-z0-9-]*[a-z0-9])?"));
}

TEST(Secrets, InCommandsBelongIntoTheVaultToo) {
    Bench bench;
    bench.job.toolkits.front().command_line =
        bench.text("curl -u x:$BATCHAI2AML_SECRET_2 h; y $BATCHAI2AML_SECRET_13");
    const JobResult mapped = bench.map();
    ASSERT_EQ(mapped.job.secrets.size(), 2U);
    EXPECT_EQ(mapped.job.secrets[0].variable, "BATCHAI2AML_SECRET_2");
    EXPECT_EQ(mapped.job.secrets[1].variable, "BATCHAI2AML_SECRET_13");
}

TEST(Secrets, OfOneNameInTheVaultAreToldApart) {
    Bench bench;
    for (const char* name : {"A.B", "A_B", "A_B"})
        bench.job.secrets.push_back({bench.text(name), bench.secret(), {}});
    bench.job.secrets.push_back({bench.text("x-" + std::string(300, 'y') + "-"), bench.secret(), {}});
    bench.linked.name = "job";
    const JobResult mapped = bench.map();
    ASSERT_EQ(mapped.job.secrets.size(), 3U) << "the same variable twice is one secret";
    EXPECT_EQ(mapped.job.secrets[0].name, "job-a-b");
    EXPECT_EQ(mapped.job.secrets[1].name, "job-a-b-2");
    EXPECT_EQ(mapped.job.secrets[2].name, std::string(120, 'y')) << "the rule of key vaults: at most 127";
    EXPECT_THAT(mapped.told().finding("B2A0910").question, HasSubstr("Which key vault"));
}

} // namespace
} // namespace batchai2aml
