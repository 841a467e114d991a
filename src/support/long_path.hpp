/// \file
/// Opens paths of any length, for src/support alone: the operating system takes 4,095 bytes at a time, and
/// folders may be deeper.
#pragma once

#include <string>

namespace batchai2aml {

/// `open` without `O_CREAT`; the descriptor is closed in programs that are started. -1 on an error, which
/// `errno` names.
[[nodiscard]] int open_path(const std::string& path, int flags);

} // namespace batchai2aml
