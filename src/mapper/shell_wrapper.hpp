/// \file
/// A command line that hands another one to a shell: `bash -c "…"`. Internal to src/mapper.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/shell_words.hpp"

namespace batchai2aml {

/// Taken apart so that a part of the text can be put in the place of the whole.
struct ShellWrapper {
    std::string head;  ///< `bash -lc `, with its blank
    char quote = '\''; ///< around the text: ' or "
    std::string text;  ///< what the inner shell reads, but for `inner_dollar`

    /// `head` and a part of `text`, in the quotes of the source.
    [[nodiscard]] std::string spell(std::string_view part) const;
};

/// In `text` between double quotes: the `$` that the outer shell leaves to the inner one.
inline constexpr char inner_dollar = '\x01';

/// `words`: one simple command of `command`. Nothing when it is no shell with `-c`, or when what the inner
/// shell reads is not one whole text in quotes.
[[nodiscard]] std::optional<ShellWrapper> find_wrapper(std::string_view command,
                                                       const std::vector<Token>& words);

} // namespace batchai2aml
