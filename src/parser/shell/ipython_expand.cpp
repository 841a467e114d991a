#include "parser/shell/ipython.hpp"

#include <algorithm>

#include "parser/shell/python_strings.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// Of a file; names of variables may stand in one without end.
constexpr std::size_t longest_name = 4096;

/// True when braces around `expression` may be Python's.
bool may_be_expression(std::string_view expression) {
    if (expression.empty() || (!is_letter(expression.front()) && expression.front() != '_')) return false;
    if (expression.find_first_of("$;\n\\") != std::string_view::npos) return false;
    // Two words side by side are none, and `{a,b}` is the shell's.
    const std::size_t word = name_length(expression);
    const std::size_t next = skip_blanks(expression, word);
    if (next > word && next < expression.size() && is_name_char(expression[next])) {
        const std::string_view rest = expression.substr(next);
        return rest.starts_with("if ") || rest.starts_with("for ");
    }
    return !(word < expression.size() && expression[word] == ',');
}

} // namespace

/// A name of a file in which `{var}` and `$var` are replaced when they are known.
std::string CellReader::expanded_name(std::string_view name) const {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const bool braces = name[at] == '{';
        const std::size_t begin = at + 1;
        const std::size_t length = braces || name[at] == '$' ? name_length(name.substr(begin)) : 0;
        const bool closed = !braces || (begin + length < name.size() && name[begin + length] == '}');
        const auto known = names_.values.find(name.substr(begin, length));
        if (length > 0 && closed && known != names_.values.end()) {
            out += known->second;
            at = begin + length + (braces ? 1 : 0);
        } else {
            out += name[at++];
        }
        if (out.size() > longest_name) return std::string(name);
    }
    return out;
}

/// Copies a command, with what Python puts into it.
void CellReader::expand(std::size_t begin, std::size_t end) {
    char quote = 0;
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        const bool dollar = c == '$' && at + 1 < end;
        if (c == '\\' && quote != '\'' && at + 1 < end) {
            out_->copy(at, at + 2);
            at += 2;
        } else if (c == '{') {
            at = take_braces(at, end, quote);
        } else if (at + 1 < end && (cut(text_, at, 2) == "}}" || cut(text_, at, 2) == "$$")) {
            out_->copy(at, at + 1);
            at += 2;
        } else if (dollar && text_[at + 1] == '{') {
            const std::size_t close = std::min(cut(text_, 0, end).find('}', at), end - 1);
            out_->copy(at, close + 1);
            at = close + 1;
        } else {
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            }
            out_->copy(at, at + 1);
            ++at;
        }
    }
}

/// Copies text that is taken literally but for variables, for between double quotes.
void CellReader::expand_quoted(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
        if (text_[at] == '{') {
            at = take_braces(at, end, '"');
        } else if (text_[at] == '$' && at + 1 < end && name_length(cut(text_, at + 1, end - at - 1)) > 0) {
            out_->copy(at, at + 1);
            ++at;
        } else {
            copy_quoted(*out_, text_, at, at + 1);
            ++at;
        }
    }
}

std::size_t CellReader::take_braces(std::size_t at, std::size_t end, char quote) {
    if (cut(text_, at, 2) == "{{" && at + 1 < end) {
        out_->copy(at, at + 1);
        return at + 2;
    }
    const std::size_t stop = std::min(text_.find_first_of("{}\n", at + 1), text_.size());
    const std::string_view expression = cut(text_, at + 1, stop - at - 1);
    if (stop >= end || text_[stop] != '}' || !may_be_expression(expression)) {
        out_->copy(at, at + 1);
        return at + 1;
    }
    if (quote == '\'') out_->insert("'\"", at);
    if (is_name(trim(expression))) {
        out_->insert("${", at);
        out_->copy(at + 1, stop);
        out_->insert("}", stop);
    } else {
        out_->insert(unknown(expression), at);
    }
    if (quote == '\'') out_->insert("\"'", stop);
    return stop + 1;
}

} // namespace batchai2aml::front
