#include "project/share_url.hpp"

#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

std::string words(const std::optional<ShareUrl>& url) {
    return url ? url->account + " " + url->endpoint + " " + url->share + " " + url->folder : "(none)";
}

TEST(ShareUrls, AreTakenApart) {
    EXPECT_EQ(words(split_share_url("https://acct.file.core.windows.net/share")),
              "acct core.windows.net share ");
    EXPECT_EQ(words(split_share_url(" http://acct.file.core.chinacloudapi.cn//share/a//b/ ")),
              "acct core.chinacloudapi.cn share a/b");
    EXPECT_EQ(words(split_share_url("\\\\acct.file.core.windows.net\\share")), "(none)")
        << "no host before the slash";
    EXPECT_EQ(words(split_share_url("acct.file.core.windows.net\\share")), "acct core.windows.net share ");
    EXPECT_EQ(words(split_share_url("https://acct.file.core.windows.net/share?sv=1")),
              "acct core.windows.net share ");
}

TEST(ShareUrls, OfOtherThingsAreNone) {
    for (const char* url : {"", "https://", "https://acct.file.core.windows.net",
                            "https://acct.file.core.windows.net/", "https://acct.blob.core.windows.net/c",
                            "https://acct.file./s", "https://.file.x/s", "https://localhost/share"})
        EXPECT_EQ(words(split_share_url(url)), "(none)") << url;
}

TEST(MountCommands, OfAShareNameIt) {
    EXPECT_EQ(
        words(mounted_share("mount -t cifs //acct.file.core.windows.net/share/d -o vers=3.0,username=acct")),
        "acct core.windows.net share d");
    EXPECT_EQ(words(mounted_share("mount -t cifs '//acct.file.core.windows.net/share'")),
              "acct core.windows.net share ");
    EXPECT_EQ(words(mounted_share("sudo mount.cifs \\\\acct.file.core.windows.net\\share")),
              "acct core.windows.net share ");
}

TEST(MountCommands, OfOtherThingsNameNone) {
    for (const char* command : {"", "mount -t nfs 10.0.0.4:/data", "mount -t cifs //server/share",
                                "mount -t glusterfs 10.0.0.4:/gv0 -o x"})
        EXPECT_EQ(words(mounted_share(command)), "(none)") << command;
}

} // namespace
} // namespace batchai2aml
