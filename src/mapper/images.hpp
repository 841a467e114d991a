/// \file
/// Names of container images. Not here: which image a job gets (container.cpp).
#pragma once

#include <string_view>

namespace batchai2aml {

/// Azure ML's image with Open MPI and no framework (azureml.md 6.4), for jobs whose image nobody has named.
inline constexpr std::string_view base_image = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04";

/// True for the name of an image by Docker's reference grammar: `[host[:port]/]path[:tag][@digest]`. Upper
/// case is let pass, which Docker refuses in a path: registries differ.
[[nodiscard]] bool is_image_name(std::string_view image);

} // namespace batchai2aml
