/// \file
/// The list of findings as the rules of SARIF. Used by sarif.cpp alone.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "batchai2aml/report.hpp"
#include "report/json_text.hpp"

namespace batchai2aml {

/// SARIF has no manual tasks: they are warnings, and their rules have the tag `manual`.
[[nodiscard]] std::string_view sarif_level(Level level);

/// `"rules":[...]`: all codes, whether or not a run reports them, so that files of two runs compare.
void write_sarif_rules(JsonText& json);

/// Place of a code among the rules; nothing when it is none of them.
[[nodiscard]] std::optional<std::size_t> sarif_rule_index(std::string_view code);

} // namespace batchai2aml
