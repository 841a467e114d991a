/// \file
/// The machine's implementation of OutputFolder.
#pragma once

#include <memory>
#include <string>

#include "support/files.hpp"

namespace batchai2aml {

/// The folder need not exist. An error when something that is no folder stands there.
[[nodiscard]] Result<std::unique_ptr<OutputFolder>, FileError> open_output_folder(const std::string& path);

} // namespace batchai2aml
