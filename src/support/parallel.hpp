/// \file
/// A loop over independent items on several threads. Not a thread pool, no queues, no cancelling.
#pragma once

#include <cstddef>
#include <functional>

namespace batchai2aml {

/// Calls `body(i)` once for each i in [0, count), in any order, on up to `threads` threads (0: one for each
/// processor), the calling one among them; returns when all calls have ended. A result that depends only on
/// `i` therefore does not depend on `threads`. When calls throw, all others are still made, and then the
/// exception of the lowest `i` is thrown.
void parallel_for(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& body);

} // namespace batchai2aml
