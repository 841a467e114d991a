/// \file
/// Text of a makefile for bash: `$(NAME)`, `$(call ...)`, `$(shell ...)`. Not here: rules and assignments
/// (makefile.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string_view>

#include "parser/shell/front.hpp"
#include "parser/shell/makefile.hpp"

namespace batchai2aml::front {

/// What is special about variables.
struct MakeNames {
    std::set<std::string_view> quoted; ///< the value is one word in quotes
    std::set<std::string_view> called; ///< the value is commands, and has become a function
};

/// Rewrites pieces of one makefile.
class MakeText {
  public:
    MakeText(std::string_view file, Rewriter& out, const MakeNames& names, const MakeRule* rule)
        : text_(file), out_(out), names_(names), rule_(rule) {}

    /// A value, for between double quotes.
    void value(std::size_t begin, std::size_t end) { convert(begin, end, Mode::value, 0); }
    /// A logical line of a recipe.
    void recipe_line(std::size_t begin, std::size_t end);
    /// `NAME="value"`
    void assignment(const MakeAssignment& assignment);

  private:
    enum class Mode : std::uint8_t { value, recipe };

    void convert(std::size_t begin, std::size_t end, Mode mode, unsigned depth);
    std::size_t reference(std::size_t at, std::size_t end, Mode mode, unsigned depth);
    void function(std::size_t begin, std::size_t end, Mode mode, unsigned depth);
    void call(std::size_t begin, std::size_t end, Mode mode, unsigned depth);
    void evaluate(std::size_t begin, std::size_t end, unsigned depth);
    void put(std::string_view text, std::size_t at, Mode mode, bool quoted);
    void variable(std::string_view name, std::size_t at, Mode mode);
    [[nodiscard]] std::size_t closing(std::size_t open, std::size_t end) const;

    std::string_view text_;
    Rewriter& out_;
    const MakeNames& names_;
    const MakeRule* rule_;
    char quote_ = 0;          ///< open quote of the recipe's shell
    std::size_t command_ = 0; ///< where the last command begins
};

/// Calls `visit` with the name of each reference in `text`: `NAME` of `$(NAME)` and of `$(call NAME, ...)`,
/// which is told apart by the second argument.
void each_reference(std::string_view text, const std::function<void(std::string_view, bool)>& visit);

} // namespace batchai2aml::front
