#include "support/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <numeric>

namespace batchai2aml {

namespace {

constexpr std::string_view white_space = " \t\n\v\f\r";

constexpr char lower_char(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Length of the run of ASCII bytes that `text` starts with, rounded down to whole words.
std::size_t ascii_words(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080U;
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & high_bits) != 0) break;
    }
    return at;
}

void append_hex(std::string& out, std::string_view prefix, char32_t value, int digits) {
    out += prefix;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out += "0123456789abcdef"[(value >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

/// Code points that would not be seen, would end the line, or would reorder what stands around them.
bool is_deceptive(char32_t c) {
    return (c >= 0x80 && c <= 0x9F) || c == 0x061C || c == 0x200B || c == 0x200E || c == 0x200F
           || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool append_short_escape(std::string& out, char32_t c) {
    switch (c) {
    case '\n':
        out += "\\n";
        return true;
    case '\r':
        out += "\\r";
        return true;
    case '\t':
        out += "\\t";
        return true;
    default:
        return false;
    }
}

void append_visible(std::string& out, CodePoint c, std::string_view bytes) {
    if (append_short_escape(out, c.value)) return;
    if (!c.valid || c.value < 0x20 || c.value == 0x7F) return append_hex(out, "\\x", c.value, 2);
    if (is_deceptive(c.value)) return append_hex(out, "\\u", c.value, 4);
    out += bytes;
}

std::string fold_name(std::string_view name) {
    std::string folded = lower(name);
    std::erase_if(folded, [](char c) { return c == '_' || c == '-'; });
    return folded;
}

std::size_t edits_allowed(std::size_t letters) {
    if (letters <= 2) return 0;
    if (letters <= 4) return 1;
    return letters <= 8 ? 2 : 3;
}

} // namespace

CodePoint first_code_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto lead = byte(0);
    const CodePoint invalid{lead, 1, false};
    if (lead < 0x80) return {lead, 1, true};
    if (lead < 0xC2 || lead > 0xF4) return invalid;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (text.size() < length) return invalid;
    char32_t value = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return invalid;
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (overlong || surrogate || value > 0x10FFFF) return invalid;
    return {value, length, true};
}

void append_utf8(std::string& out, char32_t value) {
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

std::size_t first_invalid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        at += ascii_words(text.substr(at));
        if (at == text.size()) break;
        const CodePoint c = first_code_point(text.substr(at));
        if (!c.valid) return at;
        at += c.length;
    }
    return std::string_view::npos;
}

bool is_valid_utf8(std::string_view text) {
    return first_invalid_utf8(text) == std::string_view::npos;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const std::size_t ascii = ascii_words(text.substr(at));
        at += ascii;
        count += ascii;
        if (at == text.size()) break;
        at += first_code_point(text.substr(at)).length;
    }
    return count;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        append_visible(out, c, text.substr(0, c.length));
        text.remove_prefix(c.length);
    }
    return out;
}

std::string json_quote(std::string_view text) {
    std::string out = "\"";
    out.reserve(text.size() + 2);
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        if (!c.valid) {
            append_utf8(out, 0xFFFD);
        } else if (c.value == '"' || c.value == '\\') {
            out += '\\';
            out += text.front();
        } else if (c.value < 0x20) {
            if (!append_short_escape(out, c.value)) append_hex(out, "\\u", c.value, 4);
        } else {
            out += text.substr(0, c.length);
        }
        text.remove_prefix(c.length);
    }
    out += '"';
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower_char);
    return out;
}

std::string upper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out;
}

bool iequals(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower_char(x) == lower_char(y); });
}

bool starts_with_i(std::string_view text, std::string_view prefix) {
    return iequals(text.substr(0, prefix.size()), prefix);
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    const std::size_t columns = b.size() + 1;
    std::vector<std::size_t> before_last(columns);
    std::vector<std::size_t> last(columns);
    std::vector<std::size_t> row(columns);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before_last.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row.back();
}

std::string nearest(std::string_view word, std::span<const std::string_view> candidates) {
    const std::string folded = fold_name(word);
    std::size_t allowed = edits_allowed(folded.size());
    std::string_view best;
    for (const std::string_view candidate : candidates) {
        const std::string name = fold_name(candidate);
        const bool near_length =
            name.size() <= folded.size() + allowed && folded.size() <= name.size() + allowed;
        if (!near_length) continue;
        const std::size_t distance = edit_distance(folded, name);
        if (distance > allowed) continue;
        best = candidate;
        if (distance == 0) break;
        allowed = distance - 1;
    }
    return std::string(best);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (std::size_t end = 0; (end = text.find(separator)) != std::string_view::npos;) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

std::string_view trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(white_space);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(white_space) - begin + 1);
}

std::string replace_all(std::string_view text, std::string_view what, std::string_view with) {
    if (what.empty()) return std::string(text);
    std::string out;
    for (std::size_t at = 0; (at = text.find(what)) != std::string_view::npos;) {
        out.append(text.substr(0, at)).append(with);
        text.remove_prefix(at + what.size());
    }
    return out.append(text);
}

std::string shorten(std::string_view text, std::size_t max_code_points) {
    if (max_code_points == 0) return {};
    std::size_t kept = 0; // bytes of the first max_code_points - 1 code points
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++count) {
        if (count == max_code_points) return std::string(text.substr(0, kept)) + "\u2026";
        if (count + 1 == max_code_points) kept = at;
        at += first_code_point(text.substr(at)).length;
    }
    return std::string(text);
}

} // namespace batchai2aml
