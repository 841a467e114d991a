#include <algorithm>
#include <array>

#include "parser/shell/word.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr std::array<std::string_view, 18> operators = {":-", ":=", ":+", ":?", "##", "%%", "//", "/#", "/%",
                                                        "^^", ",,", "-",  "=",  "+",  "?",  "#",  "%",  "/"};

unsigned read_digits(std::string_view text, std::size_t& at, std::size_t most, unsigned base) {
    unsigned value = 0;
    for (std::size_t i = 0; i < most && at < text.size(); ++i, ++at) {
        const char c = text[at];
        unsigned digit = 99;
        if (c >= '0' && c <= '9')
            digit = static_cast<unsigned>(c - '0');
        else if (c >= 'a' && c <= 'f')
            digit = static_cast<unsigned>(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            digit = static_cast<unsigned>(c - 'A' + 10);
        if (digit >= base) break;
        value = value * base + digit;
    }
    return value;
}

} // namespace

bool decode_escape(std::string_view text, std::size_t& at, std::string& out) {
    constexpr std::string_view letters = "abeEfnrtv\\'\"?";
    constexpr std::string_view values = "\a\b\033\033\f\n\r\t\v\\'\"?";
    const char c = text[at];
    if (const std::size_t found = letters.find(c); found != npos) {
        out += values[found];
        ++at;
        return true;
    }
    if (c >= '0' && c <= '7') {
        out += static_cast<char>(read_digits(text, at, 3, 8));
        return true;
    }
    const std::size_t before = ++at;
    unsigned value = 0;
    if (c == 'x') value = read_digits(text, at, 2, 16);
    if (c == 'u' || c == 'U') value = read_digits(text, at, c == 'u' ? 4 : 8, 16);
    if (at == before) {
        --at;
        return false;
    }
    const bool scalar = value < 0xD800 || (value > 0xDFFF && value <= 0x10FFFF);
    if (c == 'x')
        out += static_cast<char>(value);
    else if (scalar)
        append_utf8(out, value);
    return true;
}

std::string decode_ansi(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '\\' || at + 1 >= text.size()) {
            out += text[at++];
            continue;
        }
        ++at;
        if (!decode_escape(text, at, out)) out += '\\';
    }
    return out;
}

// `NAME`, `1`, `@` and the subscript behind it; `at` moves behind them.
bool WordReader::read_name(std::size_t& at, std::size_t end, Part& part) {
    const std::string_view text = source_.text.substr(0, end);
    const std::size_t begin = at;
    if (at < end && is_name_start(text[at])) {
        while (at < end && is_name_char(text[at]))
            ++at;
    } else if (at < end && text[at] >= '0' && text[at] <= '9') {
        while (at < end && text[at] >= '0' && text[at] <= '9')
            ++at;
    } else if (at < end && std::string_view("@*#?-$!").find(text[at]) != npos) {
        ++at;
    } else {
        return false;
    }
    part.text = text.substr(begin, at - begin);
    if (at < end && text[at] == '[' && is_name_start(text[begin])) {
        const std::size_t close = text.find(']', at);
        if (close == npos) return false;
        part.has_subscript = true;
        part.subscript = expression(at + 1, close);
        at = close + 1;
    }
    return true;
}

std::size_t WordReader::read_braced(std::size_t at, std::size_t end, Mode mode, bool quoted,
                                    std::vector<Part>& out) {
    const std::size_t after = lexer(end).skip_braced(at + 1, mode != Mode::word);
    if (after == npos) return npos;
    Part part;
    part.kind = Part::Kind::parameter;
    part.quoted = quoted;
    part.begin = source_.place(at);
    const std::size_t close = after - 1;
    std::size_t next = at + 2;
    const char first = next < close ? source_.text[next] : '\0';
    const bool more = next + 1 < close;
    if (first == '#' && more && (source_.text[next + 1] != '}')
        && (is_name_char(source_.text[next + 1]) || source_.text[next + 1] == '@'
            || source_.text[next + 1] == '*')) {
        part.op = "length";
        ++next;
    } else if (first == '!' && more && is_name_char(source_.text[next + 1])) {
        part.op = "indirect";
        ++next;
    }
    if (!read_name(next, close, part)) {
        part.op = "bad";
    } else if (next < close) {
        if (part.op == "indirect"
            && source_.text.substr(next, close - next).find_first_not_of("*@") != npos) {
            Part inner = part;
            inner.op.clear();
            part.second.push_back(std::move(inner)); // marks `${!X-…}`: the operator works on what X names
        }
        read_operation(next, close, mode, part);
    }
    out.push_back(std::move(part));
    return after;
}

void WordReader::read_operation(std::size_t at, std::size_t end, Mode mode, Part& part) {
    const std::string_view rest = source_.text.substr(at, end - at);
    if (!part.op.empty()) { // `${#X-…}`, `${!X…}`: not followed
        part.op = "bad";
        return;
    }
    for (const std::string_view op : operators)
        if (rest.starts_with(op)) {
            part.op = op;
            break;
        }
    const bool quoted = mode != Mode::word;
    const std::size_t begin = at + part.op.size();
    if (part.op.empty() && rest[0] == ':') {
        part.op = ":";
        std::size_t split = std::min(source_.text.find(':', at + 1), end);
        part.operand = expression(at + 1, split);
        if (split < end) part.second = expression(split + 1, end);
        if (split < end && part.second.empty()) part.second.emplace_back();
    } else if (part.op.empty() && (rest[0] == '^' || rest[0] == ',')) {
        part.op = rest.substr(0, 1);
        read(at + 1, end, Mode::word, false, part.operand);
    } else if (part.op.empty()) {
        part.op = "bad";
    } else if (part.op[0] == '/') {
        read_replacement(begin, end, mode, part);
    } else if (part.op[0] == '#' || part.op[0] == '%' || part.op[0] == '^' || part.op[0] == ',') {
        read(begin, end, Mode::word, false, part.operand);
    } else {
        read(begin, end, quoted ? mode : Mode::word, quoted, part.operand);
    }
}

void WordReader::read_replacement(std::size_t at, std::size_t end, Mode mode, Part& part) {
    Lexer quotes = lexer(end);
    std::size_t split = at;
    while (split < end && source_.text[split] != '/') {
        const char c = source_.text[split];
        std::size_t next = split + 1;
        if (c == '\\')
            next = split + 2;
        else if (c == '\'')
            next = quotes.skip_single(split);
        else if (c == '"')
            next = quotes.skip_double(split);
        else if (c == '$')
            next = quotes.skip_dollar(split);
        split = next > end ? split + 1 : next;
    }
    read(at, std::min(split, end), Mode::word, false, part.operand);
    if (split < end) read(split + 1, end, Mode::word, mode != Mode::word, part.second);
}

std::shared_ptr<const Assignment> WordReader::assignment(std::size_t begin, std::size_t end) {
    const std::string_view text = source_.text.substr(begin, end - begin);
    const std::size_t length = assignment_length(text);
    if (length == 0) return nullptr;
    auto out = std::make_shared<Assignment>();
    std::size_t name = 0;
    while (is_name_char(text[name]))
        ++name;
    out->name = text.substr(0, name);
    out->appends = text[length - 2] == '+';
    if (text[name] == '[') {
        out->has_subscript = true;
        out->subscript = expression(begin + name + 1, begin + length - (out->appends ? 3 : 2));
    }
    if (text.substr(length, 1) == "(" && text.ends_with(')')) {
        out->array = true;
        read_elements(begin + length + 1, end - 1, *out);
    } else {
        read(begin + length, end, Mode::word, false, out->value);
    }
    return out;
}

void WordReader::read_elements(std::size_t at, std::size_t end, Assignment& out) {
    Lexer words = lexer(end);
    while (at < end) {
        const char c = source_.text[at];
        if (c == '#') {
            at = std::min(source_.text.find('\n', at), end);
        } else if (c == '\\' && source_.text.substr(at + 1, 1) == "\n") {
            at += 2;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
        } else {
            const std::size_t after = words.skip_word(at);
            if (after == npos || after == at) return;
            if (c == '[') { // `[key]=value`
                const std::size_t close = source_.text.substr(0, after).find("]=", at);
                if (close != npos) {
                    Word element;
                    element.begin = source_.place(at);
                    element.end = source_.place_end(after);
                    auto keyed = std::make_shared<Assignment>();
                    keyed->has_subscript = true;
                    read(at + 1, close, Mode::word, true, keyed->subscript);
                    read(close + 2, after, Mode::word, false, keyed->value);
                    element.assignment = std::move(keyed);
                    out.elements.push_back(std::move(element));
                    at = after;
                    continue;
                }
            }
            ++depth_;
            out.elements.push_back(word(at, after));
            --depth_;
            at = after;
        }
    }
}

} // namespace batchai2aml::bash
