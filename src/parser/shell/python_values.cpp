#include "parser/shell/python_values.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "parser/shell/python_strings.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr unsigned deepest = 8;

/// The expression between two bytes of a text.
class ValueReader {
  public:
    ValueReader(std::string_view text, std::size_t begin, std::size_t end, const PythonNames& names,
                unsigned depth)
        : text_(cut(text, 0, end)), at_(begin), names_(names), depth_(depth) {}

    bool read();
    [[nodiscard]] PythonParts take() { return std::move(parts_); }

  private:
    void skip_space() {
        while (at_ < text_.size() && std::string_view(" \t\r\n\\").find(text_[at_]) != std::string_view::npos)
            ++at_;
    }
    bool arithmetic();
    bool term();
    bool strings();
    bool word();
    bool environment(std::string_view opening, char closing);
    bool inner(std::size_t open, std::size_t close);
    [[nodiscard]] std::vector<PythonArgument> arguments(std::size_t begin, std::size_t end) const;
    [[nodiscard]] PythonParts argument_value(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t closing(std::size_t open) const;

    std::string_view text_;
    std::size_t at_;
    const PythonNames& names_;
    unsigned depth_;
    PythonParts parts_;
    std::size_t numbers_ = 0;
};

bool ValueReader::read() {
    if (depth_ > deepest) return false;
    if (arithmetic()) return true;
    std::size_t terms = 0;
    while (true) {
        if (!term() || parts_.size() > most_python_parts) return false;
        ++terms;
        skip_space();
        if (at_ == text_.size()) return numbers_ == 0 || terms == 1;
        if (text_[at_] != '+') return false;
        ++at_;
    }
}

/// Sums, or products, of whole numbers that are known.
bool ValueReader::arithmetic() {
    const std::string_view all = trim(cut(text_, at_));
    const std::size_t first = all.find_first_of("*+-/%({[\"'");
    if (first == std::string_view::npos || (all[first] != '*' && all[first] != '+' && all[first] != '-')
        || all.size() > 200)
        return false;
    const bool product = all[first] == '*';
    long long result = product ? 1 : 0;
    long long sign = 1;
    for (std::size_t at = 0; at <= all.size();) {
        const std::size_t end = std::min(all.find_first_of(product ? "*" : "+-", at), all.size());
        std::string_view factor = trim(all.substr(at, end - at));
        const auto known = names_.values.find(factor);
        if (known != names_.values.end()) factor = known->second;
        int value = 0;
        const auto [rest, error] = std::from_chars(factor.data(), factor.data() + factor.size(), value);
        if (error != std::errc{} || rest != factor.data() + factor.size()) return false;
        result = product ? result * value : result + sign * value;
        if (result > 1'000'000'000 || result < -1'000'000'000) return false;
        sign = end < all.size() && all[end] == '-' ? -1 : 1;
        at = end + 1;
    }
    parts_.push_back({PythonPart::Kind::literal, at_, at_, std::to_string(result)});
    return true;
}

bool ValueReader::term() {
    skip_space();
    if (at_ >= text_.size()) return false;
    if (literal_end(text_, at_) > 0) return strings();
    const char c = text_[at_];
    if (c == '(') {
        const std::size_t close = closing(at_);
        return close > 0 && inner(at_ + 1, close);
    }
    if (is_digit(c) || (c == '-' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
        const std::size_t end = std::min(text_.find_first_not_of("0123456789.-", at_), text_.size());
        parts_.push_back({PythonPart::Kind::source, at_, end, {}});
        at_ = end;
        ++numbers_;
        return true;
    }
    return word();
}

/// Names, and the few calls that give a text.
bool ValueReader::word() {
    for (const std::string_view call : {"os.environ.get(", "os.getenv(", "getenv("}) {
        if (cut(text_, at_).starts_with(call)) return environment(call, ')');
    }
    if (cut(text_, at_).starts_with("os.environ[")) return environment("os.environ[", ']');
    const std::size_t length = name_length(cut(text_, at_));
    const std::string_view name = cut(text_, at_, length);
    const std::size_t after = at_ + length;
    if (length == 0 || name == "None") return false;
    if (name == "str" && after < text_.size() && text_[after] == '(') {
        const std::size_t close = closing(after);
        return close > 0 && inner(after + 1, close);
    }
    const bool word_goes_on =
        after < text_.size() && std::string_view(" \t\r\n+\\").find(text_[after]) == std::string_view::npos;
    if (word_goes_on) return false;
    if (name == "True" || name == "False") {
        parts_.push_back({PythonPart::Kind::source, at_, after, {}});
    } else {
        if (names_.numbers.find(name) != names_.numbers.end()) ++numbers_;
        parts_.push_back({PythonPart::Kind::name, at_, at_, std::string(name)});
    }
    at_ = after;
    return true;
}

bool ValueReader::inner(std::size_t open, std::size_t close) {
    auto value = python_value(text_, open, close, names_, depth_ + 1);
    if (!value) return false;
    parts_.insert(parts_.end(), value->begin(), value->end());
    at_ = close + 1;
    return true;
}

/// `os.getenv('NAME', default)`
bool ValueReader::environment(std::string_view opening, char close) {
    const std::size_t open = at_ + opening.size() - 1;
    const std::size_t end = closing(open);
    if (end == 0 || text_[end] != close) return false;
    const std::size_t begin = text_.find_first_not_of(" \t\r\n", open + 1);
    const std::size_t name_end = literal_end(text_, begin);
    if (name_end == 0 || name_end - begin < 2) return false;
    const std::string_view name = cut(text_, begin + 1, name_end - begin - 2);
    const std::size_t comma = std::min(text_.find_first_not_of(" \t\r\n", name_end), end);
    if (!is_name(name)) return false;
    if (comma == end) {
        parts_.push_back({PythonPart::Kind::name, begin, begin, std::string(name)});
    } else {
        auto value =
            text_[comma] == ',' ? python_value(text_, comma + 1, end, names_, depth_ + 1) : std::nullopt;
        if (!value) return false;
        parts_.push_back({PythonPart::Kind::raw, begin, begin, "${" + std::string(name) + ":-"});
        parts_.insert(parts_.end(), value->begin(), value->end());
        parts_.push_back({PythonPart::Kind::raw, end, end, "}"});
    }
    at_ = end + 1;
    return true;
}

/// Literals side by side, with what is put into them.
bool ValueReader::strings() {
    std::vector<std::pair<std::size_t, std::size_t>> literals;
    for (std::size_t end = literal_end(text_, at_); end > 0;
         end = at_ < text_.size() ? literal_end(text_, at_) : 0) {
        literals.emplace_back(at_, end);
        at_ = end;
        skip_space();
    }
    Template kind = Template::none;
    std::vector<PythonArgument> values;
    if (cut(text_, at_).starts_with(".format(")) {
        const std::size_t open = at_ + 7;
        const std::size_t close = closing(open);
        if (close == 0) return false;
        kind = Template::format;
        values = arguments(open + 1, close);
        at_ = close + 1;
    } else if (at_ < text_.size() && text_[at_] == '%') {
        ++at_;
        skip_space();
        kind = Template::percent;
        const bool several = at_ < text_.size() && text_[at_] == '(' && closing(at_) > 0;
        const std::size_t end = several ? closing(at_) : text_.size();
        values = arguments(several ? at_ + 1 : at_, end);
        at_ = several ? end + 1 : end;
    }
    std::size_t next = 0;
    for (const auto& [begin, end] : literals)
        append_literal(parts_, text_, begin, end, kind, values, next);
    return true;
}

std::vector<PythonArgument> ValueReader::arguments(std::size_t begin, std::size_t end) const {
    std::vector<PythonArgument> values;
    std::size_t from = begin;
    for (std::size_t at = begin; at <= end; ++at) {
        if (at < end && literal_end(text_, at) > 0) {
            at = literal_end(text_, at) - 1;
        } else if (at < end && (text_[at] == '(' || text_[at] == '[' || text_[at] == '{')) {
            const std::size_t close = closing(at);
            if (close > 0 && close < end) at = close;
        } else if (at == end || text_[at] == ',') {
            PythonArgument argument;
            const std::size_t start = std::min(text_.find_first_not_of(" \t\r\n", from), at);
            const std::size_t length = name_length(cut(text_, start, at - start));
            const std::size_t equals = skip_blanks(text_, start + length);
            const bool keyword = length > 0 && equals < at && text_[equals] == '=';
            if (keyword) argument.name = cut(text_, start, length);
            argument.value = argument_value(keyword ? equals + 1 : start, at);
            if (!argument.value.empty()) values.push_back(std::move(argument));
            from = at + 1;
        }
    }
    return values;
}

PythonParts ValueReader::argument_value(std::size_t begin, std::size_t end) const {
    const std::string_view expression = trim(cut(text_, begin, end - begin));
    if (expression.empty()) return {};
    auto value = python_value(text_, begin, end, names_, depth_ + 1);
    if (value) return std::move(*value);
    return {{PythonPart::Kind::raw, begin, begin, unknown(expression)}};
}

/// The bracket that closes the one at `open`; 0: none.
std::size_t ValueReader::closing(std::size_t open) const {
    std::size_t depth = 0;
    for (std::size_t at = open; at < text_.size(); ++at) {
        const char c = text_[at];
        if (c == '"' || c == '\'') {
            const std::size_t end = literal_end(text_, at);
            if (end == 0) return 0;
            at = end - 1;
        } else if (c == '(' || c == '[' || c == '{') {
            ++depth;
        } else if (c == ')' || c == ']' || c == '}') {
            if (--depth == 0) return at;
        }
    }
    return 0;
}

} // namespace

std::optional<PythonParts> python_value(std::string_view text, std::size_t begin, std::size_t end,
                                        const PythonNames& names, unsigned depth) {
    ValueReader reader(text, begin, end, names, depth);
    if (!reader.read()) return std::nullopt;
    return reader.take();
}

} // namespace batchai2aml::front
