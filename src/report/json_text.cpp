#include "report/json_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t buffer_size = 65536;

/// True for text that JSON takes as it is. Most of a report is. Of `##` one may begin a command of a workflow
/// when the report is printed there (support/workflow_commands.hpp).
bool is_plain(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '#'; });
}

} // namespace

JsonText& JsonText::raw(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() >= buffer_size) flush();
    return *this;
}

JsonText& JsonText::text(std::string_view text) {
    if (!is_plain(text)) return raw(replace_all(json_quote(text), "##", "#\\u0023"));
    buffer_ += '"';
    buffer_ += text;
    return raw("\"");
}

JsonText& JsonText::number(std::uint64_t value) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
    return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

JsonText& JsonText::key(std::string_view name) {
    if (!first_) buffer_ += ',';
    first_ = false;
    return text(name).raw(":");
}

JsonText& JsonText::section(std::string_view name) {
    return raw(",\n").text(name).raw(":");
}

JsonText& JsonText::open(char bracket) {
    first_ = true;
    buffer_ += bracket;
    return *this;
}

JsonText& JsonText::close(char bracket) {
    first_ = false;
    buffer_ += bracket;
    return *this;
}

JsonText& JsonText::element() {
    buffer_ += first_ ? "\n" : ",\n";
    first_ = false;
    return *this;
}

void JsonText::flush() {
    if (!stopped_ && !buffer_.empty()) stopped_ = !sink_(buffer_);
    handed_on_ += buffer_.size();
    buffer_.clear();
}

} // namespace batchai2aml
