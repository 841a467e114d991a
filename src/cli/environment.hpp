/// \file
/// All that the command line takes from the world around it, so that tests can give it another world.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "support/files.hpp"

namespace batchai2aml::cli {

struct Environment {
    FileSystem& files;
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    /// Value of an environment variable; empty when it is not set.
    std::function<std::string(const char*)> variable;
    /// True once the user has asked to stop.
    std::function<bool()> interrupted;
    /// `batchai2aml::convert`, unless a test wants to see what becomes of a certain result.
    std::function<Conversion(std::vector<InputFile>, const Options&)> convert;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    unsigned terminal_columns = 0; ///< 0: unknown
    /// Time since some moment; never goes back. Empty: no progress is shown.
    std::function<std::chrono::milliseconds()> clock{};
};

} // namespace batchai2aml::cli
