/// \file
/// How many nodes a job takes when each of them holds another number of GPUs than before. Internal to
/// src/mapper. Not here: which size is chosen (size_choice.cpp).
#pragma once

#include "model/project.hpp"

namespace batchai2aml {

/// As many nodes as hold the GPUs that the job had, if its processes divide evenly over them; of more and
/// smaller nodes, or of fewer and larger ones. Jobs whose nodes fit as they are get an empty plan. \pre
/// choice.counts_anew()
[[nodiscard]] NodePlan plan_nodes(const Job& job, const SizeChoice& choice);

} // namespace batchai2aml
