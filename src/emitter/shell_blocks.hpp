/// \file
/// Shell text of the statements that need several lines. Not for: use outside of shell.cpp.
#pragma once

#include <string>

#include "model/command.hpp"

namespace batchai2aml::shell {

/// Definition of `b2a_link TARGET PATH`, to stand before the first link.
[[nodiscard]] std::string link_function();

/// Definition of `b2a_wait`, to stand before the first preparation.
[[nodiscard]] std::string wait_function();

/// The preparation number `index` (from 0) of a command (design decision 13).
[[nodiscard]] std::string prepare(const Prepare& prepare, std::size_t index);

/// The program on the first node; ends the shell on every node.
[[nodiscard]] std::string run_on_first_node(const RunOnFirstNode& run);

} // namespace batchai2aml::shell
