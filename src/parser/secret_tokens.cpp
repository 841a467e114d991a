#include "parser/secret_tokens.hpp"

#include <algorithm>
#include <array>

#include "parser/secret_values.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 8> token_starts = {"ghp_",  "gho_",  "github_pat_", "glpat-",
                                                          "xoxb-", "xoxp-", "AKIA",        "npm_"};

bool is_base64(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

bool is_mixed(std::string_view text) {
    const auto any = [&](char first, char last) {
        return std::any_of(text.begin(), text.end(), [&](char c) { return c >= first && c <= last; });
    };
    return any('a', 'z') && any('A', 'Z') && any('0', '9');
}

// JSON web tokens. One that could begin inside of another one ends where that one does.
void find_web_tokens(std::string_view text, std::vector<SecretSpan>& spans) {
    std::size_t end = 0;
    std::size_t last = 0;
    std::ptrdiff_t dots = 0; // in [last, end)
    for (std::size_t at = text.find("eyJ"); at != std::string_view::npos; at = text.find("eyJ", at + 1)) {
        if (at < end) {
            dots -= std::count(text.begin() + last, text.begin() + at, '.');
        } else {
            for (end = at; end < text.size() && (is_word(text[end]) || text[end] == '.');)
                ++end;
            dots = std::count(text.begin() + at, text.begin() + end, '.');
        }
        last = at;
        if (dots == 2 && end - at >= 30) spans.push_back({at, end});
    }
}

// Storage keys (88 characters of base64 that end in "==") and known tokens.
void find_keys(std::string_view text, std::vector<SecretSpan>& spans) {
    for (std::size_t begin = 0; begin < text.size();) {
        if (!is_base64(text[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && is_base64(text[end]))
            ++end;
        if (end - begin >= 80 && text.substr(end, 2) == "==")
            spans.push_back({begin, end + 2});
        else if (end - begin == 86
                 && is_mixed(
                     text.substr(begin, 86))) // a storage key whose end was taken for a sign of equality
            spans.push_back({begin, end});
        begin = end + 1;
    }
    for (const std::string_view start : token_starts) {
        for (std::size_t at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
            if (at > 0 && is_word(text[at - 1])) continue;
            std::size_t end = at;
            while (end < text.size() && is_word(text[end]))
                ++end;
            if (end - at >= 20) spans.push_back({at, end});
        }
    }
}

// -----BEGIN RSA PRIVATE KEY----- up to its end, or to that of the text.
void find_private_keys(std::string_view text, std::vector<SecretSpan>& spans) {
    constexpr std::string_view begin_mark = "-----BEGIN ";
    constexpr std::string_view kind = "PRIVATE KEY-----";
    constexpr std::string_view end_mark = "-----END ";
    for (std::size_t at = text.find(begin_mark); at != std::string_view::npos;
         at = text.find(begin_mark, at + 1)) {
        const std::size_t named = text.substr(at, 60).find(kind);
        if (named == std::string_view::npos) continue;
        std::size_t end = text.find(end_mark, at);
        if (end != std::string_view::npos) end = text.find(kind, end);
        end = end == std::string_view::npos ? text.size() : end + kind.size();
        spans.push_back({at, end});
        at = end - 1;
    }
}

} // namespace

void find_tokens(std::string_view text, std::vector<SecretSpan>& spans) {
    find_keys(text, spans);
    find_web_tokens(text, spans);
    find_private_keys(text, spans);
}

} // namespace batchai2aml
