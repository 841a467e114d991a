/// \file
/// From findings that ask for a setting to questions that are asked once. Internal to src/convert. Not here:
/// how answers.yml is written (src/emitter).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "batchai2aml/options.hpp"
#include "batchai2aml/report.hpp"
#include "model/ledger.hpp"

namespace batchai2aml {

/// The argument of the command line that gives the answer, quoted for a shell: `--compute NAME`. Where the
/// answer has no value, the form of one stands there.
[[nodiscard]] std::string spell_answer(const Answer& answer);

/// Adds what the commands of MIGRATION.md take from settings and no finding asks for; keeps the order.
void add_choices(const Options& options, std::vector<Question>& questions);

/// Collects the questions of a run.
class QuestionList {
  public:
    /// Takes the question of `diagnostic`, if it has one, and where it came up.
    void add(const Diagnostic& diagnostic, Place place);
    /// Sorted by setting, each with sorted places.
    [[nodiscard]] std::vector<Question> take() &&;

  private:
    std::map<std::string, Question> by_setting_;
};

} // namespace batchai2aml
