/// \file
/// Commands that make or change resources of Batch AI, and the files around them, as one document says it.
/// Not here: reading of commands (src/parser/shell), what they make together with the files that they name
/// (src/calls).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/document.hpp"

namespace batchai2aml {

enum class CallKind : std::uint8_t {
    workspace,
    experiment,
    cluster,
    file_server,
    job,
    scale, ///< changes the scale of a cluster: `resize`, `auto-scale`
};

/// A file that a document writes, fetches or shows, so that commands can name it.
struct NamedFile {
    std::string name{};
    std::string folder{};                ///< in which it lies, relative to the document's; may be empty
    std::size_t calls_before = 0;        ///< calls of the document that come before it
    std::uint32_t document = UINT32_MAX; ///< of the run, that holds its text; none: see `copy_of`
    std::string copy_of{};               ///< path or address of the file that it is a copy of
    bool changed = false;                ///< on the way from `copy_of`
    bool shown = false;                  ///< a block of markdown: it is the file only if no other one is
};

/// A line that creates a share or container, and so tells which account holds it.
struct StorageLine {
    bool is_share = false; ///< else a container
    Field<std::string> name;
    Field<std::string> account;
};

} // namespace batchai2aml
