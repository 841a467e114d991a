/// \file
/// The patterns of the shell, `*.json`. A backslash quotes the character after it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace batchai2aml::bash {

[[nodiscard]] bool matches(std::string_view pattern, std::string_view text);

/// `${text#pattern}` and its kin: "#", "##", "%", "%%". Nothing when that would take too long.
[[nodiscard]] std::optional<std::string> without(std::string_view text, std::string_view pattern,
                                                 std::string_view op);

/// `${text/pattern/with}` and its kin: "/", "//", "/#", "/%".
[[nodiscard]] std::optional<std::string> replaced(std::string_view text, std::string_view pattern,
                                                  std::string_view with, std::string_view op);

} // namespace batchai2aml::bash
