#include "parser/shell/word.hpp"

#include <algorithm>

namespace batchai2aml::bash {

namespace {

constexpr std::size_t npos = std::string_view::npos;

// Takes the tabs at the start of each line away, as `<<-` does.
std::vector<Part> without_tabs(std::vector<Part> parts) {
    std::vector<Part> out;
    bool line_start = true;
    for (Part& part : parts) {
        if (part.kind != Part::Kind::literal) {
            line_start = false;
            out.push_back(std::move(part));
            continue;
        }
        for (std::size_t at = 0; at < part.text.size();) {
            if (line_start) at = std::min(part.text.find_first_not_of('\t', at), part.text.size());
            const std::size_t end = std::min(part.text.find('\n', at), part.text.size() - 1) + 1;
            line_start = at < end && part.text[end - 1] == '\n';
            if (at >= end) break;
            Part line;
            line.quoted = true;
            line.verbatim = part.verbatim;
            line.begin = part.begin + (part.verbatim ? static_cast<std::uint32_t>(at) : 0);
            line.text = part.text.substr(at, end - at);
            out.push_back(std::move(line));
            at = end;
        }
    }
    return out;
}

} // namespace

void WordReader::literal(std::size_t begin, std::size_t end, bool quoted, std::vector<Part>& out) {
    const std::string_view text = source_.text.substr(begin, end - begin);
    if (!out.empty() && !text.empty()) {
        Part& last = out.back();
        const bool follows = !source_.fixed && last.begin + last.text.size() == begin;
        if (last.kind == Part::Kind::literal && last.quoted == quoted && last.verbatim && follows) {
            last.text += text;
            return;
        }
    }
    Part part;
    part.quoted = quoted;
    part.verbatim = !source_.fixed;
    part.begin = source_.place(begin);
    part.text = text;
    out.push_back(std::move(part));
}

void WordReader::inserted(std::string text, std::size_t at, bool quoted, std::vector<Part>& out) {
    Part part;
    part.quoted = quoted;
    part.begin = source_.place(at);
    part.text = std::move(text);
    out.push_back(std::move(part));
}

Word WordReader::word(std::size_t begin, std::size_t end) {
    Word out;
    out.begin = source_.place(begin);
    out.end = source_.place_end(end);
    if (depth_ < max_nesting) out.assignment = assignment(begin, end);
    if (out.assignment == nullptr || !out.assignment->array) read(begin, end, Mode::word, false, out.parts);
    return out;
}

Word WordReader::document(std::size_t begin, std::size_t end, bool quoted, bool strips_tabs) {
    Word out;
    out.begin = source_.place(begin);
    out.end = source_.place_end(end);
    if (quoted)
        literal(begin, end, true, out.parts);
    else
        read(begin, end, Mode::document, true, out.parts);
    if (strips_tabs) out.parts = without_tabs(std::move(out.parts));
    return out;
}

std::vector<Part> WordReader::expression(std::size_t begin, std::size_t end) {
    std::vector<Part> out;
    read(begin, end, Mode::quoted, true, out);
    return out;
}

void WordReader::read(std::size_t at, std::size_t end, Mode mode, bool quoted, std::vector<Part>& out) {
    const std::string_view special = mode == Mode::word     ? "\\'\"`$<>"
                                     : mode == Mode::quoted ? "\\\"`$"
                                                            : "\\`$";
    while (at < end) {
        const std::size_t next = std::min(source_.text.substr(0, end).find_first_of(special, at), end);
        if (next > at) literal(at, next, quoted, out);
        at = next;
        if (at >= end) break;
        const std::size_t after = read_special(at, end, mode, quoted, out);
        if (after == npos || after > end) {
            // A quote that has no end stands for itself.
            literal(at, at + 1, quoted, out);
            ++at;
        } else {
            at = after;
        }
    }
}

// The byte after what begins at `at`; `npos` when it has no end.
std::size_t WordReader::read_special(std::size_t at, std::size_t end, Mode mode, bool quoted,
                                     std::vector<Part>& out) {
    switch (source_.text[at]) {
    case '\\':
        return read_escape(at, end, mode, quoted, out);
    case '\'':
        return read_single(at, end, out);
    case '"':
        if (mode == Mode::word) return read_double(at, end, out);
        return at + 1; // quotes inside of "${X:-"a"}"
    case '`':
        return read_backquoted(at, end, quoted, out);
    case '$':
        return read_dollar(at, end, mode, quoted, out);
    default:
        break;
    }
    if (const std::size_t length = placeholder_length(source_.text.substr(0, end).substr(at))) {
        Part part;
        part.kind = Part::Kind::process;
        part.begin = source_.place(at);
        part.text = source_.text.substr(at + 1, length - 2);
        out.push_back(std::move(part));
        return at + length;
    }
    if (source_.text.substr(at + 1, 1) != "(") return npos;
    const std::size_t after = lexer(end).skip_parenthesis(at + 1);
    if (after == npos) return npos;
    Part part;
    part.kind = Part::Kind::process;
    part.begin = source_.place(at);
    part.text = source_.text.substr(at + 2, after - at - 3);
    part.commands = std::make_shared<Block>(parse_commands(source_, at + 2, after - 1, depth_ + 1));
    out.push_back(std::move(part));
    return after;
}

std::size_t WordReader::read_escape(std::size_t at, std::size_t end, Mode mode, bool quoted,
                                    std::vector<Part>& out) {
    if (at + 1 >= end) return npos;
    const char c = source_.text[at + 1];
    if (c == '\n') return at + 2;
    if (c == '\r' && at + 2 < end && source_.text[at + 2] == '\n') return at + 3;
    const bool counts =
        mode == Mode::word || c == '$' || c == '`' || c == '\\' || (c == '"' && mode == Mode::quoted);
    if (!counts) {
        literal(at, at + 1, quoted, out);
        return at + 1;
    }
    // The whole code point is quoted.
    std::size_t after = at + 2;
    while (after < end && (static_cast<unsigned char>(source_.text[after]) & 0xC0) == 0x80)
        ++after;
    literal(at + 1, after, true, out);
    return after;
}

std::size_t WordReader::read_single(std::size_t at, std::size_t end, std::vector<Part>& out) {
    const std::size_t close = source_.text.substr(0, end).find('\'', at + 1);
    if (close == npos) return npos;
    literal(at + 1, close, true, out);
    return close + 1;
}

std::size_t WordReader::read_ansi(std::size_t at, std::size_t end, std::vector<Part>& out) {
    const std::size_t after = lexer(end).skip_ansi(at + 1);
    if (after == npos) return npos;
    inserted(decode_ansi(source_.text.substr(at + 2, after - at - 3)), at, true, out);
    return after;
}

std::size_t WordReader::read_double(std::size_t at, std::size_t end, std::vector<Part>& out) {
    const std::size_t after = lexer(end).skip_double(at);
    if (after == npos) return npos;
    const std::size_t before = out.size();
    read(at + 1, after - 1, Mode::quoted, true, out);
    // "" is a word of its own; "$@" may be none.
    if (out.size() == before) literal(at + 1, at + 1, true, out);
    return after;
}

std::size_t WordReader::read_backquoted(std::size_t at, std::size_t end, bool quoted,
                                        std::vector<Part>& out) {
    const std::size_t after = lexer(end).skip_backquoted(at);
    if (after == npos) return npos;
    Part part;
    part.kind = Part::Kind::substitution;
    part.quoted = quoted;
    part.begin = source_.place(at);
    for (std::size_t i = at + 1; i + 1 < after; ++i) {
        const char c = source_.text[i];
        const char next = source_.text[i + 1];
        if (c == '\\' && i + 2 < after
            && (next == '`' || next == '\\' || next == '$' || (quoted && next == '"')))
            ++i;
        part.text += source_.text[i];
    }
    const std::string_view raw = source_.text.substr(at + 1, after - at - 2);
    if (raw == part.text) {
        part.commands = std::make_shared<Block>(parse_commands(source_, at + 1, after - 1, depth_ + 1));
    } else {
        const Source inner{part.text, true, source_.place(at), source_.place_end(after)};
        part.commands = std::make_shared<Block>(parse_commands(inner, 0, part.text.size(), depth_ + 1));
    }
    out.push_back(std::move(part));
    return after;
}

std::size_t WordReader::read_dollar(std::size_t at, std::size_t end, Mode mode, bool quoted,
                                    std::vector<Part>& out) {
    const std::string_view text = source_.text.substr(0, end);
    const char next = at + 1 < end ? text[at + 1] : '\0';
    Part part;
    part.quoted = quoted;
    part.begin = source_.place(at);
    if (next == '\'' && mode == Mode::word) return read_ansi(at, end, out);
    if (next == '"' && mode == Mode::word) return read_double(at + 1, end, out);
    if (next == '{') return read_braced(at, end, mode, quoted, out);
    if (next == '(') {
        std::size_t after = text.substr(at, 3) == "$((" ? lexer(end).skip_arithmetic(at + 1) : npos;
        if (after != npos) {
            part.kind = Part::Kind::arithmetic;
            part.text = text.substr(at, after - at);
            part.operand = expression(at + 3, after - 2);
        } else {
            after = lexer(end).skip_parenthesis(at + 1);
            if (after == npos) return npos;
            part.kind = Part::Kind::substitution;
            part.text = text.substr(at + 2, after - at - 3);
            part.commands = std::make_shared<Block>(parse_commands(source_, at + 2, after - 1, depth_ + 1));
        }
        out.push_back(std::move(part));
        return after;
    }
    part.kind = Part::Kind::parameter;
    std::size_t after = at + 1;
    if (is_name_start(next)) {
        while (after < end && is_name_char(text[after]))
            ++after;
    } else if (next != '\0' && std::string_view("0123456789@*#?-$!").find(next) != npos) {
        ++after;
    } else {
        return npos;
    }
    part.text = text.substr(at + 1, after - at - 1);
    out.push_back(std::move(part));
    return after;
}

} // namespace batchai2aml::bash
