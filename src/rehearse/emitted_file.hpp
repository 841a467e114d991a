/// \file
/// What readers of emitted files share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rehearse/emitted_job.hpp"
#include "rehearse/yaml_tree.hpp"

namespace batchai2aml::emitted {

/// The tree of a file, whose root is a mapping.
[[nodiscard]] Result<YamlNode, EmittedError> read_file(const FileSystem& files, const std::string& folder,
                                                       const std::string& file);

[[nodiscard]] std::vector<std::pair<std::string, std::string>> texts_of(const YamlNode* mapping);

/// Reads counts and remembers the first that is none.
class Counts {
  public:
    /// `otherwise` where `parent` or the member is not there.
    std::int64_t read(const YamlNode* parent, std::string_view key, std::int64_t otherwise,
                      std::int64_t least);
    /// "nodeCount: \"x\" is no number from 1 on"; empty: none.
    [[nodiscard]] const std::string& problem() const { return problem_; }

  private:
    std::string problem_;
};

/// What keeps the job from being rehearsed: too many processes, or none; empty: nothing.
[[nodiscard]] std::string check_size(const EmittedJob& job);

} // namespace batchai2aml::emitted
