/// \file
/// The files of a migration in each format of the run, and the account of what each format carries. Not here:
/// what a format looks like (src/emitter), pages and reports.
#pragma once

#include <vector>

#include "batchai2aml/options.hpp"
#include "emitter/format.hpp"
#include "model/azureml.hpp"

namespace batchai2aml {

/// One format of a run; YAML has no `locate`: targets are named by its keys.
struct EmittedAs {
    OutputFormat format = OutputFormat::yaml;
    Emitted emitted;
};

/// `migration` in each of `options.formats`, in their order. \pre its lists are sorted by name
[[nodiscard]] std::vector<EmittedAs> emit_formats(const Migration& migration, const Options& options);

/// Makes `report`, whose records, resources and findings name YAML files, name those of the first format,
/// adds the places in the others, and sums up each format.
void point_into_formats(const std::vector<EmittedAs>& formats, Report& report);

/// A copy of `migration` with the names of files, also in what its resources need, that they have in the
/// first format. \pre that format has a `locate`, which may refer to `migration`
[[nodiscard]] Migration as_in_first(const std::vector<EmittedAs>& formats, const Migration& migration);

} // namespace batchai2aml
