#include "convert/setters.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "catalog/findings.hpp"
#include "mapper/images.hpp"
#include "parser/secrets.hpp"
#include "support/text.hpp"

namespace batchai2aml::setters {

namespace {

bool only(std::string_view text, std::string_view allowed_marks) {
    return std::ranges::all_of(text, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || allowed_marks.find(c) != std::string_view::npos;
    });
}

Problem put(std::string& target, std::string_view value) {
    target = value;
    return std::nullopt;
}

/// Settings that stand once for all and once for each key.
template <class Map>
Problem put(std::string& for_all, Map& by_key, std::string_view key, std::string_view value) {
    return put(key.empty() ? for_all : by_key[std::string(key)], value);
}

Problem check_size(std::string_view value) {
    if (only(value, "_-")) return std::nullopt;
    return quoted(value) + " is no VM size; one looks like Standard_NC6s_v3";
}

/// azureml.md 2.1: storage account names.
Problem check_account(std::string_view value) {
    const bool taken = value.size() >= 3 && value.size() <= 24 && only(value, "") && lower(value) == value;
    if (taken) return std::nullopt;
    return quoted(value) + " is no storage account; names have 3 to 24 lower-case letters and digits";
}

Problem check_name(std::string_view value, std::size_t longest, std::string_view what) {
    if (value.size() <= longest && only(value, "-_.")) return std::nullopt;
    return quoted(value) + " is no name of a " + std::string(what);
}

/// The words are in the order of the enum.
template <class Enum, std::size_t N>
Problem choose(Enum& target, std::string_view value, const std::array<std::string_view, N>& words) {
    std::string all;
    for (std::size_t i = 0; i < N; ++i) {
        if (iequals(words[i], value)) {
            target = static_cast<Enum>(i);
            return std::nullopt;
        }
        all += (all.empty() ? "" : ", ") + std::string(words[i]);
    }
    return quoted(value) + " is not one of " + all;
}

Problem read_mount(MountSetting& mount, std::string_view value) {
    const std::size_t colon = value.find(':');
    const std::size_t slash = value.find('/');
    if (colon == std::string_view::npos || slash == std::string_view::npos || slash < colon)
        return quoted(value) + " is not of the form azure_file:ACCOUNT/SHARE or azure_blob:ACCOUNT/CONTAINER";
    constexpr std::array<std::string_view, 2> kinds = {"azure_file", "azure_blob"};
    if (auto problem = choose(mount.kind, value.substr(0, colon), kinds)) return problem;
    mount.account = value.substr(colon + 1, slash - colon - 1);
    if (auto problem = check_account(mount.account)) return problem;
    mount.container = value.substr(slash + 1);
    if (mount.container.empty() || mount.container.size() > 63 || !only(mount.container, "-$"))
        return quoted(mount.container) + " is no name of a share or container";
    return std::nullopt;
}

bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string format_words() {
    std::string all;
    for (const OutputFormat format : formats_known)
        all += (all.empty() ? "" : ", ") + std::string(to_string(format));
    return all;
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

} // namespace

std::string quoted(std::string_view text) {
    return '"' + printable(shorten(without_secrets(text), 80)) + '"';
}

Problem compute(Options& options, std::string_view key, std::string_view value) {
    if (auto problem = check_name(value, 255, "compute")) return problem;
    return put(options.compute, options.computes, key, value);
}

Problem experiment(Options& options, std::string_view key, std::string_view value) {
    if (value.size() > 255) return quoted(value) + " is longer than 255 letters";
    return put(options.experiment, options.experiments, key, value);
}

Problem storage_account(Options& options, std::string_view key, std::string_view value) {
    if (auto problem = check_account(value)) return problem;
    return put(options.storage_account, options.storage_accounts, key, value);
}

Problem vm_size(Options& options, std::string_view /*key*/, std::string_view value) {
    if (auto problem = check_size(value)) return problem;
    return put(options.vm_size, value);
}

Problem image(Options& options, std::string_view key, std::string_view value) {
    if (!is_image_name(value)) return quoted(value) + " is no name of an image";
    return put(key == "default" ? options.default_image : options.images[std::string(key)], value);
}

Problem mount(Options& options, std::string_view key, std::string_view value) {
    MountSetting mount;
    if (auto problem = read_mount(mount, value)) return problem;
    options.mounts.insert_or_assign(std::string(key), std::move(mount));
    return std::nullopt;
}

Problem file_server(Options& options, std::string_view key, std::string_view value) {
    MountSetting mount;
    if (auto problem = read_mount(mount, value)) return problem;
    options.file_servers.insert_or_assign(std::string(key), std::move(mount));
    return std::nullopt;
}

Problem size(Options& options, std::string_view key, std::string_view value) {
    if (auto problem = check_size(value)) return problem;
    return put(options.sizes[upper(key)], value);
}

Problem placeholder(Options& options, std::string_view key, std::string_view value) {
    return put(options.placeholders[std::string(key)], value);
}

Problem name(Options& options, std::string_view key, std::string_view value) {
    if (value.size() > 255 || !only(value, "-_.")) return quoted(value) + " is no name that Azure ML takes";
    return put(options.names[std::string(key)], value);
}

Problem path(Options& options, std::string_view key, std::string_view value) {
    PathUse use = PathUse::read;
    if (auto problem = choose(use, value, path_words)) return problem;
    options.paths.insert_or_assign(std::string(key), use);
    return std::nullopt;
}

Problem finding(Options& options, std::string_view key, std::string_view value) {
    const FindingCode* known = find_finding_code(upper(key));
    if (known == nullptr) return unknown_code(key);
    enum class Word : std::uint8_t { note, manual, warning, error, off } word = Word::off;
    if (auto problem = choose(word, value, level_words)) return problem;
    if (word == Word::off && known->level == Level::error)
        return std::string(known->code)
               + " is an error and cannot be turned off; it can be lowered to a warning";
    const auto level = word == Word::off ? std::nullopt : std::optional(static_cast<Level>(word));
    options.findings.insert_or_assign(std::string(known->code), level);
    return std::nullopt;
}

Problem workspace(Options& options, std::string_view /*key*/, std::string_view value) {
    if (auto problem = check_name(value, 33, "workspace")) return problem;
    return put(options.workspace, value);
}

Problem resource_group(Options& options, std::string_view /*key*/, std::string_view value) {
    if (value.size() > 90 || !only(value, "-_.()")) return quoted(value) + " is no name of a resource group";
    return put(options.resource_group, value);
}

Problem key_vault(Options& options, std::string_view /*key*/, std::string_view value) {
    const bool taken = value.size() >= 3 && value.size() <= 24 && only(value, "-");
    if (!taken) return quoted(value) + " is no key vault; names have 3 to 24 letters, digits and dashes";
    return put(options.key_vault, value);
}

Problem subscription(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::string_view form = "00000000-0000-0000-0000-000000000000";
    bool taken = value.size() == form.size();
    for (std::size_t i = 0; taken && i < form.size(); ++i)
        taken = form[i] == '-' ? value[i] == '-' : is_hex_digit(value[i]);
    if (!taken) return quoted(value) + " is no id of a subscription; one looks like " + std::string(form);
    return put(options.subscription, value);
}

Problem formats(Options& options, std::string_view /*key*/, std::string_view value) {
    std::set<OutputFormat> chosen;
    for (const std::string_view word : split(value, ',')) {
        const auto* known =
            std::ranges::find_if(formats_known, [&](OutputFormat f) { return iequals(to_string(f), word); });
        if (known == formats_known.end()) return quoted(word) + " is not one of " + format_words();
        chosen.insert(*known);
    }
    options.formats.assign(chosen.begin(), chosen.end());
    return std::nullopt;
}

Problem api_version(Options& options, std::string_view /*key*/, std::string_view value) {
    constexpr std::string_view form = "dddd-dd-dd";
    constexpr std::string_view preview = "-preview";
    const std::string_view date =
        value.ends_with(preview) ? value.substr(0, value.size() - preview.size()) : value;
    bool taken = date.size() == form.size() && date.starts_with("20");
    for (std::size_t i = 0; taken && i < form.size(); ++i)
        taken = form[i] == '-' ? date[i] == '-' : date[i] >= '0' && date[i] <= '9';
    if (!taken)
        return quoted(value) + " is no version of an API; one looks like " + std::string(default_api_version);
    return put(options.api_version, value);
}

Problem scale(Options& options, std::string_view /*key*/, std::string_view value) {
    return choose(options.scale, value, scale_words);
}

Problem low_priority(Options& options, std::string_view /*key*/, std::string_view value) {
    return choose(options.low_priority, value, low_priority_words);
}

Problem vm_sizes(Options& options, std::string_view /*key*/, std::string_view value) {
    return choose(options.vm_sizes, value, vm_sizes_words);
}

Problem mount_roots(Options& options, std::string_view /*key*/, std::string_view value) {
    return choose(options.mount_roots, value, mount_roots_words);
}

Problem ignored_members(Options& options, std::string_view /*key*/, std::string_view value) {
    return choose(options.ignored_members, value, ignored_members_words);
}

Problem node_setup(Options& options, std::string_view /*key*/, std::string_view value) {
    return choose(options.node_setup, value, node_setup_words);
}

} // namespace batchai2aml::setters
