/// \file
/// Why a command ends before it has done its work.
#pragma once

#include <string>

#include "cli/exit_code.hpp"

namespace batchai2aml::cli {

struct Failure {
    ExitCode code = ExitCode::usage;
    std::string message; ///< what, where, and what to do; printable; may have several lines
};

} // namespace batchai2aml::cli
