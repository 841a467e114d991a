/// \file
/// bubblewrap around programs that run: they see the machine, and can change the folder of the rehearsal
/// only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// The full path of a program; empty when no folder of `search_path` has it.
[[nodiscard]] std::string find_program(std::string_view name, std::string_view search_path);

/// What stands before a command so that it runs in the sandbox; empty where there is none, or none that
/// works.
[[nodiscard]] std::vector<std::string> sandbox_arguments(const std::string& folder,
                                                         std::string_view search_path);

} // namespace batchai2aml
