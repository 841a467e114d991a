#include "parser/shell/make_text.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr unsigned deepest = 8;
/// Of what stands for `$@`.
constexpr std::size_t longest_target = 1000;

/// Length of a name of make, whose letters are more than bash's.
std::size_t make_name_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && (is_name_char(text[length]) || text[length] == '-' || text[length] == '.'))
        ++length;
    return length;
}

std::string function_name(std::string_view name) {
    std::string out(name);
    for (char& c : out) {
        if (!is_name_char(c) && c != '-') c = '_';
    }
    return out;
}

bool continues_line(std::string_view text, std::size_t at) {
    return cut(text, at, 2) == "\\\n" || cut(text, at, 3) == "\\\r\n";
}

} // namespace

void each_reference(std::string_view text, const std::function<void(std::string_view, bool)>& visit) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos && at + 2 < text.size();
         at = text.find('$', at)) {
        const char open = text[at + 1];
        at += 2;
        if (open != '(' && open != '{') continue;
        const bool call = cut(text, at, 5) == "call ";
        if (call) at = skip_blanks(text, at + 5);
        const std::size_t length = make_name_length(cut(text, at));
        if (length > 0) visit(cut(text, at, length), call);
        at += length;
    }
}

void MakeText::assignment(const MakeAssignment& assignment) {
    const std::string name = bash_name(assignment.name);
    std::size_t begin = assignment.begin;
    std::size_t end = assignment.end;
    if (names_.quoted.contains(assignment.name) && end - begin > 1) {
        ++begin;
        --end;
    }
    const bool appends = assignment.kind == MakeAssignment::Kind::append;
    out_.insert((assignment.exported ? "export " : "") + name + (appends ? "+=\" " : "=\""), assignment.at);
    if (assignment.kind == MakeAssignment::Kind::shell) {
        out_.insert("$(", begin);
        convert(begin, end, Mode::recipe, 1);
        out_.insert(")", begin);
    } else {
        value(begin, end);
    }
    out_.insert("\"\n", assignment.end > 0 ? assignment.end - 1 : 0);
}

void MakeText::recipe_line(std::size_t begin, std::size_t end) {
    begin = std::min(skip_blanks(text_, begin), end);
    while (begin < end && std::string_view("@+- \t").find(text_[begin]) != std::string_view::npos)
        ++begin;
    if (begin >= end || text_[begin] == '#') return;
    const std::string_view line = cut(text_, begin, end - begin);
    // Each line has a shell of its own, so that its folder does not live on.
    const bool moves = line.find("cd ") != std::string_view::npos && line.find('#') == std::string_view::npos;
    if (moves) out_.insert("(", begin);
    quote_ = 0;
    command_ = begin;
    convert(begin, end, Mode::recipe, 0);
    out_.insert(moves ? ")\n" : "\n", end - 1);
}

void MakeText::convert(std::size_t begin, std::size_t end, Mode mode, unsigned depth) {
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        if (c == '$' && at + 1 < end) {
            at = reference(at, end, mode, depth);
        } else if (c == '\\' && continues_line(text_, at)) {
            out_.insert(mode == Mode::value ? " " : "\\\n", at);
            at = std::min(line_at(text_, at).next, end);
            at = std::min(mode == Mode::value ? skip_blanks(text_, at)
                                              : at + (at < end && text_[at] == '\t' ? 1 : 0),
                          end);
        } else if (mode == Mode::value) {
            copy_quoted(out_, text_, at, at + 1);
            ++at;
        } else if (c == '\\' && quote_ != '\'') {
            out_.copy(at, std::min(at + 2, end));
            at += 2;
        } else {
            if (c == quote_) {
                quote_ = 0;
            } else if (quote_ == 0 && (c == '"' || c == '\'')) {
                quote_ = c;
            }
            out_.copy(at, at + 1);
            ++at;
            if (c == ';' || c == '&' || c == '|' || c == '(') command_ = skip_blanks(text_, at);
        }
    }
}

/// Puts in what bash expands: within single quotes these are closed for it.
void MakeText::put(std::string_view text, std::size_t at, Mode mode, bool quoted) {
    if (mode == Mode::recipe && quote_ == '\'') {
        out_.insert("'\"" + std::string(text) + "\"'", at);
    } else if (mode == Mode::recipe && quote_ == 0 && quoted) {
        out_.insert("\"" + std::string(text) + "\"", at);
    } else {
        out_.insert(text, at);
    }
}

void MakeText::variable(std::string_view name, std::size_t at, Mode mode) {
    const bool number = !name.empty() && std::all_of(name.begin(), name.end(), is_digit);
    put("${" + (number ? std::string(name) : bash_name(name)) + "}", at, mode, names_.quoted.contains(name));
}

/// What follows the reference at `at`.
std::size_t MakeText::reference(std::size_t at, std::size_t end, Mode mode, unsigned depth) {
    const char c = text_[at + 1];
    if (c == '$') {
        out_.copy(at, at + 1);
        return at + 2;
    }
    if (c != '(' && c != '{') {
        if (rule_ != nullptr && (c == '@' || c == '<')) {
            insert_quoted(out_, cut(c == '@' ? rule_->target : rule_->prerequisite, 0, longest_target), at);
        } else if (is_name_char(c)) {
            variable(cut(text_, at + 1, 1), at, mode);
        } else {
            put(unknown(cut(text_, at + 1, 1)), at, mode, false);
        }
        return at + 2;
    }
    const std::size_t length = make_name_length(cut(text_, at + 2, end - at - 2));
    const std::size_t after = at + 2 + length;
    if (length > 0 && after < end && (text_[after] == ')' || text_[after] == '}')) {
        const std::string_view name = cut(text_, at + 2, length);
        const bool alone = mode == Mode::recipe && quote_ == 0 && at == command_
                           && trim(cut(text_, after + 1, end - after - 1)).empty();
        if (alone && depth == 0 && names_.called.contains(name)) {
            out_.insert(function_name(name), at);
        } else {
            variable(name, at, mode);
        }
        return after + 1;
    }
    const std::size_t close = closing(at + 1, end);
    if (close == 0 || depth > deepest) {
        put(unknown(cut(text_, at + 2, std::min<std::size_t>(end - at - 2, 40))), at, mode, false);
        return close == 0 ? end : close + 1;
    }
    function(at, close, mode, depth);
    return close + 1;
}

/// The bracket that closes the one at `open`; 0: none.
std::size_t MakeText::closing(std::size_t open, std::size_t end) const {
    const char opens = text_[open];
    const char closes = opens == '(' ? ')' : '}';
    std::size_t depth = 0;
    for (std::size_t at = open; at < end; ++at) {
        if (text_[at] == opens) ++depth;
        if (text_[at] == closes && --depth == 0) return at;
    }
    return 0;
}

/// `$(name arguments)` from its `$` at `at` to its bracket.
void MakeText::function(std::size_t at, std::size_t close, Mode mode, unsigned depth) {
    const std::size_t begin = at + 2;
    const std::string_view inside = cut(text_, begin, close - begin);
    const std::size_t arguments = skip_blanks(text_, begin + name_length(inside));
    if (inside.starts_with("call ")) {
        call(arguments, close, mode, depth);
    } else if (inside.starts_with("eval ")) {
        evaluate(arguments, close, depth);
    } else if (inside.starts_with("shell ")) {
        const char quote = std::exchange(quote_, '\0');
        const bool single = mode == Mode::recipe && quote == '\'';
        out_.insert(single ? "'\"$(" : "$(", at);
        convert(arguments, close, Mode::recipe, depth + 1);
        out_.insert(single ? ")\"'" : ")", close);
        quote_ = quote;
    } else {
        put(unknown(inside), at, mode, false);
    }
}

/// `NAME, argument, argument`
void MakeText::call(std::size_t begin, std::size_t end, Mode mode, unsigned depth) {
    const std::size_t length = make_name_length(cut(text_, begin, end - begin));
    const std::string name = function_name(cut(text_, begin, length));
    const bool direct = mode == Mode::recipe && quote_ == 0 && command_ + 7 >= begin;
    const bool single = mode == Mode::recipe && quote_ == '\'';
    out_.insert((direct ? "" : single ? "'\"$(" : "$(") + name, begin);
    std::size_t at = begin + length;
    while (at < end && text_[at] != ',')
        ++at;
    const char quote = quote_;
    while (at < end) {
        std::size_t from = std::min(text_.find_first_not_of(" \t\r\n\\", at + 1), end);
        std::size_t to = from;
        for (std::size_t open = 0; to < end && (open > 0 || text_[to] != ','); ++to) {
            if (text_[to] == '(' || text_[to] == '{') ++open;
            if ((text_[to] == ')' || text_[to] == '}') && open > 0) --open;
        }
        at = to;
        while (to > from && is_blank(text_[to - 1]))
            --to;
        const bool word =
            to - from > 1 && (text_[from] == '"' || text_[from] == '\'') && text_[to - 1] == text_[from];
        if (word) {
            ++from;
            --to;
        }
        out_.insert(" \"", at > 0 ? at - 1 : 0);
        convert(from, to, Mode::value, depth + 1);
        out_.insert("\"", at > 0 ? at - 1 : 0);
    }
    quote_ = quote;
    if (!direct) out_.insert(single ? ")\"'" : ")", end);
}

/// `NAME := value`
void MakeText::evaluate(std::size_t begin, std::size_t end, unsigned depth) {
    const Makefile inner = parse_makefile(cut(text_, begin, end - begin));
    if (inner.assignments.size() != 1 || depth > 0) return;
    MakeAssignment made = inner.assignments.front();
    made.begin += begin;
    made.end += begin;
    made.at += begin;
    const bool word = made.end - made.begin > 1 && (text_[made.begin] == '"' || text_[made.begin] == '\'')
                      && text_[made.end - 1] == text_[made.begin];
    if (word && !names_.quoted.contains(made.name)) {
        ++made.begin;
        --made.end;
    }
    assignment(made);
}

} // namespace batchai2aml::front
