#include "catalog/vm_sizes.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace batchai2aml {

namespace {

// No std::array: clang deduces none of more than 256 elements.
constexpr VmSize table[] = {
#include "vm-sizes.inc"
};

const VmSize* find_exactly(std::string_view match) {
    const auto* found =
        std::lower_bound(std::begin(table), std::end(table), match,
                         [](const VmSize& size, std::string_view text) { return size.match < text; });
    return found != std::end(table) && found->match == match ? found : nullptr;
}

// "Standard_NC8as_T4_v3*": the mark tells the origin.
SizeCandidate read_candidate(std::string_view word) {
    CandidateOrigin origin = CandidateOrigin::rule;
    if (word.ends_with('*')) origin = CandidateOrigin::named_size;
    if (word.ends_with('+')) origin = CandidateOrigin::named_series;
    if (origin != CandidateOrigin::rule) word.remove_suffix(1);
    return {find_vm_size(word), origin};
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

std::vector<SizeCandidate> size_candidates(const VmSize& size) {
    std::vector<SizeCandidate> out;
    std::string_view rest = size.candidates;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        const SizeCandidate candidate = read_candidate(rest.substr(0, comma));
        if (candidate.size != nullptr) out.push_back(candidate);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return out;
}

std::string_view to_string(SizeState state) {
    switch (state) {
    case SizeState::available:
        return "available";
    case SizeState::retiring:
        return "retiring";
    case SizeState::retired:
        return "retired";
    case SizeState::unknown:
        break;
    }
    return "unknown";
}

std::string_view to_string(AmlSupport support) {
    switch (support) {
    case AmlSupport::yes:
        return "yes";
    case AmlSupport::no:
        return "no";
    case AmlSupport::unknown:
        break;
    }
    return "unknown";
}

} // namespace batchai2aml
