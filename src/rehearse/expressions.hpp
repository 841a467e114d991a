/// \file
/// What Azure ML puts in the place of `${{…}}` in a command before a shell sees it (azureml.md 2.5, 6.9).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

struct Substituted {
    std::string text;
    /// What Azure ML would refuse or replace by something else: expressions that are not known, `$[[`.
    std::vector<std::string> problems;
};

/// `value` of an expression such as "inputs.data"; nothing when it is not known.
[[nodiscard]] Substituted
substitute_expressions(std::string_view text,
                       const std::function<std::optional<std::string>(std::string_view)>& value);

} // namespace batchai2aml
