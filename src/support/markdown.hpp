/// \file
/// Text of unknown origin in markdown, so that it shows as it is: no link, mention, image, HTML or heading
/// comes out of it. Not for: markdown of this program's own.
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml::markdown {

/// `text` on one line, all special characters escaped.
[[nodiscard]] std::string escape(std::string_view text);

/// `text` on one line as inline code.
[[nodiscard]] std::string code(std::string_view text);

/// `text`, whole lines, as a block of code in `language`.
[[nodiscard]] std::string code_block(std::string_view language, std::string_view text);

} // namespace batchai2aml::markdown
