/// \file
/// The findings part of the text report: the same finding over many files is said once.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"

namespace batchai2aml {

/// Appends one block for each code, in the order of `findings`, which is worst first. Notes take one line
/// each.
void append_findings(std::string& out, const std::vector<Finding>& findings, unsigned width, Color color);

} // namespace batchai2aml
