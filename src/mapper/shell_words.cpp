#include "mapper/shell_words.hpp"

#include <algorithm>

#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}
bool is_separator(char c) {
    return c == ';' || c == '&' || c == '|' || c == '\n';
}
bool is_parenthesis(char c) {
    return c == '(' || c == ')';
}

// `2>&1`, `>|file`: no separator.
bool is_redirection(std::string_view text, std::size_t at) {
    const std::string_view both = text.substr(at, 2);
    return both == ">&" || both == "<&" || both == ">|";
}

std::size_t word_end(std::string_view text, std::size_t at) {
    Quotes quotes;
    while (at < text.size()) {
        if (!quotes.inside() && is_redirection(text, at)) {
            at += 2;
            continue;
        }
        const char c = text[at];
        if (!quotes.inside() && (is_blank(c) || is_separator(c) || is_parenthesis(c))) break;
        (void)quotes.step(text, at);
    }
    return at;
}

std::size_t separator_end(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size() || text[at] == '\n') return at + 1;
    const bool doubled = text[at + 1] == text[at] || text.substr(at, 2) == "|&";
    return at + (doubled ? 2 : 1);
}

Token token_at(std::string_view text, std::size_t at) {
    if (is_parenthesis(text[at])) return {at, at + 1, TokenKind::parenthesis};
    if (text.substr(at, 2) == "&>") return {at, word_end(text, at + 2), TokenKind::word};
    if (is_separator(text[at])) return {at, separator_end(text, at), TokenKind::separator};
    return {at, word_end(text, at), TokenKind::word};
}

} // namespace

bool Quotes::step(std::string_view text, std::size_t& at) {
    const char c = text[at++];
    const char next = at < text.size() ? text[at] : '\0';
    if (in_single_quotes()) {
        if (c == '\'') closers_.pop_back();
        return false;
    }
    if (in_dollar_quotes()) {
        if (c == '\'') closers_.pop_back();
        at += c == '\\' && at < text.size() ? 1 : 0;
        return false;
    }
    if (c == '\\') {
        at += at < text.size() ? 1 : 0;
        return false;
    }
    if (inside() && c == closers_.back()) {
        closers_.pop_back();
        return false;
    }
    return opens(c, next, at) ? false : !inside();
}

bool Quotes::opens(char c, char next, std::size_t& at) {
    const char open = inside() ? closers_.back() : '\0';
    if (c == '"' || c == '`' || (c == '\'' && open != '"') || (c == '(' && open == ')')) {
        closers_ += c == '(' ? ')' : c;
        return true;
    }
    const bool process = (c == '<' || c == '>') && next == '(' && !inside();
    const bool dollar = c == '$' && (next == '(' || next == '{' || (next == '\'' && open != '"'));
    if (!process && !dollar) return false;
    closers_ += next == '(' ? ')' : next == '{' ? '}' : dollar_quotes;
    ++at;
    return true;
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> out;
    for (std::size_t at = 0; at < text.size();) {
        if (is_blank(text[at])) {
            ++at;
        } else if (text.substr(at, 2) == "\\\n") {
            at += 2; // the line goes on
        } else if (text[at] == '#') {
            at = std::min(text.find('\n', at), text.size());
        } else {
            out.push_back(token_at(text, at));
            at = out.back().end;
        }
    }
    return out;
}

bool is_assignment(std::string_view word) {
    const auto equals = word.find('=');
    return equals != std::string_view::npos && is_variable_name(word.substr(0, equals));
}

std::optional<std::string> plain_text(std::string_view word) {
    const bool quoted =
        word.size() >= 2 && word.front() == word.back() && (word.front() == '"' || word.front() == '\'');
    if (quoted) word = word.substr(1, word.size() - 2);
    if (word.find_first_of("$`\"'\\*?[~\x01") != std::string_view::npos) return std::nullopt;
    return std::string(word);
}

std::string bare_characters(std::string_view word) {
    Quotes quotes;
    std::string out;
    for (std::size_t at = 0; at < word.size();) {
        const char c = word[at];
        if (quotes.step(word, at)) out += c;
    }
    return out;
}

} // namespace batchai2aml
