/// \file
/// Writes JSON text into a buffer that is handed on when it is full. Faster and smaller than a tree of
/// values, for reports with a line for each value of each input. It trusts its caller to open and close in
/// the right order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/files.hpp"

namespace batchai2aml {

class JsonText {
  public:
    explicit JsonText(const Sink& sink) : sink_(sink) {}

    /// Bytes that are JSON already.
    JsonText& raw(std::string_view text);
    /// A string, quoted.
    JsonText& text(std::string_view text);
    JsonText& number(std::uint64_t value);
    /// `"name":`, with a comma before it unless it is the first member.
    JsonText& key(std::string_view name);
    /// `"name":` of a member of the whole, on a line of its own.
    JsonText& section(std::string_view name);
    JsonText& open(char bracket);
    JsonText& close(char bracket);
    /// Starts the next element of a list: on a line of its own, with a comma unless it is the first.
    JsonText& element();
    /// Hands on what is left.
    void flush();
    /// Number of bytes so far.
    [[nodiscard]] std::size_t written() const { return handed_on_ + buffer_.size(); }

  private:
    const Sink& sink_;
    std::string buffer_;
    std::size_t handed_on_ = 0;
    bool first_ = true;
    bool stopped_ = false;
};

} // namespace batchai2aml
