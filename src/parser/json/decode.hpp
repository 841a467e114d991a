/// \file
/// Encodings of input files: to UTF-8 without byte-order mark, or where that fails. Not here: anything about
/// JSON.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/result.hpp"

namespace batchai2aml {

enum class EncodingFault : std::uint8_t { invalid_utf8, invalid_utf16, utf32, nul };

struct EncodingProblem {
    EncodingFault fault = EncodingFault::invalid_utf8;
    std::string
        before; ///< what could be decoded before the fault, so that its line and column can be counted
};

/// Byte order that a byte-order mark announces; `none` without mark.
enum class ByteOrderMark : std::uint8_t { none, utf8, utf16_le, utf16_be, utf32 };
[[nodiscard]] ByteOrderMark byte_order_mark(std::string_view bytes);

/// UTF-8, or UTF-16 with a byte-order mark (batchai.md 10.1). NUL is refused: no text file has one.
[[nodiscard]] Result<std::string, EncodingProblem> decode_text(std::string bytes);

} // namespace batchai2aml
