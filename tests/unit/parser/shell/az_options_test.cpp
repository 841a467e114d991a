// Options of `az batchai` in three generations (batchai.md 11.1 to 11.3).
#include <gtest/gtest.h>

#include "parser/shell/az_options.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

FoundCommand find(std::string_view line) {
    return find_az_command(split(line, ' '));
}

std::string_view option(std::string_view command, std::string_view word, ShortC short_c = ShortC::cluster) {
    const FoundOption found = find_az_option(*find(command).command, word, short_c);
    return found.option == nullptr ? std::string_view("none") : found.option->name;
}

TEST(AzCommands, AreFoundByTheirWords) {
    EXPECT_EQ(find("az batchai cluster create -n x").command->kind, AzCommandKind::cluster_create);
    EXPECT_EQ(find("az batchai cluster create -n x").words, 4U);
    EXPECT_EQ(find("az batchai file-server create").command->kind, AzCommandKind::file_server_create);
    EXPECT_EQ(find("az batchai job create").command->kind, AzCommandKind::job_create);
    EXPECT_EQ(find("az batchai cluster auto-scale").command->kind, AzCommandKind::cluster_scale);
    EXPECT_EQ(find("az storage share create -n x").command->kind, AzCommandKind::share_create);
}

TEST(AzCommands, OfTheWrongSpellingInTheDocumentationAreFound) {
    EXPECT_EQ(find("az cluster create -g demo").command->kind, AzCommandKind::cluster_create);
}

TEST(AzCommands, ThatOnlyLookAreKnownWithWhatTakesTheirPlace) {
    EXPECT_EQ(find("az batchai job file stream -j x").command->counterpart, "az ml job stream");
    EXPECT_EQ(find("az batchai job stream-file -j x").command->counterpart, "az ml job stream");
    EXPECT_EQ(find("az batchai job exec -n x").command->kind, AzCommandKind::other_batchai);
    EXPECT_EQ(find("az batchai job exec -n x").words, 4U);
}

TEST(AzCommands, OfOtherServicesAreNone) {
    EXPECT_EQ(find("az group create -n x").command, nullptr);
    EXPECT_EQ(find("az").command, nullptr);
    EXPECT_EQ(find("az batch pool create").command, nullptr);
}

TEST(AzOptions, OfAllGenerationsHaveOneName) {
    EXPECT_EQ(option("az batchai job create", "--cluster-name"), "--cluster");
    EXPECT_EQ(option("az batchai job create", "-r"), "--cluster");
    EXPECT_EQ(option("az batchai job create", "--config"), "--config-file");
    EXPECT_EQ(option("az batchai job create", "-f"), "--config-file");
    EXPECT_EQ(option("az batchai cluster create", "-c"), "--config-file");
    EXPECT_EQ(option("az batchai cluster create", "--container-name"), "--bfs-name");
    EXPECT_EQ(option("az batchai cluster create", "--container-mount-path"), "--bfs-mount-path");
    EXPECT_EQ(option("az batchai cluster create", "--nfs-name"), "--nfs");
    EXPECT_EQ(option("az batchai file-server create", "--admin-user-name"), "--user-name");
    EXPECT_EQ(option("az batchai workspace create", "-w"), "--name");
    EXPECT_EQ(option("az batchai cluster create", "-g"), "--resource-group");
}

TEST(AzOptions, ShortCOfAJobIsTheFileOrTheCluster) {
    EXPECT_EQ(option("az batchai job create", "-c", ShortC::file), "--config-file");
    EXPECT_EQ(option("az batchai job create", "-c", ShortC::cluster), "--cluster");
}

TEST(AzOptions, MayBeWrittenByTheirStart) {
    EXPECT_EQ(option("az batchai cluster create", "--user"), "--user-name");
    EXPECT_EQ(option("az batchai cluster create", "--nfs-m"), "--nfs-mount-path");
    EXPECT_EQ(option("az batchai cluster create", "--conf"), "--config-file");
    EXPECT_EQ(option("az batchai job create", "--j"), "--name");
    EXPECT_EQ(option("az batchai cluster create", "--storage-account"), "none") << "two options start so";
    EXPECT_EQ(option("az batchai cluster create", "--nfs"), "--nfs") << "exactly, though others start so";
    EXPECT_EQ(option("az batchai cluster create", "--"), "none");
    EXPECT_EQ(option("az batchai cluster create", "--gpu"), "none");
}

TEST(AzOptions, MayHaveTheirValueGluedOn) {
    const AzCommand& command = *find("az batchai cluster create").command;
    FoundOption found = find_az_option(command, "--vm-size=Standard_NC6", ShortC::cluster);
    EXPECT_EQ(found.option->name, "--vm-size");
    EXPECT_EQ(found.value, "Standard_NC6");
    EXPECT_EQ(found.value_offset, 10U);
    found = find_az_option(command, "-t2", ShortC::cluster);
    EXPECT_EQ(found.option->name, "--target");
    EXPECT_EQ(found.value, "2");
    EXPECT_EQ(find_az_option(command, "--vm-size", ShortC::cluster).value_offset, 0U);
    EXPECT_EQ(find_az_option(command, "-", ShortC::cluster).option, nullptr);
}

} // namespace
} // namespace batchai2aml
