/// \file
/// Durations in the four spellings that occur (batchai.md 6.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace batchai2aml {

/// Seconds of an ISO 8601 duration (`P7D`, `PT1H30M`, `P1W`), a .NET time span (`7.00:00:00`, `01:00:00`) or
/// Python's text of a timedelta (`7 days, 0:00:00`, `0:30:00`); fractions of a second are cut off. Nothing
/// for anything else, for years and months, and for more than 100 years.
[[nodiscard]] std::optional<std::int64_t> parse_duration(std::string_view text);

} // namespace batchai2aml
