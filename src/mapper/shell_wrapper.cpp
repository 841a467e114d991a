#include "mapper/shell_wrapper.hpp"

#include <algorithm>
#include <array>

namespace batchai2aml {

namespace {

bool is_shell(std::string_view word) {
    const auto slash = word.rfind('/');
    if (slash != std::string_view::npos) word.remove_prefix(slash + 1);
    return word == "bash" || word == "sh" || word == "dash";
}

// `-lc`, `-ec`, `-c`: options in one word, the last of which takes the text.
bool takes_text(std::string_view option) {
    return option.size() > 1 && option.front() == '-' && option[1] != '-' && option.ends_with('c');
}

// Options without an argument, and the `pipefail` of `-o pipefail`.
bool is_plain_option(std::string_view option) {
    return option == "pipefail" || (option.size() > 1 && (option.front() == '-' || option.front() == '+'));
}

// Between double quotes only these are escaped (and a line end, which a backslash removes).
constexpr std::string_view escaped_in_quotes = "\"\\`$";

std::optional<std::string> unquote(std::string_view word) {
    std::string out;
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
        const char c = word[i];
        // A quote here ends the text before its end; what a substitution gives is not known.
        if (c == inner_dollar || c == '"' || c == '`' || word.substr(i, 2) == "$(") return std::nullopt;
        if (c != '\\' || i + 2 >= word.size()) {
            out += c;
            continue;
        }
        const char next = word[++i];
        if (next == '\n') continue;
        if (escaped_in_quotes.find(next) == std::string_view::npos) out += '\\';
        out += next == '$' ? inner_dollar : next;
    }
    return out;
}

std::optional<std::string> text_between(std::string_view word) {
    if (word.size() < 2 || word.front() != word.back()) return std::nullopt;
    const std::string_view inside = word.substr(1, word.size() - 2);
    if (word.front() == '\'')
        return inside.find('\'') == std::string_view::npos ? std::optional(std::string(inside))
                                                           : std::nullopt;
    // The last quote of "a\" is escaped.
    const auto end = inside.find_last_not_of('\\') + 1; // 0 when there is none
    if (word.front() != '"' || (inside.size() - end) % 2 == 1) return std::nullopt;
    return unquote(word);
}

} // namespace

std::optional<ShellWrapper> find_wrapper(std::string_view command, const std::vector<Token>& words) {
    if (words.size() < 3 || !is_shell(words.front().in(command))) return std::nullopt;
    const std::string_view last = words.back().in(command);
    if (!takes_text(words[words.size() - 2].in(command))) return std::nullopt;
    for (std::size_t i = 1; i + 2 < words.size(); ++i)
        if (!is_plain_option(words[i].in(command)) || takes_text(words[i].in(command))) return std::nullopt;
    auto text = text_between(last);
    if (!text) return std::nullopt;
    const std::size_t begin = words.front().begin;
    return ShellWrapper{std::string(command.substr(begin, words.back().begin - begin)), last.front(),
                        *std::move(text)};
}

std::string ShellWrapper::spell(std::string_view part) const {
    std::string out = head + quote;
    for (const char c : part) {
        const bool inner = quote == '"' && c == inner_dollar;
        if (inner || (quote == '"' && (c == '"' || c == '\\' || c == '`'))) out += '\\';
        out += inner ? '$' : c;
    }
    return out + quote;
}

} // namespace batchai2aml
