/// \file
/// SHA-256 of bytes in memory (FIPS 180-4). Used to notice changes, not to protect anything.
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml {

/// 64 lower-case hexadecimal digits. Safe to call from several threads.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

} // namespace batchai2aml
