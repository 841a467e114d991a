/// \file
/// What the audit shows, in the order in which it does, whatever the format. Internal to src/report.
#pragma once

#include <string_view>
#include <vector>

#include "report/finding_groups.hpp"
#include "report/states.hpp"

namespace batchai2aml {

/// A list of the inventory with what it is called.
struct AuditList {
    std::string_view title; ///< for a person: "VM sizes"
    std::string_view key;   ///< in JSON: "vm_sizes"
    const std::vector<NamedCount>* entries;
};

/// What is there.
[[nodiscard]] std::vector<AuditList> audit_sources(const Inventory& inventory);

/// What has to be there in Azure ML, besides quota and datastores.
[[nodiscard]] std::vector<AuditList> audit_needs(const Inventory& inventory);

/// What a state means for a count of resources, in words.
[[nodiscard]] std::string_view audit_meaning(State state);

/// What a person has to do: errors and manual tasks, each once with all its places.
[[nodiscard]] std::vector<FindingGroup> audit_tasks(const Report& report);

} // namespace batchai2aml
