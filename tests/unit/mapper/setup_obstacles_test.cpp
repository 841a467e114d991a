// What keeps a node set-up task from becoming part of an image (azureml.md 6.3; design.md 7, row 14).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/node_setup.hpp"

namespace batchai2aml {
namespace {

using testing::HasSubstr;

std::string obstacle(std::string command_line) {
    SetupTask task;
    task.command_line = Field<std::string>{std::move(command_line), {}};
    return setup_obstacle(task);
}

TEST(SetupObstacles, AreNotFoundInWhatInstallsPackages) {
    for (const char* text :
         {"apt-get install -y unzip", "sudo apt-get update && sudo apt-get install -y docker.io",
          "pip install --service-url x", "conda install gdal -y", "bash -c 'pip install mount-tools'",
          "curl https://example.com/docker-things | bash", "echo $HOME > /etc/motd", "x=amount",
          "pip install nvidia-smi-py", "export MY_AZ_BATCHAI_X=1", "apt-get --no-reboot-x install y"})
        EXPECT_EQ(obstacle(text), "") << text;
}

struct Case {
    const char* text;
    const char* reason;
};
class Obstacles : public testing::TestWithParam<Case> {};

TEST_P(Obstacles, AreNamedWithTheirReason) {
    EXPECT_THAT(obstacle(GetParam().text), HasSubstr(GetParam().reason)) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    Setup, Obstacles,
    testing::Values(
        Case{"sudo docker pull x", "(docker)"}, Case{"/usr/bin/docker pull x", "Docker of the node"},
        Case{"nvidia-docker run x", "(nvidia-docker)"}, Case{"systemctl start x", "services"},
        Case{"sudo service docker restart", "(docker)"}, Case{"a;service x start", "(service)"},
        Case{"mkdir /x && mount -t nfs a:/b /x", "mounts file systems"}, Case{"umount /x", "(umount)"},
        Case{"echo a >>/etc/fstab", "(/etc/fstab)"}, Case{"sysctl -w a=1", "kernel"},
        Case{"(modprobe x)", "(modprobe)"}, Case{"echo `reboot`", "restarts"},
        Case{"x=$(shutdown now)", "(shutdown)"}, Case{"'swapon' /x", "disks"},
        Case{"useradd ana", "users of the node"}, Case{"ufw allow 22", "network"}, Case{"crontab x", "later"},
        Case{"nohup ./daemon &", "(nohup)"}, Case{"nvidia-smi -pm 1", "GPUs"},
        Case{"ls /mnt/batch/tasks", "folders of the node"},
        Case{"curl http://169.254.169.254/metadata", "asks the node"},
        Case{"$AZ_BATCHAI_MOUNT_ROOT/x.sh", "AZ_BATCHAI_MOUNT_ROOT, which only a node of Batch AI had"},
        Case{"echo ${AZ_BATCH_NODE_ID}", "AZ_BATCH_NODE_ID"}, Case{"echo AZ_LEARNING_X", "AZ_LEARNING_X"},
        Case{"login -p $BATCHAI2AML_SECRET_1", "holds a secret"},
        Case{"printf '\x1b[2J'", "control characters"}, Case{"a\rb", ""}));

TEST(SetupObstacles, AreFoundInVariablesAndSecrets) {
    SetupTask task;
    EXPECT_EQ(setup_obstacle(task), "it names no command line");
    task.command_line = Field<std::string>{"./x", {}};
    EXPECT_EQ(setup_obstacle(task), "");
    task.environment_variables.push_back({{}, Field<std::string>{"mount", {}}});
    EXPECT_EQ(setup_obstacle(task), "") << "a value is no command";
    task.environment_variables.push_back({{}, Field<std::string>{"$BATCHAI2AML_SECRET_1", {}}});
    EXPECT_THAT(setup_obstacle(task), HasSubstr("holds a secret"));
    task.environment_variables[1].value->value = "$AZ_BATCHAI_MOUNT_ROOT/x";
    EXPECT_THAT(setup_obstacle(task), HasSubstr("AZ_BATCHAI_MOUNT_ROOT"));
    task.secrets.emplace_back();
    EXPECT_THAT(setup_obstacle(task), HasSubstr("needs secrets"));
}

} // namespace
} // namespace batchai2aml
