/// \file
/// Tells `Options::progress` how far a conversion is, and ends the conversion when nobody wants it any more.
#pragma once

#include <atomic>
#include <cstddef>

#include "batchai2aml/options.hpp"

namespace batchai2aml {

/// Thrown within the pipeline to leave all of it at once, and caught by `convert`.
struct ConversionStopped {};

/// One loop of the pipeline.
class PhaseProgress {
  public:
    PhaseProgress(const Options& options, Progress::Phase phase, std::size_t total)
        : options_(options), phase_(phase), total_(total) {}

    /// To be called before each item, from any thread. Throws `ConversionStopped`.
    void before_item() {
        if (options_.progress && !options_.progress({phase_, begun_.fetch_add(1), total_}))
            throw ConversionStopped();
    }

  private:
    const Options& options_;
    Progress::Phase phase_;
    std::size_t total_;
    std::atomic<std::size_t> begun_ = 0;
};

} // namespace batchai2aml
