/// \file
/// Values of `$(( … ))`. Not here: expansions inside of it, which come before.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace batchai2aml::bash {

/// Variables that an expression reads and sets.
struct ArithmeticVariables {
    std::function<std::optional<std::string>(std::string_view name)> read;
    std::function<void(std::string_view name, std::int64_t value)> set;
};

/// Nothing when it is not known or no expression.
[[nodiscard]] std::optional<std::int64_t> evaluate(std::string_view expression,
                                                   const ArithmeticVariables& variables, int depth = 0);

} // namespace batchai2aml::bash
