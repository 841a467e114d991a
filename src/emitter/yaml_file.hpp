/// \file
/// What all emitted YAML files have in common: their head and their commented values. Not for: use outside of
/// the emitters of YAML.
#pragma once

#include <string_view>

#include "emitter/block_writer.hpp"
#include "model/azureml.hpp"

namespace batchai2aml::yaml {

/// The comments of `header` and the line `$schema`; `kind` as in azureml.md 2.0 ("commandJob").
[[nodiscard]] BlockWriter begin_file(const Header& header, std::string_view kind);

/// `comment` above the key of the next entry; nothing when it is empty.
void add_comment(BlockWriter& out, std::string_view comment);

/// `key: prefix + value`, its comment above it.
void add_value(BlockWriter& out, std::string_view key, const Value& value, std::string_view prefix = "");

/// The key `build` for the build context of the environment whose files are in `folder`, a relative path that
/// ends in a slash, or nothing (azureml.md 2.6).
void add_build(BlockWriter& out, std::string_view folder);

} // namespace batchai2aml::yaml
