/// \file
/// What the parts of MIGRATION.md have in common. Internal to src/emitter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/azureml.hpp"

namespace batchai2aml::page {

/// An argument in a block of commands. No invisible character: none is part of a valid name.
[[nodiscard]] std::string argument(std::string_view text);

/// "1 job", "2 jobs"
[[nodiscard]] std::string count(std::size_t number, std::string_view what);

/// One command for one converted file.
struct Action {
    const std::string* file;
    const Header* header;
    std::string command; ///< whole lines
};

/// The commands: those of ready files together, each other one after the list of what it needs.
[[nodiscard]] std::string actions_text(const std::vector<Action>& actions);

/// Names of the computes of the folder and of all others that jobs run on, sorted; without placeholders.
[[nodiscard]] std::vector<std::string> compute_names(const Migration& migration);

/// A loop over all computes of `compute_names` in which `principal` is the identity of each; empty when there
/// is none. `body`: whole lines.
[[nodiscard]] std::string for_each_compute(const Migration& migration, std::string_view body);

/// `body` for each value of the variable: a loop, or an assignment for a single one. \pre values is not empty
[[nodiscard]] std::string loop(std::string_view name, const std::vector<std::string>& values,
                               std::string_view body);

} // namespace batchai2aml::page
