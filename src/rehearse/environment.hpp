/// \file
/// All variables that a process of a rehearsal starts with.
#pragma once

#include <string>
#include <vector>

#include "rehearse/processes.hpp"
#include "rehearse/rehearsal.hpp"

namespace batchai2aml {

/// What stands for the name of the run.
inline constexpr std::string_view run_name = "rehearsal";

/// `NAME=VALUE`: nothing of the user's own environment, but for the folders that programs are looked for in.
[[nodiscard]] std::vector<std::string>
process_environment(const Rehearsal& rehearsal, const RehearsalOptions& options, const ProcessPlan& plan);
/// The variables of such an environment that the job sees: without the probe's.
[[nodiscard]] Variables job_variables(const std::vector<std::string>& environment);
/// Where the probe writes what it sees in a process.
[[nodiscard]] std::string record_file(const RehearsalOptions& options, const ProcessPlan& plan);

} // namespace batchai2aml
