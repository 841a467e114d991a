// What is known about a storage, and from which declaration (batchai.md 3.1, 9; design.md 7, rows 5 and 12).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/linked.hpp"
#include "project/share_url.hpp"

namespace batchai2aml {
namespace {

using test::blob;
using test::share;
using test::text;
using test::WholeRun;
using testing::SizeIs;

FileServerMount server_mount(std::string id, std::string path, std::string folder) {
    FileServerMount out;
    out.file_server_id = text(std::move(id));
    out.source_directory = text(std::move(folder));
    out.relative_mount_path = text(std::move(path));
    return out;
}

TEST(Storages, OfASettingAreDeclaredByALaterInput) {
    WholeRun run;
    run.options.mounts.emplace("x", MountSetting{MountSetting::Kind::azure_blob, "acct", "c"});
    run.job("a/job.json").mount_volumes.azure_blob_file_systems = {blob("<a>", "c", "x")};
    run.job("b/job.json").mount_volumes.azure_blob_file_systems = {blob("acct", "c", "y")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(1));
    EXPECT_TRUE(project.storages[0].declared);
    EXPECT_EQ(project.storages[0].source, "b/job.json");
}

TEST(Storages, OfSharesKnowTheirDeclarationAndVault) {
    WholeRun run;
    AzureFileShare one = share("https://acct.file.core.windows.net/s", "x");
    one.credentials.account_key_reference.secret_url = text("https://v/s");
    run.job("job.json").mount_volumes.azure_file_shares = {one};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(1));
    EXPECT_TRUE(project.storages[0].declared);
    EXPECT_EQ(project.storages[0].source, "job.json");
    EXPECT_EQ(project.storages[0].key_vault_secret, "https://v/s");
}

TEST(Storages, WithAPlaceholderForTheContainerAreUnknown) {
    WholeRun run;
    run.job("job.json").mount_volumes.azure_blob_file_systems = {blob("acct", "<container>", "x")};
    EXPECT_FALSE(run.link().storages.at(0).container_known);
}

TEST(Incomplete, MountsAreMarked) {
    WholeRun run;
    MountVolumes& volumes = run.job("job.json").mount_volumes;
    volumes.azure_blob_file_systems = {blob("a", "c", "r")};
    volumes.azure_blob_file_systems[0].container_name.reset();
    volumes.azure_file_shares = {share("u", "p")};
    volumes.azure_file_shares[0].azure_file_url.reset();
    const Project project = run.link();
    for (const Mount& mount : project.jobs[0].mounts)
        EXPECT_EQ(mount.problem, MountProblem::incomplete);
}

TEST(CopiedData, LiesInAContainerThatAzureAllows) {
    const auto container = [](const std::string& path) {
        WholeRun run;
        run.job("job.json").mount_volumes.unmanaged_file_systems = {
            {text("mount -t nfs h:/data /x"), text(path)}};
        return run.link().storages.at(0).container;
    };
    EXPECT_EQ(container("My Data_(2018)"), "my-data-2018");
    EXPECT_EQ(container("a"), "adata");
    EXPECT_EQ(container(std::string(70, 'x')), std::string(60, 'x'));
    EXPECT_EQ(container(std::string(59, 'x') + "-yz"), std::string(59, 'x')) << "no dash at the end";
}

TEST(CopiedData, KnowsWhereItComesFrom) {
    WholeRun run;
    run.job("a/job.json").mount_volumes.unmanaged_file_systems = {{text("mount -t nfs h:/ x"), text("nfs")}};
    const Project project = run.link();
    EXPECT_EQ(project.storages.at(0).source, "a/job.json");
    EXPECT_EQ(project.storages[0].endpoint, "core.windows.net");
}

TEST(FileServers, AreFoundByNameWhenAnotherLayoutSpellsTheirId) {
    const std::string provider = "/subscriptions/s/resourceGroups/g/providers/Microsoft.BatchAI/";
    WholeRun run;
    run.file_server("server.json").id = text(provider + "workspaces/w/fileServers/nfs1");
    run.job("job.json").mount_volumes.file_servers = {server_mount(provider + "fileServers/NFS1", "x", "d")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(1));
    EXPECT_EQ(project.jobs[0].mounts[0].storage, project.file_servers[0].storage);
}

TEST(FileServers, LieInTheFolderOfASetting) {
    WholeRun run;
    run.options.file_servers.emplace("nfs1",
                                     MountSetting{MountSetting::Kind::azure_file, "mine", "copies/of/nfs1"});
    run.job("job.json").mount_volumes.file_servers = {server_mount("/x/fileServers/nfs1", "nfs", "d")};
    const Project project = run.link();
    EXPECT_EQ(project.storages.at(0).container, "copies");
    EXPECT_EQ(project.jobs[0].mounts[0].prefix, "of/nfs1/d");
}

TEST(MountCommands, MayHoldTabsAndLineEnds) {
    const auto mounted = mounted_share("mount -t cifs \t//acct.file.core.windows.net/s\n");
    ASSERT_TRUE(mounted);
    EXPECT_EQ(mounted->share, "s");
}

} // namespace
} // namespace batchai2aml
