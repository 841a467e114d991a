#include "catalog/vm_sizes.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace batchai2aml {

namespace {

// No std::array: clang deduces none of more than 256 elements.
constexpr VmSize table[] = {
#include "vm_sizes.inc"
};

const VmSize* find_exactly(std::string_view match) {
    const auto* found =
        std::lower_bound(std::begin(table), std::end(table), match,
                         [](const VmSize& size, std::string_view text) { return size.match < text; });
    return found != std::end(table) && found->match == match ? found : nullptr;
}

} // namespace

std::span<const VmSize> vm_sizes() {
    return table;
}

const VmSize* find_vm_size(std::string_view name) {
    std::string match;
    for (const char c : name)
        match += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (!match.starts_with("STANDARD_") && !match.starts_with("BASIC_")) match = "STANDARD_" + match;
    if (const VmSize* size = find_exactly(match)) return size;
    constexpr std::string_view promo = "_PROMO";
    return match.ends_with(promo) ? find_exactly(match.substr(0, match.size() - promo.size())) : nullptr;
}

} // namespace batchai2aml
