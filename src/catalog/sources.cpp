#include "catalog/sources.hpp"

#include <algorithm>
#include <iterator>

namespace batchai2aml {

namespace {

constexpr FactSource table[] = {
#include "sources.inc"
};

} // namespace

std::span<const FactSource> sources() {
    return table;
}

std::vector<const FactSource*> find_sources(std::string_view keys) {
    std::vector<const FactSource*> out;
    while (!keys.empty()) {
        const auto comma = keys.find(',');
        const std::string_view key = keys.substr(0, comma);
        const auto* found = std::find_if(std::begin(table), std::end(table),
                                         [&](const FactSource& source) { return source.key == key; });
        if (found != std::end(table)) out.push_back(found);
        keys = comma == std::string_view::npos ? std::string_view{} : keys.substr(comma + 1);
    }
    return out;
}

} // namespace batchai2aml
