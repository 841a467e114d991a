#include "batchai2aml/options.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "convert/setters.hpp"
#include "parser/secrets.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

struct Setting {
    SettingInfo info;
    setters::Setter set = nullptr;
};

constexpr std::string_view storage_form = "azure_file:ACCOUNT/SHARE or azure_blob:ACCOUNT/CONTAINER";
// Outputs on Blob containers are certain to work (azureml.md 6.2).
constexpr std::string_view copy_form = "azure_blob:ACCOUNT/CONTAINER or azure_file:ACCOUNT/SHARE";
constexpr std::string_view storage_pattern = R"(^azure_(file|blob):[a-z0-9]{3,24}/[A-Za-z0-9$-]{1,63}$)";
constexpr std::string_view name_pattern = R"(^[A-Za-z0-9._-]{1,255}$)";
constexpr std::string_view account_pattern = R"(^[a-z0-9]{3,24}$)";
constexpr std::string_view size_pattern = R"(^[A-Za-z0-9_-]+$)";
constexpr std::string_view image_pattern = R"(^[A-Za-z0-9._/:@-]+$)";
constexpr std::string_view text_pattern = R"(^.+$)";

// clang-format off
constexpr std::array table = {
    Setting{{"compute", "NAME", "compute of jobs whose cluster is not known", "--compute", name_pattern, {}}, setters::compute},
    Setting{{"computes.*", "NAME", "compute in place of the cluster of that name, or for the jobs in that folder",
             "--compute", name_pattern, {}}, setters::compute},
    Setting{{"experiment", "NAME", "experiment of jobs that name none", "--experiment", R"(^.{1,255}$)", {}},
            setters::experiment},
    Setting{{"experiments.*", "NAME", "experiment of the jobs in that folder that name none", "--experiment",
             R"(^.{1,255}$)", {}}, setters::experiment},
    Setting{{"storage-account", "NAME", "stands in for <AZURE_BATCHAI_STORAGE_ACCOUNT>", "--storage-account",
             account_pattern, {}}, setters::storage_account},
    Setting{{"storage-accounts.*", "NAME", "the same for the files in that folder", "--storage-account",
             account_pattern, {}}, setters::storage_account},
    Setting{{"vm-size", "SIZE", "VM size of clusters that name none", "--vm-size", size_pattern, {}}, setters::vm_size},
    Setting{{"sizes.*", "SIZE", "VM size in place of the size of that name, or of the cluster of that name that names none", "--vm-size", size_pattern, {}}, setters::size},
    Setting{{"images.default", "IMAGE", "image of jobs that ran without a container", "--image", image_pattern, {}},
            setters::image},
    Setting{{"images.*", "IMAGE", "image in place of the image of that name", "--image", image_pattern, {}}, setters::image},
    Setting{{"mounts.*", storage_form, "what the mount of that relativeMountPath was, where no cluster says it",
             "--mount", storage_pattern, {}}, setters::mount},
    Setting{{"file-servers.*", copy_form, "where the data of the file server of that name was copied to",
             "--file-server", storage_pattern, {}}, setters::file_server},
    Setting{{"placeholders.*", "TEXT", "text in place of a placeholder such as <your-registry>", "--placeholder",
             text_pattern, {}}, setters::placeholder},
    Setting{{"names.*", "NAME", "name in Azure ML of the resource of that name, or of that file", "--name", name_pattern, {}},
            setters::name},
    Setting{{"paths.*", "read, write or download", "how jobs use that folder of a mount (mount/folder)", {}, {},
             setters::path_words}, setters::path},
    Setting{{"workspace", "NAME", "workspace of Azure ML, for the commands in MIGRATION.md", "--workspace",
             R"(^[A-Za-z0-9._-]{1,33}$)", {}}, setters::workspace},
    Setting{{"resource-group", "NAME", "resource group of the workspace, for the commands in MIGRATION.md",
             "--resource-group", R"(^[A-Za-z0-9._()-]{1,90}$)", {}}, setters::resource_group},
    Setting{{"key-vault", "NAME", "key vault that takes the secrets of jobs", "--key-vault", R"(^[A-Za-z0-9-]{3,24}$)", {}},
            setters::key_vault},
    Setting{{"findings.*", "note, manual, warning, error or off", "level of the findings of that code", {}, {},
             setters::level_words}, setters::finding},
    Setting{{"subscription", "ID", "subscription of the workspace, for requests of Azure Resource Manager", {},
             R"(^[0-9A-Fa-f-]{36}$)", {}}, setters::subscription},
    Setting{{"to", "yaml, runconfig or arm, or several of them, joined by commas", "what the resources are written as", "--to",
             R"(^(yaml|runconfig|arm)(,(yaml|runconfig|arm))*$)", {}, true}, setters::formats},
    Setting{{"api-version", "VERSION", "version of the requests of Azure Resource Manager", {},
             R"(^20[0-9]{2}-[0-9]{2}-[0-9]{2}(-preview)?$)", {}}, setters::api_version},
    Setting{{"scale", "to-zero or exact", "whether a cluster of fixed size shrinks when it is idle", {}, {},
             setters::scale_words}, setters::scale},
    Setting{{"low-priority", "dedicated or keep", "what becomes of low-priority clusters", {}, {},
             setters::low_priority_words}, setters::low_priority},
    Setting{{"vm-sizes", "check or keep", "whether VM sizes that cannot be created are replaced", {}, {}, setters::vm_sizes_words},
            setters::vm_sizes},
    Setting{{"mount-roots", "used or all", "whether jobs get the mounts that they do not mention", {}, {},
             setters::mount_roots_words}, setters::mount_roots},
    Setting{{"ignored-members", "ignore or read", "whether members that Batch AI ignored are read as meant", {}, {},
             setters::ignored_members_words}, setters::ignored_members},
    Setting{{"node-setup", "build or done", "whether images are built with the node set-up, or hold its work already", {}, {},
             setters::node_setup_words}, setters::node_setup},
};
// clang-format on

struct Match {
    const Setting* setting = nullptr;
    std::string_view key; ///< what stands in place of the `*`
};

/// The setting at `path`.
Match find_setting(std::string_view path) {
    for (const Setting& setting : table) {
        std::string_view pattern = setting.info.path;
        const std::size_t dot = path.find('.');
        if (pattern == path) return {&setting, dot == std::string_view::npos ? "" : path.substr(dot + 1)};
        if (!pattern.ends_with('*')) continue;
        pattern.remove_suffix(1);
        if (path.size() > pattern.size() && path.starts_with(pattern))
            return {&setting, path.substr(pattern.size())};
    }
    return {};
}

std::string unknown_setting(std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view group = path.substr(0, dot);
    std::vector<std::string_view> candidates;
    candidates.reserve(table.size());
    for (const Setting& setting : table)
        candidates.push_back(setting.info.path.substr(0, setting.info.path.find('.')));
    const std::string near = nearest(group, candidates);
    std::string problem = "there is no setting " + setters::quoted(path);
    if (near.empty()) return problem;
    const auto takes_key = [&](const Setting& setting) { return setting.info.path.starts_with(near + '.'); };
    if (std::ranges::none_of(table, takes_key)) return problem + "; did you mean " + near + "?";
    const std::string_view key = dot == std::string_view::npos ? "" : path.substr(dot + 1);
    return problem + "; did you mean " + near + '.'
           + (key.empty() ? "NAME" : printable(shorten(without_secrets(key), 60))) + "?";
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text,
                               [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
}

} // namespace

std::optional<std::string> Options::set(std::string_view path, std::string_view value) {
    const auto [setting, key] = find_setting(path);
    if (setting == nullptr) return unknown_setting(path);
    const std::string prefix = "setting " + setters::quoted(path) + ": ";
    if (value.empty()) return prefix + "the value is empty; give " + std::string(setting->info.value);
    if (has_control_character(path) || has_control_character(value) || !is_valid_utf8(path)
        || !is_valid_utf8(value))
        return prefix + "line ends and other control characters are not taken";
    if (without_secrets(value) != value || without_secrets(path) != path)
        return prefix + "this looks like a secret, which no setting takes";
    if (auto problem = setting->set(*this, key, value)) return prefix + *problem;
    return std::nullopt;
}

const std::vector<SettingInfo>& settings() {
    static const std::vector<SettingInfo> all = [] {
        std::vector<SettingInfo> list;
        list.reserve(table.size());
        for (const Setting& setting : table)
            list.push_back(setting.info);
        return list;
    }();
    return all;
}

const SettingInfo* find_setting_info(std::string_view path) {
    const Setting* setting = find_setting(path).setting;
    return setting == nullptr ? nullptr : &setting->info;
}

} // namespace batchai2aml
