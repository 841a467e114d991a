/// \file
/// The resources of a migration as Azure Resource Manager takes them: what YAML says in one file may be
/// several of these (an environment for each image, a version of code). Internal to the emitter of ARM; not
/// here: how they are laid out in files (arm_files.hpp).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "batchai2aml/convert.hpp"
#include "emitter/arm_value.hpp"
#include "model/azureml.hpp"

namespace batchai2aml::arm {

/// One resource below the workspace, or the workspace itself (an empty type).
struct Resource {
    ResourceId id;
    std::string file;                    ///< of its request
    std::string source;                  ///< the input that it was converted from; may be empty
    std::vector<std::string> needs_work; ///< by the names of ARM's files
    Object body;
    std::vector<ResourceId> depends_on;
    bool is_run = false; ///< sending it starts something: a job
};

/// What the template asks for, of `SecretParameter`.
struct TemplateParameter {
    std::string name;
    std::string help;
    bool is_secret = true;
};

/// Where the parts of a job, which YAML has in one file, are.
struct JobFiles {
    std::string request;
    std::string environment; ///< request of the environment that it runs in
    std::string code;        ///< folder of the files that are uploaded with it, with its slash; may be empty
};

/// All resources in the order in which they can be created, and how YAML files are spread over them.
struct Resources {
    std::vector<Resource> list;
    std::vector<TemplateParameter> secrets;
    std::vector<OutputFile> uploads;
    std::map<std::string, std::string, std::less<>> requests; ///< YAML file -> request
    std::map<std::string, JobFiles, std::less<>> jobs;        ///< YAML file -> its parts
};

inline constexpr std::string_view uploads_folder = "arm/uploads";

[[nodiscard]] Resources make_resources(const Migration& migration);

/// ISO 8601, as Microsoft's client spells it: 604800 is "P7D", 9000 "PT2H30M". \pre seconds >= 0
[[nodiscard]] std::string iso_duration(std::int64_t seconds);

/// Names of environments for `images`, by image: letters, digits and dashes; no two alike, nor like one in
/// `taken`.
[[nodiscard]] std::map<std::string, std::string> environment_names(const std::vector<std::string>& images,
                                                                   const std::vector<std::string>& taken);

} // namespace batchai2aml::arm
