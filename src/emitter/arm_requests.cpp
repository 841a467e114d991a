#include <utility>

#include "emitter/arm_files.hpp"

namespace batchai2aml::arm {

namespace {

constexpr std::string_view host = "https://management.azure.com";

/// The address below the host.
std::string id_of(const Resource& resource, const Known& known) {
    if (!resource.id.type.empty()) return spell_id(resource.id, known);
    const std::string any = spell_id({"computes", {std::string()}}, known); // WORKSPACE/computes/
    return any.substr(0, any.size() - std::string_view("/computes/").size());
}

Array strings(const std::vector<std::string>& texts) {
    Array out;
    for (const std::string& text : texts)
        out.emplace_back(text);
    return out;
}

} // namespace

OutputFile request_file(const Resource& resource, const Known& known, const std::string& api_version) {
    const Value body(resource.body);
    const std::string url = std::string(host) + id_of(resource, known) + "?api-version=" + api_version;
    std::vector<std::string> open = placeholders(body, known, "/body");
    if (url.find('{') != std::string::npos) open.insert(open.begin(), "/url");
    Object document{{"method", "PUT"}, {"url", url}};
    if (!resource.source.empty()) document.emplace_back("source", resource.source);
    if (!resource.needs_work.empty()) document.emplace_back("needsWork", strings(resource.needs_work));
    if (Object notes = comments(body, "/body"); !notes.empty())
        document.emplace_back("comments", std::move(notes));
    if (!open.empty()) document.emplace_back("placeholders", strings(open));
    document.emplace_back("body", resource.body);
    return {resource.file, spell_request(document, known)};
}

} // namespace batchai2aml::arm
