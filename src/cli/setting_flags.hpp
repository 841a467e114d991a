/// \file
/// Flags that are another spelling of `--set PATH=VALUE`: one for each `SettingInfo::flag`. Not here: what
/// the settings mean (options.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace batchai2aml::cli {

struct SettingFlag {
    std::string_view name;      ///< "--compute"
    std::string_view for_all{}; ///< path of the setting that takes a plain value; may be empty
    std::string_view for_one{}; ///< path, without its `*`, of the setting that takes KEY=VALUE; may be empty
    std::string form{};         ///< "NAME|KEY=NAME"
    std::string help{};
    bool is_list = false; ///< values of several flags are joined by commas
};

/// In the order of the settings.
[[nodiscard]] const std::vector<SettingFlag>& setting_flags();

/// Adds the setting that `flag` with the value `text` is. Returns what is wrong with it.
[[nodiscard]] std::optional<std::string>
read_setting_flag(const SettingFlag& flag, const std::string& text,
                  std::vector<std::pair<std::string, std::string>>& settings);

} // namespace batchai2aml::cli
