#include "support/workflow_commands.hpp"

#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// White space as .NET has it: the runners trim it before they look for a command.
bool is_white_space(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680
           || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F
           || c == 0x3000;
}

bool is_blank(std::string_view text) {
    while (!text.empty()) {
        const CodePoint c = first_code_point(text);
        if (!c.valid || !is_white_space(c.value)) return false;
        text.remove_prefix(c.length);
    }
    return true;
}

} // namespace

std::string without_commands(std::string_view text) {
    std::string out;
    std::size_t line = 0; // where the line begins in `out`
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        const bool at_begin = rest.starts_with("::") && is_blank(std::string_view(out).substr(line));
        const bool inside = rest.starts_with("##[") || rest.starts_with("##vso[");
        out += inside ? "#\\" : at_begin ? "\\:" : std::string_view(&text[at], 1);
        if (text[at] == '\n' || text[at] == '\r') line = out.size();
    }
    return out;
}

} // namespace batchai2aml
