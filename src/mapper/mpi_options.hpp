/// \file
/// Options of mpirun: Open MPI 1.10 to 4, Intel MPI 2017 to 2019 and MPICH (Hydra). Internal to src/mapper.
#pragma once

#include <cstdint>
#include <string_view>

namespace batchai2aml {

enum class MpiOptionKind : std::uint8_t {
    processes,    ///< how many in all
    per_node,     ///< how many on each node
    one_per_node, ///< no argument
    per_socket,   ///< how many on each socket, so the number depends on the machine
    mapping,      ///< `ppr:2:node` says how many on each node; other words do not
    hosts,        ///< a list of names; the names are gone
    environment,  ///< NAME=VALUE, or NAME VALUE
    exported,     ///< NAME=VALUE, or NAME of a variable that is set already
    parameter,    ///< NAME VALUE of Open MPI's MCA
    folder,       ///< where the program runs
    search_path,  ///< where the program is looked for
    skip,         ///< what Azure ML decides, or what only mpirun itself prints
    maybe,        ///< the same, with an argument that may be left out
    refused,      ///< takes the program from elsewhere, starts a debugger, or starts nothing
};

struct MpiOption {
    std::string_view name; ///< without dashes
    MpiOptionKind kind;
    int arguments;
};

/// Null when the option is not known. Names are told apart by case.
[[nodiscard]] const MpiOption* find_mpi_option(std::string_view name);

/// True when `word`, which follows an option of the kind `maybe`, is its argument and not the program.
[[nodiscard]] bool belongs_to_option(std::string_view option, std::string_view word);

} // namespace batchai2aml
