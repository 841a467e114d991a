/// \file
/// How the parts of a long command tell how far they are, and learn that they are to stop. Not here: what is
/// shown of it (progress_line.hpp).
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string_view>

namespace batchai2aml::cli {

/// What is being done ("reading"), how many are done, and of how many; 0: of how many is not known yet.
/// Returns false once the user has asked to stop. Called by several threads at once. Empty: nobody listens.
using Steps = std::function<bool(std::string_view what, std::size_t done, std::size_t total)>;

/// Counts the items of one loop for `Steps`.
class StepCounter {
  public:
    StepCounter(const Steps& steps, std::string_view what, std::size_t total)
        : steps_(steps), what_(what), total_(total) {}

    /// False when the rest is to be left. To be asked before each item.
    [[nodiscard]] bool go_on() { return !steps_ || steps_(what_, done_.load(), total_); }
    /// One more is done.
    void done() { ++done_; }
    [[nodiscard]] std::size_t count() const { return done_.load(); }

  private:
    const Steps& steps_;
    std::string_view what_;
    std::size_t total_;
    std::atomic<std::size_t> done_ = 0;
};

} // namespace batchai2aml::cli
