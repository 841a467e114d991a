/// \file
/// What those parts share that deal with the size of a cluster. Internal to src/mapper. Not here: what is
/// known about sizes (src/catalog).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "batchai2aml/report.hpp"
#include "catalog/vm_sizes.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// The setting that replaces the size of a cluster: "sizes.Standard_NC6", or "vm-size" when that named it.
[[nodiscard]] std::string size_setting(const SizeChoice& choice);

/// The size that could be written instead: of all that Azure ML names, and for which `will_do` holds, the one
/// nearest to the old size (vm-sizes.md 6). Null when there is none.
[[nodiscard]] const VmSize* size_instead(const SizeChoice& choice,
                                         const std::function<bool(const VmSize&)>& will_do);

/// `size_setting` with that size; nothing when it is null.
[[nodiscard]] std::vector<Answer> size_answer(const SizeChoice& choice, const VmSize* size);

/// A size whose nodes hold as many GPUs as before, and on which an image built with `cuda` may run.
[[nodiscard]] std::vector<Answer> same_gpus_answer(const SizeChoice& choice,
                                                   std::optional<CudaVersion> cuda = std::nullopt);

} // namespace batchai2aml
