#include "parser/json/repair.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t npos = std::string_view::npos;
/// Beyond this, a file is no specification that somebody wrote.
constexpr std::size_t most_repairs = 100'000;
/// Digits that a `double` surely holds without an exponent.
constexpr std::size_t plain_number_length = 300;

constexpr std::string_view comment_message = "comments are not JSON: read as if they were not there";
constexpr std::string_view comma_message =
    "a comma before a closing bracket is not JSON: read as if it were not there";
constexpr std::string_view space_message =
    "an invisible character (no-break space or byte-order mark) is not JSON: read as a space";
constexpr std::string_view line_end_message =
    "a line end or tab inside a string is not JSON: kept as part of the text";

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

class RepairPass {
  public:
    explicit RepairPass(std::string_view text) : text_(text) {}
    RepairedText run();

  private:
    std::size_t comment(std::size_t begin);
    std::size_t string(std::size_t begin);
    std::size_t number(std::size_t begin);
    std::size_t invisible(std::size_t begin);
    std::size_t token(std::size_t begin);
    std::size_t punctuation(std::size_t at);
    void replace(std::size_t begin, std::size_t end, char with);
    void record(std::string_view message, std::size_t begin, std::size_t end);

    std::string_view text_;
    RepairedText result_;
    std::size_t comma_ = npos;   ///< a comma after a value, as long as nothing has followed
    char last_ = '\0';           ///< last character of the token before
    bool after_comment_ = false; ///< nothing but white space since the last comment
};

void RepairPass::replace(std::size_t begin, std::size_t end, char with) {
    if (result_.clean.empty()) result_.clean = text_;
    std::fill(result_.clean.begin() + static_cast<std::ptrdiff_t>(begin),
              result_.clean.begin() + static_cast<std::ptrdiff_t>(end), with);
}

void RepairPass::record(std::string_view message, std::size_t begin, std::size_t end) {
    result_.too_many_repairs = result_.repairs.size() >= most_repairs;
    if (result_.too_many_repairs) return;
    result_.repairs.push_back(
        {std::string(message), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

/// Returns the end of the comment; `begin` when there is none. A comment without end is left for the parser
/// to refuse, with all that follows.
std::size_t RepairPass::comment(std::size_t begin) {
    const std::string_view rest = text_.substr(begin);
    std::size_t end = begin;
    if (rest.starts_with("/*")) {
        const std::size_t close = text_.find("*/", begin + 2);
        if (close == npos) return text_.size();
        end = close + 2;
    } else if (rest.starts_with("//") || rest.starts_with('#')) {
        end = std::min(text_.find_first_of("\r\n", begin), text_.size());
    } else {
        return begin;
    }
    replace(begin, end, ' ');
    if (after_comment_) {
        result_.repairs.back().end = static_cast<std::uint32_t>(end);
    } else {
        record(comment_message, begin, end);
    }
    after_comment_ = true;
    return end;
}

std::size_t RepairPass::string(std::size_t begin) {
    std::size_t first_raw = npos;
    std::size_t last_raw = npos;
    std::size_t at = begin + 1;
    while (at < text_.size() && text_[at] != '"') {
        const char c = text_[at];
        if (c == '\n' || c == '\r' || c == '\t') {
            replace(at, at + 1, ' ');
            first_raw = std::min(first_raw, at);
            last_raw = at;
        }
        at += c == '\\' ? 2 : 1;
    }
    if (first_raw != npos) record(line_end_message, first_raw, last_raw + 1);
    return std::min(at + 1, text_.size());
}

std::size_t RepairPass::number(std::size_t begin) {
    const std::string_view number = text_.substr(begin, number_length(text_.substr(begin)));
    if (number.empty()) return begin + 1;
    const bool plain = number.size() < plain_number_length && number.find_first_of("eE") == npos;
    const std::size_t end = begin + number.size();
    // What follows must not become a part of the number: 1e9e9 is none.
    const bool ends =
        std::string_view("0123456789.eE").find(text_.substr(end, 1)) == npos || end == text_.size();
    if (!plain && ends) { // 1e999 -> 0.000
        const std::size_t digits = begin + (number.front() == '-' ? 1 : 0);
        replace(digits, end, '0');
        replace(digits + 1, digits + 2, '.');
    }
    return end;
}

std::size_t RepairPass::invisible(std::size_t begin) {
    const CodePoint c = first_code_point(text_.substr(begin));
    const std::size_t end = begin + c.length;
    if (c.value != 0x00A0 && c.value != 0xFEFF) return begin;
    replace(begin, end, ' ');
    record(space_message, begin, end);
    after_comment_ = false;
    return end;
}

std::size_t RepairPass::punctuation(std::size_t at) {
    const char c = text_[at];
    const bool closes = c == '}' || c == ']';
    if (closes && comma_ != npos) {
        replace(comma_, comma_ + 1, ' ');
        record(comma_message, comma_, comma_ + 1);
    }
    const bool opens = c == '{' || c == '[';
    if (opens || c == ',') ++result_.values;
    const bool after_value = last_ != '\0' && std::string_view("{[,:").find(last_) == npos;
    comma_ = c == ',' && after_value ? at : npos;
    return at + 1;
}

std::size_t RepairPass::token(std::size_t begin) {
    const char c = text_[begin];
    std::size_t end = begin + 1;
    if (std::string_view("{}[],:").find(c) != npos) {
        end = punctuation(begin);
    } else {
        comma_ = npos;
        if (c == '"') end = string(begin);
        if (c == '-' || is_digit(c)) end = number(begin);
    }
    after_comment_ = false;
    last_ = c;
    return end;
}

RepairedText RepairPass::run() {
    result_.values = 1;
    std::size_t at = 0;
    while (at < text_.size() && !result_.too_many_repairs) {
        const char c = text_[at];
        if (is_space(c)) {
            ++at;
            continue;
        }
        std::size_t end = at;
        if (c == '/' || c == '#') end = comment(at);
        if ((static_cast<unsigned char>(c) & 0x80U) != 0) end = invisible(at);
        at = end == at ? token(at) : end;
    }
    std::sort(result_.repairs.begin(), result_.repairs.end(),
              [](const Repair& a, const Repair& b) { return a.begin < b.begin; });
    return std::move(result_);
}

std::size_t digits_length(std::string_view text) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

} // namespace

std::size_t number_length(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digits_length(text.substr(at));
    if (whole == 0) return 0;
    at += text[at] == '0' ? 1 : whole;
    if (text.substr(at).starts_with('.')) {
        const std::size_t fraction = digits_length(text.substr(at + 1));
        if (fraction == 0) return 0;
        at += 1 + fraction;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
        const std::size_t digits = digits_length(text.substr(exponent));
        if (digits == 0) return 0;
        at = exponent + digits;
    }
    return at;
}

RepairedText repair_json(std::string_view text) {
    return RepairPass(text).run();
}

} // namespace batchai2aml
