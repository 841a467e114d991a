#include "batchai2aml/options.hpp"

#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace batchai2aml {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Optional;

std::string problem(std::string_view path, std::string_view value) {
    Options options;
    return options.set(path, value).value_or("taken");
}

TEST(Options, TakesPlainSettings) {
    Options options;
    EXPECT_EQ(options.set("compute", "gpu-cluster"), std::nullopt);
    EXPECT_EQ(options.set("experiment", "my experiment"), std::nullopt);
    EXPECT_EQ(options.set("storage-account", "mystorage1"), std::nullopt);
    EXPECT_EQ(options.set("vm-size", "Standard_NC6s_v3"), std::nullopt);
    EXPECT_EQ(options.set("images.default", "ubuntu:22.04"), std::nullopt);
    EXPECT_EQ(options.compute, "gpu-cluster");
    EXPECT_EQ(options.experiment, "my experiment");
    EXPECT_EQ(options.storage_account, "mystorage1");
    EXPECT_EQ(options.vm_size, "Standard_NC6s_v3");
    EXPECT_EQ(options.default_image, "ubuntu:22.04");
    EXPECT_TRUE(options.images.empty());
}

TEST(Options, TakesKeysWithDotsAndSlashes) {
    Options options;
    EXPECT_EQ(options.set("images.registry.io/tf:1.8", "other"), std::nullopt);
    EXPECT_EQ(options.set("names./subscriptions/a.b/x", "gpu"), std::nullopt);
    EXPECT_EQ(options.set("placeholders.<my.registry>", "value"), std::nullopt);
    EXPECT_EQ(options.set("paths.afs/a.b/c", "write"), std::nullopt);
    EXPECT_EQ(options.images.at("registry.io/tf:1.8"), "other");
    EXPECT_EQ(options.names.at("/subscriptions/a.b/x"), "gpu");
    EXPECT_EQ(options.placeholders.at("<my.registry>"), "value");
    EXPECT_EQ(options.paths.at("afs/a.b/c"), PathUse::write);
}

TEST(Options, TakesNoSecretsAndDoesNotQuoteThem) {
    for (const char* path : {"compute", "experiment", "images.default", "password=geheim-1"}) {
        const std::string said = problem(path, "password=geheim-1");
        EXPECT_THAT(said, AllOf(AnyOf(HasSubstr("(a secret)"), HasSubstr(path)), Not(HasSubstr("geheim-1"))))
            << path;
        EXPECT_NE(said, "taken") << path;
    }
}

TEST(Options, ReadsMounts) {
    Options options;
    EXPECT_EQ(options.set("mounts.afs", "azure_file:mystorage/my-share"), std::nullopt);
    EXPECT_EQ(options.set("mounts.a/b", "azure_blob:mystorage/$root"), std::nullopt);
    EXPECT_EQ(options.mounts.at("afs").kind, MountSetting::Kind::azure_file);
    EXPECT_EQ(options.mounts.at("afs").account, "mystorage");
    EXPECT_EQ(options.mounts.at("afs").container, "my-share");
    EXPECT_EQ(options.mounts.at("a/b").kind, MountSetting::Kind::azure_blob);
}

TEST(Options, RefusesMountsThatAreNoContainer) {
    for (const std::string_view value :
         {"mystorage/share", "azure_file:mystorage", "nfs:mystorage/share", "a/b:c",
          "azure_file:My_Storage/share", "azure_file:mystorage/", "azure_file:/share",
          "azure_file:mystorage/a/b", "azure_file:mystorage/sh are"})
        EXPECT_THAT(problem("mounts.afs", value), HasSubstr("setting \"mounts.afs\": ")) << value;
}

TEST(Options, WritesTheOldVmSizeInUpperCase) {
    Options options;
    EXPECT_EQ(options.set("sizes.Standard_NC6", "Standard_NC6s_v3"), std::nullopt);
    EXPECT_EQ(options.sizes.at("STANDARD_NC6"), "Standard_NC6s_v3");
    EXPECT_THAT(problem("sizes.Standard_NC6", "NC 6"), HasSubstr("is no VM size"));
}

TEST(Options, ReadsPolicies) {
    Options options;
    EXPECT_EQ(options.set("scale", "exact"), std::nullopt);
    EXPECT_EQ(options.set("low-priority", "keep"), std::nullopt);
    EXPECT_EQ(options.set("vm-sizes", "keep"), std::nullopt);
    EXPECT_EQ(options.set("mount-roots", "ALL"), std::nullopt);
    EXPECT_EQ(options.set("node-setup", "done"), std::nullopt);
    EXPECT_EQ(options.scale, ScalePolicy::exact);
    EXPECT_EQ(options.low_priority, LowPriorityPolicy::keep);
    EXPECT_EQ(options.vm_sizes, SizePolicy::keep);
    EXPECT_EQ(options.mount_roots, MountRootPolicy::all);
    EXPECT_EQ(options.node_setup, NodeSetupPolicy::done);
    EXPECT_EQ(options.set("node-setup", "build"), std::nullopt);
    EXPECT_EQ(options.node_setup, NodeSetupPolicy::build);
    EXPECT_EQ(problem("scale", "up"), "setting \"scale\": \"up\" is not one of to-zero, exact");
    EXPECT_EQ(problem("paths.afs", "delete"),
              "setting \"paths.afs\": \"delete\" is not one of read, write, download");
}

TEST(Options, SetsLevelsOfFindings) {
    Options options;
    EXPECT_EQ(options.set("findings.b2a0111", "off"), std::nullopt);
    EXPECT_EQ(options.set("findings.B2A0110", "warning"), std::nullopt);
    EXPECT_EQ(options.findings.at("B2A0111"), std::nullopt);
    EXPECT_THAT(options.findings.at("B2A0110"), Optional(Level::warning));
}

TEST(Options, NeverTurnsAnErrorOff) {
    EXPECT_THAT(problem("findings.B2A0110", "off"), HasSubstr("is an error and cannot be turned off"));
}

TEST(Options, NamesTheNearestSetting) {
    EXPECT_EQ(problem("comput", "x"), "there is no setting \"comput\"; did you mean compute?");
    EXPECT_EQ(problem("vm_size", "x"), "there is no setting \"vm_size\"; did you mean vm-size?");
    EXPECT_EQ(problem("mount.afs", "x"), "there is no setting \"mount.afs\"; did you mean mounts.afs?");
    EXPECT_EQ(problem("mounts", "x"), "there is no setting \"mounts\"; did you mean mounts.NAME?");
    EXPECT_EQ(problem("entirely-different", "x"), "there is no setting \"entirely-different\"");
    EXPECT_THAT(problem("findings.B2A011O", "note"), HasSubstr("did you mean B2A011"));
}

TEST(Options, RefusesEmptyAndUnprintableValues) {
    EXPECT_THAT(problem("compute", ""), AllOf(HasSubstr("is empty"), HasSubstr("NAME")));
    for (const std::string_view value :
         {std::string_view("a\nb"), std::string_view("a\x1b[2J"), std::string_view("a\0b", 3),
          std::string_view("a\x7f"), std::string_view("\xff\xfe")})
        EXPECT_THAT(problem("placeholders.<x>", value), HasSubstr("control characters"));
    EXPECT_THAT(problem("names.a\nb", "x"), HasSubstr("control characters"));
}

// The key of a setting `group.*`.
std::string with_key(std::string_view path) {
    std::string out(path);
    if (out.ends_with('*')) out.replace(out.size() - 1, 1, out == "findings.*" ? "B2A0111" : "key");
    return out;
}

TEST(Options, EachListedSettingCanBeSet) {
    for (const SettingInfo& info : settings()) {
        std::string value(info.value.substr(0, info.value.find_first_of(", ")));
        if (value.starts_with("azure_")) value = "azure_file:account/share";
        if (info.path.starts_with("storage-account")) value = "account";
        if (info.path == "subscription") value = "00000000-0000-0000-0000-000000000001";
        if (info.path == "api-version") value = default_api_version;
        EXPECT_EQ(problem(with_key(info.path), value), "taken") << info.path;
        if (!info.words.empty()) {
            for (const std::string_view word : info.words)
                EXPECT_EQ(problem(with_key(info.path), word), "taken") << info.path;
        }
    }
}

// What editors check by the patterns, and what the program takes, is the same.
TEST(Options, PatternsOfSettingsSayWhatIsTaken) {
    const std::vector<std::string> samples = {"a",
                                              "ab",
                                              "abc",
                                              "Abc",
                                              "a-b",
                                              "a_b",
                                              "a.b",
                                              "a b",
                                              "a(b)",
                                              "x/y:1",
                                              "azure_file:acc/s",
                                              "azure_blob:acc/$web",
                                              "azure_blob:acc/s/t",
                                              "azure_nfs:acc/s",
                                              "azure_file:AC/s",
                                              std::string(24, 'a'),
                                              std::string(25, 'a'),
                                              std::string(34, 'a'),
                                              std::string(91, 'a'),
                                              std::string(256, 'a'),
                                              "Standard_NC6",
                                              "registry.example/a@sha256:0"};
    for (const SettingInfo& info : settings()) {
        ASSERT_NE(info.pattern.empty(), info.words.empty()) << info.path;
        if (info.pattern.empty()) continue;
        const std::regex pattern{std::string(info.pattern)};
        for (const std::string& sample : samples) {
            const bool taken = problem(with_key(info.path), sample) == "taken";
            const bool fits = std::regex_search(sample, pattern);
            // The grammar of images is more than a pattern for an editor should say.
            if (info.value == "IMAGE" && !taken) continue;
            EXPECT_EQ(taken, fits) << info.path << ": " << sample;
        }
    }
}

TEST(Options, HoldForAllOrForOneKey) {
    Options options;
    EXPECT_EQ(options.set("compute", "gpu"), std::nullopt);
    EXPECT_EQ(options.set("computes.old.cluster/x", "other"), std::nullopt);
    EXPECT_EQ(options.set("storage-accounts.a/b", "account"), std::nullopt);
    EXPECT_EQ(options.set("experiments.a", "e"), std::nullopt);
    EXPECT_EQ(options.compute, "gpu");
    EXPECT_EQ(options.computes.at("old.cluster/x"), "other");
    EXPECT_EQ(options.storage_accounts.at("a/b"), "account");
    EXPECT_EQ(options.experiments.at("a"), "e");
    EXPECT_EQ(find_setting_info("computes.x")->flag, "--compute");
    EXPECT_EQ(find_setting_info("nonsense"), nullptr);
    EXPECT_EQ(find_setting_info("computes."), nullptr) << "a key is needed";
}

TEST(Options, SayWithoutRepeatingALongValue) {
    EXPECT_LT(problem("scale", std::string(100000, 'x')).size(), 300U);
}

} // namespace
} // namespace batchai2aml
