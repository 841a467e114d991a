/// \file
/// The parts of MIGRATION.md about registries and key vaults. Internal to src/emitter.
#pragma once

#include <string>

#include "model/azureml.hpp"

namespace batchai2aml {

/// Commands that let the computes pull from registries which asked for an account; empty when there are none.
[[nodiscard]] std::string registry_section(const Migration& migration);

/// Commands that put the secrets of jobs into a key vault and let the computes read them; empty when there
/// are none. `key_vault`: its name; may be empty.
[[nodiscard]] std::string vault_section(const Migration& migration, const std::string& key_vault);

} // namespace batchai2aml
