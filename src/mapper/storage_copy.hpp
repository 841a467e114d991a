/// \file
/// Data that has to be copied (design.md 7, row 12). Internal to src/mapper.
#pragma once

#include "model/ledger.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// Adds to a finding (B2A0406) the question where the copy is. \pre `storage` is one to copy to
void ask_for_copy(Diagnostic& diagnostic, const Storage& storage);

} // namespace batchai2aml
