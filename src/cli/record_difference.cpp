#include "cli/record_difference.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

#include "cli/write_output.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::array<std::string_view, 4> left_out = {"version", "summary", "outputs", "leftovers"};
/// Longer lines are not ours.
constexpr std::size_t longest_line = 64U << 20U;

/// A member and a hash of its lines.
struct Member {
    std::string name;
    std::size_t hash = 0;
};

/// Takes the text of a `migration.json`, each member of which begins on a line of its own.
class MemberReader {
  public:
    [[nodiscard]] bool take(std::string_view piece) {
        while (!piece.empty()) {
            const std::size_t end = piece.find('\n');
            rest_ += piece.substr(0, end);
            if (rest_.size() > longest_line) return false;
            if (end == std::string_view::npos) break;
            piece.remove_prefix(end + 1);
            line(rest_);
            rest_.clear();
        }
        return true;
    }

    std::vector<Member> result() && {
        if (!rest_.empty()) line(rest_);
        return std::move(members_);
    }

  private:
    void line(std::string_view text) {
        // Whether another element follows is no difference of this one.
        if (text.ends_with(',')) text.remove_suffix(1);
        if (text.starts_with(R"({"code":"B2A0110")") || text.starts_with(R"({"code":"B2A0111")")) return;
        if (const std::string_view name = member_name(text); !name.empty())
            members_.push_back({std::string(name), 0});
        else if (members_.empty())
            members_.push_back({"schema", 0});
        constexpr std::size_t factor = 1099511628211ULL;
        std::size_t& hash = members_.back().hash;
        hash = hash * factor + std::hash<std::string_view>()(text);
    }

    /// Of a line `"name":[` or `"name":{`; of the rules, which are pairs of texts, none.
    static std::string_view member_name(std::string_view line) {
        if (!line.starts_with('"')) return {};
        const std::size_t end = line.find("\":", 1);
        if (end == std::string_view::npos || end + 2 >= line.size()) return {};
        const std::string_view name = line.substr(1, end - 1);
        const char first = line[end + 2];
        return first == '[' || first == '{' || name == left_out.front() ? name : std::string_view();
    }

    std::string rest_; ///< start of a line whose end has not come yet
    std::vector<Member> members_;
};

std::vector<std::string> compare(const std::vector<Member>& now, const std::vector<Member>& made) {
    std::vector<std::string> changed;
    const auto add = [&](const Member& member) {
        if (std::ranges::find(left_out, member.name) == left_out.end()) changed.push_back(member.name);
    };
    for (const Member& member : made) {
        const auto same = std::ranges::find(now, member.name, &Member::name);
        if (same == now.end() || same->hash != member.hash) add(member);
    }
    for (const Member& member : now)
        if (std::ranges::find(made, member.name, &Member::name) == made.end()) add(member);
    return changed;
}

} // namespace

std::vector<std::string> changed_members(const Conversion& conversion, const WrittenFiles& written,
                                         const OutputFolder& folder) {
    MemberReader now;
    bool ours = true;
    const auto found =
        scan(folder, report_file, [&](std::string_view piece) { return ours = now.take(piece); });
    if (!found || !found.value() || !ours) return {};
    MemberReader made;
    write_json(conversion, written, [&](std::string_view piece) { return made.take(piece); });
    return compare(std::move(now).result(), std::move(made).result());
}

} // namespace batchai2aml::cli
