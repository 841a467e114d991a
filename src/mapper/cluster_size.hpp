/// \file
/// What a cluster tells about the size that was chosen for it. Internal to src/mapper. Not here: the choice
/// itself (size_choice.cpp).
#pragma once

#include <optional>

#include "batchai2aml/options.hpp"
#include "catalog/rules.hpp"
#include "model/azureml.hpp"
#include "model/ledger.hpp"
#include "model/project.hpp"

namespace batchai2aml {

struct ChosenSize {
    Value size;
    const Rule* rule = nullptr; ///< what became of `vmSize`
    std::string quota_family;
    unsigned vcpus = 0;
    std::optional<Diagnostic> finding; ///< without its place
};

/// \pre choice.after is not empty
[[nodiscard]] ChosenSize describe_size(const SizeChoice& choice, const Options& options);

} // namespace batchai2aml
