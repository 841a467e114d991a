/// \file
/// Words and separators of a command line. Not a shell: it knows quotes, substitutions and comments, and
/// neither expands anything nor follows here-documents. Internal to src/mapper.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

enum class TokenKind : std::uint8_t {
    word,
    separator,   ///< `;` `&` `|` `|&` `&&` `||` `;;` or a line end
    parenthesis, ///< outside of words: a subshell, a function, an array
};

struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    TokenKind kind = TokenKind::word;

    /// The token's own bytes; quotes are part of a word.
    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
    [[nodiscard]] bool is_separator() const { return kind == TokenKind::separator; }
};

/// Follows quotes and substitutions through a text. Comments are not known.
class Quotes {
  public:
    [[nodiscard]] bool inside() const { return !closers_.empty(); }
    [[nodiscard]] bool in_single_quotes() const { return inside() && closers_.back() == '\''; }
    [[nodiscard]] bool in_double_quotes() const { return inside() && closers_.back() == '"'; }
    [[nodiscard]] bool in_dollar_quotes() const { return inside() && closers_.back() == dollar_quotes; }

    /// Moves `at` behind one character with what belongs to it (what a backslash escapes, the bracket behind
    /// a `$`). True when it stands for itself outside of all.
    bool step(std::string_view text, std::size_t& at);

  private:
    static constexpr char dollar_quotes = '$'; // $'…'
    bool opens(char c, char next, std::size_t& at);

    std::string closers_; // of all that is open
};

/// All tokens of the text; comments and continued line ends belong to none.
[[nodiscard]] std::vector<Token> tokens_of(std::string_view text);

/// True for `NAME=…`.
[[nodiscard]] bool is_assignment(std::string_view word);

/// The characters of a word that stand outside of quotes and substitutions and are not escaped.
[[nodiscard]] std::string bare_characters(std::string_view word);

/// What the shell makes of a word in which nothing is expanded; nothing when something is.
[[nodiscard]] std::optional<std::string> plain_text(std::string_view word);

} // namespace batchai2aml
