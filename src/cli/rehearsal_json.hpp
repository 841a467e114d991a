/// \file
/// Rehearsals as JSON (docs/rehearse.md).
#pragma once

#include <vector>

#include "rehearse/rehearsal.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

void write_rehearsals(const std::vector<Rehearsal>& rehearsals, const Sink& sink);

} // namespace batchai2aml::cli
