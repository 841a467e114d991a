#include "cli/report_locations.hpp"

#include <filesystem>

namespace batchai2aml::cli {

std::string seen_from_here(const std::string& folder, const FileSystem& files) {
    const std::string here = files.canonical(".");
    if (folder.empty() || here.empty()) return "";
    std::filesystem::path path = files.canonical(folder);
    if (path.empty()) path = std::filesystem::path(here) / folder; // not there yet
    path = path.lexically_normal().lexically_relative(here);
    std::string text = path.generic_string();
    while (text.ends_with('/'))
        text.pop_back();
    return text == "." || text == ".." || text.starts_with("../") ? "" : text;
}

} // namespace batchai2aml::cli
