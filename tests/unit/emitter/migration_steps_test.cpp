// The steps of MIGRATION.md that need more than a file: quota, data, images, registries, secrets. Their
// commands are run with stand-ins for az, azcopy and docker.
#include <gmock/gmock.h>

#include "emitter/migration_page.hpp"
#include "page_commands.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string page_of(const Migration& migration, const PageNames& names = {}) {
    return emit_migration_page(migration, {}, names);
}

Compute compute(std::string name, std::string size, std::string family, unsigned vcpus, std::int64_t nodes) {
    Compute out;
    out.name = name;
    out.file = "compute/" + name + ".yml";
    out.size.text = std::move(size);
    out.quota_family = std::move(family);
    out.vcpus = vcpus;
    out.max_instances = nodes;
    return out;
}

Datastore copied(DatastoreKind kind, bool known) {
    Datastore out;
    out.name = "nfs_blob";
    out.file = "datastores/nfs_blob.yml";
    out.kind = kind;
    out.account.text = "contoso";
    out.container.text = "nfs";
    out.endpoint = "core.windows.net";
    out.account_known = known;
    out.copies = {{"the file server \"nfs\"", "mount -t nfs h:/d", "2 x 512 GB at most"}};
    return out;
}

CommandJob job(std::string compute) {
    CommandJob out;
    out.file = "jobs/train/job.yml";
    out.compute.text = std::move(compute);
    return out;
}

class Steps : public test::ShellTest {
  protected:
    /// Stand-ins that note their arguments and standard input.
    Steps() {
        for (const char* tool : {"az", "azcopy", "docker"})
            install(
                tool,
                std::string("echo \"") + tool + " $*\" >>../log\n"
                    + "case \"$*\" in *compute\\ show*) echo identity ;; *acr\\ show*) echo /registry ;;\n"
                      "*keyvault\\ show*) echo /vault ;; *secret\\ set*) cat >>../stdin ;;\n"
                      "*connection\\ create*) for last; do case $last in *.yml) cat \"$last\" >>../files ;; "
                      "esac; done ;; esac");
    }
    test::Ran run_page(const Migration& what, const PageNames& names = {}) {
        return run_text(test::commands_of(page_of(what, names)));
    }
};
INSTANTIATE_TEST_SUITE_P(Shells, Steps, testing::Values("bash"),
                         [](const auto& shell) { return shell.param; });

TEST(MigrationSteps, SayWhichQuotaIsNeeded) {
    Migration migration;
    migration.computes = {compute("a", "Standard_NC8as_T4_v3", "standardNCASv3_T4Family", 8, 4),
                          compute("b", "Standard_NC4as_T4_v3", "standardNCASv3_T4Family", 4, 2),
                          compute("c", "Standard_D4s_v5", "", 4, 1), compute("d", "unheard-of", "", 0, 9),
                          compute("e", "Standard_D4s_v5", "standardDSv5Family", 4, 2)};
    migration.computes[4].tier = Tier::low_priority;
    const std::string page = page_of(migration);
    EXPECT_THAT(
        page,
        HasSubstr(
            "| standardNCASv3\\_T4Family | 40 | Standard\\_NC4as\\_T4\\_v3, Standard\\_NC8as\\_T4\\_v3 |"));
    EXPECT_THAT(page, HasSubstr("| not known | 4 | Standard\\_D4s\\_v5 |"));
    EXPECT_THAT(page, HasSubstr("| low priority, of all families | 8 |"));
    EXPECT_THAT(page, HasSubstr("az ml compute list-usage --output table"));
    EXPECT_THAT(page_of({}), Not(HasSubstr("Quota")));
}

TEST(MigrationSteps, AskWhichSizesTheRegionHas) {
    Migration migration;
    migration.computes = {compute("a", "Standard_D4s_v5", "", 4, 1),
                          compute("b", "x\"; touch y #", "", 4, 1)};
    EXPECT_THAT(page_of(migration), HasSubstr("\"[?name=='Standard_D4s_v5'].{size: name}\""))
        << "without the name that would leave the query";
    migration.computes.erase(migration.computes.begin());
    EXPECT_THAT(page_of(migration), Not(HasSubstr("list-sizes")));
}

TEST_P(Steps, CopyDataToWhereItIsMounted) {
    Migration migration;
    migration.datastores = {copied(DatastoreKind::azure_blob, true)};
    const std::string page = page_of(migration);
    EXPECT_THAT(
        page,
        HasSubstr("- [ ] The data of the file server \"nfs\" (2 x 512 GB at most) goes to the datastore"));
    EXPECT_THAT(page, HasSubstr("It was mounted by `mount -t nfs h:/d`"));
    EXPECT_EQ(run_page(migration).status, 0);
    EXPECT_THAT(read("log"),
                HasSubstr("az storage container-rm create --name nfs --storage-account contoso "));
    EXPECT_THAT(
        read("log"),
        HasSubstr("azcopy copy /path/to/the/data/* https://contoso.blob.core.windows.net/nfs/ --recursive"));
    migration.datastores = {copied(DatastoreKind::azure_file, true)};
    ASSERT_EQ(run_page(migration).status, 0);
    EXPECT_THAT(read("log"), HasSubstr("az storage share-rm create --name nfs --storage-account contoso "));
    EXPECT_THAT(read("log"), HasSubstr("https://contoso.file.core.windows.net/nfs/ --recursive"));
    EXPECT_THAT(page_of(migration), HasSubstr("Storage File Data Privileged Contributor"));
}

TEST(MigrationSteps, HaveNoCopyCommandBeforeThePlaceIsKnown) {
    Migration migration;
    migration.datastores = {copied(DatastoreKind::azure_blob, false)};
    EXPECT_THAT(page_of(migration),
                AllOf(HasSubstr("Name the container or share first"), Not(HasSubstr("azcopy copy"))));
}

TEST_P(Steps, LetComputesPullFromAzureRegistries) {
    Migration migration;
    migration.jobs = {job("gpu")};
    migration.jobs[0].registry = RegistryLogin{"contoso.azurecr.io", "user", ""};
    ASSERT_EQ(run_page(migration).status, 0);
    EXPECT_THAT(read("log"),
                AllOf(HasSubstr("az acr show --name contoso --query id"),
                      HasSubstr("az ml compute show --name gpu"),
                      HasSubstr("--role AcrPull --scope /registry --assignee-object-id identity")));
}

TEST_P(Steps, ConnectToOtherRegistriesWithoutAPasswordInAnyArgument) {
    install(
        "az",
        "echo \"az $*\" >>../log\ncase \"$*\" in *secret\\ show*) echo 'p\"w\\d' ;;\n"
        "*connection\\ create*) for last; do case $last in *.yml) ls -l \"$last\" | cut -c1-10 >>../files\n"
        "cat \"$last\" >>../files; echo \"$last\" >>../names ;; esac; done ;; esac");
    Migration migration;
    migration.jobs = {job("gpu")};
    migration.jobs[0].registry =
        RegistryLogin{"nvcr.io", "$oauthtoken", "https://v.vault.azure.net/secrets/p"};
    ASSERT_EQ(run_page(migration).status, 0);
    EXPECT_THAT(read("log"), Not(HasSubstr("p\"w")));
    EXPECT_THAT(
        read("files"),
        HasSubstr("-rw-------\nname: registry-nvcr-io\ntype: container_registry\ntarget: \"nvcr.io\"\n"
                  "credentials:\n  type: username_password\n  username: \"$oauthtoken\"\n"
                  "  password: \"p\\\"w\\\\d\"\n"));
    std::string name = read("names");
    name.pop_back();
    EXPECT_FALSE(std::filesystem::exists(name));
}

TEST_P(Steps, PutSecretsIntoTheVaultFromStandardInput) {
    Migration migration;
    migration.jobs = {job("gpu")};
    migration.jobs[0].secrets = {{"TOKEN", "train-token", ""},
                                 {"REF", "train-ref", "https://v.vault.azure.net/secrets/r"}};
    const std::string page = page_of(migration, {"", "", "kv"});
    EXPECT_THAT(page, HasSubstr("the program reads `REF` from `https://v.vault.azure.net/secrets/r`"));
    const test::Ran ran = run_text("exec <<'END'\nhush hush\\n\nEND\n" + test::commands_of(page));
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(read("stdin"), "hush hush\\n") << "without a line end";
    EXPECT_THAT(
        read("log"),
        AllOf(HasSubstr("az keyvault secret set --vault-name kv --name train-token --file /dev/stdin"),
              HasSubstr("--role Key Vault Secrets User --scope /vault"), Not(HasSubstr("hush"))));
}

TEST_P(Steps, PutNoEmptySecret) {
    Migration migration;
    migration.jobs = {job("gpu")};
    migration.jobs[0].secrets = {{"TOKEN", "train-token", ""}};
    (void)run_text("exec <<'END'\n\nEND\n" + test::commands_of(page_of(migration, {"", "", "kv"})));
    EXPECT_THAT(read("log"), Not(HasSubstr("secret set")));
}

TEST(MigrationSteps, AreFilledInFromSettings) {
    EXPECT_THAT(page_of({}, {"ws", "rg", ""}),
                AllOf(HasSubstr("RESOURCE_GROUP=rg\nWORKSPACE=ws\n"), Not(HasSubstr("Fill in"))));
    EXPECT_THAT(page_of({}), HasSubstr("RESOURCE_GROUP=\"my-resource-group\"\nWORKSPACE=\"my-workspace\"\n"));
}

TEST(MigrationSteps, StartWithTheOpenQuestions) {
    Report report;
    Question question;
    question.setting = "mounts.afs";
    question.text = "Which share?";
    question.places = {{"a.json", 1, 1, 0}, {"a.json", 2, 1, 0}, {"b.json", 1, 1, 0}};
    report.questions = {question};
    question.need = Need::choice;
    question.text = "Not asked";
    report.questions.push_back(question);
    const std::string page = emit_migration_page({}, report, {});
    EXPECT_THAT(page,
                AllOf(HasSubstr("## Questions\n"), HasSubstr("- [ ] Which share? (`mounts.afs`, 2 files)\n"),
                      Not(HasSubstr("Not asked"))));
    EXPECT_LT(page.find("## Questions"), page.find("## 1. Workspace"));
}

TEST_P(Steps, LookUpImages) {
    Migration migration;
    migration.jobs = {job("gpu"), job("gpu")};
    migration.jobs[0].image.text = "contoso.azurecr.io/a:1";
    migration.jobs[1].image = {"chosen:1", "a placeholder"};
    ASSERT_EQ(run_page(migration).status, 0);
    EXPECT_THAT(read("log"),
                AllOf(HasSubstr("docker manifest inspect contoso.azurecr.io/a:1"), Not(HasSubstr("chosen"))));
}

} // namespace
} // namespace batchai2aml
