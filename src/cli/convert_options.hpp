/// \file
/// The options of a conversion from the settings file, the flags and the environment.
#pragma once

#include "batchai2aml/options.hpp"
#include "cli/arguments.hpp"
#include "cli/environment.hpp"
#include "support/result.hpp"

namespace batchai2aml::cli {

/// Flags win over the settings file, and it wins over AZURE_BATCHAI_STORAGE_ACCOUNT. A failure names all that
/// is wrong.
[[nodiscard]] Result<Options, Failure> convert_options(const ConvertArguments& arguments,
                                                       const Environment& environment);

} // namespace batchai2aml::cli
