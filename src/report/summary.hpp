/// \file
/// The numbers that every report shows. Not here: how they are shown.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "batchai2aml/convert.hpp"

namespace batchai2aml {

inline constexpr std::size_t level_count = 4;
inline constexpr std::size_t outcome_count = 9;

struct Summary {
    std::size_t files = 0;
    std::size_t files_read = 0;
    std::size_t resources = 0;
    std::size_t ready = 0;
    std::array<std::size_t, level_count> findings{}; ///< by Level
    std::array<std::size_t, outcome_count>
        outcomes{}; ///< by Outcome: of each leaf its worst; `added` has no leaves
    std::uint64_t leaves = 0;
    std::uint64_t carried = 0;
    std::uint64_t effective = 0;

    /// Share of the values that carried meaning and have an effect, in hundredths of a percent, rounded down,
    /// so that 10000 means all of them. 10000 when no value carried meaning.
    [[nodiscard]] std::uint64_t coverage() const {
        return carried == 0 ? 10000 : effective * 10000 / carried;
    }
    [[nodiscard]] std::size_t count(Level level) const { return findings[static_cast<std::size_t>(level)]; }
    [[nodiscard]] std::size_t count(Outcome outcome) const {
        return outcomes[static_cast<std::size_t>(outcome)];
    }
};

[[nodiscard]] Summary summarize(const Report& report);

/// "3 findings by known.json, 1 finding by findings.B2A0102=off", printable; empty when nothing is
/// suppressed. Every report shows it: who hides findings has to be seen.
[[nodiscard]] std::string suppressions_text(const Report& report);

} // namespace batchai2aml
