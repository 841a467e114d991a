/// \file
/// The files from which Azure ML builds an image with a node set-up task (azureml.md 2.6, 6.3; design
/// decision 14). Nothing of an input stands in the Dockerfile but the checked name of the base image; the
/// command stands in a file of its own, so nothing has to be quoted for it. No file names its source: the
/// same task on the same image gives the same bytes wherever it was read, and Azure ML builds one image for
/// it.
#pragma once

#include <string>
#include <string_view>

#include "model/azureml.hpp"

namespace batchai2aml {

/// `Dockerfile`: the base image, and one step that runs the set-up script.
[[nodiscard]] std::string dockerfile(const Environment& environment);

/// `setup.sh`, for bash: what nodes had and images mostly lack, the variables, and after the line
/// `setup_begin` the task's own text, unchanged. Its exit status is that of the text.
[[nodiscard]] std::string setup_script(const Environment& environment);

/// The last line of `setup.sh` that is this program's own.
inline constexpr std::string_view setup_begin = "# The command line of the set-up task, as it was written:";

/// `sudo`, for any POSIX shell: runs the command as root is, or as another user by `runuser`. An option that
/// it does not know ends it with an error.
[[nodiscard]] std::string_view sudo_stand_in();

} // namespace batchai2aml
