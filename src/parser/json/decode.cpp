#include "parser/json/decode.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Code units of a UTF-16 text, after its mark.
class Utf16 {
  public:
    Utf16(std::string_view bytes, ByteOrderMark mark)
        : bytes_(bytes.substr(2)), low_(mark == ByteOrderMark::utf16_le ? 0 : 1) {}

    [[nodiscard]] std::size_t size() const { return bytes_.size() / 2; }
    [[nodiscard]] bool half_a_unit_left() const { return bytes_.size() % 2 != 0; }
    [[nodiscard]] char32_t operator[](std::size_t i) const {
        const auto low = static_cast<unsigned char>(bytes_[2 * i + low_]);
        const auto high = static_cast<unsigned char>(bytes_[2 * i + 1 - low_]);
        return static_cast<char32_t>(high << 8U | low);
    }

  private:
    std::string_view bytes_;
    std::size_t low_;
};

bool is_high_surrogate(char32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low_surrogate(char32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

Result<std::string, EncodingProblem> decode_utf16(const Utf16& units) {
    std::string text;
    text.reserve(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t c = units[i];
        const bool pair = is_high_surrogate(c) && i + 1 < units.size() && is_low_surrogate(units[i + 1]);
        if (pair) {
            c = 0x10000 + ((c - 0xD800) << 10U) + (units[++i] - 0xDC00);
        } else if (is_high_surrogate(c) || is_low_surrogate(c)) {
            return EncodingProblem{EncodingFault::invalid_utf16, std::move(text)};
        }
        append_utf8(text, c);
    }
    if (units.half_a_unit_left()) return EncodingProblem{EncodingFault::invalid_utf16, std::move(text)};
    return text;
}

Result<std::string, EncodingProblem> decode_utf8(std::string bytes) {
    const std::size_t invalid = first_invalid_utf8(bytes);
    if (invalid == std::string::npos) return bytes;
    bytes.resize(invalid);
    // A NUL comes first in UTF-16 without mark, and says more about the file.
    if (bytes.find('\0') != std::string::npos) return bytes;
    return EncodingProblem{EncodingFault::invalid_utf8, std::move(bytes)};
}

} // namespace

ByteOrderMark byte_order_mark(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) return ByteOrderMark::utf8;
    if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv))
        return ByteOrderMark::utf32;
    if (bytes.starts_with("\xFF\xFE"sv)) return ByteOrderMark::utf16_le;
    if (bytes.starts_with("\xFE\xFF"sv)) return ByteOrderMark::utf16_be;
    return ByteOrderMark::none;
}

Result<std::string, EncodingProblem> decode_text(std::string bytes) {
    const ByteOrderMark mark = byte_order_mark(bytes);
    if (mark == ByteOrderMark::utf32) return EncodingProblem{EncodingFault::utf32, {}};
    if (mark == ByteOrderMark::utf8) bytes.erase(0, 3);
    const bool utf16 = mark == ByteOrderMark::utf16_le || mark == ByteOrderMark::utf16_be;
    auto text = utf16 ? decode_utf16(Utf16(bytes, mark)) : decode_utf8(std::move(bytes));
    if (!text) return text;
    const std::size_t nul = text.value().find('\0');
    if (nul == std::string::npos) return text;
    text.value().resize(nul);
    return EncodingProblem{EncodingFault::nul, std::move(text).value()};
}

} // namespace batchai2aml
