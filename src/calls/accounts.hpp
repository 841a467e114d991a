/// \file
/// Storage accounts and keys that a command puts into the mounts of its file (batchai.md 11.4). Internal to
/// src/calls.
#pragma once

#include <vector>

#include "model/batchai.hpp"
#include "model/ledger.hpp"

namespace batchai2aml {

/// Puts the account of `call` in the place of `<AZURE_BATCHAI_STORAGE_ACCOUNT>`; else the one that a line of
/// `lines` created the share or container in. Its key goes to the mounts of that account that have none.
void fill_in_account(MountVolumes& volumes, const Call& call, const std::vector<StorageLine>& lines,
                     Notes& notes);

} // namespace batchai2aml
