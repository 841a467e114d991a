/// \file
/// Secrets that their looks alone give away. Not here: what stands before a secret (secrets.cpp).
#pragma once

#include <string_view>
#include <vector>

#include "parser/known_secrets.hpp"

namespace batchai2aml {

/// Appends where storage keys, tokens of known services, JSON web tokens and private keys stand in `text`.
void find_tokens(std::string_view text, std::vector<SecretSpan>& spans);

} // namespace batchai2aml
