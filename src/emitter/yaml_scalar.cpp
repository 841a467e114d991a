#include "emitter/yaml_scalar.hpp"

#include <algorithm>
#include <array>

#include "support/utf8.hpp"

namespace batchai2aml::yaml {
namespace {

/// What YAML 1.1 or 1.2 reads as a boolean, null, merge key, value key or float, in lower case.
constexpr std::array<std::string_view, 14> reserved{"y",     "n",    "yes", "no", "on", "off",  "true",
                                                    "false", "null", "~",   "<<", "=",  ".inf", ".nan"};

constexpr std::string_view number_characters = "0123456789abcdefoxtzABCDEFOXTZ_.,:+- ";
constexpr std::string_view bad_first = "-?:,[]{}#&*!|>'\"%@`+= ";

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool is_reserved(std::string_view text) {
    if (text.size() > 5) return false;
    return std::find(reserved.begin(), reserved.end(), lower(text)) != reserved.end();
}

/// Wider than the numbers and dates of any version of YAML: quotes too many do no harm.
bool may_be_number_or_date(std::string_view text) {
    const char first = text.front();
    if (first != '.' && (first < '0' || first > '9')) return false;
    return text.find_first_not_of(number_characters) == std::string_view::npos;
}

bool all_visible(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        if (!utf8::is_visible(next.value)) return false;
        at += next.length;
    }
    return true;
}

bool is_plain(std::string_view text) {
    if (text.empty() || bad_first.find(text.front()) != std::string_view::npos) return false;
    if (text.back() == ' ' || text.back() == ':') return false;
    if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
    return !is_reserved(text) && !may_be_number_or_date(text) && all_visible(text);
}

void append_hex(std::string& out, char32_t value, unsigned digits) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    while (digits-- > 0)
        out += hex[(value >> (4 * digits)) & 0xFU];
}

void append_escaped(std::string& out, char32_t value) {
    switch (value) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    case 0:
        out += "\\0";
        return;
    default:
        break;
    }
    if (utf8::is_visible(value)) {
        utf8::append(out, value);
    } else if (value <= 0xFF) {
        append_hex(out += "\\x", value, 2);
    } else if (value <= 0xFFFF) {
        append_hex(out += "\\u", value, 4);
    } else {
        append_hex(out += "\\U", value, 8);
    }
}

std::string double_quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        append_escaped(out, next.value);
        at += next.length;
    }
    return out += '"';
}

std::string single_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : utf8::repaired(text)) {
        if (c == '\'') out += '\'';
        out += c;
    }
    return out += '\'';
}

} // namespace

std::string spell_quoted(std::string_view text) {
    const bool needs_escapes = text.find_first_of("\"\\") != std::string_view::npos;
    return needs_escapes && all_visible(text) ? single_quoted(text) : double_quoted(text);
}

std::string spell_scalar(std::string_view text) {
    return is_plain(text) ? utf8::repaired(text) : spell_quoted(text);
}

bool fits_literal_block(std::string_view text) {
    if (text.find_first_not_of(" \t\n") == std::string_view::npos) return false;
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Decoded next = utf8::decode(text, at);
        if (next.value != '\n' && next.value != '\t' && !utf8::is_visible(next.value)) return false;
        at += next.length;
    }
    return true;
}

} // namespace batchai2aml::yaml
