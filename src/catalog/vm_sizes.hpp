/// \file
/// What is known about VM sizes: made at build time from data/vm-sizes.tsv. Not here: what to do about a size
/// (src/mapper).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace batchai2aml {

enum class SizeState : std::uint8_t {
    available, ///< no retirement announced
    retiring,  ///< announced, date ahead
    retired,   ///< the date has passed: no node of this size can be created
    unknown,
};

struct VmSize {
    std::string_view match; ///< upper case, for comparing
    std::string_view name;  ///< as Azure spells it: "Standard_NC6"
    SizeState state = SizeState::unknown;
    std::string_view retired; ///< date, ISO 8601; may be empty
    unsigned gpus = 0;        ///< per node
    bool rdma = false;
    std::string_view quota_family;
    std::string_view candidates; ///< sizes to choose instead, best first, separated by commas; may be empty
};

/// All sizes, sorted by `match`.
[[nodiscard]] std::span<const VmSize> vm_sizes();

/// Compares without regard to case; `Standard_` may be missing, and `_Promo` sizes without a record of their
/// own count as the plain size.
[[nodiscard]] const VmSize* find_vm_size(std::string_view name);

} // namespace batchai2aml
