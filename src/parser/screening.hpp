/// \file
/// What can be told about a file from its bytes alone, before it is parsed, so that a folder with thousands
/// of other files costs little. Not here: what a document is (classify.hpp).
#pragma once

#include <string_view>

namespace batchai2aml {

/// `.json`, in any case.
[[nodiscard]] bool has_json_name(std::string_view path);

/// False when the file would only be counted: it is no JSON, `batchai` stands nowhere in it, in no case, and
/// it is no small text of variables that a script may read.
[[nodiscard]] bool is_worth_reading(std::string_view path, std::string_view bytes);

/// Whether a text that cannot be read as JSON may have been meant as a Batch AI document: it has the name of
/// one of the members that make one, or of the service, in any case. True for UTF-16.
[[nodiscard]] bool names_batchai_member(std::string_view bytes);

} // namespace batchai2aml
