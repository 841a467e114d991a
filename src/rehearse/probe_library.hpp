/// \file
/// The probe (src/probe) as bytes: it is a part of this program, and put where the loader finds it.
#pragma once

#include <string_view>

namespace batchai2aml {

[[nodiscard]] std::string_view probe_library();

} // namespace batchai2aml
