/// \file
/// A rehearsal as text for a person. Paths of this machine appear as folders of datastores and nodes.
#pragma once

#include <string>
#include <vector>

#include "rehearse/rehearsal.hpp"

namespace batchai2aml::cli {

enum class Detail : unsigned char {
    usual,
    all ///< all programs and variables, Azure ML's own as well
};

/// While the folder of the rehearsal is still there: it is looked at.
[[nodiscard]] std::string rehearsal_text(const Rehearsal& rehearsal, Detail detail, unsigned width);

/// What would run, each command line once, for the question of `--execute`.
[[nodiscard]] std::string programs_text(const Rehearsal& rehearsal, unsigned width);

/// "2 jobs, 5 processes: all ended with status 0"
[[nodiscard]] std::string rehearsals_summary(const std::vector<Rehearsal>& rehearsals);

} // namespace batchai2aml::cli
