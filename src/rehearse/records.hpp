/// \file
/// Reads what the probe wrote (src/probe/record.hpp).
#pragma once

#include <string_view>

#include "rehearse/rehearsal.hpp"

namespace batchai2aml {

/// Adds calls and files to `process`. A record that was cut off, because its writer was stopped, is left out.
void read_records(std::string_view bytes, ProcessResult& process);

} // namespace batchai2aml
