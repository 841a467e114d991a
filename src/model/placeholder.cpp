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

} // namespace batchai2aml
