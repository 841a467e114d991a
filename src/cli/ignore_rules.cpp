#include "cli/ignore_rules.hpp"

#include <algorithm>
#include <utility>

#include "cli/ignore_set.hpp"
#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

/// Blanks at the end do not count unless a `\` stands before them.
std::string_view without_trailing_blanks(std::string_view line) {
    std::size_t end = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') {
            if (++i == line.size()) return line;
            end = i + 1;
        } else if (line[i] != ' ') {
            end = i + 1;
        }
    }
    return line.substr(0, end);
}

std::string_view first_component(std::string_view path) {
    return path.substr(0, path.find('/'));
}

/// `path` without its first component; empty when there is no other.
std::string_view after_component(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

} // namespace

std::optional<IgnorePattern> IgnorePattern::parse(std::string_view line) {
    IgnorePattern pattern;
    line = line.substr(0, line.find('\0'));
    if (line.starts_with('#')) return std::nullopt;
    line = without_trailing_blanks(line);
    if (line.starts_with('!')) {
        pattern.negated_ = true;
        line.remove_prefix(1);
    }
    if (line.ends_with('/')) {
        pattern.only_folders_ = true;
        line.remove_suffix(1);
    }
    pattern.anchored_ = line.find('/') != std::string_view::npos;
    if (line.starts_with('/')) line.remove_prefix(1);
    if (line.empty() || !pattern.add_parts(line)) return std::nullopt;
    return pattern;
}

/// False when the text can match nothing.
bool IgnorePattern::add_parts(std::string_view pattern) {
    parts_.emplace_back();
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        char c = pattern[i];
        const std::size_t run = std::min(pattern.find_first_not_of('*', i), pattern.size()) - i;
        if (c == '\\') {
            if (++i == pattern.size()) return false;
            c = pattern[i];
        } else if (run > 0) {
            const bool whole =
                parts_.back().tokens.empty() && (i + run == pattern.size() || pattern[i + run] == '/');
            if (whole && run > 1)
                parts_.back().deep = true;
            else
                parts_.back().tokens.push_back({Kind::star});
            i += run - 1;
            continue;
        } else if (c == '?') {
            parts_.back().tokens.push_back({Kind::any});
            continue;
        } else if (c == '[') {
            const auto set = parse_set(pattern.substr(i));
            if (!set) return false;
            parts_.back().tokens.push_back({Kind::set, 0, static_cast<std::uint32_t>(sets_.size())});
            sets_.push_back(set->bytes);
            i += set->length - 1;
            continue;
        }
        if (c == '/')
            parts_.emplace_back();
        else
            parts_.back().tokens.push_back({Kind::letter, c});
    }
    return true;
}

bool IgnorePattern::matches_one(const Token& token, char c) const {
    switch (token.kind) {
    case Kind::letter:
        return token.letter == c;
    case Kind::any:
        return true;
    case Kind::set:
        return sets_[token.set].test(static_cast<unsigned char>(c));
    case Kind::star:
        break;
    }
    return false;
}

// Only the last `*` is ever tried again.
bool IgnorePattern::matches_part(const Part& part, std::string_view name) const {
    if (part.deep) return true;
    constexpr std::size_t none = std::string_view::npos;
    const std::vector<Token>& tokens = part.tokens;
    std::size_t t = 0;
    std::size_t n = 0;
    std::size_t star = none;
    std::size_t star_name = 0;
    while (n < name.size()) {
        if (t < tokens.size() && tokens[t].kind == Kind::star) {
            star = t++;
            star_name = n;
        } else if (t < tokens.size() && matches_one(tokens[t], name[n])) {
            ++t;
            ++n;
        } else if (star != none) {
            t = star + 1;
            n = ++star_name;
        } else {
            return false;
        }
    }
    return std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(t), tokens.end(),
                       [](const Token& token) { return token.kind == Kind::star; });
}

// The same with folders for letters and `**` for `*`; a `**` at the end stands for one at least.
bool IgnorePattern::matches_path(std::string_view path) const {
    constexpr std::size_t none = std::string_view::npos;
    std::size_t p = 0;
    std::size_t deep = none;
    std::string_view deep_path;
    while (!path.empty()) {
        if (p < parts_.size() && parts_[p].deep) {
            if (p + 1 == parts_.size()) return true;
            deep = p++;
            deep_path = path;
        } else if (p < parts_.size() && matches_part(parts_[p], first_component(path))) {
            ++p;
            path = after_component(path);
        } else if (deep != none) {
            p = deep + 1;
            path = deep_path = after_component(deep_path);
        } else {
            return false;
        }
    }
    return p == parts_.size();
}

bool IgnorePattern::matches(std::string_view path, bool is_folder) const {
    if (only_folders_ && !is_folder) return false;
    return anchored_ ? matches_path(path) : matches_part(parts_.front(), path.substr(path.rfind('/') + 1));
}

IgnoreRules IgnoreRules::parse(std::string_view text) {
    IgnoreRules rules;
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    for (std::string_view line : split(text, '\n')) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (auto pattern = IgnorePattern::parse(line)) rules.patterns_.push_back(*std::move(pattern));
    }
    return rules;
}

std::optional<bool> IgnoreRules::verdict(std::string_view path, bool is_folder) const {
    const auto last = std::find_if(patterns_.rbegin(), patterns_.rend(),
                                   [&](const IgnorePattern& one) { return one.matches(path, is_folder); });
    if (last == patterns_.rend()) return std::nullopt;
    return !last->negated();
}

} // namespace batchai2aml::cli
