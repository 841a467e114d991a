/// \file
/// Where the keys of our YAML files are in the requests of Azure Resource Manager. Internal to the emitter of
/// ARM.
#pragma once

#include <string>
#include <string_view>

#include "emitter/arm_resources.hpp"
#include "emitter/format.hpp"

namespace batchai2aml::arm {

/// As `Locate`; the path is a JSON pointer in the request.
[[nodiscard]] FormatTarget locate(const Resources& resources, std::string_view file, std::string_view path);

} // namespace batchai2aml::arm
