/// \file
/// What is known about VM sizes: made at build time from data/vm-sizes.tsv. Not here: which size takes the
/// place of another in a cluster (src/mapper), which images run on it (cuda.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/cuda.hpp"

namespace batchai2aml {

enum class SizeState : std::uint8_t {
    available, ///< no retirement announced
    retiring,  ///< announced, date ahead
    retired,   ///< the date has passed: no node of this size can be created
    unknown,   ///< no page found; most likely gone
};

/// Whether Microsoft names the size for clusters of Azure ML.
enum class AmlSupport : std::uint8_t { yes, no, unknown };

/// vm-sizes.md 3, 5 and 9
struct VmSize {
    std::string_view match; ///< upper case, for comparing
    std::string_view name;  ///< as Azure spells it: "Standard_NC6"
    bool old = false;       ///< of the Batch AI years; else one that takes the place of such a size
    SizeState state = SizeState::unknown;
    std::string_view announced; ///< date of the announcement, ISO 8601; may be empty
    std::string_view retired;   ///< date, ISO 8601; may be empty
    bool closed = false;        ///< new subscriptions cannot use it, and nobody gets more quota
    unsigned vcpus = 0;         ///< per node, like all that follows but for `gpu_memory_gib`
    double memory_gib = 0;
    std::string_view gpu; ///< "K80"; empty: no GPU
    GpuArchitecture architecture = GpuArchitecture::none;
    unsigned gpus = 0;
    unsigned gpu_memory_gib = 0; ///< of one GPU
    bool rdma = false;
    std::string_view quota_family; ///< in which quota is counted; may be empty
    AmlSupport amlcompute = AmlSupport::unknown;
    bool kept = false;                 ///< still works in Azure ML where quota exists; else it is replaced
    std::string_view replacement;      ///< for jobs of one node; may be empty
    std::string_view replacement_rdma; ///< for jobs of several nodes that used RDMA; may be empty
    std::string_view candidates;       ///< read it with `size_candidates`
    std::string_view note;             ///< one sentence; may be empty
    std::string_view sources;          ///< keys of sources.hpp, separated by commas
};

/// All sizes, sorted by `match`.
[[nodiscard]] std::span<const VmSize> vm_sizes();

/// Compares without regard to case; `Standard_` may be missing, and `_Promo` sizes without a record of their
/// own count as the plain size.
[[nodiscard]] const VmSize* find_vm_size(std::string_view name);

/// How far Microsoft's own guides stand behind a candidate (vm-sizes.md 4).
enum class CandidateOrigin : std::uint8_t {
    named_size,   ///< they name this very size
    named_series, ///< they name its series
    rule,         ///< chosen by GPUs, RDMA and memory (vm-sizes.md 6)
};

struct SizeCandidate {
    const VmSize* size = nullptr; ///< never null
    CandidateOrigin origin = CandidateOrigin::rule;
};

/// Sizes to choose instead, best first. None is retired or refused by Azure ML.
[[nodiscard]] std::vector<SizeCandidate> size_candidates(const VmSize& size);

/// Spelling used in reports: "retired", "yes", ...
[[nodiscard]] std::string_view to_string(SizeState state);
[[nodiscard]] std::string_view to_string(AmlSupport support);

} // namespace batchai2aml
