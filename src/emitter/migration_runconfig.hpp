/// \file
/// The part of MIGRATION.md about run configurations of SDK v1.
#pragma once

#include <string>

#include "emitter/migration_page.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// How SDK v1 is installed, told the workspace and, where no other format of the run makes them, computes and
/// datastores; empty when `names` has no run configurations.
[[nodiscard]] std::string runconfig_setup_section(const Migration& migration, const PageNames& names);

/// How jobs are submitted; empty when `names` has no run configurations.
[[nodiscard]] std::string runconfig_jobs_section(const Migration& migration, const PageNames& names);

} // namespace batchai2aml
