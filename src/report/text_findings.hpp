/// \file
/// The findings part of the text report: the same finding over many files is said once.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "report/text.hpp"

namespace batchai2aml {

/// Appends one block for each code, in the order of `findings`, which is worst first. Notes take one line
/// each. Uses width, colour and detail of `style`.
void append_findings(std::string& out, const std::vector<Finding>& findings, const TextStyle& style);

} // namespace batchai2aml
