#include "cli/unknown_files.hpp"

#include <algorithm>
#include <utility>

#include "cli/walk.hpp"

namespace batchai2aml::cli {

std::vector<std::string> unknown_files(const std::string& folder,
                                       const std::unordered_set<std::string>& known, const FileSystem& files,
                                       const Steps& steps) {
    std::vector<std::string> unknown;
    if (files.kind(folder) != FileKind::folder) return unknown;
    std::vector<std::string> pending = {""};
    std::size_t seen = 0;
    while (!pending.empty() && (!steps || steps("comparing", seen, 0))) {
        const std::string below = std::move(pending.back());
        pending.pop_back();
        const auto listed = files.list(below.empty() ? folder : join_path(folder, below));
        if (!listed) continue;
        seen += listed.value().size();
        for (const FolderEntry& entry : listed.value()) {
            std::string path = join_path(below, entry.name);
            if (entry.kind == FileKind::folder) {
                if (!is_tool_folder(entry.name)) pending.push_back(std::move(path));
            } else if (!known.contains(path)) {
                unknown.push_back(std::move(path));
            }
        }
    }
    std::ranges::sort(unknown);
    return unknown;
}

} // namespace batchai2aml::cli
