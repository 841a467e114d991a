/// \file
/// Commands as POSIX shell text for the key `command` of a job. The one place where anything is quoted for a
/// shell. Not here: what a command consists of (model/command.hpp), YAML around it.
#pragma once

#include <string>
#include <string_view>

#include "model/command.hpp"

namespace batchai2aml {

/// The whole command, one statement after the other, without a final line end. Its exit status is that of its
/// last statement; `set -e` is not used. Azure ML replaces `${{inputs.x}}` without any quoting
/// (azureml.md 6.9), so these always stand between double quotes.
[[nodiscard]] std::string spell(const Command& command);

/// One word: plain or in single quotes when it is literal, else in double quotes, in which only the raw
/// parts, the variables and the expressions are live. Raw parts with an unclosed quote or parenthesis are
/// taken literally.
[[nodiscard]] std::string quote(const Word& word);

/// `text` as one word that the shell reads as it is; without quotes where none are needed.
[[nodiscard]] std::string quote(std::string_view text);

/// `text` in single quotes, whatever it is.
[[nodiscard]] std::string single_quote(std::string_view text);

/// A user's commands with each `${{` and `$[[` broken up, so that Azure ML finds no expression while the
/// shell reads the same words; see ShellScanner::feed for the exceptions. `]]` alone is no expression and is
/// left alone.
[[nodiscard]] std::string neutralize_expressions(std::string_view shell_text);

} // namespace batchai2aml
