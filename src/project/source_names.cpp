#include "project/source_names.hpp"

#include <vector>

#include "project/names.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::string_view last_segment(std::string_view path) {
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void add_telling(std::vector<std::string>& names, std::string_view name) {
    if (!name.empty() && !is_generic_stem(name)) names.emplace_back(name);
}

// The folders that hold the document, without those that say nothing.
std::vector<std::string> folder_names(const Document& document) {
    std::vector<std::string> names;
    const std::vector<std::string_view> segments = split(document.path, '/');
    if (segments.size() == 1) add_telling(names, document.folder);
    for (std::size_t i = 0; i + 1 < segments.size(); ++i)
        add_telling(names, segments[i]);
    return names;
}

// The same and, last, its stem.
std::vector<std::string> telling_names(const Document& document) {
    std::vector<std::string> names = folder_names(document);
    const std::string_view file = last_segment(document.path);
    add_telling(names, file.substr(0, file.rfind('.')));
    return names;
}

} // namespace

// The segment that follows `collection` in an ARM id ("clusters" in ".../clusters/c1"), or the last one.
std::string id_segment(std::string_view id, std::string_view collection) {
    const std::vector<std::string_view> segments = split(id, '/');
    // Groups may be called like collections, so the search starts behind the provider, and goes in pairs.
    std::size_t first = 0;
    for (std::size_t i = 0; i < segments.size(); ++i)
        if (iequals(segments[i], "Microsoft.BatchAI")) first = i + 1;
    for (std::size_t i = first; i + 1 < segments.size(); i += first > 0 ? 2 : 1)
        if (iequals(segments[i], collection)) return std::string(segments[i + 1]);
    return collection.empty() && !segments.empty() ? std::string(segments.back()) : std::string{};
}

std::string cluster_name(std::string_view id) {
    std::string name = id_segment(id, "clusters");
    return name.empty() ? id_segment(id, {}) : name;
}

// Name of the folder that holds the document.
std::string folder_name(const Document& document) {
    const auto slash = document.path.rfind('/');
    if (slash == std::string::npos) return document.folder;
    return std::string(last_segment(std::string_view(document.path).substr(0, slash)));
}

// Design decision 21: the id, the name, the stem of the file unless it says nothing, else the folder.
std::string source_name(const Resource& resource, const Document& document, std::string_view collection) {
    if (resource.id) {
        std::string name = id_segment(resource.id->value, collection);
        if (!name.empty()) return name;
    }
    if (resource.name) return std::string(last_segment(resource.name->value));
    const std::vector<std::string> names = telling_names(document);
    if (!names.empty()) return names.back();
    const std::string_view file = last_segment(document.path);
    const std::string_view stem = file.substr(0, file.rfind('.'));
    return stem.empty() ? std::string("job") : std::string(stem);
}

std::vector<std::string> name_parts(const Resource& resource, const Document& document) {
    // Two commands that make something of one name are told apart by their folders.
    if (resource.call.valid() && resource.name) {
        std::vector<std::string> names = folder_names(document);
        names.emplace_back(last_segment(resource.name->value));
        return names;
    }
    return resource.id || resource.name ? std::vector<std::string>{} : telling_names(document);
}

std::string identity_of(const Resource& resource, const Document& document) {
    return document.path + '#' + (document.name.empty() ? "" : document.name + '#')
           + std::to_string(resource.origin.node);
}

// The name that a setting gives to a resource, by its `name_key` or its name; null when there is none.
const std::string* stated_name(const Options& options, const std::string& name, const std::string& key) {
    auto found = options.names.find(key);
    if (found == options.names.end()) found = options.names.find(name);
    return found == options.names.end() ? nullptr : &found->second;
}

std::string renamed(const Options& options, const std::string& name) {
    const auto found = options.names.find(name);
    return found == options.names.end() ? name : found->second;
}

} // namespace batchai2aml
