/// \file
/// The parts of MIGRATION.md about registries and key vaults. Internal to src/emitter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/azureml.hpp"

namespace batchai2aml {

/// How connections to registries that are none of Azure come to be.
enum class Connections : std::uint8_t { by_command, by_template };

/// Commands that let the computes pull from registries which asked for an account; empty when there are none.
[[nodiscard]] std::string registry_section(const Migration& migration, Connections connections);

/// Commands that put the secrets of jobs into a key vault and let the computes read them; empty when there
/// are none. `key_vault`: its name; may be empty.
[[nodiscard]] std::string vault_section(const Migration& migration, const std::string& key_vault);

/// A function `ask_secret` of bash: asks for the secret $1 and prints what was typed, which does not show.
[[nodiscard]] std::string_view ask_secret_function();

} // namespace batchai2aml
