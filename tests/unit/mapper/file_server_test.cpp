// File servers (batchai.md 5; azureml.md 6.1; design.md 7, row 12).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/mapped.hpp"

namespace batchai2aml {
namespace {

using test::Told;
using test::Workbench;
using testing::ElementsAre;
using testing::IsEmpty;

struct Bench : Workbench {
    FileServer server;
    Project project;

    Bench() {
        server.origin = leaf();
        server.id = text("/fs");
        server.name = text("nfs1");
        server.type = text("Microsoft.BatchAI/fileServers");
        server.location = text("eastus");
        server.tags = {{"team", *text("vision")}};
        server.vm_size = text("Standard_DS14");
        server.storage_account_type = text("Premium_LRS");
        server.caching_type = text("none");
        server.subnet_id = text("/sn");
        server.disk_size_gb = count(1023);
        server.disk_count = count(2);
        server.user_account = UserAccount{text("u"), secret(), text("ssh-rsa AAAA")};
        Storage storage;
        storage.file = "datastores/nfs1_blob.yml";
        storage.copied_from = "the file server \"nfs1\"";
        storage.setting = "file-servers.nfs1";
        project.storages = {storage};
        project.file_servers = {{&server, &document, "nfs1", 0, nowhere}};
    }
    [[nodiscard]] Notes account() const { return account_file_server(project, 0); }
};

TEST(FileServers, AreAccountedFor) {
    Bench bench;
    const Notes notes = bench.account();
    const Told told(notes);
    EXPECT_THAT(told.of(bench.server.id), ElementsAre("file_server.name -> name"));
    EXPECT_THAT(told.of(bench.server.name), ElementsAre("file_server.name -> name"));
    EXPECT_THAT(told.files_of(bench.server.name->leaf), ElementsAre("datastores/nfs1_blob.yml"));
    EXPECT_THAT(told.of(bench.server.type), ElementsAre("resource.type"));
    EXPECT_THAT(told.of(bench.server.location), ElementsAre("resource.location"));
    EXPECT_THAT(told.of(bench.server.tags[0].value.leaf), ElementsAre("file_server.tags"));
    for (const Text& text : {bench.server.vm_size, bench.server.storage_account_type,
                             bench.server.caching_type, bench.server.subnet_id})
        EXPECT_THAT(told.of(text), ElementsAre("file_server.machine"));
    EXPECT_THAT(told.of(bench.server.disk_size_gb), ElementsAre("file_server.disks"));
    EXPECT_THAT(told.of(bench.server.disk_count), ElementsAre("file_server.disks"));
    EXPECT_THAT(told.of(bench.server.user_account->admin_user_name), ElementsAre("file_server.login"));
    EXPECT_THAT(told.of(bench.server.user_account->admin_user_ssh_public_key),
                ElementsAre("file_server.login"));
    EXPECT_THAT(told.of(bench.server.user_account->admin_user_password), ElementsAre("file_server.password"));
    EXPECT_EQ(told.finding("B2A0901").at, bench.server.user_account->admin_user_password->leaf);
}

TEST(FileServers, AskForACopyOfTheirData) {
    Bench bench;
    const Notes notes = bench.account();
    const Diagnostic finding = Told(notes).finding("B2A0406");
    EXPECT_EQ(finding.at, bench.server.origin);
    EXPECT_EQ(finding.message,
              "the data of the file server \"nfs1\" (2 x 1023 GB at most) has to be copied to Azure storage");
    EXPECT_EQ(finding.answers.at(0).setting, "file-servers.nfs1");
    EXPECT_EQ(finding.subject, "datastores/nfs1_blob.yml");
    bench.server.disk_count.reset();
    const Notes unknown = bench.account();
    EXPECT_EQ(Told(unknown).finding("B2A0406").message,
              "the data of the file server \"nfs1\" has to be copied to Azure storage");
}

TEST(FileServers, WhoseCopyIsKnownAskForNothing) {
    Bench bench;
    bench.project.storages[0].copied_from.clear();
    bench.server.user_account->admin_user_password = bench.secret(true);
    const Notes notes = bench.account();
    EXPECT_THAT(Told(notes).codes(), IsEmpty());
}

} // namespace
} // namespace batchai2aml
