/// \file
/// The forms in which one resource of Batch AI occurs (batchai.md 10.2 to 10.5), made from any of them. For
/// tests only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml::testing {

enum class ResourceForm {
    put_body,   ///< {properties}, as it was sent, with the id and name that its address had
    get_answer, ///< {id, name, type, properties}: read-only members, `{}` for credentials, no nulls
    list_page,  ///< {value: [answer], nextLink}
    az_output,  ///< flattened and sorted, nulls for what is absent, durations as Python writes them
    az_list,    ///< [az output]
};

/// The resources of a list that `az` printed, each as the service had answered it.
[[nodiscard]] std::vector<std::string> resources_of_export(std::string_view text);

/// Where a person would have kept the body: "<experiment or folder>/<name>.json".
[[nodiscard]] std::string address_of(std::string_view text, std::string_view path);

/// `text`, the description of one job or cluster, in another form. Names that it lacks are made from `path`
/// ("horovod/job.json"), as a person would have called the resource.
[[nodiscard]] std::string in_form(std::string_view text, ResourceForm form, std::string_view path);

} // namespace batchai2aml::testing
