/// \file
/// Resources that commands make, each together with the file that its command names, the storage account in
/// force and later changes of scale (batchai.md 11.3 to 11.6). Not here: reading of commands (src/parser),
/// links between resources (src/project).
#pragma once

#include <vector>

#include "model/batchai.hpp"
#include "model/document.hpp"
#include "model/ledger.hpp"

namespace batchai2aml {

/// One document of the run, in the order of their indices.
struct CallSource {
    const Document* document = nullptr;
    Resources* resources = nullptr; ///< what a command took over is taken out
    bool shown = false;             ///< a block of markdown: it counts only when a command names it
    bool used = false;              ///< set when a command has taken something from it
};

/// One resource that a command makes.
struct JoinedResource {
    const Document* document = nullptr; ///< the file that the command names; the command's own without one
    Resources resources;                ///< exactly one
};

/// What all commands make. Findings and records of what no resource holds go to `notes`.
[[nodiscard]] std::vector<JoinedResource> join_calls(std::vector<CallSource>& sources, Notes& notes);

} // namespace batchai2aml
