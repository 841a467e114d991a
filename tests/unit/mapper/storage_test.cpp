// Mounts and datastores (batchai.md 3.1, 9; azureml.md 2.11, 6.1, 6.2; design.md 7, rows 5, 6, 12, 19).
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

struct Bench : Workbench {
    Bench() {
        run("python a.py");
        linked.compute = "gpu";
        options.default_image = "i";
        share.account_name = text("acct");
        share.azure_file_url = text("https://acct.file.core.windows.net/data");
        share.relative_mount_path = text("afs");
        share.file_mode = text("0777");
        share.directory_mode = text("0755");
        blob.account_name = text("acct");
        blob.container_name = text("data");
        blob.relative_mount_path = text("bfs");
        blob.mount_options = text("-o ro");
    }
    AzureFileShare share;
    AzureBlobFileSystem blob;
    Mount& use_share() {
        Mount& out = mount(MountLevel::job, "afs", "acct_share", DatastoreKind::azure_file);
        out.source = &share;
        return out;
    }
    Mount& use_blob() {
        Mount& out = mount(MountLevel::job, "bfs", "acct_data");
        out.source = &blob;
        return out;
    }
};

TEST(Shares, AreAccountedFor) {
    Bench bench;
    bench.use_share();
    const auto mapped = bench.map();
    const auto told = mapped.told();
    EXPECT_THAT(told.of(bench.share.azure_file_url), ElementsAre("storage.share_url -> file_share_name"));
    EXPECT_THAT(told.files_of(bench.share.azure_file_url->leaf), ElementsAre("datastores/acct_share.yml"));
    EXPECT_THAT(told.of(bench.share.account_name), ElementsAre("storage.share_account -> account_name"));
    EXPECT_THAT(told.of(bench.share.relative_mount_path), ElementsAre("storage.mount_path -> name"));
    EXPECT_THAT(told.of(bench.share.file_mode), ElementsAre("storage.modes"));
    EXPECT_THAT(told.of(bench.share.directory_mode), ElementsAre("storage.modes"));
}

TEST(Shares, WithAnotherAccountNameAreTold) {
    Bench bench;
    bench.use_share().account_differs = true;
    const auto mapped = bench.map();
    EXPECT_THAT(mapped.told().of(bench.share.account_name), ElementsAre("storage.share_account_differs"));
    EXPECT_EQ(mapped.told().finding("B2A0411").at, bench.share.account_name->leaf);
}

TEST(Containers, AreAccountedFor) {
    Bench bench;
    bench.use_blob();
    const auto mapped = bench.map();
    const auto told = mapped.told();
    EXPECT_THAT(told.of(bench.blob.account_name), ElementsAre("storage.container_account -> account_name"));
    EXPECT_THAT(told.of(bench.blob.container_name), ElementsAre("storage.container_name -> container_name"));
    EXPECT_THAT(told.of(bench.blob.relative_mount_path), ElementsAre("storage.mount_path -> name"));
    EXPECT_THAT(told.of(bench.blob.mount_options), ElementsAre("storage.options"));
    EXPECT_THAT(told.codes(), ElementsAre("B2A0408"));
}

struct Problem {
    const char* name;
    MountProblem problem;
    const char* code;
};
class Problems : public testing::TestWithParam<Problem> {};

TEST_P(Problems, AreErrors) {
    Bench bench;
    for (Mount* mount : {&bench.use_share()}) {
        mount->problem = GetParam().problem;
        if (GetParam().problem != MountProblem::duplicate) mount->storage = nowhere;
    }
    const auto mapped = bench.map();
    EXPECT_EQ(mapped.told().times(GetParam().code), 1U);
    for (const Text& text :
         {bench.share.azure_file_url, bench.share.account_name, bench.share.relative_mount_path})
        EXPECT_THAT(mapped.told().of(text), ElementsAre("storage.invalid"));
    EXPECT_THAT(mapped.told().of(bench.share.file_mode), ElementsAre("storage.modes"));
}
INSTANTIATE_TEST_SUITE_P(Storage, Problems,
                         testing::Values(Problem{"Incomplete", MountProblem::incomplete, "B2A0410"},
                                         Problem{"BadUrl", MountProblem::bad_url, "B2A0402"},
                                         Problem{"Duplicate", MountProblem::duplicate, "B2A0412"}),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Problems, OfContainersAreErrors) {
    Bench bench;
    Mount& mount = bench.use_blob();
    mount.problem = MountProblem::incomplete;
    mount.storage = nowhere;
    bench.blob.container_name.reset();
    const auto mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0410"), 1U);
    EXPECT_THAT(mapped.told().of(bench.blob.account_name), ElementsAre("storage.invalid"));
    EXPECT_THAT(mapped.told().of(bench.blob.relative_mount_path), ElementsAre("storage.invalid"));
}

TEST(Placeholders, AreAskedFor) {
    Bench bench;
    bench.use_share();
    bench.storages[0].account = "<AZURE_BATCHAI_STORAGE_ACCOUNT>";
    bench.storages[0].account_known = false;
    EXPECT_EQ(bench.map().told().finding("B2A0401").answers.at(0).setting, "storage-account");
    bench.storages[0].account = "<my account>";
    EXPECT_EQ(bench.map().told().finding("B2A0401").answers.at(0).setting, "placeholders.<my account>");
    bench.storages[0].account_known = true;
    bench.storages[0].container = "<share>";
    bench.storages[0].container_known = false;
    EXPECT_THAT(bench.map().told().finding("B2A0401").message,
                HasSubstr("the share \"<share>\" is a placeholder"));
}

TEST(Keys, NeverComeOut) {
    Bench bench;
    bench.use_blob();
    bench.blob.credentials.account_key = bench.secret();
    bench.blob.credentials.account_key_reference = {bench.text("/v"), bench.text("https://v/s")};
    const auto mapped = bench.map();
    EXPECT_THAT(mapped.told().of(bench.blob.credentials.account_key), ElementsAre("storage.account_key"));
    EXPECT_THAT(mapped.told().of(bench.blob.credentials.account_key_reference.vault_id),
                ElementsAre("storage.account_key_reference"));
    EXPECT_THAT(mapped.told().of(bench.blob.credentials.account_key_reference.secret_url),
                ElementsAre("storage.account_key_reference"));
    EXPECT_EQ(mapped.told().finding("B2A0901").at, bench.blob.credentials.account_key->leaf);
    bench.blob.credentials.account_key = bench.secret(true);
    EXPECT_EQ(bench.map().told().times("B2A0901"), 0U) << "a placeholder is no secret";
}

// A mount whose data has to be copied, or was.
Mount& copied_mount(Bench& bench, std::string path, bool copied) {
    Mount& mount = bench.mount(MountLevel::job, std::move(path), "copy");
    if (copied) return mount;
    Storage& storage = bench.storages.at(mount.storage);
    storage.account_known = false;
    storage.copied_from = "the file server \"fs\"";
    storage.setting = "mounts.fs";
    return mount;
}

TEST(FileServers, AskForACopy) {
    Bench bench;
    FileServerMount server{bench.text("/fs"), bench.text("d"), bench.text("nfs"), bench.text("rw")};
    copied_mount(bench, "nfs", false).source = &server;
    const auto mapped = bench.map();
    EXPECT_THAT(mapped.told().of(server.file_server_id), ElementsAre("storage.file_server -> name"));
    EXPECT_THAT(mapped.told().of(server.source_directory), ElementsAre("storage.source_directory -> name"));
    EXPECT_THAT(mapped.told().of(server.relative_mount_path), ElementsAre("storage.mount_path -> name"));
    EXPECT_THAT(mapped.told().of(server.mount_options), ElementsAre("storage.options"));
    const Diagnostic finding = mapped.told().finding("B2A0406");
    EXPECT_EQ(finding.at, server.relative_mount_path->leaf);
    EXPECT_EQ(finding.message, "the data of the file server \"fs\" has to be copied to Azure storage");
    EXPECT_EQ(finding.answers.at(0).setting, "mounts.fs");
    EXPECT_EQ(mapped.told().times("B2A0401"), 0U) << "one question, not two";
}

TEST(FileServers, ThatWereCopiedAskForNothing) {
    Bench bench;
    FileServerMount server{bench.text("/fs"), bench.text("d"), bench.text("nfs"), bench.text("rw")};
    copied_mount(bench, "nfs", true).source = &server;
    const auto mapped = bench.map();
    EXPECT_THAT(mapped.told().of(server.file_server_id), ElementsAre("storage.file_server_copied -> name"));
    EXPECT_EQ(mapped.told().times("B2A0406"), 0U);
}

TEST(FileServers, WithoutIdAreReported) {
    Bench bench;
    FileServerMount server{std::nullopt, bench.text("d"), bench.text("nfs"), std::nullopt};
    Mount& mount = copied_mount(bench, "nfs", true);
    mount.source = &server;
    mount.storage = nowhere;
    mount.problem = MountProblem::incomplete;
    const auto mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0410"), 1U);
    EXPECT_THAT(mapped.told().of(server.source_directory), ElementsAre("storage.invalid"));
    EXPECT_THAT(mapped.told().of(server.relative_mount_path), ElementsAre("storage.invalid"));
}

TEST(UnmanagedFileSystems, AskForACopy) {
    Bench bench;
    UnmanagedFileSystem system{bench.text("mount -t glusterfs h:/v"), bench.text("g")};
    copied_mount(bench, "g", false).source = &system;
    const auto mapped = bench.map();
    EXPECT_THAT(mapped.told().of(system.mount_command), ElementsAre("storage.unmanaged -> name"));
    EXPECT_THAT(mapped.told().of(system.relative_mount_path), ElementsAre("storage.mount_path -> name"));
    EXPECT_EQ(mapped.told().times("B2A0406"), 1U);
}

TEST(UnmanagedFileSystems, AreAShareOrLieWhereASettingSays) {
    Bench bench;
    UnmanagedFileSystem system{bench.text("mount -t cifs //a.file.core.windows.net/s"), bench.text("g")};
    Mount& mount = copied_mount(bench, "g", true);
    mount.source = &system;
    EXPECT_THAT(bench.map().told().of(system.mount_command),
                ElementsAre("storage.unmanaged_share -> file_share_name"));
    mount.by_setting = true;
    EXPECT_THAT(bench.map().told().of(system.mount_command), ElementsAre("storage.unmanaged_copied -> name"));
    EXPECT_EQ(bench.map().told().times("B2A0406"), 0U);
}

TEST(UnmanagedFileSystems, WithoutCommandAreReported) {
    Bench bench;
    UnmanagedFileSystem system{std::nullopt, bench.text("g")};
    Mount& mount = copied_mount(bench, "g", true);
    mount.source = &system;
    mount.storage = nowhere;
    mount.problem = MountProblem::incomplete;
    const auto mapped = bench.map();
    EXPECT_EQ(mapped.told().times("B2A0410"), 1U);
    EXPECT_THAT(mapped.told().of(system.relative_mount_path), ElementsAre("storage.invalid"));
}

TEST(ClusterMounts, AreNotAccountedForByJobs) {
    Bench bench;
    bench.use_blob().level = MountLevel::cluster;
    EXPECT_THAT(bench.map().told().of(bench.blob.container_name), IsEmpty());
}

TEST(Datastores, ForACopyNeedWork) {
    Storage storage;
    storage.account_known = false;
    storage.container = "nfs1";
    storage.copied_from = "the file server \"nfs1\"";
    const Datastore out = map_storage(storage);
    EXPECT_EQ(out.account.text, "choose-an-account");
    EXPECT_THAT(out.account.comment, HasSubstr("the file server \"nfs1\" has to be copied"));
    EXPECT_FALSE(out.account_known);
    EXPECT_EQ(out.container.text, "nfs1");
    EXPECT_THAT(out.header.needs_work,
                ElementsAre("copy the data of the file server \"nfs1\" and name its storage"));
}

TEST(Datastores, HoldWhatTheStorageIs) {
    Storage storage;
    storage.kind = DatastoreKind::azure_file;
    storage.account = "acct";
    storage.container = "share";
    storage.endpoint = "core.chinacloudapi.cn";
    storage.source = "tf/job.json";
    storage.key_vault_secret = "https://v/s";
    storage.name = "acct_share";
    storage.file = "datastores/acct_share.yml";
    const Datastore out = map_storage(storage);
    EXPECT_EQ(out.name, "acct_share");
    EXPECT_EQ(out.file, "datastores/acct_share.yml");
    EXPECT_EQ(out.header.source, "tf/job.json");
    EXPECT_EQ(out.kind, DatastoreKind::azure_file);
    EXPECT_EQ(out.account.text, "acct");
    EXPECT_EQ(out.container.text, "share");
    EXPECT_EQ(out.endpoint, "core.chinacloudapi.cn");
    EXPECT_EQ(out.key_vault_secret, "https://v/s");
    EXPECT_THAT(out.header.needs_work, IsEmpty());
    EXPECT_EQ(out.account.comment + out.container.comment, "");
}

TEST(Datastores, WithPlaceholdersNeedWork) {
    Storage storage;
    storage.account = "<a>";
    storage.account_known = false;
    storage.container = "<c>";
    storage.container_known = false;
    const Datastore out = map_storage(storage);
    EXPECT_FALSE(out.account_known);
    EXPECT_EQ(out.header.needs_work.size(), 2U);
    EXPECT_THAT(out.account.comment, HasSubstr("--storage-account"));
    EXPECT_THAT(out.container.comment, Not(IsEmpty()));
}

} // namespace
} // namespace batchai2aml
