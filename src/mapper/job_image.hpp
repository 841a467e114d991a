/// \file
/// Which image a job runs in: in Batch AI, and in Azure ML. Internal to src/mapper. Not here: what its name
/// is worth (catalog/images.hpp).
#pragma once

#include <string>
#include <string_view>

#include "batchai2aml/options.hpp"
#include "model/batchai.hpp"

namespace batchai2aml {

struct JobImage {
    std::string source;      ///< full reference, with its registry; empty: the job ran without one
    std::string written;     ///< after the settings; empty: nobody names one
    bool by_setting = false; ///< a setting names `written`

    /// The setting that names the image: "images.me/tf:1.8".
    [[nodiscard]] std::string setting() const {
        return "images." + (source.empty() ? std::string("default") : source);
    }
};

/// True when the first part of the reference is a registry: it holds a dot or a colon.
[[nodiscard]] bool names_registry(std::string_view image);

/// batchai.md 6.3; settings `images.*` and `images.default`
[[nodiscard]] JobImage job_image(const Job& job, const Options& options);

} // namespace batchai2aml
