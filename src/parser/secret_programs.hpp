/// \file
/// Secrets that are told by the program that takes them, or by a name and a colon. Not here: flags and
/// `name=value` (secrets.cpp).
#pragma once

#include <string_view>
#include <vector>

#include "parser/known_secrets.hpp"

namespace batchai2aml {

/// Appends where `"password": "…"` and headers such as `x-api-key: …` hold a secret in `text`.
void find_pairs(std::string_view text, std::vector<SecretSpan>& spans);

/// Appends passwords for `docker login --password-stdin`, of SMB accounts (`user%password`) and of .netrc.
/// `lower_text` is `text` in lower case.
void find_program_secrets(std::string_view text, std::string_view lower_text, std::vector<SecretSpan>& spans);

} // namespace batchai2aml
