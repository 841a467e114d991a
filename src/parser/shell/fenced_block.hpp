/// \file
/// What a block of a document holds: commands for a shell, a JSON object, or something else. Not here: where
/// blocks begin and end (markdown.cpp).
#pragma once

#include <cstdint>
#include <string_view>

#include "parser/shell/front.hpp"

namespace batchai2aml::front {

enum class BlockKind : std::uint8_t { commands, json, other };

/// By the info string of its fence ("azurecli test"; empty when it has none) and by its content.
[[nodiscard]] BlockKind kind_of_block(std::string_view info, std::string_view text);

/// The commands of such a block for bash: without prompts and output, whatever shell it was written for.
[[nodiscard]] MappedText commands_of_block(std::string_view file, std::string_view info,
                                           const MappedText& text);

/// True for info strings of blocks that hold commands or JSON.
[[nodiscard]] bool is_known_tag(std::string_view info);

/// The last word of `text` that ends in `.json`; empty when there is none.
[[nodiscard]] std::string_view last_json_name(std::string_view text);

} // namespace batchai2aml::front
