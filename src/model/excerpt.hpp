/// \file
/// Lines of inputs in reports, cut to a width. Not here: which lines are shown (src/convert/excerpts.hpp).
#pragma once

#include <cstddef>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// At most `width` code points of the line, which begin at most half of that before the place; an ellipsis
/// stands where something was cut. The place is cut too when it is longer. \pre width is at least 8
[[nodiscard]] Excerpt cropped(const Excerpt& excerpt, std::size_t width);

} // namespace batchai2aml
