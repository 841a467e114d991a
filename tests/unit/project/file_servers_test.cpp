// File servers and unmanaged file systems become storages for a copy of their data (batchai.md 3.1, 5;
// design.md 7, row 12).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/linked.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using test::text;
using test::WholeRun;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// "kind account container endpoint" of each storage.
std::vector<std::string> storages_of(const Project& project) {
    std::vector<std::string> out;
    for (const Storage& s : project.storages)
        out.push_back(std::string(s.kind == DatastoreKind::azure_file ? "file " : "blob ") + s.account + " "
                      + s.container + " " + s.endpoint);
    return out;
}

MountSetting setting(MountSetting::Kind kind, std::string account, std::string container) {
    return {kind, std::move(account), std::move(container)};
}

FileServerMount server_mount(std::string id, std::string path, std::string folder = {}) {
    FileServerMount out;
    out.file_server_id = text(std::move(id));
    if (!folder.empty()) out.source_directory = text(std::move(folder));
    out.relative_mount_path = text(std::move(path));
    return out;
}

constexpr std::string_view servers =
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/workspaces/w/fileServers/";

TEST(FileServers, BecomeAStorageForACopyOfTheirData) {
    WholeRun run;
    run.job("job.json").mount_volumes.file_servers = {
        server_mount(std::string(servers) + "My_NFS", "nfs", "/exports/a/")};
    const Project project = run.link();
    const Mount& mount = project.jobs[0].mounts.at(0);
    EXPECT_EQ(mount.problem, MountProblem::none);
    EXPECT_EQ(mount.prefix, "exports/a") << "the folder of the server is the one of the copy";
    const Storage& storage = project.storages.at(mount.storage);
    EXPECT_EQ(storage.kind, DatastoreKind::azure_blob);
    EXPECT_FALSE(storage.account_known);
    EXPECT_EQ(storage.container, "my-nfs") << "a name that Azure allows";
    EXPECT_EQ(storage.name, "my_nfs_blob");
    EXPECT_EQ(storage.copied_from, "the file server \"My_NFS\"");
    EXPECT_EQ(storage.setting, "file-servers.My_NFS");
    EXPECT_TRUE(storage.declared);
    EXPECT_EQ(storage.source, "job.json");
}

TEST(FileServers, AreOneStorageForAllMountsOfThem) {
    WholeRun run;
    const std::string id = std::string(servers) + "nfs1";
    FileServer& server = run.file_server("server.json");
    server.id = text(id);
    run.job("a/job.json").mount_volumes.file_servers = {server_mount(id, "x")};
    run.cluster("b/cluster.json").mount_volumes.file_servers = {
        server_mount(lower(id), "y"), server_mount(std::string(servers) + "nfs2", "z")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(2));
    EXPECT_EQ(project.jobs[0].mounts[0].storage, project.file_servers[0].storage);
    EXPECT_EQ(project.clusters[0].mounts[0].storage, project.file_servers[0].storage);
    EXPECT_NE(project.clusters[0].mounts[1].storage, project.file_servers[0].storage);
    EXPECT_EQ(project.storages[project.file_servers[0].storage].source, "server.json");
}

TEST(FileServers, WithoutAnIdAreFoundByTheirName) {
    WholeRun run;
    run.file_server("nfs1.json");
    run.job("job.json").mount_volumes.file_servers = {server_mount(std::string(servers) + "NFS1", "x")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(1));
    EXPECT_EQ(project.file_servers[0].source_name, "nfs1");
    EXPECT_EQ(project.jobs[0].mounts[0].storage, 0U);
}

TEST(FileServers, OfOneNameInSeveralFoldersAreNotGuessed) {
    WholeRun run;
    run.file_server("a/nfs1.json");
    run.file_server("b/nfs1.json");
    run.job("job.json").mount_volumes.file_servers = {server_mount(std::string(servers) + "nfs1", "x")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(3));
    EXPECT_NE(project.file_servers[0].storage, project.file_servers[1].storage);
    EXPECT_EQ(project.jobs[0].mounts[0].storage, 2U);
}

TEST(FileServers, GivenTwiceAreOne) {
    WholeRun run;
    for (const char* path : {"a.json", "b.json"})
        run.file_server(path).id = text(std::string(servers) + "nfs1");
    const Project project = run.link();
    EXPECT_THAT(project.storages, SizeIs(1));
    EXPECT_EQ(project.file_servers[0].copy_of, nowhere);
    EXPECT_EQ(project.file_servers[1].copy_of, 0U);
    EXPECT_EQ(project.file_servers[1].storage, 0U);
}

TEST(FileServers, LieWhereASettingSays) {
    WholeRun run;
    run.options.file_servers.emplace("NFS1", setting(MountSetting::Kind::azure_file, "mine", "copies"));
    run.job("job.json").mount_volumes.file_servers = {
        server_mount(std::string(servers) + "nfs1", "nfs", "d")};
    const Project project = run.link();
    EXPECT_THAT(storages_of(project), ElementsAre("file mine copies core.windows.net"));
    EXPECT_EQ(project.storages[0].copied_from, "");
    EXPECT_TRUE(project.storages[0].declared);
    EXPECT_EQ(project.jobs[0].mounts[0].prefix, "d");
}

TEST(FileServers, GiveWayToTheSettingOfAMount) {
    WholeRun run;
    run.options.mounts.emplace("nfs", setting(MountSetting::Kind::azure_blob, "mine", "c"));
    run.job("job.json").mount_volumes.file_servers = {
        server_mount(std::string(servers) + "nfs1", "nfs", "d")};
    const Project project = run.link();
    EXPECT_THAT(storages_of(project), ElementsAre("blob mine c core.windows.net"));
    EXPECT_EQ(project.jobs[0].mounts[0].prefix, "d");
}

TEST(FileServers, WithoutIdOrPathAreIncomplete) {
    WholeRun run;
    FileServerMount no_id = server_mount("x", "nfs");
    no_id.file_server_id.reset();
    FileServerMount no_path = server_mount("x", "nfs");
    no_path.relative_mount_path.reset();
    run.job("job.json").mount_volumes.file_servers = {no_id, no_path};
    const Project project = run.link();
    for (const Mount& mount : project.jobs[0].mounts)
        EXPECT_EQ(mount.problem, MountProblem::incomplete);
    EXPECT_THAT(project.storages, IsEmpty());
}

TEST(UnmanagedFileSystems, OfAnAzureFileShareAreThatShare) {
    WholeRun run;
    run.job("job.json")
        .mount_volumes.unmanaged_file_systems.push_back(
            {text("mount -t cifs //acct.file.core.windows.net/share/deep -o vers=3.0"), text("cifs")});
    const Project project = run.link();
    EXPECT_THAT(storages_of(project), ElementsAre("file acct share core.windows.net"));
    EXPECT_EQ(project.storages[0].copied_from, "");
    EXPECT_EQ(project.jobs[0].mounts[0].prefix, "deep");
}

TEST(UnmanagedFileSystems, BecomeAStorageForACopyOfTheirData) {
    WholeRun run;
    run.job("a/job.json").mount_volumes.unmanaged_file_systems = {{text("mount -t nfs h:/"), text("nfs")}};
    run.job("b/job.json").mount_volumes.unmanaged_file_systems = {{text("mount -t nfs h:/"), text("other")}};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(1)) << "one command mounts one thing";
    EXPECT_EQ(project.storages[0].copied_from, "what was mounted at \"nfs\"");
    EXPECT_EQ(project.storages[0].setting, "mounts.nfs");
    EXPECT_EQ(project.storages[0].container, "nfs");
    EXPECT_EQ(project.jobs[0].mounts[0].problem, MountProblem::none);
}

TEST(UnmanagedFileSystems, LieWhereASettingSays) {
    WholeRun run;
    run.options.mounts.emplace("nfs", setting(MountSetting::Kind::azure_blob, "mine", "c"));
    run.job("job.json").mount_volumes.unmanaged_file_systems = {{text("mount -t nfs h:/"), text("nfs")}};
    EXPECT_THAT(storages_of(run.link()), ElementsAre("blob mine c core.windows.net"));
}

TEST(UnmanagedFileSystems, WithoutCommandAreIncomplete) {
    WholeRun run;
    run.job("job.json").mount_volumes.unmanaged_file_systems = {{std::nullopt, text("nfs")}};
    EXPECT_EQ(run.link().jobs[0].mounts[0].problem, MountProblem::incomplete);
}

/// "from: how (amount)" of all data to copy.
std::vector<std::string> copies_of(const Project& project) {
    std::vector<std::string> out;
    for (const Storage& storage : project.storages)
        for (const DataCopy& copy : storage.copies)
            out.push_back(copy.from + ": " + copy.how + " (" + copy.amount + ")");
    return out;
}

TEST(Copies, AreNotedWhetherOrNotTheirPlaceIsKnown) {
    WholeRun run;
    FileServer& server = run.file_server("nfs.json");
    server.disk_count = test::number(2);
    server.disk_size_gb = test::number(512);
    MountVolumes& volumes = run.job("job.json").mount_volumes;
    volumes.file_servers = {server_mount(std::string(servers) + "nfs", "a"),
                            server_mount(std::string(servers) + "other", "b")};
    volumes.unmanaged_file_systems = {{text("mount -t nfs h:/"), text("c")}};
    const auto expected =
        ElementsAre("the file server \"nfs\":  (2 x 512 GB at most)", "the file server \"other\":  ()",
                    "what was mounted at \"c\": mount -t nfs h:/ ()");
    EXPECT_THAT(copies_of(run.link()), expected);
    run.options.file_servers = {{"nfs", setting(MountSetting::Kind::azure_blob, "acc", "nfs")},
                                {"other", setting(MountSetting::Kind::azure_blob, "acc", "other")}};
    run.options.mounts = {{"c", setting(MountSetting::Kind::azure_blob, "acc", "c")}};
    EXPECT_THAT(copies_of(run.link()), expected);
    run.options.mounts.emplace("b", setting(MountSetting::Kind::azure_blob, "acc", "b"));
    EXPECT_THAT(copies_of(run.link()), testing::Contains("what was mounted at \"b\":  ()"));
}

TEST(Copies, AreNotNeededForSharesOfAzure) {
    WholeRun run;
    run.job("job.json").mount_volumes.unmanaged_file_systems = {
        {text("mount -t cifs //acc.file.core.windows.net/s $AZ_BATCHAI_MOUNT_ROOT/c"), text("c")}};
    EXPECT_THAT(copies_of(run.link()), IsEmpty());
}

TEST(FileServers, WithoutANameAreIncomplete) {
    WholeRun run;
    run.job("job.json").mount_volumes.file_servers = {server_mount(std::string(servers), "a")};
    EXPECT_EQ(run.link().jobs[0].mounts.at(0).problem, MountProblem::incomplete);
}

} // namespace
} // namespace batchai2aml
