/// \file
/// Finds a hand-written `mpirun` in a command line and takes it apart (batchai.md 7.2, azureml.md 6.5). Not a
/// shell: it knows quotes and command separators, and says so when a command is more than it can follow.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace batchai2aml {

enum class MpiUse : std::uint8_t {
    none,    ///< the text does not start MPI
    launch,  ///< its last command is mpirun, and nothing follows it
    complex, ///< mpirun stands where it cannot be taken out
};

struct MpiLaunch {
    MpiUse use = MpiUse::none;
    std::string before;      ///< the commands before mpirun, with their separators, byte for byte
    std::string assignments; ///< `A=B C=D `: environment that the options of mpirun set, for the program
    std::string program;     ///< the command of one process, byte for byte
    std::optional<std::int64_t> processes; ///< -n, -np
    std::optional<std::int64_t> per_node;  ///< -ppn, -npernode
};

[[nodiscard]] MpiLaunch find_mpirun(std::string_view command);

} // namespace batchai2aml
