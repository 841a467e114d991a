/// \file
/// Which names of flags, headers and variables say that a secret follows. Not here: finding the names.
#pragma once

#include <string_view>

namespace batchai2aml {

/// True when a flag or header of this name (`db-password`, `dbPassword`, `x-api-key`) takes a secret.
[[nodiscard]] bool is_secret_flag(std::string_view flag);

/// True when the value of an environment variable of this name is likely to be a secret: a word of the name
/// is KEY, SECRET, TOKEN, PASSWORD, ...
[[nodiscard]] bool is_secret_name(std::string_view name);

} // namespace batchai2aml
