/// \file
/// The order of exports in a command. Internal to src/mapper.
#pragma once

#include <vector>

#include "model/command.hpp"

namespace batchai2aml {

/// Puts exports behind those whose variables their values name; as far as that leaves a choice, and within a
/// circle, the order stays. A value that names its own variable means the one of before. The names are
/// distinct.
void order_exports(std::vector<Statement>& exports);

} // namespace batchai2aml
