/// \file
/// The version of the program and library.
#pragma once

#include <string_view>

namespace batchai2aml {

/// Semantic version, without a leading `v`.
inline constexpr std::string_view version = "0.1.0";

} // namespace batchai2aml
