#include "emitter/shell_scan.hpp"

namespace batchai2aml {

ShellScanner::ShellScanner(Start start)
    : states_{start == Start::command ? State::command : State::double_quotes} {}

void ShellScanner::feed(std::string_view text, std::string& out) {
    text_ = text;
    at_ = 0;
    out_ = &out;
    while (at_ < text_.size())
        step();
}

bool ShellScanner::in_double_quotes() const {
    return states_.back() == State::double_quotes || states_.back() == State::quoted_braces;
}

bool ShellScanner::at_word_start() const {
    return std::string_view(" \t\n;&|()`").find(last_) != std::string_view::npos;
}

bool ShellScanner::expression_at(std::size_t at) const {
    const std::string_view start = text_.substr(at, 3);
    return start == "${{" || start == "$[[";
}

void ShellScanner::copy(std::size_t count) {
    const std::string_view part = text_.substr(at_, count);
    out_->append(part);
    at_ += part.size();
    last_ = part.back();
}

/// Copies a `$` that means itself, apart from what follows it.
void ShellScanner::copy_dollar(std::string_view prefix) {
    const bool apart = expression_at(at_);
    out_->append(prefix);
    copy(1);
    if (!apart) return;
    switch (states_.back()) {
    case State::comment:
        *out_ += ' ';
        break;
    case State::dollar_quotes:
        *out_ += "'$'";
        break;
    case State::double_quotes:
    case State::quoted_braces:
        *out_ += "\"\"";
        break;
    default:
        *out_ += "''";
        break;
    }
}

void ShellScanner::step() {
    switch (states_.back()) {
    case State::comment:
    case State::single_quotes:
    case State::dollar_quotes:
        step_quoted();
        break;
    default:
        step_live();
        break;
    }
}

void ShellScanner::step_quoted() {
    const State state = states_.back();
    const char c = text_[at_];
    if (c == '$') {
        copy_dollar("");
        return;
    }
    if (c == (state == State::comment ? '\n' : '\'')) states_.pop_back();
    const bool escape = state == State::dollar_quotes && c == '\\' && !expression_at(at_ + 1);
    copy(escape ? 2 : 1);
}

void ShellScanner::step_live() {
    const State state = states_.back();
    switch (text_[at_]) {
    case '\\':
        step_escape();
        return;
    case '$':
        step_dollar();
        return;
    case '`':
        step_backtick();
        return;
    case '"':
        if (states_.size() == 1 && state == State::double_quotes) {
            *out_ += '\\';
        } else if (state == State::double_quotes) {
            states_.pop_back();
        } else {
            states_.push_back(State::double_quotes);
        }
        break;
    case '\'':
        if (!in_double_quotes()) states_.push_back(State::single_quotes);
        break;
    case '(':
        if (!in_double_quotes() && state != State::braces) states_.push_back(State::parentheses);
        break;
    case ')':
        if (state == State::parentheses) states_.pop_back();
        break;
    case '}':
        if (state == State::braces || state == State::quoted_braces) states_.pop_back();
        break;
    case '#':
        if (!in_double_quotes() && state != State::braces && at_word_start())
            states_.push_back(State::comment);
        break;
    default:
        break;
    }
    copy(1);
}

void ShellScanner::step_escape() {
    if (text_.substr(at_ + 1, 1) == "$") {
        ++at_;
        copy_dollar("\\");
    } else {
        copy(2);
        last_ = '\\';
    }
}

void ShellScanner::step_dollar() {
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (next == '$') {
        copy(1);
        copy_dollar("");
    } else if (next == '(') {
        states_.push_back(State::parentheses);
        copy(2);
    } else if (next == '{') {
        const bool expression = expression_at(at_);
        states_.push_back(in_double_quotes() ? State::quoted_braces : State::braces);
        copy(2);
        if (expression) *out_ += '.'; // no substitution of the shell either way
    } else if (next == '\'' && !in_double_quotes()) {
        states_.push_back(State::dollar_quotes);
        copy(2);
    } else {
        copy_dollar(expression_at(at_) ? "\\" : "");
    }
}

void ShellScanner::step_backtick() {
    if (in_backticks_) {
        while (states_.back() != State::backticks)
            states_.pop_back();
        states_.pop_back();
    } else {
        states_.push_back(State::backticks);
    }
    in_backticks_ = !in_backticks_;
    copy(1);
}

} // namespace batchai2aml
