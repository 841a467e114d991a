/// \file
/// Where files are for a reader of a report who looks from another place than the findings do: a finding
/// names a file relative to the INPUT that led to it, while code scanning, annotations and links need the
/// path from the top of the repository.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "batchai2aml/report.hpp"

namespace batchai2aml {

struct ReportPaths {
    using Locations = std::map<std::string, std::string, std::less<>>;

    Locations inputs;   ///< `Place::file` -> path; without those that are the same
    std::string output; ///< output folder; empty: the folder that paths start from

    /// Path of an input.
    [[nodiscard]] std::string_view input(std::string_view file) const;
    /// Path of a file below the output folder.
    [[nodiscard]] std::string output_file(std::string_view file) const;
    /// Path of the file that a finding is about: the input, else the file that was written for it; empty when
    /// it is about neither.
    [[nodiscard]] std::string of(const Finding& finding) const;
};

/// `path` as a relative reference of a URI (RFC 3986): all bytes that are not plainly part of a path become
/// `%xx`, so that nothing in it is a scheme, a host, a query or markup.
[[nodiscard]] std::string uri_of(std::string_view path);

} // namespace batchai2aml
