/// \file
/// Lines that GitHub Actions and Azure Pipelines take for commands when a program prints them: `::name ...::`
/// at the begin of a line, `##[name]` and `##vso[name]` anywhere in one. Text from an input must not become
/// one. Not here: commands that this program gives on purpose (src/report/annotations.hpp).
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml {

/// `text` (whole lines) with a backslash inside of what would be a command; nearly always `text` itself.
[[nodiscard]] std::string without_commands(std::string_view text);

} // namespace batchai2aml
