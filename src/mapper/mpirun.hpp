/// \file
/// Finds a hand-written `mpirun` in a command line and takes it apart (batchai.md 7.2, azureml.md 6.5). Not a
/// shell: it knows quotes and command separators, and says so when a command is more than it can follow.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace batchai2aml {

enum class MpiUse : std::uint8_t {
    none,    ///< the text does not start MPI
    launch,  ///< its last command is mpirun, and nothing follows it
    local,   ///< the same, with all processes on the node where mpirun was called
    complex, ///< mpirun stands where it cannot be taken out
};

struct MpiLaunch {
    MpiUse use = MpiUse::none;
    std::string reason; ///< of `complex`
    std::string once;   ///< commands before mpirun that may not run in each process; empty: there are none
    std::string before; ///< commands before mpirun for each process, with their separators
    bool split = true;  ///< false: what stands before mpirun was too complex, and all of it is in `before`
    std::string assignments; ///< `cd D && A=B C=D `: folder and environment that the options of mpirun set
    std::string program;     ///< the command of one process, byte for byte
    std::optional<std::int64_t> processes; ///< -n, -np
    std::optional<std::int64_t> per_node;  ///< -ppn, -npernode
    bool writes_file = false;              ///< the output of mpirun, now that of each process, goes to a file
    std::string opening;                   ///< what stands around before, assignments and program when
    std::string closing;                   ///< mpirun stood inside of `bash -c '…'`

    /// What one process runs.
    [[nodiscard]] std::string process() const { return opening + before + assignments + program + closing; }
};

/// `values`: variables of the job whose values are plain text; numbers of processes may name them.
[[nodiscard]] MpiLaunch find_mpirun(std::string_view command,
                                    const std::map<std::string, std::string>& values = {});

} // namespace batchai2aml
