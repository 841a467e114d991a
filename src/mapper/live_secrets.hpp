/// \file
/// Variables that stand for secrets in shell text. Internal to src/mapper.
#pragma once

#include <string>
#include <string_view>

#include "model/command.hpp"

namespace batchai2aml {

/// `text` with each variable that the parser put in the place of a secret spelled so that a shell expands it:
/// single quotes are closed and opened again around it. The shell then reads what it read when the secret
/// stood there.
[[nodiscard]] std::string with_live_secrets(std::string_view text);

/// The same for all that a statement holds.
void make_secrets_live(Statement& statement);

} // namespace batchai2aml
