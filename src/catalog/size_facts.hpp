/// \file
/// VM sizes in words: one of them, and two compared. Not here: which size is chosen (src/mapper).
#pragma once

#include <string>
#include <vector>

#include "catalog/vm_sizes.hpp"

namespace batchai2aml {

/// The shortest spelling of an amount of memory: "0.75", "224".
[[nodiscard]] std::string gib(double amount);
/// "4 x K80"; empty without GPUs.
[[nodiscard]] std::string gpus_of(const VmSize& size);
/// "24 vCPUs, 224 GiB, 4 x K80 with 12 GiB each, RDMA"
[[nodiscard]] std::string node_of(const VmSize& size);
/// "retired on 2023-09-06", "retires on 2028-05-01", "available"
[[nodiscard]] std::string state_of(const VmSize& size);

/// What a job notices when `after` takes the place of `before`: "8 GPUs instead of 4", "no RDMA". What only
/// grows is left out, but for the number of GPUs. Empty when nothing is worse.
[[nodiscard]] std::vector<std::string> losses(const VmSize& before, const VmSize& after);

/// True when `after` has as much memory as `before`: for each GPU, and in the node at least 95 percent of it
/// (vm-sizes.md 6, step 5).
[[nodiscard]] bool has_memory_of(const VmSize& before, const VmSize& after);

} // namespace batchai2aml
