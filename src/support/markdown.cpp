#include "support/markdown.hpp"

#include <algorithm>

#include "support/text.hpp"
#include "support/utf8.hpp"

namespace batchai2aml::markdown {
namespace {

std::size_t longest_run_of_backticks(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Renderers make links of bare addresses, mentions, and numbers of issues (#1, GH-1) and pull requests (!1)
/// after they have taken escapes away; an empty comment inside stops them.
bool needs_break_after(std::string_view line, std::size_t at) {
    const std::string_view rest = line.substr(at);
    const bool before_digit = rest.size() > 1 && is_digit(rest[1]);
    return rest.front() == '@' || rest.substr(0, 3) == "://"
           || ((rest.front() == '#' || rest.front() == '!') && before_digit)
           || (rest.front() == '-' && before_digit && at >= 2 && iequals(line.substr(at - 2, 2), "gh"))
           || (rest.front() == '.' && at >= 3 && iequals(line.substr(at - 3, 3), "www"));
}

/// At the begin of an entry, what would make a list of it.
bool starts_list(std::string_view line, std::size_t at) {
    const char c = line[at];
    if (c == '-' || c == '+' || c == '=') return at == 0;
    return (c == '.' || c == ')') && at > 0 && line.substr(0, at).find_first_not_of("0123456789") >= at;
}

} // namespace

std::string escape(std::string_view text) {
    constexpr std::string_view special = "\\`*_[]#|~$";
    const std::string line = utf8::one_line(text);
    std::string out;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else {
            if (special.find(c) != std::string_view::npos || starts_list(line, at)) out += '\\';
            out += c;
        }
        if (needs_break_after(line, at)) out += "<!-- -->";
    }
    return out;
}

std::string code(std::string_view text) {
    const std::string line = utf8::one_line(text);
    const std::string fence(longest_run_of_backticks(line) + 1, '`');
    const bool pad = line.empty() || line.front() == '`' || line.back() == '`'
                     || (line.front() == ' ' && line.back() == ' ');
    const std::string blank = pad ? " " : "";
    return fence + blank + line + blank + fence;
}

std::string code_block(std::string_view language, std::string_view text) {
    const std::string fence(std::max<std::size_t>(3, longest_run_of_backticks(text) + 1), '`');
    return fence + std::string(language) + '\n' + std::string(text) + fence + '\n';
}

} // namespace batchai2aml::markdown
