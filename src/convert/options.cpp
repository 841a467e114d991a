#include "batchai2aml/options.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "catalog/findings.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// What is wrong with a value; nothing when it was taken.
using Problem = std::optional<std::string>;
/// `key` is what stands in place of the `*` in the path of the setting.
using Setter = Problem (*)(Options&, std::string_view key, std::string_view value);

struct Setting {
    SettingInfo info;
    Setter set = nullptr;
};

std::string quoted(std::string_view text) {
    return '"' + printable(shorten(text, 80)) + '"';
}

bool only(std::string_view text, std::string_view allowed_marks) {
    return std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || allowed_marks.find(c) != std::string_view::npos;
    });
}

std::string upper(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return result;
}

Problem put(std::string& target, std::string_view value) {
    target = value;
    return std::nullopt;
}

Problem check_size(std::string_view value) {
    if (only(value, "_")) return std::nullopt;
    return quoted(value) + " is no VM size; one looks like Standard_NC6s_v3";
}

/// azureml.md 2.1: storage account names.
Problem check_account(std::string_view value) {
    const bool taken = value.size() >= 3 && value.size() <= 24 && only(value, "") && lower(value) == value;
    if (taken) return std::nullopt;
    return quoted(value) + " is no storage account; names have 3 to 24 lower-case letters and digits";
}

template <class Enum, std::size_t N>
Problem choose(Enum& target, std::string_view value,
               const std::array<std::pair<std::string_view, Enum>, N>& choices) {
    std::string all;
    for (const auto& [word, choice] : choices) {
        if (iequals(word, value)) {
            target = choice;
            return std::nullopt;
        }
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    return quoted(value) + " is not one of " + all;
}

Problem set_compute(Options& options, std::string_view /*key*/, std::string_view value) {
    if (value.size() > 255 || !only(value, "-_.")) return quoted(value) + " is no name of a compute";
    return put(options.compute, value);
}

Problem set_experiment(Options& options, std::string_view /*key*/, std::string_view value) {
    if (value.size() > 255) return quoted(value) + " is longer than 255 letters";
    return put(options.experiment, value);
}

Problem set_storage_account(Options& options, std::string_view /*key*/, std::string_view value) {
    if (auto problem = check_account(value)) return problem;
    return put(options.storage_account, value);
}

Problem set_vm_size(Options& options, std::string_view /*key*/, std::string_view value) {
    if (auto problem = check_size(value)) return problem;
    return put(options.vm_size, value);
}

Problem set_image(Options& options, std::string_view key, std::string_view value) {
    if (value.find(' ') != std::string_view::npos) return quoted(value) + " is no name of an image";
    return put(key == "default" ? options.default_image : options.images[std::string(key)], value);
}

Problem read_mount(MountSetting& mount, std::string_view value) {
    const std::size_t colon = value.find(':');
    const std::size_t slash = value.find('/');
    if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon)
        return quoted(value) + " is not of the form azure_file:ACCOUNT/SHARE or azure_blob:ACCOUNT/CONTAINER";
    using Kind = MountSetting::Kind;
    constexpr std::array<std::pair<std::string_view, Kind>, 2> kinds = {
        {{"azure_file", Kind::azure_file}, {"azure_blob", Kind::azure_blob}}};
    if (auto problem = choose(mount.kind, value.substr(0, colon), kinds)) return problem;
    mount.account = value.substr(colon + 1, slash - colon - 1);
    if (auto problem = check_account(mount.account)) return problem;
    mount.container = value.substr(slash + 1);
    if (mount.container.empty() || mount.container.size() > 63 || !only(mount.container, "-$"))
        return quoted(mount.container) + " is no name of a share or container";
    return std::nullopt;
}

Problem set_mount(Options& options, std::string_view key, std::string_view value) {
    MountSetting mount;
    if (auto problem = read_mount(mount, value)) return problem;
    options.mounts.insert_or_assign(std::string(key), std::move(mount));
    return std::nullopt;
}

Problem set_file_server(Options& options, std::string_view key, std::string_view value) {
    MountSetting mount;
    if (auto problem = read_mount(mount, value)) return problem;
    options.file_servers.insert_or_assign(std::string(key), std::move(mount));
    return std::nullopt;
}

Problem set_size(Options& options, std::string_view key, std::string_view value) {
    if (auto problem = check_size(key)) return problem;
    if (auto problem = check_size(value)) return problem;
    return put(options.sizes[upper(key)], value);
}

Problem set_placeholder(Options& options, std::string_view key, std::string_view value) {
    return put(options.placeholders[std::string(key)], value);
}

Problem set_name(Options& options, std::string_view key, std::string_view value) {
    if (value.size() > 255 || !only(value, "-_.")) return quoted(value) + " is no name that Azure ML takes";
    return put(options.names[std::string(key)], value);
}

Problem set_path(Options& options, std::string_view key, std::string_view value) {
    constexpr std::array<std::pair<std::string_view, PathUse>, 3> uses = {
        {{"read", PathUse::read}, {"write", PathUse::write}, {"download", PathUse::download}}};
    PathUse use = PathUse::read;
    if (auto problem = choose(use, value, uses)) return problem;
    options.paths.insert_or_assign(std::string(key), use);
    return std::nullopt;
}

std::string unknown_code(std::string_view code) {
    std::vector<std::string_view> codes;
    for (const FindingCode& known : finding_codes())
        codes.push_back(known.code);
    std::string problem = quoted(code) + " is no code of a finding";
    if (const std::string near = nearest(code, codes); !near.empty())
        problem += "; did you mean " + near + "?";
    return problem;
}

Problem set_finding(Options& options, std::string_view key, std::string_view value) {
    const FindingCode* known = find_finding_code(upper(key));
    if (known == nullptr) return unknown_code(key);
    constexpr std::array<std::pair<std::string_view, std::optional<Level>>, 5> levels = {
        {{"note", Level::note},
         {"manual", Level::manual},
         {"warning", Level::warning},
         {"error", Level::error},
         {"off", std::nullopt}}};
    std::optional<Level> level;
    if (auto problem = choose(level, value, levels)) return problem;
    if (!level && known->level == Level::error)
        return std::string(known->code)
               + " is an error and cannot be turned off; it can be lowered to a warning";
    options.findings.insert_or_assign(std::string(known->code), level);
    return std::nullopt;
}

Problem set_scale(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::array<std::pair<std::string_view, ScalePolicy>, 2> choices = {
        {{"to-zero", ScalePolicy::to_zero}, {"exact", ScalePolicy::exact}}};
    return choose(options.scale, value, choices);
}

Problem set_low_priority(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::array<std::pair<std::string_view, LowPriorityPolicy>, 2> choices = {
        {{"dedicated", LowPriorityPolicy::dedicated}, {"keep", LowPriorityPolicy::keep}}};
    return choose(options.low_priority, value, choices);
}

Problem set_vm_sizes(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::array<std::pair<std::string_view, SizePolicy>, 2> choices = {
        {{"check", SizePolicy::check}, {"keep", SizePolicy::keep}}};
    return choose(options.vm_sizes, value, choices);
}

Problem set_mount_roots(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::array<std::pair<std::string_view, MountRootPolicy>, 2> choices = {
        {{"used", MountRootPolicy::used}, {"all", MountRootPolicy::all}}};
    return choose(options.mount_roots, value, choices);
}

Problem set_ignored_members(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::array<std::pair<std::string_view, IgnoredMembers>, 2> choices = {
        {{"ignore", IgnoredMembers::ignore}, {"read", IgnoredMembers::read}}};
    return choose(options.ignored_members, value, choices);
}

// clang-format off
constexpr std::array table = {
    Setting{{"compute", "NAME", "compute of jobs whose cluster is not among the inputs"}, set_compute},
    Setting{{"experiment", "NAME", "experiment of jobs that name none"}, set_experiment},
    Setting{{"storage-account", "NAME", "stands in for <AZURE_BATCHAI_STORAGE_ACCOUNT>"}, set_storage_account},
    Setting{{"vm-size", "SIZE", "VM size of clusters that name none"}, set_vm_size},
    Setting{{"images.default", "IMAGE", "image of jobs that ran without a container"}, set_image},
    Setting{{"images.*", "IMAGE", "image in place of the image of that name"}, set_image},
    Setting{{"mounts.*", "azure_file:ACCOUNT/SHARE or azure_blob:ACCOUNT/CONTAINER",
             "what the mount of that relativeMountPath was, where no cluster says it"}, set_mount},
    Setting{{"file-servers.*", "azure_file:ACCOUNT/SHARE or azure_blob:ACCOUNT/CONTAINER",
             "where the data of the file server of that name was copied to"}, set_file_server},
    Setting{{"sizes.*", "SIZE", "VM size in place of the size of that name"}, set_size},
    Setting{{"placeholders.*", "TEXT", "text in place of a placeholder such as <your-registry>"}, set_placeholder},
    Setting{{"names.*", "NAME", "name in Azure ML of the resource of that name"}, set_name},
    Setting{{"paths.*", "read, write or download", "how jobs use that folder of a mount (mount/folder)"}, set_path},
    Setting{{"findings.*", "note, manual, warning, error or off", "level of the findings of that code"}, set_finding},
    Setting{{"scale", "to-zero or exact", "whether a cluster of fixed size shrinks when it is idle"}, set_scale},
    Setting{{"low-priority", "dedicated or keep", "what becomes of low-priority clusters"}, set_low_priority},
    Setting{{"vm-sizes", "check or keep", "whether retired VM sizes are reported as errors"}, set_vm_sizes},
    Setting{{"mount-roots", "used or all", "whether jobs get the mounts that they do not mention"}, set_mount_roots},
    Setting{{"ignored-members", "ignore or read", "whether members that Batch AI ignored are read as meant"}, set_ignored_members},
};
// clang-format on

/// The setting at `path` and the key for its `*`.
std::pair<const Setting*, std::string_view> find_setting(std::string_view path) {
    for (const Setting& setting : table) {
        std::string_view pattern = setting.info.path;
        if (pattern == path) return {&setting, path.substr(std::min(path.size(), path.find('.') + 1))};
        if (!pattern.ends_with('*')) continue;
        pattern.remove_suffix(1);
        if (path.size() > pattern.size() && path.starts_with(pattern))
            return {&setting, path.substr(pattern.size())};
    }
    return {nullptr, {}};
}

std::string unknown_setting(std::string_view path) {
    const std::size_t dot = path.find('.');
    const std::string_view group = path.substr(0, dot);
    std::vector<std::string_view> candidates;
    candidates.reserve(table.size());
    for (const Setting& setting : table)
        candidates.push_back(setting.info.path.substr(0, setting.info.path.find('.')));
    const std::string near = nearest(group, candidates);
    std::string problem = "there is no setting " + quoted(path);
    if (near.empty()) return problem;
    const auto takes_key = [&](const Setting& setting) { return setting.info.path.starts_with(near + '.'); };
    if (std::ranges::none_of(table, takes_key)) return problem + "; did you mean " + near + "?";
    const std::string_view key = dot == std::string_view::npos ? "" : path.substr(dot + 1);
    return problem + "; did you mean " + near + '.' + (key.empty() ? "NAME" : printable(shorten(key, 60)))
           + "?";
}

bool has_control_character(std::string_view text) {
    return std::ranges::any_of(text,
                               [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
}

} // namespace

std::optional<std::string> Options::set(std::string_view path, std::string_view value) {
    const auto [setting, key] = find_setting(path);
    if (setting == nullptr) return unknown_setting(path);
    const std::string prefix = "setting " + quoted(path) + ": ";
    if (value.empty()) return prefix + "the value is empty; give " + std::string(setting->info.value);
    if (has_control_character(path) || has_control_character(value) || !is_valid_utf8(path)
        || !is_valid_utf8(value))
        return prefix + "line ends and other control characters are not taken";
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

} // namespace batchai2aml
