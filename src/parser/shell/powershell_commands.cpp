#include "parser/shell/powershell.hpp"

#include <algorithm>
#include <string>

#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr std::string_view here_end = "B2A_END_OF_FILE";

} // namespace

/// Drops the name of a parameter that bash's counterpart has not.
void PowershellReader::skip_option(std::string_view name) {
    const std::size_t at = skip_blanks(text_, at_);
    if (iequals(cut(text_, at, name.size()), name)) at_ = at + name.size();
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

/// The argument at `at`.
PowershellReader::Span PowershellReader::word_span(std::size_t at) {
    Span span{at, at};
    while (span.end < text_.size() && !is_blank(text_[span.end]) && text_[span.end] != '\r'
           && !ends_statement(text_[span.end])) {
        const bool quote = text_[span.end] == '"' || text_[span.end] == '\'';
        const std::size_t end = quote ? string_end(span.end) : std::string_view::npos;
        span.end = end == std::string_view::npos ? span.end + 1 : end;
    }
    return span;
}

/// `Invoke-WebRequest -Uri address -OutFile name`
void PowershellReader::take_download() {
    const std::size_t begin = at_;
    Span address;
    Span name;
    Span word = word_span(at_);
    std::string_view option;
    while (word.end > word.begin) {
        word = word_span(skip_blanks(text_, word.end));
        const std::string_view content = cut(text_, word.begin, word.end - word.begin);
        if (iequals(option, "-OutFile")) {
            name = word;
        } else if (iequals(option, "-Uri")
                   || (option.empty() && !content.starts_with("-") && address.end == 0)) {
            address = word;
        }
        option = content.starts_with("-") ? content : std::string_view{};
    }
    at_ = word.end;
    if (address.end <= address.begin || name.end <= name.begin) return skip_statement();
    out_.insert("wget -O ", begin);
    at_ = name.begin;
    take_word(name.end);
    out_.insert(" ", name.begin);
    at_ = address.begin;
    take_word(address.end);
    out_.insert("\n", address.begin);
    at_ = word.end;
}

/// `az` and its arguments.
void PowershellReader::take_call(std::string_view closing) {
    out_.insert("az", at_);
    at_ = std::min(text_.find_first_of(" \t\r\n\\`", at_), text_.size());
    take_arguments(closing);
}

/// Length of `@name` as a word of its own; 0: it is something else.
std::size_t PowershellReader::splatting(std::size_t at) const {
    const std::size_t end = at + 1 + name_length(cut(text_, at + 1));
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
        } else if (cut(text_, at_, 4) == "--% ") {
            at_ += 4;
        } else if (starts_with_i(cut(text_, at_, 7), "2>$null")) {
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

} // namespace batchai2aml::front
