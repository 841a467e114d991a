/// \file
/// What a document is, by its content (batchai.md 10.1). Not here: reading it.
#pragma once

#include <string>
#include <string_view>

#include "model/document.hpp"

namespace batchai2aml {

enum class Shape : std::uint8_t {
    job,
    cluster,
    file_server,
    workspace,
    experiment,
    arm_template,
    arm_parameters,
    api_example,
    list_page,
    bare_array,
    several,        ///< an object whose members are resources
    fragment,       ///< part of a resource, as `az … --query` gives it
    service_output, ///< answers of the service that define nothing: errors, lists of nodes, files, usages
    notebook,
    sweep,
    configuration, ///< configuration.json of the recipes
    other_batchai, ///< names Batch AI, but is none of the resources above
    not_batchai,
};

struct Classification {
    Shape shape = Shape::not_batchai;
    NodeId properties = no_node; ///< of jobs, clusters and file servers; `no_node`: flat form
    NodeId marker = 0;           ///< the node that decided it
};

[[nodiscard]] Classification classify(const Document& document);

/// The kind of resource that one object is: by its type or id, by `properties` with members of that kind, or
/// by members that only that kind has. `not_batchai` when it is none.
[[nodiscard]] Shape classify_object(const Document& document, NodeId object);

/// True for part of a resource, or a list of such parts, as `az … --query` prints.
[[nodiscard]] bool is_part_of_resource(const Document& document);

/// "job", "REST list page", ...
[[nodiscard]] std::string_view shape_name(Shape shape);

/// True when `text` calls `az batchai` or the Python SDK of Batch AI.
[[nodiscard]] bool mentions_batchai_code(std::string_view text);

} // namespace batchai2aml
