/// \file
/// The part of the text report that says what became of the values: a table of what the rules did, or of each
/// value.
#pragma once

#include <string>

#include "batchai2aml/convert.hpp"
#include "report/text.hpp"

namespace batchai2aml {

/// One line for each rule, the worst outcomes first, with the number of values; in full detail one line for
/// each value, by resource. A legend of the symbols follows. Values that Batch AI had written or ignored
/// itself are left out of the short table.
void append_values_table(std::string& out, const Report& report, const TextStyle& style);

} // namespace batchai2aml
