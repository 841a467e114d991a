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

TEST(Variables, OfTheSameNameKeepTheLastWhateverItsForm) {
    Bench bench;
    bench.variable("A", "$HOME/1");
    bench.variable("A", "2");
    bench.variable("B", "3");
    bench.variable("B", "$HOME/4");
    bench.variable("C", "$BATCHAI2AML_SECRET_1");
    bench.variable("C", "5");
    const JobResult mapped = bench.map();
    EXPECT_THAT(mapped.job.environment_variables, ElementsAre(Pair("A", "2"), Pair("C", "5")));
    EXPECT_EQ(mapped.exported("A"), "(none)");
    EXPECT_EQ(mapped.exported("B"), "\"${HOME}/4\"");
    EXPECT_THAT(mapped.told().of(bench.first().name), ElementsAre("job.variable_repeated"));
    EXPECT_THAT(mapped.told().of(bench.first().value), ElementsAre("job.variable_repeated"));
    EXPECT_THAT(mapped.told().codes(), IsEmpty());
}

/// Names of the variables that the job itself exports, in order.
std::vector<std::string> order_of(const JobResult& mapped, const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const Statement& one : mapped.job.command.statements)
        if (const auto* made = std::get_if<Export>(&one))
            if (std::ranges::find(names, made->name) != names.end()) out.push_back(made->name);
    return out;
}

TEST(Variables, AreExportedBehindThoseThatTheyName) {
    Bench bench;
    bench.variable("D", "${C}/d");
    bench.variable("X", "$HOME/x");
    bench.variable("C", "$A:$B");
    bench.variable("PATH", "$PATH:$A");
    bench.variable("A", "$AZ_BATCHAI_JOB_TEMP");
    bench.variable("B", "$HOME");
    EXPECT_THAT(order_of(bench.map(), {"A", "B", "C", "D", "PATH", "X"}),
                ElementsAre("X", "A", "PATH", "B", "C", "D"));
}

TEST(Variables, ThatNameEachOtherKeepTheirOrder) {
    Bench bench;
    bench.variable("A", "$B");
    bench.variable("B", "$A");
    bench.variable("C", "$B$C");
    EXPECT_THAT(order_of(bench.map(), {"A", "B", "C"}), ElementsAre("A", "B", "C"));
}

TEST(Variables, OfTheServiceAreReplacedByThoseOfTheJob) {
    for (const char* name : {"AZ_BATCHAI_NUM_GPUS", "AZ_BATCH_HOST_LIST", "AZ_LEARNING_JOB_TEMP"}) {
        Bench bench;
        bench.job.layout = Layout::drafts;
        bench.variable(name, "x");
        const JobResult mapped = bench.map();
        EXPECT_EQ(mapped.exported(name), "x") << name;
        EXPECT_EQ(order_of(mapped, {name}).size(), 2U);
        EXPECT_THAT(mapped.job.environment_variables, IsEmpty());
        EXPECT_THAT(mapped.told().of(bench.first().value), ElementsAre("job.variable_expanded -> command"));
    }
}

TEST(Variables, OfTheToolkitAreReplacedToo) {
    Bench bench;
    bench.job.toolkits.clear();
    bench.toolkit(Toolkit::pytorch).python_script_file_path = bench.text("a.py");
    bench.variable("AZ_BATCHAI_PYTORCH_INIT_METHOD", "tcp://127.0.0.1:1");
    bench.variable("INDEX", "$AZ_BATCHAI_TASK_INDEX");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("AZ_BATCHAI_PYTORCH_INIT_METHOD"), "tcp://127.0.0.1:1");
    EXPECT_THAT(order_of(mapped, {"AZ_BATCHAI_TASK_INDEX", "INDEX"}),
                ElementsAre("AZ_BATCHAI_TASK_INDEX", "INDEX"));
}

struct OfProcess {
    Toolkit toolkit;
    std::int64_t nodes;
    const char* name;
    bool left_out;
};
class VariablesOfAProcess : public testing::TestWithParam<OfProcess> {};

TEST_P(VariablesOfAProcess, ComeFromAzureMlWhereProcessesFindEachOtherByThem) {
    Bench bench;
    bench.job.toolkits.clear();
    bench.job.node_count = bench.count(GetParam().nodes);
    ToolkitSettings& toolkit = bench.toolkit(GetParam().toolkit);
    toolkit.python_script_file_path = bench.text("a.py");
    toolkit.command_line = bench.text("./a");
    bench.variable(GetParam().name, "1");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0511"), GetParam().left_out ? 1U : 0U);
    if (GetParam().left_out) {
        EXPECT_THAT(mapped.told().of(bench.first().value), ElementsAre("job.variable_of_process"));
        EXPECT_THAT(mapped.job.environment_variables, IsEmpty());
        EXPECT_THAT(order_of(mapped, {GetParam().name}), IsEmpty());
    } else {
        EXPECT_THAT(mapped.command() + (mapped.job.environment_variables.empty() ? "" : "set"),
                    testing::AnyOf(HasSubstr(std::string("export ") + GetParam().name + "=1"),
                                   testing::EndsWith("set")));
    }
}
INSTANTIATE_TEST_SUITE_P(Environment, VariablesOfAProcess,
                         testing::Values(OfProcess{Toolkit::pytorch, 2, "RANK", true},
                                         OfProcess{Toolkit::pytorch, 2, "MASTER_ADDR", true},
                                         OfProcess{Toolkit::pytorch, 1, "RANK", false},
                                         OfProcess{Toolkit::pytorch, 2, "TF_CONFIG", false},
                                         OfProcess{Toolkit::tensorflow, 2, "TF_CONFIG", true},
                                         OfProcess{Toolkit::tensorflow, 2, "AZ_BATCHAI_TASK_INDEX", true},
                                         OfProcess{Toolkit::tensorflow, 1, "TF_CONFIG", false},
                                         OfProcess{Toolkit::horovod, 2, "OMPI_COMM_WORLD_RANK", true},
                                         OfProcess{Toolkit::horovod, 2, "RANK", false},
                                         OfProcess{Toolkit::caffe2, 2, "RANK", false},
                                         OfProcess{Toolkit::custom, 2, "WORLD_SIZE", false}));

TEST(Variables, OfAProgramOnTheFirstNodeDoNotHideWhichNodeIsTheFirst) {
    Bench bench;
    bench.job.node_count = bench.count(2);
    bench.variable("NODE_RANK", "0");
    bench.variable("OTHER", "$HOME");
    const JobResult mapped = bench.map();
    const auto* run = mapped.statement<RunOnFirstNode>();
    ASSERT_NE(run, nullptr);
    ASSERT_EQ(run->variables.size(), 1U);
    EXPECT_EQ(run->variables[0].name, "NODE_RANK");
    EXPECT_EQ(order_of(mapped, {"NODE_RANK", "OTHER"}), std::vector<std::string>{"OTHER"});
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
    bench.variable("GROWN", "x${BATCHAI2AML_SECRET_2}x");
    const JobResult mapped = bench.map();
    EXPECT_EQ(mapped.exported("GROWN"), "(none)");
    EXPECT_THAT(mapped.told().codes(), ElementsAre("B2A0903", "B2A0903", "B2A0910"));
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
