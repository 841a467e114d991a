/// \file
/// MIGRATION.md: what a person does with the converted files, step by step. Not here: how findings come
/// about, the other reports (src/report).
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "batchai2aml/report.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// What the commands of the page name; empty names are left for the user to fill in.
struct PageNames {
    std::string workspace;
    std::string resource_group;
    std::string key_vault;
    std::string subscription{};                            ///< id
    std::vector<OutputFormat> formats{OutputFormat::yaml}; ///< whose files are there, sorted

    [[nodiscard]] bool has(OutputFormat format) const {
        return std::ranges::find(formats, format) != formats.end();
    }
};

/// The page. Its commands run in bash in the output folder as they are printed, in their order, once the
/// questions are answered; no secret becomes an argument of a process. `report` gives the open questions and
/// the findings, equal ones once.
[[nodiscard]] std::string emit_migration_page(const Migration& migration, const Report& report,
                                              const PageNames& names);

} // namespace batchai2aml
