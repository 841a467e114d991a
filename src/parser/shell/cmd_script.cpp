#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "parser/shell/front.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// Batch files for Windows' cmd, one logical line after the other.
class CmdReader {
  public:
    CmdReader(std::string_view file, const MappedText& script)
        : text_(script.text),
          out_(file, script),
          delayed_(text_.find("nabledelayedexpansion") != std::string_view::npos
                   || text_.find("NABLEDELAYEDEXPANSION") != std::string_view::npos) {}

    MappedText run();

  private:
    void take_line(std::size_t begin, std::size_t end);
    void take_set(std::size_t begin, std::size_t end);
    void take_echo(std::size_t begin, std::size_t end);
    void take_command(std::size_t begin, std::size_t end);
    std::size_t take_variable(std::size_t at, std::size_t end, char mark);
    std::size_t take_backslash(std::size_t at, std::size_t end, bool quoted);
    void take_value(std::size_t begin, std::size_t end);
    void line_end(std::size_t at) { out_.insert("\n", at); }
    [[nodiscard]] bool starts(std::size_t at, std::size_t end, std::string_view word) const;
    std::string name_of(std::string_view name);

    std::string_view text_;
    Rewriter out_;
    bool delayed_;
    bool quoted_ = false;                      ///< within double quotes
    std::set<std::string> words_;              ///< variables whose value is one word
    std::map<std::string, std::string> names_; ///< spelling of each variable, by its name in lower case
};

MappedText CmdReader::run() {
    for (std::size_t at = 0; at < text_.size();) {
        const std::size_t begin = at;
        Line line = line_at(text_, at);
        while (line.end > line.begin && text_[line.end - 1] == '^' && line.next < text_.size())
            line = line_at(text_, line.next);
        at = line.next;
        take_line(begin, line.end);
    }
    return out_.take();
}

/// True when a word that no letter follows stands at `at`.
bool CmdReader::starts(std::size_t at, std::size_t end, std::string_view word) const {
    const std::string_view rest = cut(text_, at, end - at);
    return starts_with_i(rest, word) && (rest.size() == word.size() || !is_name_char(rest[word.size()]));
}

std::string CmdReader::name_of(std::string_view name) {
    return names_.emplace(lower(name), bash_name(name)).first->second;
}

void CmdReader::take_line(std::size_t begin, std::size_t end) {
    const auto skip = [&] {
        while (begin < end
               && (is_blank(text_[begin])
                   || std::string_view("@()").find(text_[begin]) != std::string_view::npos))
            ++begin;
    };
    skip();
    if (starts(begin, end, "call")) begin = skip_blanks(text_, begin + 4);
    skip();
    while (end > begin && is_blank(text_[end - 1]))
        --end;
    if (begin >= end || cut(text_, begin).starts_with("::") || starts(begin, end, "rem")
        || starts(begin, end, "for"))
        return;
    if (starts(begin, end, "set")) return take_set(skip_blanks(text_, begin + 3), end);
    if (starts(begin, end, "echo")) return take_echo(begin, end);
    if (starts(begin, end, "cd") || starts(begin, end, "chdir")) {
        std::size_t folder = skip_blanks(text_, begin + (starts(begin, end, "cd") ? 2 : 5));
        if (starts(folder, end, "/d")) folder = skip_blanks(text_, folder + 2);
        out_.insert("cd ", begin);
        return take_command(folder, end);
    }
    if (starts_with_az(cut(text_, begin, end - begin))) return take_command(begin, end);
    // `if exist x az …`, `curl … && az …`
    for (std::size_t at = begin + 1; at + 2 < end; ++at) {
        const bool word = is_blank(text_[at - 1]) || text_[at - 1] == '(' || text_[at - 1] == '&';
        if (!word || !starts_with_az(cut(text_, at, end - at))) continue;
        return take_command(at, text_[end - 1] == ')' ? end - 1 : end);
    }
    for (const std::string_view program : {"curl", "wget", "azcopy", "copy"}) {
        if (program != "copy" && starts(begin, end, program)) return take_command(begin, end);
    }
}

void CmdReader::take_set(std::size_t begin, std::size_t end) {
    const bool computed = starts(begin, end, "/p") || starts(begin, end, "/a");
    if (computed) begin = skip_blanks(text_, begin + 2);
    if (begin < end && text_[begin] == '"') {
        ++begin;
        end = std::max(begin, std::min(text_.rfind('"', end - 1), end));
    }
    const std::size_t equals = text_.find('=', begin);
    if (equals >= end || equals == begin) return;
    const std::string name = name_of(trim(cut(text_, begin, equals - begin)));
    out_.insert(name + "=", begin);
    if (computed) {
        out_.insert(unknown(name), begin);
    } else {
        // A value in quotes is one word wherever it is put.
        std::size_t value = equals + 1;
        std::size_t value_end = end;
        const bool word = end - value > 1 && text_[value] == '"' && text_.find('"', value + 1) == end - 1;
        if (word) {
            ++value;
            --value_end;
            words_.insert(name);
        }
        out_.insert("\"", equals);
        take_value(value, value_end);
        out_.insert("\"", end - 1);
    }
    line_end(end - 1);
}

/// A value that is read literally but for variables; between double quotes for bash.
void CmdReader::take_value(std::size_t begin, std::size_t end) {
    quoted_ = true;
    // A value that is nothing but `[group name]` is to be filled in by the reader.
    if (end - begin > 2 && text_[begin] == '[' && text_[end - 1] == ']' && is_letter(text_[begin + 1])) {
        out_.insert("<", begin);
        copy_quoted(out_, text_, begin + 1, end - 1);
        return out_.insert(">", end - 1);
    }
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        if (c == '%' || (c == '!' && delayed_)) {
            at = take_variable(at, end, c);
        } else if (c == '^' && at + 1 < end) {
            ++at;
            copy_quoted(out_, text_, at, at + 1);
            ++at;
        } else {
            copy_quoted(out_, text_, at, at + 1);
            ++at;
        }
    }
}

/// `echo text > file`: all of the text is printed, quotes and all.
void CmdReader::take_echo(std::size_t begin, std::size_t end) {
    const std::size_t redirect = cut(text_, 0, end).rfind('>');
    std::size_t from = skip_blanks(text_, std::min(begin + 4, end));
    if (redirect == std::string_view::npos || redirect <= from) return;
    std::size_t to = redirect > from && text_[redirect - 1] == '>' ? redirect - 1 : redirect;
    const std::size_t sign = to;
    while (to > from && is_blank(text_[to - 1]))
        --to;
    from = std::min(from, to);
    out_.insert("echo \"", begin);
    take_value(from, to);
    out_.insert("\" ", to);
    take_command(sign, end);
}

void CmdReader::take_command(std::size_t begin, std::size_t end) {
    const std::string_view command = cut(text_, begin, end - begin);
    const bool odd = std::count(command.begin(), command.end(), '\'') % 2 != 0;
    quoted_ = false;
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        const bool variable = c == '%' || (c == '!' && delayed_);
        if (variable) {
            at = take_variable(at, end, c);
        } else if (c == '\\') {
            at = take_backslash(at, end, quoted_);
        } else if (c == '^' && !quoted_ && at + 1 < end) {
            const bool goes_on = text_[at + 1] == '\n' || text_[at + 1] == '\r';
            out_.insert("\\", at);
            if (goes_on && text_[at + 1] == '\r') ++at;
            out_.copy(at + 1, at + 2);
            at += 2;
        } else if (c == '$' || c == '`' || (c == '\'' && odd && !quoted_)) {
            out_.insert("\\", at);
            out_.copy(at, at + 1);
            ++at;
        } else {
            if (c == '"') quoted_ = !quoted_;
            const bool alone = c == '&' && !quoted_ && (at + 1 >= end || text_[at + 1] != '&')
                               && text_[at - 1] != '&' && text_[at - 1] != '>';
            if (alone) {
                out_.insert(";", at);
            } else {
                out_.copy(at, at + 1);
            }
            ++at;
        }
    }
    line_end(end - 1);
}

std::size_t CmdReader::take_backslash(std::size_t at, std::size_t end, bool quoted) {
    const bool escapes =
        quoted && at + 1 < end && text_[at + 1] == '"' && at + 2 < end && !is_blank(text_[at + 2]);
    // At the end of a line it is what people use who come from elsewhere.
    const bool goes_on = at + 1 < end && (text_[at + 1] == '\n' || text_[at + 1] == '\r');
    if (escapes) {
        out_.copy(at, at + 2);
        return at + 2;
    }
    if (!goes_on) out_.insert("\\", at);
    out_.copy(at, at + 1);
    return at + 1;
}

/// `%NAME%`, `%1`, `%%a`.
std::size_t CmdReader::take_variable(std::size_t at, std::size_t end, char mark) {
    const std::string_view rest = cut(text_, at + 1, end - at - 1);
    const std::size_t length = name_length(rest);
    if (length > 0 && length < rest.size() && rest[length] == mark) {
        const std::string name = name_of(rest.substr(0, length));
        const std::string_view quote = words_.contains(name) && !quoted_ ? "\"" : "";
        out_.insert(std::string(quote) + "${" + name + "}" + std::string(quote), at);
        return at + length + 2;
    }
    if (length > 0 && length < rest.size() && rest[length] == ':') {
        const std::size_t close = rest.substr(0, 200).find(mark, length);
        if (close != std::string_view::npos) {
            out_.insert(unknown(rest.substr(0, length)), at);
            return at + close + 2;
        }
    }
    // `%3A` is a part of an address.
    const bool digit =
        !rest.empty() && is_digit(rest.front()) && (rest.size() == 1 || !is_name_char(rest[1]));
    if (mark == '%' && digit) {
        out_.insert("${" + std::string(1, rest.front()) + "}", at);
        return at + 2;
    }
    if (mark == '%' && rest.size() > 1 && rest.front() == '%' && is_letter(rest[1])) {
        out_.insert(unknown(rest.substr(1, 1)), at);
        return at + 3;
    }
    out_.copy(at, at + 1);
    return at + 1;
}

} // namespace

MappedText from_cmd(std::string_view file, const MappedText& script) {
    return CmdReader(file, script).run();
}

} // namespace batchai2aml::front
