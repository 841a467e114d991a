/// \file
/// The table of VM sizes as JSON (docs/command-line.md). Not here: the table for people (sizes_command.cpp).
#pragma once

#include <string_view>

#include "catalog/vm_sizes.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// The day whose state the tables of data/ describe.
inline constexpr std::string_view size_facts_date = "2026-11-20";

/// "named by Microsoft's guides"
[[nodiscard]] std::string_view origin_words(CandidateOrigin origin);

/// One size, or all of the Batch AI years when `one` is null.
void write_sizes_json(const VmSize* one, const Sink& sink);

} // namespace batchai2aml::cli
