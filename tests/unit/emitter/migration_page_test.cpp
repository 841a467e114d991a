#include "emitter/migration_page.hpp"

#include <gmock/gmock.h>

#include "page_commands.hpp"
#include "run_shell.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;
using testing::Not;

Datastore datastore(std::string name, DatastoreKind kind) {
    Datastore out;
    out.name = name;
    out.file = "datastores/" + name + ".yml";
    out.kind = kind;
    out.account.text = "contoso";
    return out;
}

Migration migration() {
    Migration out;
    Compute compute;
    compute.name = "gpu-cl";
    compute.file = "compute/gpu-cl.yml";
    out.computes = {compute};
    out.datastores = {datastore("blob", DatastoreKind::azure_blob),
                      datastore("files", DatastoreKind::azure_file)};
    CommandJob job;
    job.file = "jobs/train/job.yml";
    out.jobs = {job};
    return out;
}

Finding finding(Level level, std::string message, std::string file = "job.json", std::uint32_t line = 3) {
    Finding out;
    out.code = "B2A0501";
    out.level = level;
    out.message = std::move(message);
    out.place = {std::move(file), line, 1, 0};
    return out;
}

Report report_of(std::vector<Finding> findings) {
    Report out;
    out.findings = std::move(findings);
    return out;
}

class Commands : public test::ShellTest {
  protected:
    /// An `az` that notes its arguments and the files it is given, and hands out a key.
    Commands() {
        install("az", "echo \"az $*\" >>../log\n"
                      "case \"$*\" in\n"
                      "*keys\\ list*|*secret\\ show*) echo 'k3y==' ;;\n"
                      "*principal_id*|*signed-in-user*) echo principal-id ;;\n"
                      "*storage\\ account\\ show*) echo /scope ;;\n"
                      "*datastore\\ create*) for last; do case $last in *.yml) ls -l \"$last\" | cut -c1-10 "
                      ">>../files;\n"
                      "  cat \"$last\" >>../files; echo \"$last\" >>../names ;; esac; done ;;\n"
                      "esac");
        std::filesystem::create_directory(path("wd/datastores"));
        write("wd/datastores/files.yml", "type: azure_file\n");
        write("wd/datastores/blob.yml", "type: azure_blob\n");
    }
    test::Ran run_page(const Migration& what) {
        return run_text(test::commands_of(emit_migration_page(what, {}, {})));
    }
};
INSTANTIATE_TEST_SUITE_P(Shells, Commands, testing::Values("bash"),
                         [](const auto& shell) { return shell.param; });

TEST_P(Commands, RunFromTopToBottomAsTheyArePrinted) {
    const test::Ran ran = run_page(migration());
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.output, "");
    const std::string log = read("log");
    std::size_t at = 0;
    for (const char* line :
         {"az configure --defaults group=my-resource-group workspace=my-workspace\n",
          "az ml datastore create -f datastores/blob.yml\n",
          "az storage account keys list --resource-group my-resource-group --account-name contoso ",
          "az ml datastore create -f /", "az ml compute create -f compute/gpu-cl.yml\n",
          "az ml compute show --name gpu-cl --query identity.principal_id --output tsv\n",
          "az role assignment create --role Storage Blob Data Contributor --scope /scope "
          "--assignee-object-id principal-id "
          "--assignee-principal-type ServicePrincipal\n",
          "az ml job create -f jobs/train/job.yml\n"}) {
        EXPECT_NE(log.find(line, at), std::string::npos) << line << log;
        at = std::min(log.find(line, at), log.size());
    }
}

TEST_P(Commands, ShowTheKeyToNoOtherProcessAndLeaveNoCopy) {
    ASSERT_EQ(run_page(migration()).status, 0);
    EXPECT_THAT(read("log"), Not(HasSubstr("k3y")));
    EXPECT_THAT(read("files"),
                HasSubstr("-rw-------\ntype: azure_file\ncredentials:\n  account_key: \"k3y==\"\n"));
    std::istringstream names(read("names"));
    for (std::string name; std::getline(names, name);) {
        EXPECT_TRUE(name.front() != '/' || !std::filesystem::exists(name)) << name;
    }
    EXPECT_EQ(read("wd/datastores/files.yml"), "type: azure_file\n");
}

TEST_P(Commands, ReadTheKeyFromKeyVaultWhenItWasThere) {
    Migration with_vault = migration();
    with_vault.datastores[1].key_vault_secret = "https://v.vault.azure.net/secrets/s/1";
    ASSERT_EQ(run_page(with_vault).status, 0);
    EXPECT_THAT(
        read("log"),
        HasSubstr("az keyvault secret show --id https://v.vault.azure.net/secrets/s/1 --query value"));
    EXPECT_THAT(read("log"), Not(HasSubstr("keys list")));
}

TEST_P(Commands, CreateNoDatastoreWithoutItsKey) {
    install("az", "echo \"az $*\" >>../log");
    EXPECT_THAT(run_page(migration()).output, HasSubstr("no account key for datastores/files.yml"));
    EXPECT_THAT(read("log"), Not(HasSubstr("az ml datastore create -f /")));
}

TEST_P(Commands, TreatHostileNamesAsText) {
    Migration hostile = migration();
    const std::string evil = "$(touch hacked)`touch hacked`'; touch hacked #\n```\ntouch hacked\n";
    hostile.datastores[0].account.text = evil;
    hostile.datastores[1].account.text = evil;
    hostile.datastores[1].key_vault_secret = evil;
    hostile.computes[0].name = evil;
    hostile.computes[0].file = evil;
    hostile.jobs[0].file = evil;
    hostile.jobs[0].header.needs_work = {evil};
    EXPECT_EQ(run_page(hostile).status, 0);
    EXPECT_FALSE(std::filesystem::exists(path("wd/hacked")));
    EXPECT_THAT(read("log"), HasSubstr("az ml job create -f $(touch hacked)`touch hacked`'; touch hacked #"));
}

TEST(MigrationPage, HasOnlyTheStepsThatAreNeeded) {
    EXPECT_THAT(emit_migration_page({}, {}, {}),
                testing::AllOf(HasSubstr("## 1. Workspace"), Not(HasSubstr("## 2."))));
    Migration files_only;
    files_only.datastores = {datastore("files", DatastoreKind::azure_file)};
    files_only.computes = migration().computes;
    const std::string page = emit_migration_page(files_only, {}, {});
    EXPECT_THAT(page, testing::AllOf(HasSubstr("## 2. Datastores on Azure Files"),
                                     HasSubstr("## 3. Computes"), Not(HasSubstr("Blob"))));
    EXPECT_THAT(page, HasSubstr("az ml compute create -f compute/gpu-cl.yml\n"));
}

TEST(MigrationPage, PutsWhatAResourceNeedsBeforeItsCommand) {
    Migration unready = migration();
    unready.jobs.push_back(unready.jobs[0]);
    unready.jobs[0].header.needs_work = {"Name an `image`."};
    unready.jobs[1].file = "jobs/ready/job.yml";
    EXPECT_THAT(emit_migration_page(unready, {}, {}), HasSubstr("```bash\n"
                                                                "az ml job create -f jobs/ready/job.yml\n"
                                                                "```\n"
                                                                "\n"
                                                                "`jobs/train/job.yml` needs work first:\n"
                                                                "\n"
                                                                "- [ ] Name an \\`image\\`.\n"
                                                                "\n"
                                                                "```bash\n"
                                                                "az ml job create -f jobs/train/job.yml\n"
                                                                "```\n"));
}

TEST(MigrationPage, ListsErrorsAndManualTasksThenWarningsAndCountsNotes) {
    std::vector<Finding> findings{finding(Level::error, "Bad size"), finding(Level::warning, "Costs more"),
                                  finding(Level::manual, "Copy the data"), finding(Level::note, "A"),
                                  finding(Level::note, "B")};
    findings[0].remedy = "--vm-size SIZE";
    EXPECT_THAT(emit_migration_page({}, report_of(findings), {}),
                testing::EndsWith("\n## Manual tasks\n\n"
                                  "- [ ] Bad size (B2A0501)\n"
                                  "  <br>In `job.json:3`\n"
                                  "  <br>Remedy: \\--vm-size SIZE\n"
                                  "- [ ] Copy the data (B2A0501)\n"
                                  "  <br>In `job.json:3`\n"
                                  "\n## Warnings\n\nWhat works, but not as Batch AI did it.\n\n"
                                  "- Costs more (B2A0501)\n"
                                  "  <br>In `job.json:3`\n"
                                  "\n## Notes\n\n2 notes are in `migration.json`.\n"));
}

TEST(MigrationPage, SaysTheSameFindingOfManyFilesOnce) {
    std::vector<Finding> findings;
    for (int i = 0; i < 8; ++i)
        findings.push_back(finding(Level::manual, "Same", "f" + std::to_string(i), i));
    findings.push_back(finding(Level::manual, "Of the whole run", ""));
    EXPECT_THAT(
        emit_migration_page({}, report_of(findings), {}),
        HasSubstr(
            "- [ ] Same (B2A0501)\n  <br>In `f0`, `f1:1`, `f2:2`, `f3:3`, `f4:4`, `f5:5`, `f6:6`, `f7:7`\n"
            "- [ ] Of the whole run (B2A0501)\n"));
}

TEST(MigrationPage, ShowsTextOfInputsAsText) {
    const std::vector<Finding> findings{
        finding(Level::error, "<b> [x](http://y) @me | #1\n\n## Heading\n```", "a`b\n- c.json")};
    const std::string page = emit_migration_page({}, report_of(findings), {});
    EXPECT_THAT(page, HasSubstr("- [ ] &lt;b&gt; \\[x\\](http:<!-- -->//y) @<!-- -->me \\| \\#<!-- -->1 "
                                "\\#\\# Heading \\`\\`\\` (B2A"));
    EXPECT_THAT(page, HasSubstr("In ``a`b - c.json:3``\n"));
}

} // namespace
} // namespace batchai2aml
