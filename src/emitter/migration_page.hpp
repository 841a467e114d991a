/// \file
/// MIGRATION.md: what a person does with the converted files, step by step. Not here: how findings come
/// about, the other reports (src/report).
#pragma once

#include <span>
#include <string>

#include "batchai2aml/report.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// The page. Its commands run in bash in the output folder as they are printed, in their order, after two
/// names were filled in; no secret becomes an argument of a process. `findings` are shown in their order,
/// equal ones once.
[[nodiscard]] std::string emit_migration_page(const Migration& migration, std::span<const Finding> findings);

} // namespace batchai2aml
