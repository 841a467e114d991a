/// \file
/// How the values of settings are checked and stored. Internal to src/convert. Not here: which settings there
/// are (options.cpp).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "batchai2aml/options.hpp"

namespace batchai2aml::setters {

/// What is wrong with a value; nothing when it was taken.
using Problem = std::optional<std::string>;
/// `key` is what stands in place of the `*` in the path of the setting.
using Setter = Problem (*)(Options&, std::string_view key, std::string_view value);

/// Words of settings that are one of a few, in the order of their enums.
inline constexpr std::array<std::string_view, 2> scale_words = {"to-zero", "exact"};
inline constexpr std::array<std::string_view, 2> low_priority_words = {"dedicated", "keep"};
inline constexpr std::array<std::string_view, 2> vm_sizes_words = {"check", "keep"};
inline constexpr std::array<std::string_view, 2> mount_roots_words = {"used", "all"};
inline constexpr std::array<std::string_view, 2> ignored_members_words = {"ignore", "read"};
inline constexpr std::array<std::string_view, 2> node_setup_words = {"build", "done"};
inline constexpr std::array<std::string_view, 3> path_words = {"read", "write", "download"};
inline constexpr std::array<std::string_view, 5> level_words = {"note", "manual", "warning", "error", "off"};

/// Formats that can be written; a word for each stands in report.hpp.
inline constexpr std::array<OutputFormat, 3> formats_known = {OutputFormat::yaml, OutputFormat::runconfig,
                                                              OutputFormat::arm};

/// `text` for a message: at most 80 characters, in quotes.
[[nodiscard]] std::string quoted(std::string_view text);

Problem compute(Options& options, std::string_view key, std::string_view value);
Problem experiment(Options& options, std::string_view key, std::string_view value);
Problem storage_account(Options& options, std::string_view key, std::string_view value);
Problem vm_size(Options& options, std::string_view key, std::string_view value);
Problem image(Options& options, std::string_view key, std::string_view value);
Problem mount(Options& options, std::string_view key, std::string_view value);
Problem file_server(Options& options, std::string_view key, std::string_view value);
Problem size(Options& options, std::string_view key, std::string_view value);
Problem placeholder(Options& options, std::string_view key, std::string_view value);
Problem name(Options& options, std::string_view key, std::string_view value);
Problem path(Options& options, std::string_view key, std::string_view value);
Problem finding(Options& options, std::string_view key, std::string_view value);
Problem workspace(Options& options, std::string_view key, std::string_view value);
Problem resource_group(Options& options, std::string_view key, std::string_view value);
Problem key_vault(Options& options, std::string_view key, std::string_view value);
Problem subscription(Options& options, std::string_view key, std::string_view value);
Problem formats(Options& options, std::string_view key, std::string_view value);
Problem api_version(Options& options, std::string_view key, std::string_view value);
Problem scale(Options& options, std::string_view key, std::string_view value);
Problem low_priority(Options& options, std::string_view key, std::string_view value);
Problem vm_sizes(Options& options, std::string_view key, std::string_view value);
Problem mount_roots(Options& options, std::string_view key, std::string_view value);
Problem ignored_members(Options& options, std::string_view key, std::string_view value);
Problem node_setup(Options& options, std::string_view key, std::string_view value);

} // namespace batchai2aml::setters
