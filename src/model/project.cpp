#include "model/project.hpp"

#include <algorithm>

namespace batchai2aml {

std::string described_source(const Document& document, const Resource& resource) {
    const bool in_other = !document.name.empty(); // the text of a file inside of another one
    std::string out = in_other ? document.name + " in " + document.path : document.path;
    const Place& call = resource.called_at;
    if (call.line == 0) return out;
    const std::string line = "line " + std::to_string(call.line);
    if (call.file != document.path) return out + ", by " + call.file + " " + line;
    return out + (in_other ? ", by " : " ") + line;
}

std::string name_key(const Document& document, const Resource& resource, const std::string& name) {
    return resource.call.valid() ? resource.called_at.file + ":" + name : document.path;
}

bool runs_in_container(const Job& job) {
    return job.container && job.container->image;
}

std::int64_t SizeChoice::nodes_for(std::int64_t nodes) const {
    constexpr std::int64_t most = 1'000'000'000; // far above any cluster, and safe to multiply
    if (!counts_anew() || nodes <= 0 || nodes > most) return nodes;
    return (nodes * gpus_before + gpus_after - 1) / gpus_after;
}

std::string normalise_path(std::string_view path) {
    std::string out;
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find_first_of("/\\", begin), path.size());
        const std::string_view segment = path.substr(begin, end - begin);
        if (!segment.empty() && segment != ".") {
            if (!out.empty()) out += '/';
            out += segment;
        }
        begin = end + 1;
    }
    return out;
}

const Mount* find_mount(const std::vector<Mount>& mounts, MountLevel level, std::string_view path,
                        std::string& rest) {
    const Mount* best = nullptr;
    for (const Mount& mount : mounts) {
        if (mount.level != level || mount.problem == MountProblem::duplicate || mount.path.empty()) continue;
        const bool inside = path.starts_with(mount.path)
                            && (path.size() == mount.path.size() || path[mount.path.size()] == '/');
        if (inside && (best == nullptr || mount.path.size() > best->path.size())) best = &mount;
    }
    if (best != nullptr)
        rest =
            path.size() > best->path.size() ? std::string(path.substr(best->path.size() + 1)) : std::string{};
    return best;
}

} // namespace batchai2aml
