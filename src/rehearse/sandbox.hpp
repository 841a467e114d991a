/// \file
/// bubblewrap around programs that run: they see the machine, and can change the folder of the rehearsal
/// only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

/// The full path of a program; empty when no folder of `search_path` has it.
[[nodiscard]] std::string find_program(std::string_view name, std::string_view search_path);

enum class Network : std::uint8_t { none, of_machine };

/// What stands before `-- COMMAND` so that it runs in the sandbox; empty where there is none, or none that
/// works.
[[nodiscard]] std::vector<std::string> sandbox_arguments(const std::string& folder,
                                                         std::string_view search_path, Network network);

/// Puts a command into the sandbox of these arguments. The probe is for the command, not for bubblewrap.
void add_sandbox(const std::vector<std::string>& sandbox, std::vector<std::string>& command,
                 std::vector<std::string>& variables);

} // namespace batchai2aml
