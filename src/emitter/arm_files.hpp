/// \file
/// How the resources are laid out in files: a request each, one template of all, its parameters. Internal to
/// the emitter of ARM.
#pragma once

#include <string>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "emitter/arm_resources.hpp"

namespace batchai2aml::arm {

inline constexpr std::string_view template_file = "arm/template.json";
inline constexpr std::string_view parameters_file = "arm/parameters.json";

/// `{method, url, body}` and, where there are any, `source`, `needsWork`, `comments` by JSON pointer, and the
/// JSON pointers of `placeholders`.
[[nodiscard]] OutputFile request_file(const Resource& resource, const Known& known,
                                      const std::string& api_version);

/// Everything but the workspace. What needs work has a condition that keeps it from being deployed; jobs have
/// one that the parameter `submitJobs` decides.
[[nodiscard]] OutputFile template_of(const Resources& resources, const std::string& api_version);

/// Which limits of one deployment the template, of `bytes` bytes, exceeds, in words; empty when it exceeds
/// none.
[[nodiscard]] std::string too_large(const Resources& resources, std::size_t bytes);

/// What is known of the parameters of the template; never a secret.
[[nodiscard]] OutputFile parameters_of(const Resources& resources, const Known& known);

/// Whether a template would have anything in it.
[[nodiscard]] bool can_be_deployed(const Resources& resources);

} // namespace batchai2aml::arm
