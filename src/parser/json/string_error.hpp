/// \file
/// What is wrong inside a JSON string. Not here: whether it is (the parser library decides), its place in the
/// file.
#pragma once

#include <cstddef>
#include <string_view>

namespace batchai2aml {

struct StringFault {
    bool unclosed = true;   ///< no other fault, and no closing quote
    std::size_t offset = 0; ///< of the fault in the source, the opening quote is 0
    std::string_view message;
    std::string_view remedy;
};

/// The first fault of the string that `source` starts with (RFC 8259, 7). Raw line ends and tabs are none.
/// \pre source starts with a double quote
[[nodiscard]] StringFault find_string_fault(std::string_view source);

} // namespace batchai2aml
