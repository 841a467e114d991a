/// \file
/// What CLI11 fills in, before anything in it is understood. For arguments.cpp and command_line_app.cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/diff_arguments.hpp"
#include "cli/rehearse_arguments.hpp"

namespace batchai2aml::cli {

struct Raw {
    ConvertArguments convert; ///< of `convert`, `diff` or `audit`
    RawDiff diff;
    std::vector<std::string> audit_reports;
    ExplainArguments explain;
    std::string shell; ///< of `completion`
    SizesArguments sizes;
    RawRehearse rehearse;
    std::vector<std::string> reports;
    std::vector<std::string> sets;
    std::map<std::string_view, std::vector<std::string>> settings; ///< values of the flags in `settings()`
    std::string fail_on = "error";
    std::string color = "auto";
    std::string size_format = "table";
    bool lenient = false;
};

} // namespace batchai2aml::cli
