#include "parser/shell/az_options.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

// What every command takes, and what never says anything of a resource.
constexpr std::array<AzOption, 11> general = {{{"--output", "-o"},
                                               {"--query", ""},
                                               {"--subscription", ""},
                                               {"--verbose", "", false},
                                               {"--debug", "", false},
                                               {"--help", "-h", false},
                                               {"--only-show-errors", "", false},
                                               {"--no-wait", "", false},
                                               {"--yes", "-y", false},
                                               {"--ids", ""},
                                               {"--resource-group", "-g"}}};

constexpr std::array<AzOption, 2> workspace_options = {
    {{"--name", "-n --workspace -w"}, {"--location", "-l"}}};

constexpr std::array<AzOption, 2> experiment_options = {
    {{"--name", "-n --experiment -e"}, {"--workspace", "-w --workspace-name"}}};

constexpr std::array<AzOption, 28> cluster_options = {{{"--name", "-n --cluster"},
                                                       {"--workspace", "-w --workspace-name"},
                                                       {"--location", "-l"},
                                                       {"--config-file", "--config -f -c"},
                                                       {"--vm-size", "-s"},
                                                       {"--vm-priority", ""},
                                                       {"--image", "-i"},
                                                       {"--custom-image", ""},
                                                       {"--target", "-t"},
                                                       {"--min", ""},
                                                       {"--max", ""},
                                                       {"--user-name", "-u --admin-user-name"},
                                                       {"--ssh-key", "-k"},
                                                       {"--password", "-p"},
                                                       {"--generate-ssh-keys", "", false},
                                                       {"--subnet", ""},
                                                       {"--setup-task", ""},
                                                       {"--setup-task-output", ""},
                                                       {"--nfs", "--nfs-name"},
                                                       {"--nfs-mount-path", ""},
                                                       {"--nfs-resource-group", ""},
                                                       {"--afs-name", ""},
                                                       {"--afs-mount-path", ""},
                                                       {"--bfs-name", "--container-name"},
                                                       {"--bfs-mount-path", "--container-mount-path"},
                                                       {"--storage-account-name", ""},
                                                       {"--storage-account-key", ""},
                                                       {"--use-auto-storage", "", false}}};

constexpr std::array<AzOption, 3> scale_options = {
    {{"--name", "-n --cluster -c"}, {"--workspace", "-w --workspace-name"}, {"--target", "-t"}}};

constexpr std::array<AzOption, 4> auto_scale_options = {
    {{"--name", "-n --cluster -c"}, {"--workspace", "-w --workspace-name"}, {"--min", ""}, {"--max", ""}}};

constexpr std::array<AzOption, 15> file_server_options = {{{"--name", "-n --file-server"},
                                                           {"--workspace", "-w --workspace-name"},
                                                           {"--location", "-l"},
                                                           {"--config-file", "--config -f -c"},
                                                           {"--vm-size", "-s"},
                                                           {"--disk-count", ""},
                                                           {"--disk-size", ""},
                                                           {"--storage-sku", ""},
                                                           {"--caching-type", ""},
                                                           {"--user-name", "-u --admin-user-name"},
                                                           {"--ssh-key", "-k"},
                                                           {"--password", "-p"},
                                                           {"--generate-ssh-keys", "", false},
                                                           {"--subnet", ""},
                                                           {"--storage-account-type", ""}}};

constexpr std::array<AzOption, 17> job_options = {{{"--name", "-n --job -j"},
                                                   {"--workspace", "-w --workspace-name"},
                                                   {"--experiment", "-e --experiment-name"},
                                                   {"--location", "-l"},
                                                   {"--config-file", "--config -f"},
                                                   {"--cluster", "--cluster-name -r"},
                                                   {"--cluster-resource-group", ""},
                                                   {"--nfs", "--nfs-name"},
                                                   {"--nfs-mount-path", ""},
                                                   {"--nfs-resource-group", ""},
                                                   {"--afs-name", ""},
                                                   {"--afs-mount-path", ""},
                                                   {"--bfs-name", "--container-name"},
                                                   {"--bfs-mount-path", "--container-mount-path"},
                                                   {"--storage-account-name", ""},
                                                   {"--storage-account-key", ""},
                                                   {"--experiment-resource-group", ""}}};

constexpr std::array<AzOption, 3> storage_options = {
    {{"--name", "-n"}, {"--account-name", ""}, {"--account-key", ""}}};

using enum AzCommandKind;

constexpr std::array<AzCommand, 31> commands = {{
    {workspace_create, "batchai workspace create", "az ml workspace create", workspace_options},
    {experiment_create, "batchai experiment create", "experiment_name of a job", experiment_options},
    {cluster_create, "batchai cluster create", "az ml compute create", cluster_options},
    {cluster_create, "cluster create", "az ml compute create", cluster_options},
    {cluster_scale, "batchai cluster resize", "az ml compute update", scale_options},
    {cluster_scale, "batchai cluster auto-scale", "az ml compute update", auto_scale_options},
    {file_server_create, "batchai file-server create", "az ml datastore create", file_server_options},
    {job_create, "batchai job create", "az ml job create", job_options},
    {share_create, "storage share create", "", storage_options},
    {container_create, "storage container create", "", storage_options},
    {configure, "configure", "", {}},
    {other_batchai, "batchai workspace show", "az ml workspace show", {}},
    {other_batchai, "batchai workspace list", "az ml workspace list", {}},
    {other_batchai, "batchai workspace delete", "az ml workspace delete", {}},
    {other_batchai, "batchai cluster show", "az ml compute show", {}},
    {other_batchai, "batchai cluster list", "az ml compute list", {}},
    {other_batchai, "batchai cluster delete", "az ml compute delete", {}},
    {other_batchai, "batchai cluster list-nodes", "az ml compute list-nodes", {}},
    {other_batchai, "batchai cluster node list", "az ml compute list-nodes", {}},
    {other_batchai, "batchai file-server show", "az ml datastore show", {}},
    {other_batchai, "batchai file-server list", "az ml datastore list", {}},
    {other_batchai, "batchai file-server delete", "az ml datastore delete", {}},
    {other_batchai, "batchai job show", "az ml job show", {}},
    {other_batchai, "batchai job list", "az ml job list", {}},
    {other_batchai, "batchai job delete", "az ml job archive", {}},
    {other_batchai, "batchai job terminate", "az ml job cancel", {}},
    {other_batchai, "batchai job wait", "az ml job stream", {}},
    {other_batchai, "batchai job file stream", "az ml job stream", {}},
    {other_batchai, "batchai job stream-file", "az ml job stream", {}},
    {other_batchai, "batchai job file list", "az ml job download", {}},
    {other_batchai, "batchai list-usages", "az ml compute list-usage", {}},
}};
constexpr AzCommand any_other{other_batchai, "batchai", "", {}};

constexpr AzOption config_file{"--config-file", ""};
constexpr AzOption cluster{"--cluster", ""};

std::size_t leading_words(std::span<const std::string_view> call, std::string_view words) {
    const std::vector<std::string_view> wanted = split(words, ' ');
    if (call.size() <= wanted.size()) return 0;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (call[i + 1] != wanted[i]) return 0;
    return wanted.size() + 1;
}

bool is_spelling(const AzOption& option, std::string_view word) {
    if (option.name == word) return true;
    const std::vector<std::string_view> others = split(option.other, ' ');
    return std::find(others.begin(), others.end(), word) != others.end();
}

const AzOption* find_exact(const AzCommand& command, std::string_view word, ShortC short_c) {
    if (word == "-c" && command.kind == job_create) return short_c == ShortC::file ? &config_file : &cluster;
    for (const std::span<const AzOption> list : {command.options, std::span<const AzOption>(general)})
        for (const AzOption& option : list)
            if (is_spelling(option, word)) return &option;
    return nullptr;
}

// The tool took any start of a long option that no other option has.
const AzOption* find_by_start(const AzCommand& command, std::string_view word, ShortC short_c) {
    const AzOption* found = nullptr;
    for (const std::span<const AzOption> list : {command.options, std::span<const AzOption>(general)}) {
        for (const AzOption& option : list) {
            const std::vector<std::string_view> others = split(option.other, ' ');
            const bool fits =
                option.name.starts_with(word) || std::any_of(others.begin(), others.end(), [&](auto other) {
                    return other.starts_with("--") && other.starts_with(word);
                });
            const bool only_older = short_c == ShortC::cluster && option.name != "--resource-group"
                                    && option.name.ends_with("-resource-group");
            if (!fits || only_older) continue;
            if (found != nullptr) return nullptr;
            found = &option;
        }
    }
    return found;
}

} // namespace

bool is_count_option(std::string_view name) {
    constexpr std::array<std::string_view, 5> counts = {"--target", "--min", "--max", "--disk-count",
                                                        "--disk-size"};
    return std::find(counts.begin(), counts.end(), name) != counts.end();
}

FoundCommand find_az_command(std::span<const std::string_view> call) {
    FoundCommand best;
    for (const AzCommand& command : commands) {
        const std::size_t words = leading_words(call, command.words);
        if (words > best.words) best = {&command, words};
    }
    if (best.command != nullptr || call.size() < 2 || call[1] != "batchai") return best;
    std::size_t words = 2;
    while (words < call.size() && !call[words].starts_with('-'))
        ++words;
    return {&any_other, words};
}

FoundOption find_az_option(const AzCommand& command, std::string_view word, ShortC short_c) {
    if (word.starts_with("--")) {
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        FoundOption out{find_exact(command, name, short_c), {}, 0};
        if (out.option == nullptr && name.size() > 2) out.option = find_by_start(command, name, short_c);
        if (equals != std::string_view::npos) {
            out.value = word.substr(equals + 1);
            out.value_offset = equals + 1;
        }
        return out;
    }
    if (word.size() < 2) return {};
    FoundOption out{find_exact(command, word.substr(0, 2), short_c), {}, 0};
    if (out.option != nullptr && out.option->takes_value && word.size() > 2) {
        out.value_offset = word[2] == '=' ? 3 : 2;
        out.value = word.substr(out.value_offset);
    }
    return out;
}

} // namespace batchai2aml
