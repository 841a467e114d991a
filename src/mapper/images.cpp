#include "mapper/images.hpp"

#include <algorithm>

namespace batchai2aml {

namespace {

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Letters and digits at both ends; dots, dashes and underscores between them as well.
bool is_component(std::string_view text) {
    return !text.empty() && is_alphanumeric(text.front()) && is_alphanumeric(text.back())
           && std::all_of(text.begin(), text.end(),
                          [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; });
}

bool is_tag(std::string_view text) {
    return !text.empty() && text.size() <= 128 && (is_alphanumeric(text.front()) || text.front() == '_')
           && std::all_of(text.begin(), text.end(),
                          [](char c) { return is_alphanumeric(c) || c == '.' || c == '-' || c == '_'; });
}

bool is_digest(std::string_view text) {
    const auto colon = text.find(':');
    return colon != std::string_view::npos && is_component(text.substr(0, colon)) && text.size() - colon > 32
           && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(colon) + 1, text.end(), is_alphanumeric);
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5
           && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool is_image_name(std::string_view image) {
    if (const auto at = image.find('@'); at != std::string_view::npos) {
        if (!is_digest(image.substr(at + 1))) return false;
        image = image.substr(0, at);
    }
    auto slash = image.rfind('/');
    const auto tag = image.find(':', slash == std::string_view::npos ? 0 : slash);
    if (tag != std::string_view::npos) {
        if (!is_tag(image.substr(tag + 1))) return false;
        image = image.substr(0, tag);
    }
    slash = image.find('/');
    if (slash != std::string_view::npos) {
        const std::string_view host = image.substr(0, slash);
        const auto colon = host.find(':');
        if (colon != std::string_view::npos && !is_port(host.substr(colon + 1))) return false;
        if (!is_component(host.substr(0, colon))) return false;
        image.remove_prefix(slash + 1);
    }
    for (slash = image.find('/'); slash != std::string_view::npos; slash = image.find('/')) {
        if (!is_component(image.substr(0, slash))) return false;
        image.remove_prefix(slash + 1);
    }
    return is_component(image);
}

} // namespace batchai2aml
