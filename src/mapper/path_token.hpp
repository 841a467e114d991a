/// \file
/// Where a path below a mount root ends in a text that a shell reads, or in the value of a variable. Internal
/// to src/mapper.
#pragma once

#include <string>

#include "mapper/job_builder.hpp"
#include "mapper/variables.hpp"

namespace batchai2aml {

/// True for what ends an unquoted word of a shell.
[[nodiscard]] bool ends_word(char c);

/// The path that follows a root variable in a text. `cut`: its last segment goes on in a way that only a
/// shell knows.
struct PathToken {
    std::string path;
    std::size_t end = 0;
};

/// \pre `root` is a use of the root variable of `level` in `where`
[[nodiscard]] PathToken path_token(const JobBuilder& builder, MountLevel level, const JobText& where,
                                   const VariableUse& root);

} // namespace batchai2aml
