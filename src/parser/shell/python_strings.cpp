#include "parser/shell/python_strings.hpp"

#include <algorithm>
#include <string>

#include "model/json_string.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

class LiteralReader {
  public:
    LiteralReader(PythonParts& parts, std::string_view text, const std::vector<PythonArgument>& arguments,
                  std::size_t& next)
        : parts_(parts), text_(text), arguments_(arguments), next_(next) {}

    void run(std::size_t begin, std::size_t end, Template kind);

  private:
    /// A short template can name a long argument many times.
    [[nodiscard]] bool is_full() const { return parts_.size() > most_python_parts; }
    void flush(std::size_t at) {
        if (at > from_ && !is_full()) parts_.push_back({PythonPart::Kind::source, from_, at, {}});
    }
    void literal(std::string text, std::size_t at, std::size_t length) {
        flush(at);
        if (!text.empty() && !is_full())
            parts_.push_back({PythonPart::Kind::literal, at, at, std::move(text)});
        from_ = at + length;
    }
    std::size_t take_escape(std::size_t at, std::size_t end);
    std::size_t take_braces(std::size_t at, std::size_t end, bool formatted);
    std::size_t take_percent(std::size_t at, std::size_t end);
    void put_argument(std::string_view field, std::size_t at);
    void put_expression(std::string_view expression, std::size_t at);

    PythonParts& parts_;
    std::string_view text_;
    const std::vector<PythonArgument>& arguments_;
    std::size_t& next_;
    std::size_t from_ = 0;
};

void LiteralReader::run(std::size_t begin, std::size_t end, Template kind) {
    bool raw = false;
    bool formatted = false;
    for (; begin < end && is_letter(text_[begin]); ++begin) {
        raw = raw || (text_[begin] | 0x20) == 'r';
        formatted = formatted || (text_[begin] | 0x20) == 'f';
    }
    const std::string_view quote = cut(text_, begin, 3);
    const bool triple = end - begin >= 6 && (quote == "'''" || quote == "\"\"\"");
    begin += triple ? 3 : 1;
    end -= triple ? 3 : 1;
    from_ = begin;
    for (std::size_t at = begin; at < end;) {
        const char c = text_[at];
        if (c == '\\' && !raw && at + 1 < end) {
            at = take_escape(at, end);
        } else if ((c == '{' || c == '}') && (formatted || kind == Template::format)) {
            at = take_braces(at, end, formatted);
        } else if (c == '%' && kind == Template::percent && at + 1 < end) {
            at = take_percent(at, end);
        } else {
            ++at;
        }
    }
    flush(end);
}

std::size_t LiteralReader::take_escape(std::size_t at, std::size_t end) {
    const char c = text_[at + 1];
    constexpr std::string_view letters = "ntr\\'\"ab0";
    constexpr std::string_view meant{"\n\t\r\\'\"\a\b\0", 9};
    const std::size_t found = letters.find(c);
    std::string text;
    std::size_t length = 2;
    if (found != std::string_view::npos) {
        text = meant[found];
    } else if (c == 'u' && at + 6 <= end && json_hex4(cut(text_, at + 2)) >= 0) {
        const auto code = static_cast<char32_t>(json_hex4(cut(text_, at + 2)));
        if (code < 0xD800 || code > 0xDFFF) append_utf8(text, code);
        length = 6;
    } else if (c != '\n') {
        return at + 1; // the backslash stays
    }
    if (text == std::string(1, '\0')) text.clear();
    literal(std::move(text), at, length);
    return at + length;
}

std::size_t LiteralReader::take_braces(std::size_t at, std::size_t end, bool formatted) {
    if (at + 1 < end && text_[at + 1] == text_[at]) {
        literal(std::string(1, text_[at]), at, 2);
        return at + 2;
    }
    const std::size_t close = cut(text_, 0, end).find('}', at);
    if (text_[at] == '}' || close == std::string_view::npos) return at + 1;
    const std::string_view field = cut(text_, at + 1, close - at - 1);
    flush(at);
    from_ = close + 1;
    if (formatted) {
        put_expression(field, at);
    } else {
        put_argument(field, at);
    }
    return close + 1;
}

void LiteralReader::put_expression(std::string_view expression, std::size_t at) {
    expression = trim(expression);
    if (is_full()) return;
    if (is_name(expression)) {
        parts_.push_back({PythonPart::Kind::name, at, at, std::string(expression)});
    } else {
        parts_.push_back({PythonPart::Kind::raw, at, at, unknown(expression)});
    }
}

/// `{}`, `{0}`, `{name}`
void LiteralReader::put_argument(std::string_view field, std::size_t at) {
    std::size_t index = 0;
    if (field.empty()) {
        index = next_++;
    } else if (field.size() < 3 && std::all_of(field.begin(), field.end(), is_digit)) {
        for (const char c : field)
            index = index * 10 + static_cast<std::size_t>(c - '0');
    } else {
        const auto named =
            std::find_if(arguments_.begin(), arguments_.end(),
                         [&](const PythonArgument& argument) { return argument.name == field; });
        index = static_cast<std::size_t>(named - arguments_.begin());
    }
    if (is_full()) return;
    if (index >= arguments_.size()) {
        parts_.push_back({PythonPart::Kind::raw, at, at, unknown(field.empty() ? "value" : field)});
        return;
    }
    const PythonParts& value = arguments_[index].value;
    parts_.insert(parts_.end(), value.begin(), value.end());
}

/// `%s`, `%d`, `%%`
std::size_t LiteralReader::take_percent(std::size_t at, std::size_t end) {
    const char c = text_[at + 1];
    if (c == '%') {
        literal("%", at, 2);
        return at + 2;
    }
    const std::size_t letter = std::min(text_.find_first_not_of("0123456789.-+ ", at + 1), end - 1);
    flush(at);
    from_ = letter + 1;
    const bool plain = letter == at + 1 && (c == 's' || c == 'd' || c == 'i');
    const std::size_t index = next_++;
    if (is_full()) return letter + 1;
    if (plain && index < arguments_.size()) {
        const PythonParts& value = arguments_[index].value;
        parts_.insert(parts_.end(), value.begin(), value.end());
    } else {
        parts_.push_back({PythonPart::Kind::raw, at, at, unknown("value")});
    }
    return letter + 1;
}

} // namespace

std::size_t literal_end(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    const bool word_before = at > 0 && is_name_char(text[at - 1]);
    std::size_t quote = at;
    while (!word_before && quote < text.size() && quote < at + 2
           && std::string_view("rRuUbBfF").find(text[quote]) != std::string_view::npos)
        ++quote;
    if (quote >= text.size() || (text[quote] != '"' && text[quote] != '\'')) return 0;
    const char mark = text[quote];
    const bool triple = cut(text, quote, 3) == std::string(3, mark);
    for (std::size_t end = quote + (triple ? 3 : 1); end < text.size(); ++end) {
        if (text[end] == '\\') {
            ++end;
        } else if (triple ? cut(text, end, 3) == std::string(3, mark) : text[end] == mark) {
            return end + (triple ? 3 : 1);
        } else if (!triple && text[end] == '\n') {
            return 0;
        }
    }
    return 0;
}

std::size_t statement_end(std::string_view text, std::size_t begin, bool& unclosed) {
    std::size_t depth = 0;
    std::size_t first_end = std::string_view::npos;
    for (std::size_t at = begin; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '#') {
            at = std::min(text.find('\n', at), text.size()) - 1;
        } else if (c == '\\') {
            ++at;
        } else if (c == '"' || c == '\'') {
            const std::size_t end = literal_end(text, at);
            if (end > 0) at = end - 1;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            if (depth > 0) --depth;
        } else if (c == '\n') {
            if (depth == 0) return at;
            if (first_end == std::string_view::npos) first_end = at;
        }
    }
    unclosed = depth > 0;
    return unclosed ? std::min(first_end, text.size()) : text.size();
}

bool is_name(std::string_view text) {
    return !text.empty() && name_length(text) == text.size();
}

void append_literal(PythonParts& parts, std::string_view text, std::size_t begin, std::size_t end,
                    Template kind, const std::vector<PythonArgument>& arguments, std::size_t& next_argument) {
    LiteralReader(parts, text, arguments, next_argument).run(begin, end, kind);
}

} // namespace batchai2aml::front
