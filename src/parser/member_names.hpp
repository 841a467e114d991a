/// \file
/// Names of members: which ones Batch AI knew, and which one a person meant by another spelling. Not here:
/// where each may stand (read_*.cpp).
#pragma once

#include <string>
#include <string_view>

namespace batchai2aml {

/// A member's name without case, `_` and `-`. All names of the four layouts stay distinct in this form
/// (batchai.md 10.1).
[[nodiscard]] std::string normalised_member(std::string_view name);

/// True when any object of any layout has a member of this name, in any case.
[[nodiscard]] bool is_known_member(std::string_view name);

/// How a spelling relates to the name of a member.
enum class Spelling : std::uint8_t {
    other,      ///< not meant
    other_case, ///< wrong case, snake_case
    older_name, ///< a name of the private preview, or the one that another toolkit has for it (batchai.md 15)
    misspelt,   ///< near it, and no name that Batch AI knew
};
[[nodiscard]] Spelling spelling_of(std::string_view written, std::string_view name);

} // namespace batchai2aml
