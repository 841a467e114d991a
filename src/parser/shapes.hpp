/// \file
/// Where the resources of a document stand: at its root, in a list or page, in the request and the answers of
/// an API example (batchai.md 10.1 to 10.5). Accounts for all that stands around them. Not here: reading the
/// resources.
#pragma once

#include <string>
#include <vector>

#include "parser/classify.hpp"
#include "parser/readers.hpp"

namespace batchai2aml {

struct FoundResource {
    Shape kind = Shape::job; ///< job, cluster, file_server, workspace or experiment
    ResourceNode where;
    std::string id; ///< of a request body, put together from the parameters of the request; else empty
    NodeId id_node = no_node; ///< the parameter that names the resource
};

/// The resources of a document, in the order of its text.
[[nodiscard]] std::vector<FoundResource> find_resources(ReadContext& context, const Classification& found);

} // namespace batchai2aml
