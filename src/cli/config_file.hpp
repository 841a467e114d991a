/// \file
/// Reads the settings file, `batchai2aml.yml`: a mapping whose nested keys, joined by dots, are the paths of
/// `Options::set`. Anything else that YAML has (lists, anchors, aliases, tags, several documents) is refused.
/// It holds settings only: nothing in it can name a host, a credential or a command.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/options.hpp"
#include "support/result.hpp"

namespace batchai2aml::cli {

/// One setting of the file; line and column are those of its key and count from 1.
struct ConfigEntry {
    std::string path;
    std::string value;
    std::size_t line = 0;
    std::size_t column = 0;
};

/// What is wrong: "line:column: message".
struct ConfigError {
    std::string message;
};

[[nodiscard]] Result<std::vector<ConfigEntry>, ConfigError> read_config(std::string_view yaml);

/// Reads `yaml` and sets all that it says. Returns the problems, "name:line:column: what is wrong", one for
/// each setting that was not taken.
[[nodiscard]] std::vector<std::string> apply_config(std::string_view yaml, std::string_view name,
                                                    Options& options);

/// Larger files are no settings files; bytes.
inline constexpr std::uint64_t largest_config = 1U << 20U;

/// The settings of an answers.yml, whether their values are good or not; nothing when it is no YAML, or names
/// a setting that does not exist.
[[nodiscard]] std::optional<std::vector<std::pair<std::string, std::string>>>
earlier_answers(std::string_view yaml);

} // namespace batchai2aml::cli
