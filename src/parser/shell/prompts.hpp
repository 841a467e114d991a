/// \file
/// Prompts of shells as they stand in documents, and the commands behind them. Not here: which blocks of
/// a document hold commands (fenced_block.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "parser/shell/front.hpp"

namespace batchai2aml::front {

enum class Language : std::uint8_t { bash, powershell, cmd };

struct Prompt {
    std::size_t length = 0; ///< bytes with the blanks after it; 0: none
    Language language = Language::bash;
};

/// The prompt that a line without indent starts with.
[[nodiscard]] Prompt prompt_of(std::string_view line);

/// The first prompt of a block; length 0 when it has none.
[[nodiscard]] Prompt find_prompt(std::string_view block);

/// The commands behind the prompts of a block that has some, without what they printed.
[[nodiscard]] MappedText prompted_commands(std::string_view file, const MappedText& block);

} // namespace batchai2aml::front
