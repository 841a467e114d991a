// Storages and mounts (batchai.md 3.1, 8.2, 11.4, 15; design.md 7, rows 5, 12, 25).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../../support/linked.hpp"
#include "project/folder_settings.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using test::blob;
using test::share;
using test::text;
using test::WholeRun;
using testing::ElementsAre;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// "kind account container endpoint" of each storage.
std::vector<std::string> storages_of(const Project& project) {
    std::vector<std::string> out;
    for (const Storage& s : project.storages)
        out.push_back(std::string(s.kind == DatastoreKind::azure_file ? "file " : "blob ") + s.account + " "
                      + s.container + " " + s.endpoint);
    return out;
}

struct Url {
    const char* name;
    const char* url;
    const char* storage; ///< empty: refused
    const char* folder;
    bool known;
};
class Addresses : public testing::TestWithParam<Url> {};

TEST_P(Addresses, OfSharesAreTakenApart) {
    WholeRun run;
    run.job("tf/job.json").mount_volumes.azure_file_shares.push_back(share(GetParam().url, "afs"));
    const Project project = run.link();
    const Mount& mount = project.jobs[0].mounts.at(0);
    if (*GetParam().storage == 0) {
        EXPECT_EQ(mount.problem, MountProblem::bad_url);
        EXPECT_EQ(mount.storage, nowhere);
        return;
    }
    ASSERT_THAT(storages_of(project), SizeIs(1));
    EXPECT_TRUE(iequals(storages_of(project)[0], GetParam().storage)) << storages_of(project)[0];
    EXPECT_EQ(mount.prefix, GetParam().folder);
    EXPECT_EQ(project.storages[0].account_known && project.storages[0].container_known, GetParam().known);
}
INSTANTIATE_TEST_SUITE_P(
    Mounts, Addresses,
    testing::Values(
        Url{"Plain", "https://acct.file.core.windows.net/s", "file acct s core.windows.net", "", true},
        Url{"TrailingSlash", "https://acct.file.core.windows.net/s/", "file acct s core.windows.net", "",
            true},
        Url{"SubFolder", "https://acct.file.core.windows.net/s/a//b/", "file acct s core.windows.net", "a/b",
            true},
        Url{"China", "https://acct.file.core.chinacloudapi.cn/s", "file acct s core.chinacloudapi.cn", "",
            true},
        Url{"Government", "https://acct.file.core.usgovcloudapi.net/s", "file acct s core.usgovcloudapi.net",
            "", true},
        Url{"UpperCase", "HTTPS://ACCT.FILE.CORE.WINDOWS.NET/s", "file ACCT s core.windows.net", "", true},
        Url{"NoScheme", "acct.file.core.windows.net/s", "file acct s core.windows.net", "", true},
        Url{"Query", "https://acct.file.core.windows.net/s?x=1", "file acct s core.windows.net", "", true},
        Url{"Placeholder", "https://<AZURE_BATCHAI_STORAGE_ACCOUNT>.file.core.windows.net/s",
            "file <AZURE_BATCHAI_STORAGE_ACCOUNT> s core.windows.net", "", false},
        Url{"PlaceholderWithBlanks", "https://<my storage account>.file.core.windows.net/<my share>",
            "file <my storage account> <my share> core.windows.net", "", false},
        Url{"PlaceholderShare", "https://acct.file.core.windows.net/<share>",
            "file acct <share> core.windows.net", "", false},
        Url{"NoShare", "https://acct.file.core.windows.net", "", "", false},
        Url{"NoShareButSlash", "https://acct.file.core.windows.net/", "", "", false},
        Url{"Blob", "https://acct.blob.core.windows.net/c", "", "", false},
        Url{"NoHost", "https:///s", "", "", false},
        Url{"NoAccount", "https://.file.core.windows.net/s", "", "", false},
        Url{"NoDot", "https://acct/s", "", "", false},
        Url{"NoEndpoint", "https://acct.file./s", "", "", false}, Url{"Text", "my share", "", "", false}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(Storages, OfTheSameAccountAndContainerAreOne) {
    WholeRun run;
    run.job("a/job.json").mount_volumes.azure_blob_file_systems = {
        blob("acct", "data", "x"), blob("ACCT", "data", "y"), blob("acct", "other", "z")};
    run.cluster("b/cluster.json").mount_volumes.azure_blob_file_systems = {blob("acct", "data", "w")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(2));
    EXPECT_EQ(project.jobs[0].mounts[0].storage, project.jobs[0].mounts[1].storage);
    EXPECT_EQ(project.jobs[0].mounts[0].storage, project.clusters[0].mounts[0].storage);
    EXPECT_NE(project.jobs[0].mounts[0].storage, project.jobs[0].mounts[2].storage);
    EXPECT_EQ(project.storages[project.jobs[0].mounts[0].storage].source, "a/job.json")
        << "the first document declares it";
}

TEST(Storages, OfAnotherKindOrCloudAreOthers) {
    WholeRun run;
    MountVolumes& volumes = run.job("job.json").mount_volumes;
    volumes.azure_blob_file_systems = {blob("acct", "s", "x")};
    volumes.azure_file_shares = {share("https://acct.file.core.windows.net/s", "y"),
                                 share("https://acct.file.core.chinacloudapi.cn/s", "z")};
    EXPECT_THAT(run.link().storages, SizeIs(3));
}

TEST(Storages, WithPlaceholdersAreNeverMergedAcrossFolders) {
    WholeRun run;
    for (const char* path : {"a/job.json", "a/more.json", "b/job.json"})
        run.job(path).mount_volumes.azure_blob_file_systems = {
            blob("<AZURE_BATCHAI_STORAGE_ACCOUNT>", "data", "x")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(2));
    EXPECT_EQ(project.jobs[0].mounts[0].storage, project.jobs[1].mounts[0].storage)
        << "one folder, one account";
    EXPECT_NE(project.jobs[0].mounts[0].storage, project.jobs[2].mounts[0].storage);
    EXPECT_NE(project.storages[0].name, project.storages[1].name);
}

TEST(Storages, WhosePlaceholdersAreFilledInAreMerged) {
    WholeRun run;
    run.options.storage_account = "acct";
    for (const char* path : {"a/job.json", "b/job.json"})
        run.job(path).mount_volumes.azure_file_shares = {
            share("https://<AZURE_BATCHAI_STORAGE_ACCOUNT>.file.core.windows.net/s", "x",
                  "<AZURE_BATCHAI_STORAGE_ACCOUNT>")};
    const Project project = run.link();
    EXPECT_THAT(storages_of(project), ElementsAre("file acct s core.windows.net"));
    EXPECT_TRUE(project.storages[0].account_known);
    EXPECT_FALSE(project.jobs[0].mounts[0].account_differs);
}

TEST(Storages, AreFilledInByFolder) {
    WholeRun run;
    run.options.storage_account = "common";
    run.options.storage_accounts = {{"a", "special"}, {"a/c/job.json", "one"}, {"aa", "other"}};
    for (const char* path : {"a/job.json", "a/c/job.json", "b/job.json"})
        run.job(path).mount_volumes.azure_blob_file_systems = {
            blob("<AZURE_BATCHAI_STORAGE_ACCOUNT>", "c", "x")};
    EXPECT_THAT(storages_of(run.link()),
                ElementsAre("blob one c core.windows.net", "blob special c core.windows.net",
                            "blob common c core.windows.net"));
}

TEST(Settings, OfMountsMayBeForOneFolder) {
    WholeRun run;
    const auto on = [](const char* account) {
        return MountSetting{MountSetting::Kind::azure_blob, account, "c"};
    };
    run.options.mounts = {{"afs", on("common")}, {"tree/a/afs", on("special")}};
    run.job("tree/a/job.json");
    run.job("tree/b/job.json");
    const Project project = run.link();
    std::string rest;
    for (const auto& [job, account] : {std::pair{0, "special"}, std::pair{1, "common"}}) {
        const Mount* mount = find_mount(project.jobs[job].mounts, MountLevel::cluster, "afs/x", rest);
        ASSERT_NE(mount, nullptr);
        EXPECT_EQ(project.storages[mount->storage].account, account);
    }
}

TEST(Placeholders, OfAllSpellingsLeaveTheAccountUnknown) {
    for (const char* account : {"<a>", "[[a]]", "__ACCOUNT__", "FILL-IN-HERE", "...", "$STORAGE_ACCOUNT"}) {
        WholeRun run;
        run.job("job.json").mount_volumes.azure_blob_file_systems = {blob(account, "c", "x")};
        EXPECT_FALSE(run.link().storages.at(0).account_known) << account;
    }
}

TEST(Accounts, ThatDifferFromTheAddressAreMarked) {
    const auto differs = [](const char* account) {
        WholeRun run;
        run.job("job.json").mount_volumes.azure_file_shares = {
            share("https://acct.file.core.windows.net/s", "x", account)};
        return run.link().jobs[0].mounts[0].account_differs;
    };
    EXPECT_TRUE(differs("other"));
    EXPECT_FALSE(differs("ACCT"));
    EXPECT_FALSE(differs("<AZURE_BATCHAI_STORAGE_ACCOUNT>"));
    EXPECT_FALSE(differs(""));
}

TEST(Incomplete, MountsHaveNoStorage) {
    WholeRun run;
    MountVolumes& volumes = run.job("job.json").mount_volumes;
    volumes.azure_blob_file_systems = {blob("a", "c", "r"), blob("a", "c", "r"), blob("a", "c", "r")};
    volumes.azure_blob_file_systems[0].account_name.reset();
    volumes.azure_blob_file_systems[1].container_name.reset();
    volumes.azure_blob_file_systems[2].relative_mount_path.reset();
    volumes.azure_file_shares = {share("u", "p"), share("u", "p")};
    volumes.azure_file_shares[0].azure_file_url.reset();
    volumes.azure_file_shares[1].relative_mount_path.reset();
    const Project project = run.link();
    EXPECT_THAT(project.storages, SizeIs(0));
    for (const Mount& mount : project.jobs[0].mounts)
        EXPECT_EQ(mount.storage, nowhere);
}

TEST(Paths, AreNormalisedAndUniquePerLevel) {
    WholeRun run;
    run.job("job.json").mount_volumes.azure_blob_file_systems = {blob("a", "c", "/x//y/"),
                                                                 blob("a", "d", "x\\y"), blob("a", "e", "x")};
    const Project project = run.link();
    const auto& mounts = project.jobs[0].mounts;
    EXPECT_EQ(mounts[0].path, "x/y");
    EXPECT_EQ(mounts[0].problem, MountProblem::none);
    EXPECT_EQ(mounts[1].problem, MountProblem::duplicate);
    EXPECT_EQ(mounts[2].problem, MountProblem::none) << "nested paths are legal (batchai.md 15)";
}

TEST(Vaults, AreRememberedWithTheStorage) {
    WholeRun run;
    AzureBlobFileSystem one = blob("a", "c", "x");
    AzureBlobFileSystem two = blob("a", "c", "y");
    two.credentials.account_key_reference.secret_url = text("https://v/s");
    run.job("job.json").mount_volumes.azure_blob_file_systems = {one, two};
    EXPECT_EQ(run.link().storages.at(0).key_vault_secret, "https://v/s");
}

MountSetting setting(MountSetting::Kind kind, std::string account, std::string container) {
    return {kind, std::move(account), std::move(container)};
}

TEST(Settings, WinOverDeclarations) {
    WholeRun run;
    run.options.mounts.emplace("x", setting(MountSetting::Kind::azure_file, "mine", "s/sub"));
    run.job("job.json").mount_volumes.azure_blob_file_systems = {blob("<a>", "c", "x")};
    const Project project = run.link();
    const Mount& mount = project.jobs[0].mounts[0];
    EXPECT_TRUE(mount.by_setting);
    EXPECT_EQ(mount.prefix, "sub");
    EXPECT_THAT(storages_of(project), ElementsAre("file mine s core.windows.net"));
}

TEST(Settings, DeclareMountsOfBothLevels) {
    for (const char* key : {"data", "/data/"}) {
        WholeRun run;
        run.options.mounts.emplace(key, setting(MountSetting::Kind::azure_blob, "mine", "c"));
        run.job("job.json");
        const Project project = run.link();
        ASSERT_THAT(project.jobs[0].mounts, SizeIs(2)) << key;
        EXPECT_EQ(project.jobs[0].mounts[0].level, MountLevel::cluster);
        EXPECT_EQ(project.jobs[0].mounts[1].level, MountLevel::job);
        for (const Mount& mount : project.jobs[0].mounts) {
            EXPECT_EQ(mount.path, "data");
            EXPECT_TRUE(mount.by_setting);
        }
        EXPECT_THAT(storages_of(project), ElementsAre("blob mine c core.windows.net"));
        EXPECT_FALSE(project.storages[0].declared);
        EXPECT_EQ(project.storages[0].source, "settings");
    }
}

TEST(Settings, OfAStorageThatAnInputDeclaresAreThatStorage) {
    WholeRun run;
    run.options.mounts.emplace("data", setting(MountSetting::Kind::azure_blob, "acct", "c"));
    run.job("job.json").mount_volumes.azure_blob_file_systems = {blob("acct", "c", "x")};
    const Project project = run.link();
    ASSERT_THAT(project.storages, SizeIs(1));
    EXPECT_TRUE(project.storages[0].declared);
    EXPECT_EQ(project.storages[0].source, "job.json");
}

TEST(StorageNames, ComeFromAccountAndContainer) {
    WholeRun run;
    MountVolumes& volumes = run.job("job.json").mount_volumes;
    volumes.azure_blob_file_systems = {blob("acct", "my-data", "x"), blob("<a>", "logs", "y")};
    volumes.azure_file_shares = {share("https://<a>.file.core.windows.net/logs", "z")};
    const Project project = run.link();
    std::vector<std::string> names;
    for (const Storage& storage : project.storages) {
        names.push_back(storage.name);
        EXPECT_EQ(storage.file, "datastores/" + storage.name + ".yml");
    }
    EXPECT_THAT(names, UnorderedElementsAre("acct_my_data", "logs_blob", "logs_file"));
}

TEST(StorageNames, MayBeChosen) {
    WholeRun run;
    run.options.names["my-data"] = "training";
    run.job("job.json").mount_volumes.azure_blob_file_systems = {blob("acct", "my-data", "x")};
    EXPECT_EQ(run.link().storages.at(0).name, "training");
}

TEST(FolderSettings, HoldForWhatLiesInTheFolder) {
    EXPECT_TRUE(lies_in("a/b.json", "a"));
    EXPECT_TRUE(lies_in("a", "a"));
    EXPECT_TRUE(lies_in("a", ""));
    EXPECT_FALSE(lies_in("ab/c.json", "a"));
    const Options::Texts settings = {{"a", "1"}, {"a/b", "2"}, {"a/b/c.json", "3"}, {"z", "4"}};
    const std::string common = "0";
    EXPECT_EQ(setting_for(settings, common, "a/b/c.json"), "3");
    EXPECT_EQ(setting_for(settings, common, "a/b/d.json"), "2");
    EXPECT_EQ(setting_for(settings, common, "a/x.json"), "1");
    EXPECT_EQ(setting_for(settings, common, "x.json"), "0");
}

TEST(FolderSettings, OfMountsPreferTheLongestFolder) {
    WholeRun run;
    const auto on = [](const char* account) {
        return MountSetting{MountSetting::Kind::azure_blob, account, "c"};
    };
    run.options.mounts = {{"a/afs", on("one")}, {"a/b/afs", on("two")}, {"afs", on("common")}};
    run.job("a/b/job.json").mount_volumes.azure_blob_file_systems = {blob("x", "c", "afs")};
    EXPECT_EQ(run.link().storages.at(0).account, "two");
}

} // namespace
} // namespace batchai2aml
