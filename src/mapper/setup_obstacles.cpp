// What a node set-up task may do that an image cannot keep (azureml.md 6.3).
#include <algorithm>
#include <array>
#include <string_view>

#include "mapper/node_setup.hpp"
#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

/// A program or file that belongs to the machine.
struct MachineWord {
    std::string_view word;
    std::string_view reason; ///< completes "it "
};

constexpr std::string_view uses_docker = "works with the Docker of the node, which jobs cannot reach";
constexpr std::string_view uses_services =
    "controls services, and none runs while an image is built or in a job";
constexpr std::string_view uses_mounts = "mounts file systems, which an image cannot keep";
constexpr std::string_view uses_kernel = "changes the kernel of the node, which a container cannot";
constexpr std::string_view uses_power = "restarts the node";
constexpr std::string_view uses_disks = "works on the disks of the node";
constexpr std::string_view uses_users = "makes users of the node; jobs run as one that Azure ML chooses";
constexpr std::string_view uses_network = "sets up the network of the node";
constexpr std::string_view uses_schedule = "leaves something that runs later, which an image does not";
constexpr std::string_view uses_gpu =
    "works on the GPUs of the node, and no GPU is there while an image is built";

constexpr std::array machine_words = {
    MachineWord{"docker", uses_docker},
    MachineWord{"dockerd", uses_docker},
    MachineWord{"docker-compose", uses_docker},
    MachineWord{"nvidia-docker", uses_docker},
    MachineWord{"/etc/docker/daemon.json", uses_docker},
    MachineWord{"/var/run/docker.sock", uses_docker},
    MachineWord{"systemctl", uses_services},
    MachineWord{"service", uses_services},
    MachineWord{"initctl", uses_services},
    MachineWord{"update-rc.d", uses_services},
    MachineWord{"mount", uses_mounts},
    MachineWord{"umount", uses_mounts},
    MachineWord{"mount.cifs", uses_mounts},
    MachineWord{"mount.nfs", uses_mounts},
    MachineWord{"blobfuse", uses_mounts},
    MachineWord{"sshfs", uses_mounts},
    MachineWord{"exportfs", uses_mounts},
    MachineWord{"/etc/fstab", uses_mounts},
    MachineWord{"/etc/exports", uses_mounts},
    MachineWord{"sysctl", uses_kernel},
    MachineWord{"modprobe", uses_kernel},
    MachineWord{"insmod", uses_kernel},
    MachineWord{"rmmod", uses_kernel},
    MachineWord{"/etc/sysctl.conf", uses_kernel},
    MachineWord{"/etc/modules", uses_kernel},
    MachineWord{"/etc/security/limits.conf", uses_kernel},
    MachineWord{"reboot", uses_power},
    MachineWord{"shutdown", uses_power},
    MachineWord{"poweroff", uses_power},
    MachineWord{"halt", uses_power},
    MachineWord{"swapon", uses_disks},
    MachineWord{"swapoff", uses_disks},
    MachineWord{"mkswap", uses_disks},
    MachineWord{"fdisk", uses_disks},
    MachineWord{"parted", uses_disks},
    MachineWord{"mkfs", uses_disks},
    MachineWord{"mkfs.ext4", uses_disks},
    MachineWord{"mkfs.xfs", uses_disks},
    MachineWord{"useradd", uses_users},
    MachineWord{"adduser", uses_users},
    MachineWord{"usermod", uses_users},
    MachineWord{"groupadd", uses_users},
    MachineWord{"iptables", uses_network},
    MachineWord{"ufw", uses_network},
    MachineWord{"hostnamectl", uses_network},
    MachineWord{"/etc/hosts", uses_network},
    MachineWord{"/etc/resolv.conf", uses_network},
    MachineWord{"crontab", uses_schedule},
    MachineWord{"nohup", uses_schedule},
    MachineWord{"nvidia-smi", uses_gpu},
    MachineWord{"nvidia-persistenced", uses_gpu},
};

/// Where Batch nodes kept the folders of tasks and mounts, and where they asked about themselves.
constexpr std::array machine_texts = {
    MachineWord{"/mnt/batch/", "refers to folders of the node"},
    MachineWord{"169.254.169.254", "asks the node about itself"},
};

// What a shell takes for the end of a word; `/` because programs may be called by their path.
bool ends_word(char c) {
    return std::string_view(" \t\n;|&()<>'\"`={}[]!").find(c) != std::string_view::npos;
}

bool has_word(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        const bool begins = at == 0 || ends_word(text[at - 1]) || text[at - 1] == '/';
        if (begins && (end == text.size() || ends_word(text[end]))) return true;
    }
    return false;
}

std::string machine_obstacle(std::string_view command_line) {
    for (const MachineWord& one : machine_words)
        if (has_word(command_line, one.word))
            return "it " + std::string(one.reason) + " (" + std::string(one.word) + ")";
    for (const MachineWord& one : machine_texts)
        if (command_line.find(one.word) != std::string_view::npos)
            return "it " + std::string(one.reason) + " (" + std::string(one.word) + ")";
    return {};
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f;
    });
}

std::string text_obstacle(std::string_view text) {
    if (const auto used = find_variables(text); !used.empty())
        return "it refers to " + used.front().name + ", which only a node of Batch AI had";
    if (holds_secret(text)) return "it holds a secret, which an image would show to all who can pull it";
    if (has_control_character(text)) return "it holds control characters";
    return {};
}

} // namespace

std::string setup_obstacle(const SetupTask& task) {
    if (!task.command_line) return "it names no command line";
    if (!task.secrets.empty()) return "it needs secrets, which an image would show to all who can pull it";
    std::string found = text_obstacle(task.command_line->value);
    for (const EnvironmentVariable& variable : task.environment_variables)
        if (found.empty() && variable.value) found = text_obstacle(variable.value->value);
    return found.empty() ? machine_obstacle(task.command_line->value) : found;
}

bool touches_mounts(const SetupTask& task) {
    const auto touches = [](const Text& text) {
        if (!text) return false;
        const auto used = find_variables(text->value);
        return text->value.find("/mnt/batch/") != std::string::npos
               || std::any_of(used.begin(), used.end(), [](const VariableUse& use) {
                      return use.name.find("MOUNT_ROOT") != std::string::npos;
                  });
    };
    return touches(task.command_line)
           || std::any_of(task.environment_variables.begin(), task.environment_variables.end(),
                          [&](const EnvironmentVariable& variable) { return touches(variable.value); });
}

bool builds_image(const Cluster& cluster, const Options& options) {
    return options.node_setup == NodeSetupPolicy::build && cluster.setup_task
           && setup_obstacle(*cluster.setup_task).empty();
}

} // namespace batchai2aml
