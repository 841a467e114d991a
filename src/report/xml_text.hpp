/// \file
/// Text of unknown origin in XML 1.0.
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml {

/// `text` for the content of an element or for an attribute in double quotes: the same text for whoever reads
/// the XML, line ends and tabs included, but U+FFFD for bytes that are no UTF-8 and for characters that
/// XML 1.0 forbids.
[[nodiscard]] std::string xml_text(std::string_view text);

} // namespace batchai2aml
