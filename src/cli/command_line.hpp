/// \file
/// The command line described as data, for completion scripts and the man page. Not here: reading of
/// arguments (arguments.hpp).
#pragma once

#include <string>
#include <vector>

namespace batchai2aml::cli {

struct OptionText {
    std::vector<std::string> names; ///< with their dashes, the long one first
    std::string value;              ///< what follows it; empty: a flag
    std::string help;
};

struct CommandText {
    std::string name;
    std::string help;
    std::string argument;      ///< "INPUT..."; empty: it takes none
    std::string argument_help; ///< of that
    std::vector<OptionText> options;
    std::string footer; ///< as the help shows it
};

/// All commands in the order of the help text.
[[nodiscard]] std::vector<CommandText> command_texts();

} // namespace batchai2aml::cli
