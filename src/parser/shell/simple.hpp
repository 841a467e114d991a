/// \file
/// Simple commands, which are runs of a unit's tokens. Not here: how they are joined (syntax.cpp).
#pragma once

#include <span>

#include "parser/shell/syntax.hpp"
#include "parser/shell/word.hpp"

namespace batchai2aml::bash {

class SimpleReader {
  public:
    SimpleReader(const Source& source, const Unit& unit, int depth)
        : source_(source), unit_(unit), words_(source, depth) {}

    [[nodiscard]] const Source& source() const { return source_; }
    /// The command of the tokens in bytes [begin, end).
    [[nodiscard]] Statement statement(std::size_t begin, std::size_t end);
    void words(std::size_t begin, std::size_t end, std::vector<Word>& out);
    void redirects(std::size_t begin, std::size_t end, std::vector<Redirect>& out);
    /// Variable and words, or the three expressions, of a `for`.
    bool loop_head(std::size_t begin, std::size_t end, Statement& out);
    /// The token that begins there, as it is written.
    [[nodiscard]] std::string_view text_at(std::size_t begin) const;
    /// All commands of the unit one after the other, without its structure.
    [[nodiscard]] Block all();

  private:
    [[nodiscard]] std::span<const Token> tokens(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::string_view text(const Token& token) const {
        return source_.text.substr(token.begin, token.end - token.begin);
    }
    Redirect redirect(const Token& op, const Token& target);
    Statement from(std::span<const Token> tokens);
    void test_words(const Token& token, Statement& out);
    void expressions(const Token& token, Statement& out);

    const Source& source_;
    const Unit& unit_;
    WordReader words_;
};

} // namespace batchai2aml::bash
