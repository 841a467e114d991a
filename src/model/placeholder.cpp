#include "model/placeholder.hpp"

#include <algorithm>

namespace batchai2aml {

namespace {

// `$NAME`, `${NAME}`: the text came from a template that a shell was to fill in.
bool is_shell_variable(std::string_view text) {
    if (text.size() < 2 || text.front() != '$') return false;
    text.remove_prefix(1);
    if (text.front() == '{' && text.back() == '}') text = text.substr(1, text.size() - 2);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

constexpr std::size_t longest = 80; // of one placeholder
constexpr std::size_t most = 100;   // of one text

// `<words>`: starts with a letter, ends with no blank, and no word goes on right behind it, as one would in
// `<in>out`.
std::size_t bracketed(std::string_view text) {
    text = text.substr(0, longest + 2);
    const std::size_t end = text.find_first_of("<>\n\"'$`;|", 1);
    if (text.front() != '<' || end == std::string_view::npos || text[end] != '>' || end < 2 || end > longest)
        return 0;
    const char first = text[1];
    const char last = text[end - 1];
    const bool words = is_letter(first) && last != ' ' && last != '\t';
    const bool goes_on = end + 1 < text.size() && is_word(text[end + 1]);
    return words && !goes_on ? end + 1 : 0;
}

// `[[name]]` without blanks; with them it is a test of bash.
std::size_t double_bracketed(std::string_view text) {
    if (!text.starts_with("[[")) return 0;
    const std::size_t end = text.substr(0, longest + 2).find("]]");
    if (end == std::string_view::npos || end < 3 || end > longest || !is_letter(text[2])) return 0;
    const std::string_view name = text.substr(2, end - 2);
    return std::all_of(name.begin(), name.end(), [](char c) { return is_word(c) || c == '-'; }) ? end + 2 : 0;
}

// A word of capitals: `__NAME__`, `ENTER_NAME`, `FILL-IN-HERE`.
std::size_t capitals(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()
           && ((text[end] >= 'A' && text[end] <= 'Z') || is_digit(text[end]) || text[end] == '_'
               || text[end] == '-'))
        ++end;
    const std::string_view word = text.substr(0, end);
    if (end < text.size() && is_word(text[end])) return 0;
    const bool dunder =
        word.size() > 4 && word.starts_with("__") && word.ends_with("__") && is_letter(word[2]);
    return dunder || word == "FILL-IN-HERE" || (word.starts_with("ENTER_") && word.size() > 6) ? end : 0;
}

} // namespace

bool is_placeholder(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return true;
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    if (text == "..." || text == "\u2026" || text == "FILL-IN-HERE" || text == "REDACTED") return true;
    const auto open = text.find('<');
    if (open != std::string_view::npos && text.find('>', open) != std::string_view::npos) return true;
    if (text.starts_with("[[") && text.ends_with("]]")) return true;
    if (text.size() > 4 && text.starts_with("__") && text.ends_with("__")) return true;
    return text.starts_with("ENTER_") || is_shell_variable(text);
}

std::vector<std::string> find_placeholders(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size() && out.size() < most;) {
        const std::string_view rest = text.substr(at);
        std::size_t length = bracketed(rest);
        if (length == 0) length = double_bracketed(rest);
        const bool starts_word =
            at == 0 || (!is_word(text[at - 1]) && text[at - 1] != '$' && text[at - 1] != '{');
        if (length == 0 && starts_word) length = capitals(rest);
        if (length == 0) {
            ++at;
            continue;
        }
        std::string found(rest.substr(0, length));
        if (std::find(out.begin(), out.end(), found) == out.end()) out.push_back(std::move(found));
        at += length;
    }
    return out;
}

} // namespace batchai2aml
