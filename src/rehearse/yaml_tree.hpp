/// \file
/// YAML as a tree of texts: what a job or datastore file says, whoever wrote it. Not here: what the keys mean
/// (emitted_job.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace batchai2aml {

struct YamlMember;

/// A value. Numbers, truth values and null stay the texts that were written.
struct YamlNode {
    enum class Kind : std::uint8_t { scalar, sequence, mapping } kind = Kind::scalar;
    std::string text;                ///< scalar
    std::vector<YamlNode> items;     ///< sequence
    std::vector<YamlMember> members; ///< mapping, in the order of the file

    /// The member of that name; null when there is none, or when this is no mapping.
    [[nodiscard]] const YamlNode* find(std::string_view name) const;
    /// The text of a member; empty when there is none or when it is no scalar.
    [[nodiscard]] std::string text_of(std::string_view name) const;
};

struct YamlMember {
    std::string key;
    YamlNode value;
};

struct YamlError {
    std::string message; ///< "12:3: what is wrong"
};

/// The first document of `yaml`. Anchors and aliases are refused: a small file could stand for a huge one.
[[nodiscard]] Result<YamlNode, YamlError> read_yaml(std::string_view yaml);

} // namespace batchai2aml
