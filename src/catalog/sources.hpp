/// \file
/// Documents that the facts about sizes, GPUs and images come from: made at build time from data/sources.tsv.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace batchai2aml {

struct FactSource {
    std::string_view key;
    std::string_view title;
    std::string_view date; ///< that the document states, ISO 8601; may be empty
    std::string_view url;  ///< may be empty
};

/// All, sorted by `key`.
[[nodiscard]] std::span<const FactSource> sources();
/// Those of `keys`, which are separated by commas, in their order.
[[nodiscard]] std::vector<const FactSource*> find_sources(std::string_view keys);

} // namespace batchai2aml
