/// \file
/// Variables of Batch AI in texts of a job. Not here: what is exported for them (exports.cpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/command.hpp"

namespace batchai2aml {

/// One place where a text names a variable of Batch AI.
struct VariableUse {
    std::string name;      ///< AZ_BATCHAI_…, AZ_BATCH_… or AZ_LEARNING_…
    std::size_t begin = 0; ///< of `$NAME`, `${NAME}` or the bare name
    std::size_t end = 0;   ///< one past `NAME` or `NAME}`
    bool expanded = false; ///< written `$NAME` or `${NAME}`; else by its bare name, as in `mpirun -x NAME`
};

/// All uses, in order.
[[nodiscard]] std::vector<VariableUse> find_variables(std::string_view text);

/// The variable that the text begins with, whatever its name; nothing when it begins otherwise.
[[nodiscard]] std::optional<VariableUse> leading_variable(std::string_view text);

/// True for names that Batch AI set itself: AZ_BATCHAI_…, AZ_BATCH_… or AZ_LEARNING_…
[[nodiscard]] bool is_service_variable(std::string_view name);

/// The name with the prefix that later layouts had: AZ_LEARNING_X is AZ_BATCHAI_X (batchai.md 2).
[[nodiscard]] std::string modern_name(std::string_view name);

/// The value of a variable as Batch AI expanded it (batchai.md 8.3): only `$NAME` and `${NAME}` are live in
/// it.
[[nodiscard]] Word expanding_word(std::string_view text);

/// True when the parser has put a variable in the place of a secret of the text.
[[nodiscard]] bool holds_secret(std::string_view text);

/// True for `[A-Za-z_][A-Za-z0-9_]*`.
[[nodiscard]] bool is_variable_name(std::string_view name);

} // namespace batchai2aml
