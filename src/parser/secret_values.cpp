#include "parser/secret_values.hpp"

#include <algorithm>

#include "model/placeholder.hpp"

namespace batchai2aml {

bool ends_value(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'' || c == ';' || c == '&'
           || c == ',' || c == '|' || c == ')' || c == '`' || c == '<' || c == '>';
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::size_t SecretValues::end_of(std::size_t begin) {
    if (begin >= from_ && begin < to_) return to_;
    from_ = begin;
    to_ = begin;
    while (to_ < text_.size() && !ends_value(text_[to_]))
        ++to_;
    return to_;
}

std::optional<SecretSpan> SecretValues::at(std::size_t begin) {
    if (begin >= text_.size() || (begin >= given_.begin && begin < given_.end)) return std::nullopt;
    const char quote = text_[begin];
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) ++begin;
    if (begin < text_.size() && (text_[begin] == '$' || text_[begin] == '%')) return std::nullopt;
    std::size_t end = quoted ? std::min(text_.find(quote, begin), text_.size()) : end_of(begin);
    // That quotes the quotation mark behind it: \"password\": \"x\".
    if (end < text_.size() && end > begin && text_[end] == '"' && text_[end - 1] == '\\') --end;
    const std::string_view value = text_.substr(begin, end - begin);
    if (value.empty() || is_placeholder(value)) return std::nullopt;
    const SecretSpan span{begin, end};
    if (!quoted) given_ = span;
    return span;
}

} // namespace batchai2aml
