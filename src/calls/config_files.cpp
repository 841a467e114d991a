#include "calls/config_files.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

bool is_address(std::string_view path) {
    return path.find("://") != std::string_view::npos;
}

// Segments without empty ones, `.` and what `..` takes back; parameters of addresses are left out.
std::vector<std::string> segments_of(std::string_view path) {
    if (is_address(path)) path = path.substr(0, path.find_first_of("?#"));
    std::string slashes(path);
    std::replace(slashes.begin(), slashes.end(), '\\', '/');
    std::vector<std::string> out;
    for (const std::string_view segment : split(slashes, '/')) {
        if (segment.empty() || segment == ".") continue;
        if (segment == ".." && !out.empty() && out.back() != "..")
            out.pop_back();
        else
            out.emplace_back(segment);
    }
    return out;
}

std::string joined(const std::vector<std::string>& segments) {
    std::string out;
    for (const std::string& segment : segments)
        out += (out.empty() ? "" : "/") + segment;
    return out;
}

std::size_t common_end(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::size_t count = 0;
    while (count < a.size() && count < b.size() && a[a.size() - 1 - count] == b[b.size() - 1 - count])
        ++count;
    return count;
}

bool same_file(const NamedFile& file, const Call& call) {
    const auto path = [](const std::string& folder, std::string_view name) {
        return joined(segments_of(folder + "/" + std::string(name)));
    };
    return path(file.folder, file.name) == path(call.folder, call.config_file->value);
}

constexpr std::size_t longest_chain = 8;

} // namespace

std::string_view folder_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::size_t common_folders(std::string_view a, std::string_view b) {
    const std::vector<std::string> left = segments_of(folder_of(a));
    const std::vector<std::string> right = segments_of(folder_of(b));
    std::size_t count = 0;
    while (count < left.size() && count < right.size() && left[count] == right[count])
        ++count;
    return count;
}

ConfigFiles::ConfigFiles(const std::vector<CallSource>& sources) : sources_(sources) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const Document& document = *sources[i].document;
        if (document.origin || sources[i].shown) continue; // found by the document that holds it
        by_path_.emplace(joined(segments_of(document.path)), i);
        by_name_[std::string(file_name(document.path))].push_back(i);
    }
}

bool ConfigFiles::fits(std::size_t source, CallKind kind) const {
    const Resources& resources = *sources_[source].resources;
    switch (kind) {
    case CallKind::cluster:
        return !resources.clusters.empty();
    case CallKind::file_server:
        return !resources.file_servers.empty();
    case CallKind::job:
        return !resources.jobs.empty();
    default:
        return false;
    }
}

std::optional<FoundFile> ConfigFiles::find(std::size_t source, const Call& call) const {
    if (!call.config_file) return std::nullopt;
    if (auto made = find_made(source, call)) return made;
    if (auto path = find_path(source, call, call.config_file->value)) return path;
    if (auto shown = find_shown(source, call)) return shown;
    return find_near(source, call.kind, call.config_file->value);
}

bool ConfigFiles::is_present(std::size_t source, const Call& call) const {
    if (!call.config_file) return false;
    const std::string folder(folder_of(sources_[source].document->path));
    return by_path_.contains(joined(segments_of(folder + "/" + call.folder + "/" + call.config_file->value)));
}

// The last command before the call that made a file of that name; else any.
std::optional<FoundFile> ConfigFiles::find_made(std::size_t source, const Call& call) const {
    const NamedFile* best = nullptr;
    for (const NamedFile& file : sources_[source].resources->files) {
        if (file.shown || !same_file(file, call)) continue;
        if (best == nullptr || file.calls_before <= call.order) best = &file;
    }
    const NamedFile* made = best;
    for (std::size_t step = 0; best != nullptr && step < longest_chain; ++step) {
        if (best->document != UINT32_MAX)
            return fits(best->document, call.kind) ? std::optional(FoundFile{best->document, false, made})
                                                   : std::nullopt;
        std::optional<FoundFile> found = find_path(source, call, best->copy_of);
        if (!found) found = find_near(source, call.kind, best->copy_of);
        if (found) {
            found->made = made;
            return found;
        }
        const auto next = std::find_if(
            sources_[source].resources->files.begin(), sources_[source].resources->files.end(),
            [&](const NamedFile& other) { return &other != best && other.name == best->copy_of; });
        best = next == sources_[source].resources->files.end() ? nullptr : &*next;
    }
    return std::nullopt;
}

// In the folder of the document, or in the one that it changed to, or in one above: scripts are started from
// the root of their repository as well.
std::optional<FoundFile> ConfigFiles::find_path(std::size_t source, const Call& call,
                                                std::string_view path) const {
    if (is_address(path)) return std::nullopt;
    const auto look = [&](const std::string& whole) -> std::optional<FoundFile> {
        const auto found = by_path_.find(joined(segments_of(whole)));
        if (found == by_path_.end() || !fits(found->second, call.kind)) return std::nullopt;
        return FoundFile{found->second, false, nullptr};
    };
    const std::string folder(folder_of(sources_[source].document->path));
    if (auto found = look(folder + "/" + call.folder + "/" + std::string(path))) return found;
    for (std::string_view above = folder;; above = folder_of(above)) {
        if (auto found = look(std::string(above) + "/" + std::string(path))) return found;
        if (above.empty()) return std::nullopt;
    }
}

// The document whose path ends most like `path`, the nearest one of several.
std::optional<FoundFile> ConfigFiles::find_near(std::size_t source, CallKind kind,
                                                std::string_view path) const {
    const std::vector<std::string> wanted = segments_of(path);
    const auto same_name = wanted.empty() ? by_name_.end() : by_name_.find(wanted.back());
    if (same_name == by_name_.end()) return std::nullopt;
    const std::string& here = sources_[source].document->path;
    std::optional<std::size_t> best;
    std::pair<std::size_t, std::size_t> best_rank;
    bool several = false;
    for (const std::size_t i : same_name->second) {
        if (!fits(i, kind)) continue;
        const std::string& there = sources_[i].document->path;
        const std::pair rank{common_end(wanted, segments_of(there)), common_folders(here, there)};
        if (best && rank < best_rank) continue;
        several = best && rank == best_rank;
        best = i;
        best_rank = rank;
    }
    if (!best || several) return std::nullopt;
    const bool beside = folder_of(sources_[*best].document->path) == folder_of(here);
    const bool told = is_address(path) && (best_rank.first > 1 || beside);
    return FoundFile{*best, !told, nullptr};
}

// A block of markdown that shows a file of that name; the only one that fits when none is named.
std::optional<FoundFile> ConfigFiles::find_shown(std::size_t source, const Call& call) const {
    const std::string_view name = file_name(call.config_file->value);
    const NamedFile* only = nullptr;
    std::size_t fitting = 0;
    for (const NamedFile& file : sources_[source].resources->files) {
        if (!file.shown || file.document == UINT32_MAX || !fits(file.document, call.kind)) continue;
        if (file_name(file.name) == name) return FoundFile{file.document, false, &file};
        if (!file.name.empty()) continue;
        only = &file;
        ++fitting;
    }
    return fitting == 1 ? std::optional(FoundFile{only->document, true, only}) : std::nullopt;
}

} // namespace batchai2aml
