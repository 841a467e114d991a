/// \file
/// Which of the resources that commands make are one and the same. Internal to src/calls.
#pragma once

#include <vector>

#include "calls/join.hpp"

namespace batchai2aml {

/// A made resource with the command that made it.
struct Made {
    JoinedResource joined;
    const Call* call = nullptr;
    std::size_t source = 0; ///< document of the call
};

/// Sets `Resource::identity` of all made resources: commands in one folder that make a cluster of one name
/// make one cluster, and so do equal commands anywhere; one that an export describes as well has the identity
/// of the export's id.
void set_identities(std::vector<Made>& made, const std::vector<CallSource>& sources);

} // namespace batchai2aml
