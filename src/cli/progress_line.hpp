/// \file
/// One line on a terminal that says how far a long run is. Not here: where the numbers come from (steps.hpp).
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "batchai2aml/options.hpp"
#include "cli/environment.hpp"
#include "cli/steps.hpp"

namespace batchai2aml::cli {

/// Whether somebody may want to see it: not with `--quiet` and `--verbose`.
enum class ShowProgress : bool { no, yes };

class ProgressLine {
  public:
    /// Shows nothing unless standard error is a terminal that can erase a line, and there is a clock.
    ProgressLine(const Environment& environment, ShowProgress show);
    ~ProgressLine() { erase(); }
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// For the loops of the command line. It lives no longer than this.
    [[nodiscard]] Steps steps();
    /// For `Options::progress`. It lives no longer than this.
    [[nodiscard]] std::function<bool(const Progress&)> conversion();

    /// Shows the numbers when the run takes half a second already and the line is a tenth of a second old.
    /// Safe to call from several threads.
    void show(std::string_view what, std::size_t done, std::size_t total);
    /// Takes the line away. To be called before anything else is written to standard error.
    void erase();

  private:
    using Milliseconds = std::chrono::milliseconds;

    const Environment& environment_;
    bool enabled_;
    std::size_t width_;
    std::atomic<Milliseconds::rep> next_ = 0; ///< not before this is anything shown
    std::mutex mutex_;
    bool shown_ = false;
};

/// "reading 3,120 of 10,000", or "reading 3,120" when `total` is 0.
[[nodiscard]] std::string progress_text(std::string_view what, std::size_t done, std::size_t total);

} // namespace batchai2aml::cli
