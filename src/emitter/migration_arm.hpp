/// \file
/// The part of MIGRATION.md about the files of Azure Resource Manager. Internal to src/emitter.
#pragma once

#include <string>

#include "emitter/migration_secrets.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// How the files that jobs and images need get to where the service reads them; empty when there are none.
[[nodiscard]] std::string uploads_section(const Migration& migration);

/// How the template is deployed, without the jobs, and what it leaves out. `made`: commands for connections,
/// which come before, define a function that this needs too.
[[nodiscard]] std::string deployment_section(const Migration& migration, Connections made);

/// How its jobs are submitted; empty when none is ready.
[[nodiscard]] std::string deployed_jobs_section(const Migration& migration);

/// All of it in one, for a page whose other parts tell how the YAML files are used.
[[nodiscard]] std::string deployment_instead_section(const Migration& migration);

} // namespace batchai2aml
