/// \file
/// What a resource is called by its source: ids, names, files and folders (design decisions 21 and 22).
/// Internal to src/project. Not here: what Azure ML allows (names.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/options.hpp"
#include "model/batchai.hpp"
#include "model/document.hpp"

namespace batchai2aml {

/// The segment that follows `collection` in an ARM id ("clusters" in ".../clusters/c1"); the last one for an
/// empty `collection`.
[[nodiscard]] std::string id_segment(std::string_view id, std::string_view collection);

/// Name of the cluster in an id, or in whatever stands in its place.
[[nodiscard]] std::string cluster_name(std::string_view id);

/// Name of the folder that holds the document.
[[nodiscard]] std::string folder_name(const Document& document);

/// The id, the name, the stem of the file unless it says nothing, else the nearest folder that says
/// something.
[[nodiscard]] std::string source_name(const Resource& resource, const Document& document,
                                      std::string_view collection);

/// What tells resources apart that would have the same name: the folders that lead to the file, and the name
/// of the file where it says something. Empty for a resource with a name of its own.
[[nodiscard]] std::vector<std::string> name_parts(const Resource& resource, const Document& document);

/// Differs for different resources, and stays the same from run to run.
[[nodiscard]] std::string identity_of(const Resource& resource, const Document& document);

/// The name that a setting gives to a resource, by its `name_key` or its name; null when there is none.
[[nodiscard]] const std::string* stated_name(const Options& options, const std::string& name,
                                             const std::string& key);

/// `name`, or what a setting puts in its place.
[[nodiscard]] std::string renamed(const Options& options, const std::string& name);

} // namespace batchai2aml
