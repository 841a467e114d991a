/// \file
/// The version of the API that a resource was written for (batchai.md 2). It decides what a member meant,
/// never whether it can be read. Not here: reading.
#pragma once

#include <string_view>

#include "model/batchai.hpp"
#include "parser/readers.hpp"

namespace batchai2aml {

/// Accounts for members that version 2018-05-01 no longer had, and removes them; nothing for any other layout
/// or when reading is lenient.
void ignore_older_members(ReadContext& context, Job& job);
void ignore_older_members(ReadContext& context, Cluster& cluster);

} // namespace batchai2aml
