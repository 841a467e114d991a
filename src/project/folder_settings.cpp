#include "project/folder_settings.hpp"

namespace batchai2aml {

bool lies_in(std::string_view path, std::string_view folder) {
    if (folder.empty()) return true;
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

const std::string& setting_for(const Options::Texts& by_folder, const std::string& for_all,
                               std::string_view path) {
    const std::string* best = &for_all;
    std::size_t length = 0;
    for (const auto& [folder, value] : by_folder) {
        if (folder.size() <= length || !lies_in(path, folder)) continue;
        best = &value;
        length = folder.size();
    }
    return *best;
}

MountKey mount_key(const std::string& key, std::string_view path) {
    MountKey out{key, 0};
    for (std::size_t slash = key.find('/'); slash != std::string::npos; slash = key.find('/', slash + 1)) {
        const std::string_view folder = std::string_view(key).substr(0, slash);
        if (lies_in(path, folder)) out = {key.substr(slash + 1), slash};
    }
    return out;
}

} // namespace batchai2aml
