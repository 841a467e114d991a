/// \file
/// What each format besides YAML gives the pipeline: its files, and where in them each key of the YAML files
/// is. The mapper names targets by YAML files and keys; whoever adds a format writes an emitter that returns
/// this, and a row in convert/emit.cpp. Not here: which formats a run has (Options::formats).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "batchai2aml/report.hpp"

namespace batchai2aml {

/// Where the value at the dotted `path` of the YAML file `file` is in a format; an empty `path` asks for the
/// file of the resource. Files that are the same in all formats (MIGRATION.md) are returned as they are.
/// A target without a file has a reason: the format has no place for the value.
using Locate = std::function<FormatTarget(std::string_view file, std::string_view path)>;

/// A migration in one format.
struct Emitted {
    std::vector<OutputFile> files;
    Locate locate;
    std::string too_large{}; ///< "arm/template.json holds 900 resources, and …": what its service refuses
};

} // namespace batchai2aml
