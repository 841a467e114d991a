/// \file
/// The value behind `password=` or `--password` in a text: where it ends, and whether it can be a secret. Not
/// here: what stands before a secret (secrets.cpp).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parser/secrets.hpp"

namespace batchai2aml {

/// Blanks, quotes and what separates the parts of a command, an address or a connection string.
[[nodiscard]] bool ends_value(char c);
/// What names of flags and variables are made of.
[[nodiscard]] bool is_word(char c);

/// Reads the values of one text. Takes time by the text's length, however many values begin in each other
/// (`sig=sig=sig=`).
class SecretValues {
  public:
    explicit SecretValues(std::string_view text) : text_(text) {}

    /// The value that starts at `begin`: quoted text without its quotes, or up to what ends it. Nothing when
    /// it is a variable or a placeholder, or lies inside of an earlier one that was given.
    [[nodiscard]] std::optional<SecretSpan> at(std::size_t begin);
    /// Offset of the first character from `begin` on that ends a value; the text's size when there is none.
    [[nodiscard]] std::size_t end_of(std::size_t begin);

  private:
    std::string_view text_;
    std::size_t from_ = 0; ///< no character of [from_, to_) ends a value
    std::size_t to_ = 0;
    SecretSpan given_; ///< the last value given that had no quotes
};

} // namespace batchai2aml
