/// \file
/// How far each resource and each input got: the four states that reports show.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// Best first.
enum class State : std::uint8_t {
    converted,     ///< nothing to do but to read the notes
    with_findings, ///< can be used, and a warning or a task concerns it
    needs_work,    ///< written, and cannot be used as it is
    failed,        ///< an input of which nothing was written, because of an error
};
inline constexpr std::size_t state_count = 4;

/// "converted", "findings", "needs work", "failed"
[[nodiscard]] std::string_view to_string(State state);

struct States {
    std::vector<State> resources;                   ///< in the order of `Report::resources`
    std::vector<const InputSummary*> failed_inputs; ///< in the order of `Report::inputs`
    std::array<std::size_t, state_count> counts{};

    [[nodiscard]] std::size_t count(State state) const { return counts[static_cast<std::size_t>(state)]; }
};

/// A finding concerns the resource whose file it names, or else the resources that stand in its file.
[[nodiscard]] States states_of(const Report& report);

} // namespace batchai2aml
