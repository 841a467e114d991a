#include <algorithm>

#include "parser/shell/lexer.hpp"

namespace batchai2aml::bash {

namespace {

constexpr int max_depth = 60;

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

} // namespace

bool ends_word(char c) {
    return is_blank(c) || c == '\n' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' || c == '('
           || c == ')';
}

bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_name_char(char c) {
    return is_name_start(c) || (c >= '0' && c <= '9');
}

bool is_name(std::string_view text) {
    return !text.empty() && is_name_start(text[0]) && std::all_of(text.begin(), text.end(), is_name_char);
}

std::size_t assignment_length(std::string_view text) {
    if (text.empty() || !is_name_start(text[0])) return 0;
    std::size_t at = 1;
    while (at < text.size() && is_name_char(text[at]))
        ++at;
    if (at < text.size() && text[at] == '[') {
        const std::size_t close = text.substr(0, at + 200).find(']', at);
        if (close == std::string_view::npos) return 0;
        at = close + 1;
    }
    if (at < text.size() && text[at] == '+') ++at;
    return at < text.size() && text[at] == '=' ? at + 1 : 0;
}

std::size_t placeholder_length(std::string_view text) {
    if (text.size() < 3 || text[0] != '<' || !is_name_start(text[1])) return 0;
    std::size_t at = 1;
    while (at < text.size() && at < 80
           && (is_name_char(text[at]) || text[at] == ' ' || text[at] == '-' || text[at] == '.'))
        ++at;
    if (at >= text.size() || text[at] != '>' || is_blank(text[at - 1])) return 0;
    const char next = at + 1 < text.size() ? text[at + 1] : '\n';
    return ends_word(next) || next == '\r' ? at + 1 : 0;
}

Lexer::Lexer(std::string_view text, std::size_t begin, std::size_t end)
    : text_(text.substr(0, end)), at_(begin), budget_(64 * (end - begin) + 100'000) {}

bool Lexer::spend(std::size_t amount) {
    budget_ -= std::min(budget_, amount);
    return budget_ > 0;
}

std::size_t Lexer::skip_blanks(std::size_t at) const {
    while (at < text_.size()) {
        if (is_blank(text_[at]) || (text_[at] == '\r' && looking_at(at, "\r\n")))
            ++at;
        else if (looking_at(at, "\\\n"))
            at += 2;
        else if (looking_at(at, "\\\r\n"))
            at += 3;
        else
            break;
    }
    return at;
}

std::size_t Lexer::skip_single(std::size_t at) {
    const std::size_t close = no_single_ ? npos : text_.find('\'', at + 1);
    if (close == npos) {
        no_single_ = true;
        return npos;
    }
    return spend(close - at) ? close + 1 : npos;
}

std::size_t Lexer::skip_ansi(std::size_t at) {
    const std::size_t begin = at++;
    while (at < text_.size() && text_[at] != '\'')
        at += text_[at] == '\\' ? 2 : 1;
    return spend(at - begin) && at < text_.size() ? at + 1 : npos;
}

std::size_t Lexer::skip_backquoted(std::size_t at) {
    const std::size_t begin = at++;
    while (at < text_.size() && text_[at] != '`')
        at += text_[at] == '\\' ? 2 : 1;
    return spend(at - begin) && at < text_.size() ? at + 1 : npos;
}

// A quote, `$` or backslash at `at`; one byte when it begins nothing.
std::size_t Lexer::skip_quoting(std::size_t at, bool in_double) {
    switch (text_[at]) {
    case '\\':
        return at + 2 <= text_.size() ? at + 2 : npos;
    case '\'':
        return in_double ? at + 1 : skip_single(at);
    case '"':
        return skip_double(at);
    case '`':
        return skip_backquoted(at);
    case '$':
        return skip_dollar(at, in_double);
    default:
        return at + 1;
    }
}

std::size_t Lexer::skip_double(std::size_t at) {
    if (depth_ >= max_depth || !spend(1)) return npos;
    ++depth_;
    std::size_t next = at + 1;
    while (next < text_.size() && text_[next] != '"') {
        if (!spend(1))
            next = npos;
        else
            next = skip_quoting(next, true);
        if (next == npos) break;
    }
    --depth_;
    return next < text_.size() ? next + 1 : npos;
}

std::size_t Lexer::skip_braced(std::size_t at, bool in_double) {
    if (depth_ >= max_depth) return npos;
    ++depth_;
    std::size_t next = at + 1;
    // `${#X}` and `${X#'}` hold no comment; only quotes, nested ones and the end matter.
    while (next < text_.size() && text_[next] != '}') {
        if (!spend(1))
            next = npos;
        else
            next = skip_quoting(next, in_double);
        if (next == npos) break;
    }
    --depth_;
    return next < text_.size() ? next + 1 : npos;
}

std::size_t Lexer::skip_arithmetic(std::size_t at) {
    if (depth_ >= max_depth) return npos;
    ++depth_;
    int open = 0;
    std::size_t next = at;
    while (next < text_.size()) {
        const char c = text_[next];
        if (c == '(') ++open;
        if (c == ')' && --open == 0) break;
        // `$(( a )` closes one of two only: a subshell inside of a substitution.
        if (c == ')' && open == 1 && !looking_at(next, "))"))
            next = npos;
        else if (c == '(' || c == ')')
            next = spend(1) ? next + 1 : npos;
        else
            next = spend(1) ? skip_quoting(next, true) : npos;
        if (next == npos) break;
    }
    --depth_;
    return next < text_.size() ? next + 1 : npos;
}

std::size_t Lexer::skip_dollar(std::size_t at, bool in_double) {
    if (looking_at(at, "$((")) {
        const std::size_t end = skip_arithmetic(at + 1);
        if (end != npos) return end;
    }
    if (looking_at(at, "$(")) return skip_parenthesis(at + 1);
    if (looking_at(at, "${")) return skip_braced(at + 1, in_double);
    if (in_double) return at + 1;
    if (looking_at(at, "$'")) return skip_ansi(at + 1);
    if (looking_at(at, "$\"")) return skip_double(at + 1);
    return at + 1;
}

std::size_t Lexer::skip_parenthesis(std::size_t at) {
    if (depth_ >= max_depth) return npos;
    ++depth_;
    LexState state;
    state.at = at + 1;
    const bool closed = scan(state, true);
    --depth_;
    return closed ? state.at : npos;
}

std::size_t Lexer::skip_list(std::size_t at) {
    if (depth_ >= max_depth) return npos;
    ++depth_;
    std::size_t next = at + 1;
    while (next < text_.size() && text_[next] != ')') {
        next = skip_blanks(next);
        if (next >= text_.size()) break;
        if (text_[next] == '#')
            next = std::min(text_.find('\n', next), text_.size());
        else if (text_[next] == '\n')
            ++next;
        else if (text_[next] != ')') {
            const std::size_t end = spend(1) ? skip_word(next) : npos;
            next = end == next ? npos : end;
        }
        if (next == npos) break;
    }
    --depth_;
    return next < text_.size() ? next + 1 : npos;
}

std::size_t Lexer::skip_word(std::size_t at) {
    const std::size_t begin = at;
    while (at < text_.size()) {
        const char c = text_[at];
        if (c == '<' && placeholder_length(text_.substr(at)) > 0) {
            at += placeholder_length(text_.substr(at));
        } else if ((c == '<' || c == '>') && at == begin && looking_at(at + 1, "(")) {
            at = skip_parenthesis(at + 1);
        } else if (c == '(' && at > begin && text_[at - 1] == '='
                   && assignment_length(text_.substr(begin, at - begin)) == at - begin) {
            at = skip_list(at);
        } else if (c == '(' && at > begin && std::string_view("?*+@!").find(text_[at - 1]) != npos) {
            at = skip_parenthesis(at);
        } else if (ends_word(c) || (c == '\r' && looking_at(at, "\r\n"))) {
            break;
        } else if (looking_at(at, "\\\n")) {
            at += 2;
        } else {
            at = spend(1) ? skip_quoting(at, false) : npos;
        }
        if (at == npos) return npos;
    }
    return std::min(at, text_.size());
}

} // namespace batchai2aml::bash
