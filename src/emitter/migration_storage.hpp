/// \file
/// The parts of MIGRATION.md about datastores, the data in them and the access to it. Internal to
/// src/emitter. Each is empty when there is nothing to do.
#pragma once

#include <string>

#include "model/azureml.hpp"

namespace batchai2aml {

[[nodiscard]] std::string blob_section(const Migration& migration);

/// Keys of accounts pass through pipes and a file that only the user can read.
[[nodiscard]] std::string share_section(const Migration& migration);

/// The user's own roles on the accounts; defines `grant_on_storage` for the other sections.
[[nodiscard]] std::string own_access_section(const Migration& migration);

/// What to copy, how much of it, and the commands (design decision 12).
[[nodiscard]] std::string copy_section(const Migration& migration);

/// Roles of the computes on the accounts of Blob containers (design decision 6).
[[nodiscard]] std::string compute_access_section(const Migration& migration);

/// A command that prints the key of the account of `store`.
[[nodiscard]] std::string account_key_command(const Datastore& store);

} // namespace batchai2aml
