/// \file
/// Which findings belong to which test case. Used by junit.cpp alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

struct JunitCase {
    std::string_view name;
    std::string_view not_read;            ///< of an input: why there is nothing to test; else empty
    std::vector<const Finding*> findings; ///< worst first
};

struct JunitSuite {
    std::string_view name;
    std::vector<JunitCase> cases; ///< in the order of the report
};

/// Suites that have cases; each finding is in one of them. They point into `report`.
[[nodiscard]] std::vector<JunitSuite> junit_suites(const Report& report);

} // namespace batchai2aml
