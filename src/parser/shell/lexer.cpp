#include "parser/shell/lexer.hpp"

#include <algorithm>
#include <array>

namespace batchai2aml::bash {

namespace {

using Expects = LexState::Expects;

constexpr std::size_t max_tokens = 200'000;

} // namespace

bool Lexer::next(Unit& unit) {
    unit = {};
    if (at_ >= text_.size()) return false;
    LexState state;
    state.at = at_;
    state.unit = &unit;
    unit.begin = static_cast<std::uint32_t>(at_);
    if (!scan(state, false))
        give_up(unit, state.at);
    else
        at_ = state.at;
    unit.open = !state.open.empty();
    unit.end = static_cast<std::uint32_t>(at_);
    unit.mask.resize(unit.end - unit.begin, ' ');
    return true;
}

// Ends the unit after the line that could not be read; what is left of it is read as blank-separated words.
void Lexer::give_up(Unit& unit, std::size_t at) {
    unit.broken = true;
    unit.broken_at = static_cast<std::uint32_t>(std::min(at, text_.size()));
    const std::size_t line_end = std::min(text_.find('\n', std::min(at, text_.size())), text_.size());
    while (at < line_end) {
        while (at < line_end && ends_word(text_[at]))
            ++at;
        const std::size_t begin = at;
        while (at < line_end && !ends_word(text_[at]))
            ++at;
        if (at > begin && unit.tokens.size() < max_tokens)
            unit.tokens.push_back({TokenKind::word, static_cast<std::uint32_t>(begin),
                                   static_cast<std::uint32_t>(at), no_document});
    }
    at_ = std::min(line_end + 1, text_.size());
}

void Lexer::add(LexState& state, TokenKind kind, std::size_t begin, std::size_t end, std::string_view mask) {
    if (state.unit == nullptr) return;
    Unit& unit = *state.unit;
    unit.tokens.push_back(
        {kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), no_document});
    unit.mask.resize(begin - unit.begin, ' ');
    if (mask.empty()) {
        unit.mask.append(end - begin, 'x');
    } else {
        unit.mask += mask.substr(0, end - begin);
        unit.mask.resize(end - unit.begin, ' ');
    }
}

// True when the end was reached that was looked for. Otherwise `state.at` is what could not be read.
bool Lexer::scan(LexState& state, bool nested) {
    bool done = false;
    while (!done) {
        if (state.unit != nullptr && state.unit->tokens.size() >= max_tokens) return false;
        if (!spend(1)) return false;
        state.at = skip_blanks(state.at);
        if (state.at >= text_.size()) {
            state.at = text_.size();
            return !nested;
        }
        if (!step(state, nested, done)) return false;
    }
    return true;
}

bool Lexer::step(LexState& state, bool nested, bool& done) {
    const char c = text_[state.at];
    if (c == '#') {
        state.at = std::min(text_.find('\n', state.at), text_.size());
        return true;
    }
    if (c == '\n') {
        done = line_end(state) && !nested;
        return true;
    }
    std::size_t digits = state.at;
    while (digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9')
        ++digits;
    const bool angle = digits < text_.size() && (text_[digits] == '<' || text_[digits] == '>');
    const bool process = digits == state.at && (looking_at(digits, "<(") || looking_at(digits, ">("));
    const bool placeholder = angle && digits == state.at && placeholder_length(text_.substr(digits)) > 0;
    if (placeholder && !state.after_compound) return read_word(state);
    if ((angle && !process) || looking_at(state.at, "&>")) return read_redirect(state, digits);
    if (c == ';' || c == '&' || c == '|' || c == '(' || c == ')') return read_operator(state, nested, done);
    return read_word(state);
}

// Whether the unit ends here.
bool Lexer::line_end(LexState& state) {
    const std::size_t at = state.at++;
    if (!state.pending.empty()) read_documents(state);
    add(state, TokenKind::separator, at, at + 1, "\n");
    const bool complete = state.open.empty() && !state.needs_more && state.expects == Expects::nothing;
    if (state.expects != Expects::case_in && state.expects != Expects::for_in)
        state.expects = Expects::nothing;
    state.command = !state.pattern;
    state.first_word = state.after_compound = false;
    return complete;
}

void Lexer::read_documents(LexState& state) {
    for (std::size_t i = 0; i < state.pending.size(); ++i) {
        HereDocument& document = state.pending[i];
        document.begin = static_cast<std::uint32_t>(state.at);
        document.end = static_cast<std::uint32_t>(text_.size());
        while (state.at < text_.size()) {
            const std::size_t end = std::min(text_.find('\n', state.at), text_.size());
            std::string_view line = text_.substr(state.at, end - state.at);
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (document.strips_tabs) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
            const std::size_t begin = state.at;
            state.at = std::min(end + 1, text_.size());
            if (line != document.delimiter) continue;
            document.end = static_cast<std::uint32_t>(begin);
            break;
        }
        if (state.unit == nullptr) continue;
        state.unit->tokens[state.pending_tokens[i]].document =
            static_cast<std::uint32_t>(state.unit->documents.size());
        state.unit->documents.push_back(std::move(document));
    }
    state.pending.clear();
    state.pending_tokens.clear();
}

bool Lexer::read_operator(LexState& state, bool nested, bool& done) {
    const std::size_t at = state.at;
    if (text_[at] == '(') return read_open(state);
    if (text_[at] == ')') return read_close(state, nested, done);
    constexpr std::array<std::string_view, 8> operators = {";;&", ";;", ";&", "&&", "||", "|&", ";", "|"};
    std::string_view found = "&";
    for (const std::string_view one : operators)
        if (looking_at(at, one)) {
            found = one;
            break;
        }
    const bool item_ends = found[0] == ';' && found.size() > 1;
    add(state, TokenKind::separator, at, at + found.size(), item_ends ? ";;" : found);
    state.at += found.size();
    if (item_ends && state.open.ends_with('c')) state.pattern = true;
    state.command = !state.pattern;
    state.needs_more = found == "&&" || found == "||" || found[0] == '|';
    state.first_word = state.after_compound = false;
    if (state.expects != Expects::case_in) state.expects = Expects::nothing;
    return true;
}

bool Lexer::read_open(LexState& state) {
    const std::size_t at = state.at;
    if (state.pattern) { // `(a)` in case
        add(state, TokenKind::separator, at, at + 1, "(");
        ++state.at;
        return true;
    }
    if (state.expects == Expects::for_name && looking_at(at, "((")) return read_for_arithmetic(state);
    if (state.first_word && skip_blanks(at + 1) < text_.size() && text_[skip_blanks(at + 1)] == ')') {
        const std::size_t close = skip_blanks(at + 1);
        add(state, TokenKind::separator, at, close + 1, "()");
        state.at = close + 1;
        state.command = state.needs_more = true;
        state.first_word = false;
        return true;
    }
    if (!state.command) return false;
    if (looking_at(at, "((")) {
        const std::size_t end = skip_arithmetic(at);
        if (end != npos) {
            add(state, TokenKind::arithmetic, at, end);
            state.at = end;
            state.command = state.needs_more = false;
            return true;
        }
    }
    add(state, TokenKind::separator, at, at + 1, "(");
    ++state.at;
    state.open += '(';
    state.command = true;
    state.needs_more = false;
    return true;
}

bool Lexer::read_close(LexState& state, bool nested, bool& done) {
    const std::size_t at = state.at;
    if (state.open.empty() && nested) {
        ++state.at;
        done = true;
        return true;
    }
    if (state.open.empty()) return false;
    if (state.open.back() == 'c' && state.pattern) {
        state.pattern = false;
        state.command = true;
    } else if (state.open.back() == '(') {
        state.open.pop_back();
        state.command = state.first_word = false;
        state.after_compound = true;
    } else {
        return false;
    }
    add(state, TokenKind::separator, at, at + 1, ")");
    ++state.at;
    state.needs_more = false;
    return true;
}

} // namespace batchai2aml::bash
