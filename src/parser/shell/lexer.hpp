/// \file
/// Cuts shell text into words, operators and here-documents, one complete command after the other. Not here:
/// how they make up commands (syntax.hpp), what is inside of a word (word.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml::bash {

enum class TokenKind : std::uint8_t {
    word,
    redirect,   ///< an operator such as `2>&`; the word that follows belongs to it
    reserved,   ///< `if`, `done`, `{`, where a command may begin
    separator,  ///< `;`, `&&`, `|`, `(`, a line end, ...
    test,       ///< `[[ … ]]`
    arithmetic, ///< `(( … ))`, also that of `for`
};

inline constexpr std::uint32_t no_document = UINT32_MAX;

/// Offsets count bytes of the lexer's text.
struct Token {
    TokenKind kind = TokenKind::word;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t document = no_document; ///< of a redirect: index in `Unit::documents`
};

struct HereDocument {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool quoted = false; ///< nothing is expanded
    bool strips_tabs = false;
    std::string delimiter;
};

/// What a shell reads before it runs something: a line, or all lines of a loop.
struct Unit {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::vector<Token> tokens;
    std::vector<HereDocument> documents;
    std::string
        mask; ///< the bytes from `begin` on, with each word made `x` and here-documents and comments blank
    bool broken = false; ///< its last line is not as a shell would read it
    std::uint32_t broken_at = 0;
    bool open = false; ///< the text ends inside of a loop or the like
};

/// Where in a text the lexer is, and what it expects next. One for each nesting of `$( … )`.
struct LexState {
    enum class Expects : std::uint8_t { nothing, for_name, for_in, case_word, case_in, function_name };

    std::size_t at = 0;
    std::string open; ///< a letter for each construct that is open: ( { i(f) l(oop) c(ase)
    Expects expects = Expects::nothing;
    bool command = true;         ///< a command may begin here
    bool pattern = false;        ///< patterns of `case` may begin here
    bool after_compound = false; ///< only redirections may follow
    bool first_word = false;     ///< the word before was the first one of a command
    bool needs_more = false;     ///< the line before ended in `&&` or the like
    std::vector<HereDocument> pending;
    std::vector<std::size_t> pending_tokens;
    Unit* unit = nullptr; ///< what is found goes here; null: it is only skipped
};

class Lexer {
  public:
    /// Reads bytes [begin, end) of `text`.
    Lexer(std::string_view text, std::size_t begin, std::size_t end);

    /// The next complete command; false at the end.
    bool next(Unit& unit);

    /// Each gives the byte after the construct that begins at `at`, or `npos` when it has no end.
    [[nodiscard]] std::size_t skip_single(std::size_t at);
    [[nodiscard]] std::size_t skip_ansi(std::size_t at); ///< `$'…'`, at its quote
    [[nodiscard]] std::size_t skip_double(std::size_t at);
    [[nodiscard]] std::size_t skip_backquoted(std::size_t at);
    [[nodiscard]] std::size_t skip_braced(std::size_t at, bool in_double = false); ///< `${…}`, at its brace
    [[nodiscard]] std::size_t skip_parenthesis(std::size_t at);                    ///< commands, at the `(`
    [[nodiscard]] std::size_t skip_arithmetic(std::size_t at); ///< `((…))`, at the first `(`
    [[nodiscard]] std::size_t skip_dollar(std::size_t at,
                                          bool in_double = false); ///< whatever begins with `$`
    [[nodiscard]] std::size_t skip_word(std::size_t at);
    [[nodiscard]] std::size_t skip_list(std::size_t at); ///< `(a b)` of an array, at the `(`

    static constexpr std::size_t npos = std::string_view::npos;

  private:
    bool scan(LexState& state, bool nested);
    bool step(LexState& state, bool nested, bool& done);
    bool line_end(LexState& state);
    void read_documents(LexState& state);
    bool read_operator(LexState& state, bool nested, bool& done);
    bool read_open(LexState& state);
    bool read_close(LexState& state, bool nested, bool& done);
    bool read_redirect(LexState& state, std::size_t digits);
    bool read_document_start(LexState& state, std::size_t begin, std::size_t at);
    bool read_word(LexState& state);
    bool read_reserved(LexState& state, std::size_t end);
    bool read_expected(LexState& state, std::size_t end);
    bool read_test(LexState& state);
    bool read_for_arithmetic(LexState& state);
    void add(LexState& state, TokenKind kind, std::size_t begin, std::size_t end, std::string_view mask = {});
    void give_up(Unit& unit, std::size_t at);
    [[nodiscard]] std::size_t skip_blanks(std::size_t at) const;
    [[nodiscard]] std::size_t skip_quoting(std::size_t at, bool in_double);
    [[nodiscard]] bool spend(std::size_t amount);
    [[nodiscard]] bool looking_at(std::size_t at, std::string_view what) const {
        return text_.substr(at, what.size()) == what;
    }

    std::string_view text_; ///< up to the end of what is read
    std::size_t at_ = 0;
    std::size_t budget_ = 0;
    int depth_ = 0;
    bool no_single_ = false; ///< no `'` is left in the rest
    std::size_t failed_at_ = 0;
};

/// A blank, a line end or an operator: what ends a word that is not quoted.
[[nodiscard]] bool ends_word(char c);
[[nodiscard]] bool is_name_start(char c);
[[nodiscard]] bool is_name_char(char c);
[[nodiscard]] bool is_name(std::string_view text);
/// Length of `<name>` at the start of `text`, as people write it for what the reader is to fill in; a shell
/// would redirect. 0 when there is none.
[[nodiscard]] std::size_t placeholder_length(std::string_view text);
/// Length of `NAME=`, `NAME+=` or `NAME[…]=` at the start of `text`; 0 when there is none.
[[nodiscard]] std::size_t assignment_length(std::string_view text);

} // namespace batchai2aml::bash
