/// \file
/// Names in Azure ML (azureml.md 2.1, design decisions 21 and 22): the rules of each kind, and names that are
/// unique in a run and do not depend on the order of its inputs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace batchai2aml {

enum class NameKind : std::uint8_t { workspace, compute, datastore, job, experiment };

/// The nearest name that the rules of `kind` allow. Never empty.
[[nodiscard]] std::string legal_name(NameKind kind, std::string_view wanted);

/// One thing that wants a name.
struct NameRequest {
    std::string wanted;
    std::string identity;             ///< differs for different things, and stays the same from run to run
    std::vector<std::string> parts{}; ///< folders that lead to it, and its own name; for the case that
                                      ///< another thing wants the same name; may be empty
};

/// Legal names, unique without regard to case: of several things that want the same name each gets one with
/// as many folders as tell it from the others, or a suffix made from its identity, so that no name depends on
/// the order of the requests.
[[nodiscard]] std::vector<std::string> settle_names(NameKind kind, const std::vector<NameRequest>& requests);

/// True for file stems that say nothing: job, config, cluster, ...
[[nodiscard]] bool is_generic_stem(std::string_view stem);

/// Six hexadecimal digits that stay the same for the same text.
[[nodiscard]] std::string stable_suffix(std::string_view identity);

} // namespace batchai2aml
