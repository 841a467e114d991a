#include "parser/shell/pattern.hpp"

#include <array>
#include <cctype>
#include <vector>

#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t longest_text = 8192;

bool in_class(std::string_view name, char32_t c) {
    if (c > 127) return name == "alpha" || name == "alnum" || name == "print" || name == "graph";
    const int value = static_cast<int>(c);
    if (name == "alpha") return std::isalpha(value) != 0;
    if (name == "digit") return std::isdigit(value) != 0;
    if (name == "alnum") return std::isalnum(value) != 0;
    if (name == "upper") return std::isupper(value) != 0;
    if (name == "lower") return std::islower(value) != 0;
    if (name == "space") return std::isspace(value) != 0;
    if (name == "blank") return c == ' ' || c == '\t';
    if (name == "punct") return std::ispunct(value) != 0;
    if (name == "xdigit") return std::isxdigit(value) != 0;
    return false;
}

struct Bracket {
    std::size_t length = 0; ///< 0: it is none, and `[` stands for itself
    bool matches = false;
};

// One end of a range; `at` moves behind it.
char32_t bracket_character(std::string_view pattern, std::size_t& at) {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    const CodePoint one = first_code_point(pattern.substr(at));
    at += one.length;
    return one.value;
}

Bracket read_bracket(std::string_view pattern, char32_t c) {
    std::size_t at = 1;
    const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
    if (negated) ++at;
    bool found = false;
    for (bool first = true; at < pattern.size(); first = false) {
        if (pattern[at] == ']' && !first) return {at + 1, found != negated};
        if (pattern.substr(at, 2) == "[:") {
            const std::size_t close = pattern.find(":]", at + 2);
            if (close != npos) {
                found = found || in_class(pattern.substr(at + 2, close - at - 2), c);
                at = close + 2;
                continue;
            }
        }
        const char32_t low = bracket_character(pattern, at);
        char32_t high = low;
        if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
            ++at;
            high = bracket_character(pattern, at);
        }
        found = found || (low <= c && c <= high);
    }
    return {};
}

// Matches one element of the pattern that is no `*`; both move on.
bool match_one(std::string_view pattern, std::size_t& p, std::string_view text, std::size_t& t) {
    const CodePoint c = first_code_point(text.substr(t));
    if (pattern[p] == '?') {
        ++p;
        t += c.length;
        return true;
    }
    if (pattern[p] == '[') {
        const Bracket bracket = read_bracket(pattern.substr(p), c.value);
        if (bracket.length > 0) {
            p += bracket.length;
            t += c.length;
            return bracket.matches;
        }
    }
    if (pattern[p] == '\\' && p + 1 < pattern.size()) ++p;
    return pattern[p++] == text[t++];
}

bool has_wildcard(std::string_view pattern) {
    return pattern.find_first_of("*?[\\") != npos;
}

// Length of the longest match at the start of `text`.
std::size_t longest_match(std::string_view pattern, std::string_view text) {
    for (std::size_t length = text.size() + 1; length-- > 0;)
        if (matches(pattern, text.substr(0, length))) return length;
    return npos;
}

} // namespace

bool matches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = npos; // the pattern behind the last `*`, and where it was tried
    std::size_t tried = 0;
    while (true) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = ++p;
            tried = t;
            continue;
        }
        if (t == text.size() && p == pattern.size()) return true;
        if (t < text.size() && p < pattern.size() && match_one(pattern, p, text, t)) continue;
        if (star == npos || tried >= text.size()) return false;
        tried += first_code_point(text.substr(tried)).length;
        p = star;
        t = tried;
    }
}

std::optional<std::string> without(std::string_view text, std::string_view pattern, std::string_view op) {
    if (text.size() > longest_text) return {};
    const bool longest = op.size() == 2;
    const bool front = op[0] == '#';
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const std::size_t length = longest ? text.size() - i : i;
        const std::string_view piece =
            front ? text.substr(0, length) : text.substr(text.size() - length, length);
        if (!matches(pattern, piece)) continue;
        return std::string(front ? text.substr(length) : text.substr(0, text.size() - length));
    }
    return std::string(text);
}

std::optional<std::string> replaced(std::string_view text, std::string_view pattern, std::string_view with,
                                    std::string_view op) {
    if (pattern.empty()) {
        if (op == "/#") return std::string(with) + std::string(text);
        if (op == "/%") return std::string(text) + std::string(with);
        return std::string(text);
    }
    if (!has_wildcard(pattern) && op == "//") return replace_all(text, pattern, with);
    if (text.size() > longest_text) return {};
    std::string out;
    std::size_t at = 0;
    if (op == "/%") {
        for (; at <= text.size(); ++at)
            if (matches(pattern, text.substr(at))) return std::string(text.substr(0, at)) + std::string(with);
        return std::string(text);
    }
    while (at < text.size()) {
        const std::size_t length = longest_match(pattern, text.substr(at));
        if (length != npos && length > 0) {
            out += with;
            at += length;
            if (op == "/") break;
        } else {
            const std::size_t one = first_code_point(text.substr(at)).length;
            out += text.substr(at, one);
            at += one;
        }
        if (op == "/#") break;
    }
    if (text.empty() && matches(pattern, text)) out += with;
    return out + std::string(text.substr(std::min(at, text.size())));
}

} // namespace batchai2aml::bash
