/// \file
/// Whether `migration.json` would change in a way that matters. Used by `diff` and `convert --check`.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "report/json.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

/// The members of `migration.json` in `folder` that the conversion would change, in their order in the file.
/// Left out are the version of the program, and what follows from the state of other files: counts, the lists
/// of files, and the findings B2A0110 and B2A0111. Reads the file once and keeps none of it.
[[nodiscard]] std::vector<std::string>
changed_members(const Conversion& conversion, const WrittenFiles& written, const OutputFolder& folder);

} // namespace batchai2aml::cli
