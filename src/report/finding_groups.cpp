#include "report/finding_groups.hpp"

#include <map>
#include <tuple>

#include "support/text.hpp"

namespace batchai2aml {

std::vector<FindingGroup> group_findings(std::span<const Finding> findings) {
    using Key = std::tuple<Level, std::string_view, std::string_view, std::string_view>;
    std::vector<FindingGroup> groups;
    std::map<Key, std::size_t> known;
    for (const Finding& finding : findings) {
        const Key key{finding.level, finding.code, finding.message, finding.remedy};
        const auto [at, is_new] = known.try_emplace(key, groups.size());
        if (is_new) groups.emplace_back();
        groups[at->second].push_back(&finding);
    }
    return groups;
}

std::string sentence(std::string_view text) {
    std::string out = printable(text);
    if (!out.ends_with('.') && !out.ends_with('!') && !out.ends_with('?')) out += '.';
    return out;
}

std::string place_text(std::string_view path, const Place& place) {
    std::string text = printable(path);
    if (place.line == 0) return text;
    text += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
    return place.part.empty() ? text : text + " (" + printable(place.part) + ')';
}

} // namespace batchai2aml
