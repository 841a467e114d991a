#include "parser/shell/powershell.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace batchai2aml::front {

bool PowershellReader::ends_statement(char c) {
    return c == '\n' || c == ';' || c == '}' || c == '|' || c == ')';
}

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
    return cut(text_, at, end - at);
}

void PowershellReader::take_statement() {
    skip_space();
    if (at_ >= text_.size()) return;
    if (text_[at_] == '[') { // [string]$X = …
        const std::size_t close = cut(text_, at_, 100).find(']');
        if (close != std::string_view::npos && cut(text_, at_ + close + 1).starts_with("$")) at_ += close + 1;
    }
    const char c = text_[at_];
    if (c == '$') return take_variable_statement();
    if (c == '@') return take_here_file();
    if (starts_with_az(cut(text_, at_, 8))) return take_call("");
    const std::string_view word = word_at(at_);
    for (const std::string_view name : {"cd", "sl", "chdir", "Set-Location", "Push-Location"}) {
        if (!iequals(word, name)) continue;
        out_.insert("cd", at_);
        at_ += word.size();
        skip_option("-Path");
        return take_arguments("");
    }
    if (iequals(word, "Invoke-WebRequest") || iequals(word, "iwr")) return take_download();
    skip_statement();
}

/// To where the next command may begin.
void PowershellReader::skip_statement() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '#') {
            at_ = std::min(text_.find('\n', at_), text_.size());
        } else if (c == '<' && cut(text_, at_).starts_with("<#")) {
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

void PowershellReader::take_variable_statement() {
    const Variable variable = variable_at(at_);
    if (variable.length == 0) {
        ++at_; // `$(…)`: what is in it comes next
        return;
    }
    std::size_t equals = skip_blanks(text_, at_ + variable.length);
    const bool adds = cut(text_, equals, 2) == "+=";
    if (adds) ++equals;
    const bool assigns = equals < text_.size() && text_[equals] == '=' && cut(text_, equals, 2) != "==";
    if (assigns) return take_assignment(variable, equals, adds);
    take_piped_variable(variable);
}

/// `$X = …`
void PowershellReader::take_assignment(const Variable& variable, std::size_t equals, bool adds) {
    const std::size_t begin = at_;
    const std::string name = name_of(variable.name);
    at_ = skip_blanks(text_, equals + 1);
    if (cut(text_, at_, 2) == "& ") at_ = skip_blanks(text_, at_ + 2);
    out_.insert((variable.environment ? "export " : "") + name + (adds ? "+=" : "="), begin);
    for (const std::string_view open : {"(", "$("}) {
        const std::size_t command = skip_blanks(text_, at_ + open.size());
        if (cut(text_, at_, open.size()) == open && starts_with_az(cut(text_, command, 8))) at_ = command;
    }
    if (starts_with_az(cut(text_, at_, 8))) {
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

MappedText from_powershell(std::string_view file, const MappedText& script) {
    return PowershellReader(file, script).run();
}

} // namespace batchai2aml::front
