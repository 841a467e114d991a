/// \file
/// answers.yml: the questions of a run, to be filled in and given back with `--config`. Not here: which
/// questions there are (src/convert), reading the file (src/cli).
#pragma once

#include <span>
#include <string>
#include <utility>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

inline constexpr std::string_view answers_file = "answers.yml";

/// The text of the file: `questions`, and all that an earlier one said (`earlier`: paths of settings and
/// values), so that no answer is lost. Empty when there is nothing to ask or to keep.
[[nodiscard]] std::string emit_answers(std::span<const Question> questions,
                                       std::span<const std::pair<std::string, std::string>> earlier);

} // namespace batchai2aml
