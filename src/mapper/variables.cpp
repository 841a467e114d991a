#include "mapper/variables.hpp"

#include <algorithm>

namespace batchai2aml {

namespace {

bool is_name_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

std::vector<VariableUse> find_variables(std::string_view text) {
    std::vector<VariableUse> out;
    for (std::size_t at = text.find("AZ_"); at != std::string_view::npos; at = text.find("AZ_", at)) {
        std::size_t end = at;
        while (end < text.size() && is_name_character(text[end]))
            ++end;
        const std::string_view name = text.substr(at, end - at);
        const bool known = name.starts_with("AZ_BATCH") || name.starts_with("AZ_LEARNING_");
        if (known && (at == 0 || !is_name_character(text[at - 1]))) {
            VariableUse use{std::string(name), at, end, false};
            const bool braces = at >= 2 && text.substr(at - 2, 2) == "${";
            use.expanded = braces || (at >= 1 && text[at - 1] == '$');
            use.begin -= braces ? 2 : use.expanded ? 1 : 0;
            if (braces && end < text.size() && text[end] == '}') ++use.end;
            out.push_back(std::move(use));
        }
        at = end;
    }
    return out;
}

std::string modern_name(std::string_view name) {
    constexpr std::string_view old = "AZ_LEARNING_";
    return name.starts_with(old) ? "AZ_BATCHAI_" + std::string(name.substr(old.size())) : std::string(name);
}

std::optional<VariableUse> leading_variable(std::string_view text) {
    if (!text.starts_with('$')) return std::nullopt;
    const bool braces = text.starts_with("${");
    const std::size_t begin = braces ? 2 : 1;
    std::size_t end = begin;
    while (end < text.size() && is_name_character(text[end]))
        ++end;
    const std::string_view name = text.substr(begin, end - begin);
    if (!is_variable_name(name) || (braces && (end >= text.size() || text[end] != '}'))) return std::nullopt;
    return VariableUse{std::string(name), 0, end + (braces ? 1 : 0), true};
}

bool is_service_variable(std::string_view name) {
    return name.starts_with("AZ_BATCHAI_") || name.starts_with("AZ_BATCH_")
           || name.starts_with("AZ_LEARNING_");
}

Word expanding_word(std::string_view text) {
    Word word;
    std::string plain;
    const auto flush = [&] {
        if (!plain.empty()) word.parts.push_back(Literal{plain});
        plain.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto variable = leading_variable(text.substr(at));
        if (!variable) {
            plain += text[at++];
            continue;
        }
        flush();
        word.parts.push_back(Variable{variable->name});
        at += variable->end;
    }
    flush();
    if (word.parts.empty()) word.parts.push_back(Literal{});
    return word;
}

bool holds_secret(std::string_view text) {
    return text.find("BATCHAI2AML_SECRET_") != std::string_view::npos;
}

bool is_variable_name(std::string_view name) {
    return !name.empty() && (name.front() < '0' || name.front() > '9')
           && std::all_of(name.begin(), name.end(), is_name_character);
}

} // namespace batchai2aml
