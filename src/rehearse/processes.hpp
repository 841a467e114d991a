/// \file
/// The processes that Azure ML starts for a job, and the variables that it gives to each (azureml.md 5.1
/// to 5.3).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rehearse/emitted_job.hpp"

namespace batchai2aml {

using Variables = std::vector<std::pair<std::string, std::string>>;

struct ProcessPlan {
    std::string name;
    std::string role;
    std::int64_t node = 0;
    std::int64_t index = 0;
    Variables variables; ///< of the distribution and of the node
};

/// The address of a node of the rehearsal: one of the machine's own, so that processes can meet.
[[nodiscard]] std::string node_address(std::int64_t node);

[[nodiscard]] std::vector<ProcessPlan> plan_processes(const EmittedJob& job);

} // namespace batchai2aml
