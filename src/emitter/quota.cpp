#include "emitter/quota.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace batchai2aml {

std::vector<QuotaNeed> quota_needs(const Migration& migration) {
    std::map<std::string, std::pair<std::int64_t, std::set<std::string>>> families;
    for (const Compute& compute : migration.computes) {
        if (compute.vcpus == 0) continue;
        const std::string family = compute.tier == Tier::low_priority ? "low priority, of all families"
                                   : compute.quota_family.empty()     ? "not known"
                                                                      : compute.quota_family;
        auto& [cores, sizes] = families[family];
        cores += compute.max_instances * compute.vcpus;
        sizes.insert(compute.size.text);
    }
    std::vector<QuotaNeed> needs;
    needs.reserve(families.size());
    for (const auto& [family, need] : families)
        needs.push_back({family, need.first, {need.second.begin(), need.second.end()}});
    return needs;
}

} // namespace batchai2aml
