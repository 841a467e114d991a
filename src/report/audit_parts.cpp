#include "report/audit_parts.hpp"

#include <algorithm>
#include <iterator>

namespace batchai2aml {

std::vector<AuditList> audit_sources(const Inventory& inventory) {
    return {{"Resources", "kinds", &inventory.kinds},
            {"Versions of the API", "versions", &inventory.versions},
            {"Toolkits", "toolkits", &inventory.toolkits},
            {"VM sizes", "vm_sizes", &inventory.vm_sizes},
            {"Images", "images", &inventory.images},
            {"Storage accounts", "accounts", &inventory.accounts}};
}

std::vector<AuditList> audit_needs(const Inventory& inventory) {
    return {{"Registries with an account", "registries", &inventory.registries},
            {"Secrets in a key vault", "secrets", &inventory.secrets}};
}

std::string_view audit_meaning(State state) {
    switch (state) {
    case State::converted:
        return "ready as they are";
    case State::with_findings:
        return "ready, with warnings or tasks";
    case State::needs_work:
        return "need work before they can be used";
    case State::failed:
        return "inputs that failed: nothing comes out of them";
    }
    return {};
}

std::vector<FindingGroup> audit_tasks(const Report& report) {
    std::vector<FindingGroup> groups = group_findings(report.findings);
    std::erase_if(groups, [](const FindingGroup& group) {
        const Level level = group.front()->level;
        return level != Level::error && level != Level::manual;
    });
    return groups;
}

} // namespace batchai2aml
