#include "cli/setting_flags.hpp"

#include <algorithm>

#include "batchai2aml/options.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// The first of the forms that a setting takes: "azure_file:ACCOUNT/SHARE".
std::string first_form(std::string_view value) {
    return std::string(value.substr(0, value.find(" or ")));
}

void add(SettingFlag& flag, const SettingInfo& info) {
    const std::string form = first_form(info.value);
    const bool keyed = info.path.ends_with('*');
    if (keyed) {
        flag.for_one = info.path.substr(0, info.path.size() - 1);
    } else {
        flag.for_all = info.path;
    }
    flag.form += (flag.form.empty() ? "" : "|") + (keyed ? "KEY=" + form : form);
    std::string help(info.help);
    if (flag.help.empty() && !help.empty() && help.front() >= 'a' && help.front() <= 'z')
        help.front() = static_cast<char>(help.front() - 'a' + 'A');
    flag.help += (flag.help.empty() ? "" : "; ") + help;
}

} // namespace

const std::vector<SettingFlag>& setting_flags() {
    static const std::vector<SettingFlag> all = [] {
        std::vector<SettingFlag> flags;
        for (const SettingInfo& info : settings()) {
            if (info.flag.empty()) continue;
            auto flag = std::ranges::find(flags, info.flag, &SettingFlag::name);
            if (flag == flags.end()) {
                flags.push_back({info.flag, {}, {}, {}, {}});
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
    settings.emplace_back(flag.for_all, text);
    return std::nullopt;
}

} // namespace batchai2aml::cli
