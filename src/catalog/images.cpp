#include "catalog/images.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <string>

namespace batchai2aml {

namespace {

constexpr ImageRule table[] = {
#include "images.inc"
};

struct Reference {
    Registry registry = Registry::hub;
    std::string_view repository;
    std::string_view tag;
    std::string_view name; ///< repository and tag
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z');
}

// The part of `text` before `separator`; `text` becomes what follows.
std::string_view take(std::string_view& text, char separator) {
    const auto at = text.find(separator);
    const std::string_view part = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return part;
}

Reference read_reference(std::string_view lower) {
    Reference out;
    lower = lower.substr(0, lower.find('@')); // a digest tells nothing
    const auto slash = lower.find('/');
    if (slash != std::string_view::npos
        && lower.substr(0, slash).find_first_of(".:") != std::string_view::npos) {
        if (lower.substr(0, slash).ends_with("nvcr.io")) out.registry = Registry::ngc;
        lower.remove_prefix(slash + 1);
    }
    constexpr std::string_view library = "library/";
    if (lower.starts_with(library)) lower.remove_prefix(library.size());
    out.name = lower;
    const auto colon = lower.rfind(':');
    out.repository = lower.substr(0, colon);
    out.tag = colon == std::string_view::npos ? "latest" : lower.substr(colon + 1);
    return out;
}

// Up to four numbers of a version; what is missing is 0.
using Version = std::array<unsigned, 4>;

// Reads numbers between dots at the start of `text`; `count` becomes how many there are.
Version read_version(std::string_view text, std::size_t& count) {
    Version version{};
    count = 0;
    while (count < version.size() && !text.empty() && is_digit(text.front())) {
        const auto end = std::from_chars(text.data(), text.data() + text.size(), version[count]);
        ++count;
        text.remove_prefix(static_cast<std::size_t>(end.ptr - text.data()));
        if (!text.starts_with('.')) break;
        text.remove_prefix(1);
    }
    return version;
}

// "1.0..1.2": the upper end holds for all that starts with it.
bool is_within(std::string_view tag, std::string_view range) {
    const auto dots = range.find("..");
    if (tag.starts_with('v')) tag.remove_prefix(1);
    std::size_t count = 0;
    Version version = read_version(tag, count);
    if (count == 0) return false;
    if (version < read_version(range.substr(0, dots), count)) return false;
    const Version last = read_version(range.substr(dots + 2), count);
    std::fill(version.begin() + static_cast<std::ptrdiff_t>(count), version.end(), 0U);
    return version <= last;
}

bool fits(const Reference& image, std::string_view condition) {
    if (condition == "*") return true;
    if (condition.starts_with('=')) return image.tag == condition.substr(1);
    if (condition.starts_with('!')) return image.name.find(condition.substr(1)) == std::string_view::npos;
    if (condition.find("..") != std::string_view::npos) return is_within(image.tag, condition);
    return image.name.find(condition) != std::string_view::npos;
}

bool is_named(const Reference& image, std::string_view repository) {
    if (!repository.ends_with('*')) return image.repository == repository;
    return image.repository.starts_with(repository.substr(0, repository.size() - 1));
}

bool applies(const ImageRule& rule, const Reference& image) {
    if (rule.registry != Registry::any && rule.registry != image.registry) return false;
    std::string_view repositories = rule.repository;
    bool named = false;
    while (!named && !repositories.empty())
        named = is_named(image, take(repositories, ','));
    std::string_view conditions = rule.tag;
    while (named && !conditions.empty())
        named = fits(image, take(conditions, ' '));
    return named;
}

bool is_likely(CudaVersion version) {
    return !(version < CudaVersion{6, 0}) && version.major < 20 && version.minor < 10;
}

// "9.0", "9", or "90" and "101" without their dot.
CudaVersion read_number(std::string_view text) {
    CudaVersion version = read_cuda_version(text);
    if (version.major < 20 || version.minor != 0) return version;
    return {version.major / 10, version.major % 10};
}

// The number behind "cuda" or "cu" at `at`; 0.0 when there is none.
CudaVersion number_at(std::string_view name, std::size_t at) {
    std::string_view rest = name.substr(at);
    const bool full = rest.starts_with("cuda");
    if (!full && at > 0 && is_word(name[at - 1])) return {}; // the end of another word
    rest.remove_prefix(full ? 4 : 2);
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '_')) rest.remove_prefix(1);
    return read_number(rest);
}

ImageCuda find_in_name(const Reference& image) {
    for (auto at = image.name.find("cu"); at != std::string_view::npos; at = image.name.find("cu", at + 1)) {
        const CudaVersion version = number_at(image.name, at);
        if (is_likely(version)) return {ImageCuda::Kind::known, version, CudaBasis::tag};
    }
    std::string_view rest = image.tag;
    while (!rest.empty()) {
        const auto end = std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin();
        if (rest.substr(0, static_cast<std::size_t>(end)) == "cpu")
            return {ImageCuda::Kind::none, {}, CudaBasis::tag};
        rest.remove_prefix(std::min(rest.size(), static_cast<std::size_t>(end) + 1));
    }
    return {};
}

} // namespace

std::span<const ImageRule> image_rules() {
    return table;
}

ImageCuda find_image_cuda(std::string_view reference) {
    std::string lower;
    for (const char c : reference)
        lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const Reference image = read_reference(lower);
    const auto* rule = std::find_if(std::begin(table), std::end(table),
                                    [&](const ImageRule& one) { return applies(one, image); });
    if (rule == std::end(table)) return find_in_name(image);
    if (rule->cuda == "none") return {ImageCuda::Kind::none, {}, rule->basis};
    const CudaVersion version = read_cuda_version(rule->cuda == "tag" ? image.tag : rule->cuda);
    if (!is_likely(version)) return {};
    return {ImageCuda::Kind::known, version, rule->basis};
}

} // namespace batchai2aml
