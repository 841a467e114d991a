#include "cli/glob.hpp"

#include <algorithm>
#include <span>

#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// Length of the set `[...]` at the start of `pattern`; 0 when it is not closed, so that `[` is a letter.
std::size_t set_length(std::string_view pattern) {
    const std::size_t first = pattern.size() > 1 && pattern[1] == '!' ? 3 : 2;
    const std::size_t end = pattern.find(']', first);
    return end == std::string_view::npos ? 0 : end + 1;
}

bool in_set(std::string_view set, char c) {
    set = set.substr(1, set.size() - 2);
    const bool negated = set.starts_with('!');
    if (negated) set.remove_prefix(1);
    bool found = false;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (i + 2 < set.size() && set[i + 1] == '-') {
            found = found || (set[i] <= c && c <= set[i + 2]);
            i += 2;
        } else {
            found = found || set[i] == c;
        }
    }
    return found != negated;
}

/// Bytes of `pattern` that stand for `c`; 0 when they do not. \pre pattern is not empty and begins with no
/// `*`
std::size_t match_one(std::string_view pattern, char c) {
    if (pattern.front() == '?') return 1;
    const std::size_t set = pattern.front() == '[' ? set_length(pattern) : 0;
    if (set != 0) return in_set(pattern.substr(0, set), c) ? set : 0;
    return pattern.front() == c ? 1 : 0;
}

void expand(std::span<const std::string_view> parts, const std::string& folder, const FileSystem& files,
            std::vector<std::string>& found);

/// `**`: the rest of the pattern here and in each folder below.
void expand_deep(std::span<const std::string_view> rest, const std::string& folder, const FileSystem& files,
                 std::vector<std::string>& found) {
    expand(rest, folder, files, found);
    const auto entries = files.list(folder.empty() ? "." : folder);
    if (!entries) return;
    for (const FolderEntry& entry : entries.value())
        if (entry.kind == FileKind::folder && !entry.name.starts_with('.'))
            expand_deep(rest, join_path(folder, entry.name), files, found);
}

void expand(std::span<const std::string_view> parts, const std::string& folder, const FileSystem& files,
            std::vector<std::string>& found) {
    if (parts.empty()) {
        if (!folder.empty() && files.kind(folder) != FileKind::missing) found.push_back(folder);
        return;
    }
    const auto rest = parts.subspan(1);
    if (parts.front() == "**") return expand_deep(rest, folder, files, found);
    if (!is_pattern(parts.front())) {
        const std::string next =
            parts.front().empty() && folder.empty() ? "/" : join_path(folder, parts.front());
        if (files.kind(next) != FileKind::missing) expand(rest, next, files, found);
        return;
    }
    const auto entries = files.list(folder.empty() ? "." : folder);
    if (!entries) return;
    for (const FolderEntry& entry : entries.value())
        if (matches(parts.front(), entry.name)) expand(rest, join_path(folder, entry.name), files, found);
}

} // namespace

bool is_pattern(std::string_view text) {
    return text.find_first_of("*?[") != std::string_view::npos;
}

bool matches(std::string_view pattern, std::string_view name) {
    if (name.starts_with('.') && !pattern.starts_with('.')) return false;
    // Only the last `*` is ever tried again, so that the time is at most the product of both lengths.
    std::size_t p = 0;
    std::size_t n = 0;
    std::size_t star = std::string_view::npos;
    std::size_t star_name = 0;
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            star_name = n;
            continue;
        }
        const std::size_t length = p < pattern.size() ? match_one(pattern.substr(p), name[n]) : 0;
        if (length != 0) {
            p += length;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++star_name;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::vector<std::string> expand_pattern(const std::string& pattern, const FileSystem& files) {
    std::vector<std::string> found;
    const std::vector<std::string_view> parts = split(pattern, '/');
    expand(parts, "", files, found);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

} // namespace batchai2aml::cli
