#include "parser/shell/powershell.hpp"

#include <algorithm>
#include <string>

#include "support/text.hpp"

namespace batchai2aml::front {

std::string PowershellReader::name_of(std::string_view name) {
    return names_.emplace(lower(name), bash_name(name)).first->second;
}

/// `$X`, `${X}`, `$env:X`, `$script:X`: what it names, and how many bytes that is. Length 0: no variable.
PowershellReader::Variable PowershellReader::variable_at(std::size_t at) const {
    Variable variable;
    std::size_t begin = at + 1;
    const bool braces = begin < text_.size() && text_[begin] == '{';
    if (braces) ++begin;
    for (const std::string_view scope : {"env:", "script:", "global:", "local:"}) {
        if (!starts_with_i(cut(text_, begin, 8), scope)) continue;
        variable.environment = scope == "env:";
        begin += scope.size();
        break;
    }
    std::size_t length = name_length(cut(text_, begin));
    if (braces) {
        length = std::min(cut(text_, begin, 100).find('}'), text_.size());
        if (length > 100) return variable;
    }
    if (length == 0) return variable;
    variable.name = cut(text_, begin, length);
    variable.length = begin + length + (braces ? 1 : 0) - at;
    return variable;
}

/// True when strings, numbers and variables, joined by `+`, are all that stands up to the end of the
/// statement.
bool PowershellReader::is_value() {
    while (skip_term()) {
        at_ = skip_blanks(text_, at_);
        if (at_ >= text_.size() || text_[at_] == '\r' || text_[at_] == '#') return true;
        if (ends_statement(text_[at_])) return text_[at_] != '|';
        if (text_[at_] != '+') return false;
        at_ = std::min(text_.find_first_not_of(" \t\r\n", at_ + 1), text_.size());
    }
    return false;
}

bool PowershellReader::skip_term() {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    std::size_t end = std::string_view::npos;
    if (is_here_string(at_)) {
        end = here_string(at_).after;
    } else if (c == '"' || c == '\'') {
        end = string_end(at_);
    } else if (c == '$') {
        const std::size_t length = variable_at(at_).length;
        if (length > 0) end = at_ + length;
    } else if (is_digit(c) || c == '-') {
        end = std::min(text_.find_first_not_of("0123456789.-", at_), text_.size());
    }
    if (end == std::string_view::npos) return false;
    at_ = end;
    return true;
}

/// \pre is_value()
void PowershellReader::take_value() {
    out_.insert("\"", at_);
    while (at_ < text_.size()) {
        take_term();
        const std::size_t next = skip_blanks(text_, at_);
        if (next >= text_.size() || text_[next] != '+') break;
        at_ = std::min(text_.find_first_not_of(" \t\r\n", next + 1), text_.size());
    }
    out_.insert("\"", at_ - 1);
}

void PowershellReader::take_term() {
    const char c = text_[at_];
    if (is_here_string(at_)) {
        const HereString here = here_string(at_);
        if (here.expands) {
            take_expanded(here.begin, here.end, Place::quotes);
        } else {
            copy_quoted(out_, text_, here.begin, here.end);
        }
        at_ = here.after;
    } else if (c == '"' || c == '\'') {
        const std::size_t end = string_end(at_);
        take_string_content(at_, end);
        at_ = end;
    } else if (c == '$') {
        at_ = take_variable(at_, false);
    } else {
        const std::size_t end = std::min(text_.find_first_not_of("0123456789.-", at_), text_.size());
        out_.copy(at_, end);
        at_ = end;
    }
}

/// What stands in the string [at, end), for between double quotes.
void PowershellReader::take_string_content(std::size_t at, std::size_t end) {
    if (text_[at] == '"') return take_expanded(at + 1, end - 1, Place::quotes);
    for (std::size_t c = at + 1; c + 1 < end; ++c) {
        const bool backslash = cut(text_, c, 2) == "\\\"" && c + 2 < end;
        const bool twice = cut(text_, c, 2) == "''" && c + 2 < end;
        if (backslash || twice) ++c; // `\"` is how programs get a quote
        copy_quoted(out_, text_, c, c + 1);
    }
}

void PowershellReader::take_expanded(std::size_t begin, std::size_t end, Place place) {
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        if (c == '$') {
            at = std::min(take_variable(at, false), std::max(end, at + 1));
        } else if (c == '`' && at + 1 < end) {
            const char next = text_[at + 1];
            if (next == 'n' || next == 't' || next == 'r') {
                out_.insert(next == 'n' ? "\n" : next == 't' ? "\t" : "", at);
            } else {
                copy_quoted(out_, text_, at + 1, at + 2);
            }
            at += 2;
        } else if (place == Place::here_document && c == '"') {
            out_.copy(at, at + 1);
            ++at;
        } else if (c == '"' && place == Place::quotes && cut(text_, at, 2) == "\"\"" && at + 1 < end) {
            out_.insert("\\\"", at);
            at += 2;
        } else if ((place == Place::quotes && cut(text_, at, 3) == "\\`\"")
                   || (at + 1 < end && cut(text_, at, 2) == "\r\n")) {
            ++at; // `\`"` is how programs get a quote
        } else {
            copy_quoted(out_, text_, at, at + 1);
            ++at;
        }
    }
}

/// What follows the variable or `$(…)` at `at`, which has become one of bash. With `members`, `.x[0]` belongs
/// to it.
std::size_t PowershellReader::take_variable(std::size_t at, bool members) {
    if (cut(text_, at, 2) == "$(") return take_expression(at, at + 1);
    const Variable variable = variable_at(at);
    if (variable.length == 0) {
        out_.insert("\\", at);
        out_.copy(at, at + 1);
        return at + 1;
    }
    const std::size_t end = members ? members_end(at + variable.length) : at + variable.length;
    const std::string_view name = variable.name;
    if (end > at + variable.length) {
        out_.insert(unknown(cut(text_, at + 1, end - at - 1)), at);
    } else if (iequals(name, "null")) {
        out_.insert(members ? "''" : "", at);
    } else if (iequals(name, "true") || iequals(name, "false")) {
        out_.insert(lower(name), at);
    } else {
        out_.insert("${" + name_of(name) + "}", at);
    }
    return end;
}

/// What follows `.x[0].y` at `at`.
std::size_t PowershellReader::members_end(std::size_t at) const {
    while (at + 1 < text_.size()) {
        const std::size_t length = name_length(cut(text_, at + 1));
        if (text_[at] == '.' && length > 0) {
            at += 1 + length;
        } else if (text_[at] == '[' || text_[at] == '(') {
            const char closes = text_[at] == '[' ? ']' : ')';
            const std::size_t close = cut(text_, at, 100).find_first_of("])\n");
            if (close == std::string_view::npos || text_[at + close] != closes) return at;
            at += close + 1;
        } else {
            break;
        }
    }
    return at;
}

/// An expression in parentheses, of which only `$($x)` is known.
std::size_t PowershellReader::take_expression(std::size_t at, std::size_t open) {
    std::size_t depth = 0;
    std::size_t end = open;
    for (; end < text_.size(); ++end) {
        if (text_[end] == '\n') break;
        if (text_[end] == '(') ++depth;
        if (text_[end] == ')' && --depth == 0) break;
    }
    const std::string_view inside = trim(cut(text_, open + 1, end - std::min(end, open + 1)));
    if (inside.starts_with("$")) {
        const std::size_t begin = static_cast<std::size_t>(inside.data() - text_.data());
        const Variable variable = variable_at(begin);
        if (variable.length == inside.size()) {
            out_.insert("${" + name_of(variable.name) + "}", at);
            return std::min(end + 1, text_.size());
        }
    }
    out_.insert(unknown(inside), at);
    return end < text_.size() && text_[end] == ')' ? end + 1 : end;
}

} // namespace batchai2aml::front
