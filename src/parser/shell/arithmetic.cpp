#include "parser/shell/arithmetic.hpp"

#include <array>

#include "parser/shell/lexer.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

using Number = std::optional<std::int64_t>;

constexpr int max_depth = 50;

std::int64_t wrap(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}

Number combine(std::string_view op, std::int64_t a, std::int64_t b) {
    const auto x = static_cast<std::uint64_t>(a);
    const auto y = static_cast<std::uint64_t>(b);
    if (op == "+") return wrap(x + y);
    if (op == "-") return wrap(x - y);
    if (op == "*") return wrap(x * y);
    if (op == "/" || op == "%") {
        if (b == 0 || (b == -1 && a == INT64_MIN)) return {};
        return op == "/" ? a / b : a % b;
    }
    if (op == "<<") return wrap(x << (y & 63));
    if (op == ">>") return a >> (y & 63);
    if (op == "<") return a < b;
    if (op == ">") return a > b;
    if (op == "<=") return a <= b;
    if (op == ">=") return a >= b;
    if (op == "==") return a == b;
    if (op == "!=") return a != b;
    if (op == "&") return a & b;
    if (op == "^") return a ^ b;
    if (op == "|") return a | b;
    if (op == "&&") return a != 0 && b != 0;
    if (op == "||") return a != 0 || b != 0;
    return {};
}

// From the weakest to the strongest.
constexpr std::array<std::array<std::string_view, 4>, 10> levels = {{{"||", "", "", ""},
                                                                     {"&&", "", "", ""},
                                                                     {"|", "", "", ""},
                                                                     {"^", "", "", ""},
                                                                     {"&", "", "", ""},
                                                                     {"==", "!=", "", ""},
                                                                     {"<=", ">=", "<", ">"},
                                                                     {"<<", ">>", "", ""},
                                                                     {"+", "-", "", ""},
                                                                     {"*", "/", "%", ""}}};

class Reader {
  public:
    Reader(std::string_view text, const ArithmeticVariables& variables, int depth)
        : text_(text), variables_(variables), depth_(depth) {}

    Number all() {
        blanks();
        if (at_ >= text_.size()) return 0;
        const Number value = comma();
        blanks();
        return at_ < text_.size() ? Number() : value;
    }

  private:
    void blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n'))
            ++at_;
    }
    bool take(std::string_view what) {
        blanks();
        if (text_.substr(at_, what.size()) != what) return false;
        at_ += what.size();
        return true;
    }
    Number comma();
    Number assignment();
    Number ternary();
    Number binary(std::size_t level);
    Number power();
    Number unary();
    Number primary();
    Number number();
    Number variable(std::string_view name);
    std::string_view name();
    bool take_operator(std::string_view op);

    std::string_view text_;
    const ArithmeticVariables& variables_;
    int depth_; ///< of variables that hold expressions
    int nesting_ = 0;
    std::size_t at_ = 0;
    int skipping_ = 0; ///< the side of `&&`, `||` and `?:` that does not count sets nothing
};

Number Reader::comma() {
    Number value = assignment();
    while (take(","))
        value = assignment();
    return value;
}

std::string_view Reader::name() {
    blanks();
    const std::size_t begin = at_;
    if (at_ < text_.size() && is_name_start(text_[at_]))
        while (at_ < text_.size() && is_name_char(text_[at_]))
            ++at_;
    return text_.substr(begin, at_ - begin);
}

Number Reader::assignment() {
    blanks();
    const std::size_t begin = at_;
    const std::string_view target = name();
    if (!target.empty()) {
        blanks();
        for (const std::string_view op :
             {"<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "^=", "|=", "="}) {
            if (text_.substr(at_, op.size()) != op || (op == "=" && text_.substr(at_, 2) == "==")) continue;
            at_ += op.size();
            Number value = ++nesting_ < max_depth ? assignment() : Number();
            --nesting_;
            if (value && op.size() > 1) {
                const Number old = variable(target);
                value = old ? combine(op.substr(0, op.size() - 1), *old, *value) : Number();
            }
            if (value && skipping_ == 0) variables_.set(target, *value);
            return value;
        }
    }
    at_ = begin;
    return ternary();
}

Number Reader::ternary() {
    const Number condition = binary(0);
    if (!take("?")) return condition;
    if (++nesting_ >= max_depth) return {};
    const bool first = condition && *condition != 0;
    if (!first) ++skipping_;
    const Number yes = comma();
    if (!first) --skipping_;
    if (!take(":")) return {};
    if (first) ++skipping_;
    const Number no = assignment();
    if (first) --skipping_;
    --nesting_;
    if (!condition) return {};
    return first ? yes : no;
}

// Not `&` of `&&`, `<` of `<<`, `+` of `+=`.
bool Reader::take_operator(std::string_view op) {
    blanks();
    if (op.empty() || text_.substr(at_, op.size()) != op) return false;
    const char next = at_ + op.size() < text_.size() ? text_[at_ + op.size()] : '\0';
    if (op.size() == 1 && (next == op[0] || next == '=') && op != "-" && op != "+") return false;
    if ((op == "-" || op == "+") && next == '=') return false;
    if ((op == "<<" || op == ">>") && next == '=') return false;
    at_ += op.size();
    return true;
}

Number Reader::binary(std::size_t level) {
    if (level == levels.size()) return power();
    Number left = binary(level + 1);
    for (bool found = true; found;) {
        found = false;
        for (const std::string_view op : levels[level]) {
            if (!take_operator(op)) continue;
            found = true;
            const bool decided = left && ((op == "&&" && *left == 0) || (op == "||" && *left != 0));
            if (decided) ++skipping_;
            const Number right = binary(level + 1);
            if (decided) --skipping_;
            if (decided)
                left = op == "||" ? 1 : 0;
            else
                left = left && right ? combine(op, *left, *right) : Number();
            break;
        }
    }
    return left;
}

Number Reader::power() {
    const Number base = unary();
    if (!take("**")) return base;
    if (++nesting_ >= max_depth) return {};
    const Number exponent = power();
    --nesting_;
    if (!base || !exponent || *exponent < 0 || *exponent > 64) return {};
    std::uint64_t value = 1;
    for (std::int64_t i = 0; i < *exponent; ++i)
        value *= static_cast<std::uint64_t>(*base);
    return wrap(value);
}

Number Reader::unary() {
    if (nesting_ >= max_depth) return {};
    blanks();
    for (const std::string_view op : {"++", "--"}) {
        const std::size_t begin = at_;
        if (!take(op)) continue;
        const std::string_view target = name();
        if (target.empty()) {
            at_ = begin;
            break;
        }
        const Number old = variable(target);
        const Number value = old ? combine(op.substr(0, 1), *old, 1) : Number();
        if (value && skipping_ == 0) variables_.set(target, *value);
        return value;
    }
    for (const char op : {'-', '+', '!', '~'}) {
        if (at_ >= text_.size() || text_[at_] != op) continue;
        ++at_;
        ++nesting_;
        const Number value = unary();
        --nesting_;
        if (!value) return {};
        if (op == '-') return wrap(0 - static_cast<std::uint64_t>(*value));
        if (op == '!') return *value == 0;
        return op == '~' ? ~*value : *value;
    }
    return primary();
}

Number Reader::primary() {
    if (take("(")) {
        if (++nesting_ >= max_depth) return {};
        const Number value = comma();
        --nesting_;
        return take(")") ? value : Number();
    }
    const std::string_view target = name();
    if (target.empty()) return number();
    const Number value = variable(target);
    for (const std::string_view op : {"++", "--"}) {
        if (text_.substr(at_, 2) != op) continue;
        at_ += 2;
        const Number next = value ? combine(op.substr(0, 1), *value, 1) : Number();
        if (next && skipping_ == 0) variables_.set(target, *next);
    }
    return value;
}

Number Reader::number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_name_char(text_[at_]) || text_[at_] == '#'))
        ++at_;
    std::string digits = lower(text_.substr(begin, at_ - begin));
    if (digits.empty()) return {};
    std::uint64_t base = 10;
    if (digits.starts_with("0x")) {
        base = 16;
        digits.erase(0, 2);
    } else if (digits[0] == '0' && digits.size() > 1) {
        base = 8;
        digits.erase(0, 1);
    }
    std::uint64_t value = 0;
    for (const char c : digits) {
        const std::uint64_t digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
        if (digit >= base) return {};
        value = value * base + digit;
    }
    return digits.empty() ? Number() : wrap(value);
}

Number Reader::variable(std::string_view target) {
    const auto value = variables_.read(target);
    if (!value || depth_ >= 3 || value->size() > 64) return {}; // else the work could be endless
    return evaluate(*value, variables_, depth_ + 1);
}

} // namespace

std::optional<std::int64_t> evaluate(std::string_view expression, const ArithmeticVariables& variables,
                                     int depth) {
    if (expression.size() > 10'000) return {};
    return Reader(expression, variables, depth).all();
}

} // namespace batchai2aml::bash
