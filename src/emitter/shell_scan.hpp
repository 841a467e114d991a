/// \file
/// Follows the quoting of shell text in order to break up what Azure ML would take for an expression (`${{`,
/// `$[[`). Not a parser of the shell: here-documents are read as ordinary text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// Reads text piece by piece, keeps its quoting state from one piece to the next.
class ShellScanner {
  public:
    enum class Start : std::uint8_t {
        command,       ///< the text is a command or a list of commands
        double_quotes, ///< the text stands between double quotes, which it cannot end: its own ones are
                       ///< escaped
    };
    explicit ShellScanner(Start start);

    /// Appends `text` to `out` so that what was appended has no `${{` or `$[[`, while a shell reads the same
    /// words: an empty pair of quotes goes behind the `$`. Where the shell would expand the `$`: `${{` is an
    /// error at run time and stays one; `$[[` is an error in bash, plain text in sh, and becomes plain text.
    /// A backslash at the end of a piece between double quotes is doubled.
    void feed(std::string_view text, std::string& out);

    /// True when all quotes and parentheses that the text opened are closed.
    [[nodiscard]] bool balanced() const { return states_.size() == 1; }

  private:
    enum class State : std::uint8_t {
        command,
        comment,
        single_quotes,
        dollar_quotes, ///< $'...'
        double_quotes,
        parentheses,
        backticks,
        braces,
        quoted_braces, ///< ${...} inside double quotes, where a single quote is ordinary
    };

    [[nodiscard]] bool in_double_quotes() const;
    [[nodiscard]] bool at_word_start() const;
    [[nodiscard]] bool expression_at(std::size_t at) const;
    void copy(std::size_t count);
    void copy_dollar(std::string_view prefix);
    void step();
    void step_quoted();
    void step_live();
    void step_dollar();
    void step_escape();
    void step_backtick();

    std::vector<State> states_;
    bool in_backticks_ = false; ///< one of `states_` is `backticks`
    std::string_view text_;
    std::size_t at_ = 0;
    char last_ = '\n'; ///< character before `at_`
    std::string* out_ = nullptr;
};

} // namespace batchai2aml
