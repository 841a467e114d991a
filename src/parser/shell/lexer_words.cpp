#include <algorithm>
#include <array>

#include "parser/shell/lexer.hpp"

namespace batchai2aml::bash {

namespace {

using Expects = LexState::Expects;

constexpr std::array<std::string_view, 18> reserved_words = {
    "if",   "then", "elif", "else",   "fi",       "for", "while", "until", "do",
    "done", "case", "esac", "select", "function", "{",   "}",     "!",     "time"};

bool is_reserved(std::string_view word) {
    return std::find(reserved_words.begin(), reserved_words.end(), word) != reserved_words.end();
}

// The delimiter without its quotes.
std::string unquoted(std::string_view word, bool& quoted) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (word[i] == '\'' || word[i] == '"') {
            quoted = true;
        } else if (word[i] == '\\' && i + 1 < word.size()) {
            quoted = true;
            out += word[++i];
        } else {
            out += word[i];
        }
    }
    return out;
}

// What closes `word`, which opens something; 0 when it does not.
char opened_by(std::string_view word) {
    if (word == "if") return 'i';
    if (word == "case") return 'c';
    if (word == "{") return '{';
    return word == "for" || word == "while" || word == "until" || word == "select" ? 'l' : '\0';
}

char closed_by(std::string_view word) {
    if (word == "fi") return 'i';
    if (word == "esac") return 'c';
    if (word == "}") return '{';
    return word == "done" ? 'l' : '\0';
}

} // namespace

bool Lexer::read_redirect(LexState& state, std::size_t digits) {
    const std::size_t begin = state.at;
    std::size_t at = digits;
    if (looking_at(begin, "&>")) at = begin + 1;
    if (looking_at(at, "<<<")) {
        at += 3;
    } else if (looking_at(at, "<<")) {
        return read_document_start(state, begin, at);
    } else {
        ++at;
        if (at < text_.size() && (text_[at] == '>' || text_[at] == '&' || text_[at] == '|')) ++at;
    }
    const char shown[] = {text_[at - 1] == '<' ? '<' : '>', '\0'};
    add(state, TokenKind::redirect, begin, at, state.after_compound ? std::string_view(shown, 1) : "");
    state.at = skip_blanks(at);
    const std::size_t end = state.at < text_.size() ? skip_word(state.at) : npos;
    if (end == npos || end == state.at) return false;
    add(state, TokenKind::word, state.at, end);
    state.at = end;
    state.needs_more = false;
    return true;
}

bool Lexer::read_document_start(LexState& state, std::size_t begin, std::size_t at) {
    HereDocument document;
    at += 2;
    document.strips_tabs = looking_at(at, "-");
    if (document.strips_tabs) ++at;
    const std::size_t word = skip_blanks(at);
    const std::size_t end = word < text_.size() ? skip_word(word) : npos;
    if (end == npos || end == word) return false;
    document.delimiter = unquoted(text_.substr(word, end - word), document.quoted);
    if (state.unit != nullptr) state.pending_tokens.push_back(state.unit->tokens.size());
    state.pending.push_back(std::move(document));
    add(state, TokenKind::redirect, begin, at, state.after_compound ? "<" : "");
    add(state, TokenKind::word, word, end);
    state.at = end;
    state.needs_more = false;
    return true;
}

bool Lexer::read_for_arithmetic(LexState& state) {
    const std::size_t end = skip_arithmetic(state.at);
    if (end == npos) return false;
    std::string mask = "x in x";
    const std::size_t after = skip_blanks(end);
    const bool separated = after < text_.size() && (text_[after] == ';' || text_[after] == '\n');
    if (!separated && end - state.at > mask.size()) mask += ';';
    add(state, TokenKind::arithmetic, state.at, end, mask);
    state.at = end;
    state.expects = Expects::nothing;
    state.command = !separated;
    return true;
}

bool Lexer::read_test(LexState& state) {
    const std::size_t begin = state.at;
    std::size_t at = begin + 2;
    while (true) {
        at = skip_blanks(at);
        while (at < text_.size() && ends_word(text_[at]))
            ++at;
        if (at >= text_.size() || !spend(1)) return false;
        const std::size_t end = skip_word(at);
        if (end == npos) return false;
        const bool last = text_.substr(at, end - at) == "]]";
        at = end;
        if (last) break;
    }
    add(state, TokenKind::test, begin, at);
    state.at = at;
    state.command = state.needs_more = false;
    return true;
}

bool Lexer::read_reserved(LexState& state, std::size_t end) {
    const std::string_view word = text_.substr(state.at, end - state.at);
    if (const char opened = opened_by(word)) state.open += opened;
    const char closed = closed_by(word);
    if (closed != '\0') {
        if (!state.open.ends_with(closed)) return false;
        state.open.pop_back();
    }
    add(state, TokenKind::reserved, state.at, end, word == "time" ? std::string_view(" ") : word);
    state.at = end;
    state.needs_more = word == "!";
    state.pattern = false;
    state.command = closed == '\0';
    state.after_compound = closed != '\0';
    state.first_word = false;
    if (word == "case") state.expects = Expects::case_word;
    if (word == "for" || word == "select") state.expects = Expects::for_name;
    if (word == "function") state.expects = Expects::function_name;
    if (state.expects != Expects::nothing && closed == '\0') state.command = false;
    return true;
}

// Words after `for`, `case` and `function`; false when nothing of that kind is expected.
bool Lexer::read_expected(LexState& state, std::size_t end) {
    const bool is_in = text_.substr(state.at, end - state.at) == "in";
    const Expects expects = state.expects;
    if (expects == Expects::nothing) return false;
    if ((expects == Expects::for_in || expects == Expects::case_in) && !is_in) {
        state.expects = Expects::nothing;
        state.command = true;
        return false;
    }
    state.expects = Expects::nothing;
    switch (expects) {
    case Expects::for_name:
        state.expects = Expects::for_in;
        break;
    case Expects::case_word:
        state.expects = Expects::case_in;
        break;
    case Expects::case_in:
        state.pattern = true;
        break;
    case Expects::function_name:
        state.first_word = state.command = state.needs_more = true;
        break;
    default:
        break;
    }
    if (is_in && (expects == Expects::for_in || expects == Expects::case_in)) {
        const std::size_t after = skip_blanks(end);
        // A list without words is no loop to the grammar.
        const bool empty = expects == Expects::for_in && after < text_.size()
                           && (text_[after] == ';' || text_[after] == '\n');
        add(state, TokenKind::reserved, state.at, end, empty ? " " : "in");
    } else {
        add(state, TokenKind::word, state.at, end);
    }
    state.at = end;
    return true;
}

bool Lexer::read_word(LexState& state) {
    if (state.command && looking_at(state.at, "[[") && state.at + 2 < text_.size()
        && (text_[state.at + 2] == ' ' || text_[state.at + 2] == '\t')) {
        return read_test(state);
    }
    const std::size_t end = skip_word(state.at);
    if (end == npos || end == state.at) return false;
    const std::string_view word = text_.substr(state.at, end - state.at);
    if (state.after_compound && closed_by(word) == '\0' && opened_by(word) == '\0' && !is_reserved(word))
        return false;
    if (read_expected(state, end)) return true;
    // After `done` and the like only a closing word may follow without a separator.
    if ((state.command || state.after_compound) && is_reserved(word)) return read_reserved(state, end);
    if (state.pattern && word == "esac") return read_reserved(state, end);
    add(state, TokenKind::word, state.at, end);
    const bool assignment = state.command && assignment_length(word) > 0;
    state.first_word = state.command && !assignment;
    if (!assignment) state.command = false;
    state.needs_more = false;
    state.at = end;
    return true;
}

} // namespace batchai2aml::bash
