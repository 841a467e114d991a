/// \file
/// How a string is spelled in YAML so that every reader, of YAML 1.1 (PyYAML, which reads these files)
/// or 1.2, reads that string and nothing else. Not here: keys, nesting, comments (block_writer.hpp).
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml::yaml {

/// `text` on one line, without quotes where no reader takes it for anything else (`on`, `012`, `12:30`, `~`,
/// ...). Bytes that are no UTF-8 are written as U+FFFD.
[[nodiscard]] std::string spell_scalar(std::string_view text);

/// The same, always in quotes.
[[nodiscard]] std::string spell_quoted(std::string_view text);

/// True when a literal block can say `text` exactly and visibly: no carriage return, no control or invisible
/// character, something besides white space.
[[nodiscard]] bool fits_literal_block(std::string_view text);

} // namespace batchai2aml::yaml
