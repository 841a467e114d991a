/// \file
/// Reads what follows the word mpirun: its options, then the program. Internal to src/mapper.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/mpirun.hpp"
#include "mapper/shell_words.hpp"

namespace batchai2aml {

/// The plain text that a variable has; nothing when it is not known.
using ValueOf = std::function<std::optional<std::string>(std::string_view name)>;

/// Reads `tokens` from `first`, the one behind mpirun, to the end: options, assignments and the program of
/// `out`. False when that is not possible; `out.reason` says why.
[[nodiscard]] bool read_mpi_arguments(std::string_view text, const std::vector<Token>& tokens,
                                      std::size_t first, const ValueOf& value_of, MpiLaunch& out);

} // namespace batchai2aml
