#include "emitter/migration_findings.hpp"

#include <map>
#include <tuple>
#include <vector>

#include "support/markdown.hpp"

namespace batchai2aml {
namespace {

constexpr std::size_t shown_places = 20;

/// Findings that say the same of several places.
struct Group {
    const Finding* first;
    std::vector<const Place*> places;
};

std::vector<Group> grouped(std::span<const Finding> findings) {
    using Key = std::tuple<Level, std::string_view, std::string_view, std::string_view>;
    std::map<Key, std::size_t> known;
    std::vector<Group> groups;
    for (const Finding& finding : findings) {
        const Key key{finding.level, finding.code, finding.message, finding.remedy};
        const auto [at, is_new] = known.try_emplace(key, groups.size());
        if (is_new) groups.push_back({&finding, {}});
        if (!finding.place.file.empty()) groups[at->second].places.push_back(&finding.place);
    }
    return groups;
}

std::string places_text(const std::vector<const Place*>& places) {
    std::string out;
    for (std::size_t i = 0; i < places.size() && i < shown_places; ++i) {
        const std::string line = places[i]->line == 0 ? "" : ":" + std::to_string(places[i]->line);
        out += (i == 0 ? "" : ", ") + markdown::code(places[i]->file + line);
    }
    if (places.size() > shown_places) out += " and " + std::to_string(places.size() - shown_places) + " more";
    return out;
}

std::string entry(const Group& group, std::string_view bullet) {
    const Finding& finding = *group.first;
    std::string out(bullet);
    out += markdown::escape(finding.message) + " (" + markdown::escape(finding.code) + ")\n";
    const std::string indent(2, ' ');
    if (!group.places.empty()) out += indent + "<br>In " + places_text(group.places) + "\n";
    if (!finding.remedy.empty()) out += indent + "<br>Remedy: " + markdown::escape(finding.remedy) + "\n";
    return out;
}

std::string entries(const std::vector<Group>& groups, Level level, std::string_view bullet) {
    std::string out;
    for (const Group& group : groups) {
        if (group.first->level == level) out += entry(group, bullet);
    }
    return out;
}

} // namespace

std::string finding_sections(std::span<const Finding> findings) {
    const std::vector<Group> groups = grouped(findings);
    std::string out;
    const std::string tasks =
        entries(groups, Level::error, "- [ ] ") + entries(groups, Level::manual, "- [ ] ");
    if (!tasks.empty()) out += "\n## Manual tasks\n\n" + tasks;
    const std::string warnings = entries(groups, Level::warning, "- ");
    if (!warnings.empty()) out += "\n## Warnings\n\nWhat works, but not as Batch AI did it.\n\n" + warnings;
    std::size_t notes = 0;
    for (const Finding& finding : findings)
        notes += finding.level == Level::note ? 1 : 0;
    if (notes > 0) {
        out += "\n## Notes\n\n" + std::to_string(notes) + (notes == 1 ? " note is" : " notes are")
               + " in `migration.json`.\n";
    }
    return out;
}

} // namespace batchai2aml
