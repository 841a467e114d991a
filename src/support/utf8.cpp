#include "support/utf8.hpp"

#include <array>
#include <cstdint>

namespace batchai2aml::utf8 {
namespace {

struct Range {
    char32_t first, last;
};

/// Besides the C0 and C1 controls.
constexpr std::array<Range, 8> invisible{{{0xAD, 0xAD},
                                          {0x061C, 0x061C},
                                          {0x180E, 0x180E},
                                          {0x200B, 0x200F},
                                          {0x2028, 0x202E},
                                          {0x2060, 0x206F},
                                          {0xFEFF, 0xFEFF},
                                          {0xFFF0, 0xFFFB}}};

struct Lead {
    std::size_t length;
    char32_t bits;
    char32_t least; ///< smaller values are overlong
};

constexpr Lead lead_of(std::uint8_t byte) {
    if (byte < 0x80) return {1, byte, 0};
    if ((byte & 0xE0U) == 0xC0) return {2, byte & 0x1FU, 0x80};
    if ((byte & 0xF0U) == 0xE0) return {3, byte & 0x0FU, 0x800};
    if ((byte & 0xF8U) == 0xF0) return {4, byte & 0x07U, 0x10000};
    return {0, 0, 0};
}

constexpr bool is_scalar_value(char32_t value) {
    return value < 0xD800 || (value > 0xDFFF && value <= 0x10FFFF);
}

} // namespace

Decoded decode(std::string_view text, std::size_t at) {
    const Lead lead = lead_of(static_cast<std::uint8_t>(text[at]));
    if (lead.length == 0 || lead.length > text.size() - at) return {};
    char32_t value = lead.bits;
    for (std::size_t i = 1; i < lead.length; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[at + i]);
        if ((byte & 0xC0U) != 0x80) return {};
        value = (value << 6U) | (byte & 0x3FU);
    }
    if (value < lead.least || !is_scalar_value(value)) return {};
    return {value, lead.length};
}

void append(std::string& out, char32_t value) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | ((value >> shift) & 0x3FU)); };
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += static_cast<char>(0xC0U | (value >> 6U));
        tail(0);
    } else if (value < 0x10000) {
        out += static_cast<char>(0xE0U | (value >> 12U));
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | (value >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_visible(char32_t value) {
    if (value < 0x7F) return value >= 0x20;
    if (value < 0xA0 || (value & 0xFFFEU) == 0xFFFE || (value >= 0xFDD0 && value <= 0xFDEF)) return false;
    if (value >= 0xE0000 && value <= 0xE0FFF) return false;
    for (const Range& range : invisible) {
        if (value >= range.first && value <= range.last) return false;
    }
    return true;
}

std::string repaired(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode(text, at);
        append(out, next.value);
        at += next.length;
    }
    return out;
}

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const Decoded next = decode(text, at);
        at += next.length;
        const bool line_end = (next.value >= '\t' && next.value <= '\r') || next.value == 0x85
                              || next.value == 0x2028 || next.value == 0x2029;
        if (line_end) {
            if (!blank) out += ' ';
        } else if (is_visible(next.value)) {
            append(out, next.value);
        }
        blank = line_end;
    }
    return out;
}

} // namespace batchai2aml::utf8
