/// \file
/// Words that the text and the JSON form of a rehearsal share.
#pragma once

#include <string_view>

#include "rehearse/rehearsal.hpp"

namespace batchai2aml::cli {

/// "exited", "timed_out", ...
[[nodiscard]] std::string_view end_word(ProcessEnd end);
/// "probe", "run", "inside"
[[nodiscard]] std::string_view call_word(CallKind kind);
/// "added", "changed", "removed"
[[nodiscard]] std::string_view change_word(ChangedFile::Change change);

} // namespace batchai2aml::cli
