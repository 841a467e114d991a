#include "cli/setting_flags.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "batchai2aml/options.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// What the help says: the flags join a setting for all and one for each key.
struct FlagText {
    std::string_view name;
    std::string_view form;
    std::string_view help;
};
constexpr std::array<FlagText, 13> texts = {{
    {"--compute", "NAME|KEY=NAME", "Compute of jobs of unknown cluster; KEY: its old name, or a folder"},
    {"--experiment", "NAME|KEY=NAME", "Experiment of jobs that name none; KEY: a folder"},
    {"--storage-account", "NAME|KEY=NAME", "Stands in for <AZURE_BATCHAI_STORAGE_ACCOUNT>; KEY: a folder"},
    {"--vm-size", "SIZE|KEY=SIZE", "VM size of clusters without one; KEY: cluster, or size to replace"},
    {"--image", "IMAGE|KEY=IMAGE", "Image of jobs without a container; KEY: image to replace"},
    {"--mount", "PATH=KIND:ACCOUNT/NAME",
     "What was mounted: afs=azure_file:ACCOUNT/SHARE, bfs=azure_blob:ACCOUNT/CONTAINER"},
    {"--file-server", "KEY=KIND:ACCOUNT/NAME",
     "Where the data of a file server was copied to, as for --mount"},
    {"--placeholder", "TEXT=VALUE", "Value in place of a text such as <your-registry>"},
    {"--name", "KEY=NAME", "Name in Azure ML; KEY: the old name, or the file"},
    {"--workspace", "NAME", "Workspace, for the commands in MIGRATION.md"},
    {"--resource-group", "NAME", "Resource group of the workspace, for the same commands"},
    {"--key-vault", "NAME", "Key vault that takes the secrets of jobs"},
    {"--to", "FORMAT", "yaml, runconfig or arm: what to write; give it again for more [yaml]"},
}};

void add(SettingFlag& flag, const SettingInfo& info) {
    flag.is_list = info.is_list;
    if (info.path.ends_with('*'))
        flag.for_one = info.path.substr(0, info.path.size() - 1);
    else
        flag.for_all = info.path;
}

SettingFlag described(std::string_view name) {
    const auto* text = std::ranges::find(texts, name, &FlagText::name);
    if (text == texts.end()) return {.name = name, .form = "KEY=VALUE"}; // a test looks for these
    return {.name = name, .form = std::string(text->form), .help = std::string(text->help)};
}

} // namespace

const std::vector<SettingFlag>& setting_flags() {
    static const std::vector<SettingFlag> all = [] {
        std::vector<SettingFlag> flags;
        for (const SettingInfo& info : settings()) {
            if (info.flag.empty()) continue;
            auto flag = std::ranges::find(flags, info.flag, &SettingFlag::name);
            if (flag == flags.end()) {
                flags.push_back(described(info.flag));
                flag = std::prev(flags.end());
            }
            add(*flag, info);
        }
        return flags;
    }();
    return all;
}

std::optional<std::string> read_setting_flag(const SettingFlag& flag, const std::string& text,
                                             std::vector<std::pair<std::string, std::string>>& settings) {
    const std::size_t equals = text.find('=');
    const bool keyed = equals != std::string::npos && equals != 0;
    if (keyed && !flag.for_one.empty()) {
        settings.emplace_back(std::string(flag.for_one) + text.substr(0, equals), text.substr(equals + 1));
        return std::nullopt;
    }
    if (flag.for_all.empty())
        return std::string(flag.name) + ": \"" + printable(text) + "\" is not of the form " + flag.form;
    const auto earlier =
        std::ranges::find(settings, flag.for_all, &std::pair<std::string, std::string>::first);
    if (flag.is_list && earlier != settings.end())
        earlier->second += ',' + text;
    else
        settings.emplace_back(flag.for_all, text);
    return std::nullopt;
}

} // namespace batchai2aml::cli
