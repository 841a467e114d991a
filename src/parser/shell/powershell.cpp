#include "parser/shell/powershell.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr std::string_view here_end = "B2A_END_OF_FILE";

bool ends_statement(char c) {
    return c == '\n' || c == ';' || c == '}' || c == '|' || c == ')';
}

} // namespace

MappedText PowershellReader::run() {
    while (at_ < text_.size())
        take_statement();
    return out_.take();
}

void PowershellReader::skip_space() {
    while (at_ < text_.size()
           && std::string_view(" \t\r\n{}();&|,").find(text_[at_]) != std::string_view::npos)
        ++at_;
}

std::string_view PowershellReader::word_at(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && (is_name_char(text_[end]) || text_[end] == '-' || text_[end] == '.'))
        ++end;
    return text_.substr(at, end - at);
}

void PowershellReader::take_statement() {
    skip_space();
    if (at_ >= text_.size()) return;
    if (text_[at_] == '[') { // [string]$X = …
        const std::size_t close = text_.substr(at_, 100).find(']');
        if (close != std::string_view::npos && text_.substr(at_ + close + 1).starts_with("$"))
            at_ += close + 1;
    }
    const char c = text_[at_];
    if (c == '$') return take_variable_statement();
    if (c == '@') return take_here_file();
    if (starts_with_az(text_.substr(at_, 8))) return take_call("");
    const std::string_view word = word_at(at_);
    for (const std::string_view name : {"cd", "sl", "chdir", "Set-Location", "Push-Location"}) {
        if (!iequals(word, name)) continue;
        out_.insert("cd", at_);
        at_ += word.size();
        skip_option("-Path");
        return take_arguments("");
    }
    skip_statement();
}

/// Drops the name of a parameter that bash's counterpart has not.
void PowershellReader::skip_option(std::string_view name) {
    const std::size_t at = skip_blanks(text_, at_);
    if (iequals(text_.substr(at, name.size()), name)) at_ = at + name.size();
}

/// To where the next command may begin.
void PowershellReader::skip_statement() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (c == '<' && text_.substr(at_).starts_with("<#")) {
            const std::size_t end = text_.find("#>", at_);
            at_ = end == std::string_view::npos ? text_.size() : end + 2;
        } else if (c == '"' || c == '\'') {
            skip_string();
        } else if (c == '@' && is_here_string(at_)) {
            at_ = here_string(at_).after;
        } else if (c == '`') {
            at_ = std::min(at_ + 2, text_.size());
        } else if (std::string_view("\n{}();|&").find(c) != std::string_view::npos) {
            ++at_;
            return;
        } else {
            ++at_;
        }
    }
}

/// Over a string; one that nothing ends is a quote in a text.
void PowershellReader::skip_string() {
    const std::size_t end = string_end(at_);
    at_ = end == std::string_view::npos ? at_ + 1 : end;
}

/// What follows the string at `at`; `npos`: nothing ends it.
std::size_t PowershellReader::string_end(std::size_t at) {
    const char quote = text_[at];
    bool& none = quote == '"' ? no_double_ : no_single_;
    if (none) return std::string_view::npos;
    for (std::size_t end = at + 1; end < text_.size(); ++end) {
        if (text_[end] == '`' && quote == '"') {
            ++end;
        } else if (text_[end] == quote) {
            if (end + 1 >= text_.size() || text_[end + 1] != quote) return end + 1;
            ++end;
        }
    }
    none = true;
    return std::string_view::npos;
}

bool PowershellReader::is_here_string(std::size_t at) const {
    if (at + 2 >= text_.size() || text_[at] != '@' || (text_[at + 1] != '"' && text_[at + 1] != '\''))
        return false;
    return ends_line(at + 2);
}

/// True when nothing but blanks stands before the next line end.
bool PowershellReader::ends_line(std::size_t at) const {
    at = skip_blanks(text_, at);
    if (at < text_.size() && text_[at] == '\r') ++at;
    return at >= text_.size() || text_[at] == '\n';
}

PowershellReader::HereString PowershellReader::here_string(std::size_t at) const {
    HereString here;
    here.expands = text_[at + 1] == '"';
    here.begin = line_at(text_, at).next;
    const std::string end = std::string("\n") + text_[at + 1] + "@";
    std::size_t found = text_.find(end, here.begin - 1);
    if (found == std::string_view::npos) found = text_.size();
    here.end = std::max(found, here.begin);
    if (here.end > here.begin && text_[here.end - 1] == '\r') --here.end;
    here.after = std::min(found + end.size(), text_.size());
    return here;
}

/// The file that `| Out-File name` or `| Set-Content name` or `> name` at `at` names; empty: none.
PowershellReader::Span PowershellReader::written_file(std::size_t at) const {
    std::size_t word = skip_blanks(text_, at);
    if (word < text_.size() && text_[word] == '>') {
        word = skip_blanks(text_, word + 1);
    } else {
        if (word >= text_.size() || text_[word] != '|') return {};
        word = skip_blanks(text_, word + 1);
        const std::string_view command = word_at(word);
        const bool writes =
            iequals(command, "Out-File") || iequals(command, "Set-Content") || iequals(command, "sc");
        if (!writes) return {};
        word = skip_blanks(text_, word + command.size());
    }
    while (word < text_.size() && text_[word] == '-') {
        const std::string_view option = word_at(word);
        word = skip_blanks(text_, word + option.size());
        if (iequals(option, "-Encoding") || iequals(option, "-Width")) {
            const std::size_t value = std::min(text_.find_first_of(" \t\n", word), text_.size());
            word = skip_blanks(text_, value);
        }
    }
    std::size_t end = word;
    if (end < text_.size() && (text_[end] == '"' || text_[end] == '\'')) {
        end = std::min(text_.find_first_of("\"'\n", end + 1), text_.size() - 1) + 1;
    } else {
        end = std::min(text_.find_first_of(" \t\r\n;|})", word), text_.size());
    }
    return {word, end};
}

/// A here-string that is written to a file.
void PowershellReader::take_here_file() {
    if (!is_here_string(at_)) {
        ++at_;
        return;
    }
    const HereString here = here_string(at_);
    const Span name = written_file(here.after);
    at_ = here.after;
    if (name.end <= name.begin) return;
    out_.insert("cat > ", name.begin);
    at_ = name.begin;
    take_word(name.end);
    const std::string end(here_end);
    out_.insert(here.expands ? " <<" + end + "\n" : " <<'" + end + "'\n", here.begin);
    if (here.expands) {
        take_expanded(here.begin, here.end, Place::here_document);
    } else {
        out_.copy(here.begin, here.end);
    }
    out_.insert("\n" + end + "\n", here.end);
    at_ = name.end;
}

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
        if (!starts_with_i(text_.substr(begin, 8), scope)) continue;
        variable.environment = scope == "env:";
        begin += scope.size();
        break;
    }
    std::size_t length = name_length(text_.substr(begin));
    if (braces) {
        length = std::min(text_.substr(begin, 100).find('}'), text_.size());
        if (length > 100) return variable;
    }
    if (length == 0) return variable;
    variable.name = text_.substr(begin, length);
    variable.length = begin + length + (braces ? 1 : 0) - at;
    return variable;
}

void PowershellReader::take_variable_statement() {
    const Variable variable = variable_at(at_);
    if (variable.length == 0) {
        ++at_; // `$(…)`: what is in it comes next
        return;
    }
    std::size_t equals = skip_blanks(text_, at_ + variable.length);
    const bool adds = text_.substr(equals, 2) == "+=";
    if (adds) ++equals;
    const bool assigns = equals < text_.size() && text_[equals] == '=' && text_.substr(equals, 2) != "==";
    if (assigns) return take_assignment(variable, equals, adds);
    take_piped_variable(variable);
}

/// `$X = …`
void PowershellReader::take_assignment(const Variable& variable, std::size_t equals, bool adds) {
    const std::size_t begin = at_;
    const std::string name = name_of(variable.name);
    at_ = skip_blanks(text_, equals + 1);
    if (text_.substr(at_, 2) == "& ") at_ = skip_blanks(text_, at_ + 2);
    out_.insert((variable.environment ? "export " : "") + name + (adds ? "+=" : "="), begin);
    if (starts_with_az(text_.substr(at_, 8))) {
        out_.insert("$(", at_);
        return take_call(")");
    }
    const std::size_t value = at_;
    const bool known = is_value();
    at_ = value;
    if (!known) return out_.insert(unknown(name) + "\n", begin);
    take_value();
    out_.insert("\n", at_ - 1);
}

/// `$X | Out-File name`
void PowershellReader::take_piped_variable(const Variable& variable) {
    const std::size_t begin = at_;
    at_ += variable.length;
    const Span name = written_file(at_);
    const std::size_t next = skip_blanks(text_, at_);
    if (name.end <= name.begin || next >= text_.size()) return skip_statement();
    out_.insert("echo \"${" + name_of(variable.name) + "}\" > ", begin);
    at_ = name.begin;
    take_word(name.end);
    out_.insert("\n", name.begin);
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
        const bool backslash = text_.substr(c, 2) == "\\\"" && c + 2 < end;
        const bool twice = text_.substr(c, 2) == "''" && c + 2 < end;
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
        } else if (c == '"' && place == Place::quotes && text_.substr(at, 2) == "\"\"" && at + 1 < end) {
            out_.insert("\\\"", at);
            at += 2;
        } else if (c == '\\' && place == Place::quotes && text_.substr(at, 3) == "\\`\"") {
            ++at; // `\`"` is how programs get a quote
        } else if (c == '\r' && at + 1 < end && text_[at + 1] == '\n') {
            ++at;
        } else {
            copy_quoted(out_, text_, at, at + 1);
            ++at;
        }
    }
}

/// What follows the variable or `$(…)` at `at`, which has become one of bash. With `members`, `.x[0]` belongs
/// to it.
std::size_t PowershellReader::take_variable(std::size_t at, bool members) {
    if (text_.substr(at, 2) == "$(") return take_expression(at, at + 1);
    const Variable variable = variable_at(at);
    if (variable.length == 0) {
        out_.insert("\\", at);
        out_.copy(at, at + 1);
        return at + 1;
    }
    const std::size_t end = members ? members_end(at + variable.length) : at + variable.length;
    const std::string_view name = variable.name;
    if (end > at + variable.length) {
        out_.insert(unknown(text_.substr(at + 1, end - at - 1)), at);
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
        const std::size_t length = name_length(text_.substr(at + 1));
        if (text_[at] == '.' && length > 0) {
            at += 1 + length;
        } else if (text_[at] == '[') {
            const std::size_t close = text_.substr(at, 100).find_first_of("]\n");
            if (close == std::string_view::npos || text_[at + close] != ']') return at;
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
    const std::string_view inside = trim(text_.substr(open + 1, end - std::min(end, open + 1)));
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

/// `az` and its arguments.
void PowershellReader::take_call(std::string_view closing) {
    out_.insert("az", at_);
    at_ = std::min(text_.find_first_of(" \t\r\n\\`", at_), text_.size());
    take_arguments(closing);
}

/// Length of `@name` as a word of its own; 0: it is something else.
std::size_t PowershellReader::splatting(std::size_t at) const {
    const std::size_t end = at + 1 + name_length(text_.substr(at + 1));
    const bool ends =
        end >= text_.size() || is_blank(text_[end]) || text_[end] == '\r' || ends_statement(text_[end]);
    return ends && end > at + 1 ? end - at : 0;
}

void PowershellReader::take_arguments(std::string_view closing) {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (is_blank(c)) {
            out_.copy(at_, at_ + 1);
            ++at_;
        } else if ((c == '`' || c == '\\') && ends_line(at_ + 1)) {
            out_.insert("\\\n", at_);
            at_ = line_at(text_, at_).next;
        } else if (c == '\r' || c == '#' || ends_statement(c) || c == '&') {
            break;
        } else if (c == '@' && splatting(at_) > 0) {
            at_ += splatting(at_);
        } else if (text_.substr(at_, 4) == "--% ") {
            at_ += 4;
        } else if (starts_with_i(text_.substr(at_, 7), "2>$null")) {
            at_ += 7;
        } else {
            take_word(text_.size());
        }
    }
    out_.insert(std::string(closing) + "\n", at_ - 1);
}

/// One argument, up to `limit` at most.
void PowershellReader::take_word(std::size_t limit) {
    const std::size_t begin = at_;
    while (at_ < limit) {
        const char c = text_[at_];
        if (is_blank(c) || c == '\r' || ends_statement(c)) return;
        if (c == '"' || c == '\'') {
            take_quoted();
        } else if (c == '$') {
            at_ = take_variable(at_, at_ == begin);
        } else if (c == '(') {
            at_ = take_expression(at_, at_);
        } else if (c == '`') {
            if (ends_line(at_ + 1)) return;
            out_.insert("\\", at_);
            out_.copy(at_ + 1, std::min(at_ + 2, limit));
            at_ = std::min(at_ + 2, limit);
        } else if (c == '<') {
            take_placeholder(limit);
        } else {
            if (c == '\\' || c == '{') {
                if (c == '\\' && ends_line(at_ + 1)) return;
                out_.insert("\\", at_);
            }
            out_.copy(at_, at_ + 1);
            ++at_;
        }
    }
}

void PowershellReader::take_quoted() {
    const std::size_t end = string_end(at_);
    if (end == std::string_view::npos) {
        out_.insert("\\", at_);
        out_.copy(at_, at_ + 1);
        ++at_;
        return;
    }
    out_.insert("\"", at_);
    take_string_content(at_, end);
    out_.insert("\"", end - 1);
    at_ = end;
}

/// `<group name>` with its blanks.
void PowershellReader::take_placeholder(std::size_t limit) {
    const std::size_t end = text_.find_first_of("<>|;&\n\"", at_ + 1);
    const std::size_t stop = end < limit && text_[end] == '>' ? end + 1 : at_ + 1;
    out_.copy(at_, stop);
    at_ = stop;
}

MappedText from_powershell(std::string_view file, const MappedText& script) {
    return PowershellReader(file, script).run();
}

} // namespace batchai2aml::front
