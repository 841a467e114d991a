#include "mapper/path_token.hpp"

#include <algorithm>

namespace batchai2aml {

namespace {

// Lists of paths: `$A/x:$B/y`, `$A/x,$B/y`, `$A/x:/usr/bin`.
bool ends_list_entry(std::string_view text, std::size_t at) {
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    return (text[at] == ',' && next == '$')
           || (text[at] == ':' && (next == '$' || next == '/' || ends_word(next)));
}

bool cuts_path(char c) {
    constexpr std::string_view cutters = "$*?[]{}\\";
    return cutters.find(c) != std::string_view::npos;
}

// Length of the mount that a text names right behind the root: its name may hold blanks, where a blank does
// not end the path, and what follows it may be the rest of a list.
std::size_t mount_length(const JobBuilder& builder, MountLevel level, std::string_view text, bool blanks) {
    std::size_t longest = 0;
    for (const Mount& mount : builder.linked.mounts) {
        const std::string path = "/" + mount.path;
        if (mount.level != level || mount.path.empty() || !text.starts_with(path)) continue;
        const char next = path.size() < text.size() ? text[path.size()] : '/';
        const bool ends = next == '/' || next == ':' || next == ',' || ends_word(next);
        const bool whole = blanks || std::none_of(path.begin(), path.end(), ends_word);
        if (ends && whole) longest = std::max(longest, path.size());
    }
    return longest;
}

} // namespace

bool ends_word(char c) {
    constexpr std::string_view enders = " \t\r\n\"';|&<>()`";
    return enders.find(c) != std::string_view::npos;
}

PathToken path_token(const JobBuilder& builder, MountLevel level, const JobText& where,
                     const VariableUse& root) {
    const std::string_view text = where.field->value;
    const std::size_t begin = root.end;
    // A quote right before the variable: blanks belong to the path up to the closing one.
    const bool quoted_path = root.begin > 0 && text[root.begin - 1] == '"';
    // No mount has a colon or comma in its name but one that is declared: a list goes on behind it.
    const auto ends_root_list = [&](std::size_t at) {
        const bool is_list = where.role == TextRole::variable && (text[at] == ':' || text[at] == ',');
        return is_list && text.substr(begin, at - begin).rfind('/') == 0;
    };
    const auto ends = [&](std::size_t at) {
        if (quoted_path) return text[at] == '"' || text[at] == '\n';
        return ends_word(text[at]) || ends_list_entry(text, at) || ends_root_list(at);
    };
    const bool blanks = quoted_path || where.role == TextRole::variable;
    const std::size_t mount = mount_length(builder, level, text.substr(begin), blanks);
    std::size_t end = begin + mount;
    const bool is_list = end > begin && end < text.size() && (text[end] == ':' || text[end] == ',');
    while (!is_list && end < text.size() && !ends(end) && !cuts_path(text[end]))
        ++end;
    std::string path(text.substr(begin, end - begin));
    // In the value of a variable a blank may belong to a name or stand before a further word: both are below
    // the folder.
    const bool open =
        where.role == TextRole::variable && end < text.size() && (text[end] == ' ' || text[end] == '\t');
    const bool is_deeper = end > begin + mount && path.rfind('/') != 0;
    if ((end < text.size() && cuts_path(text[end])) || (open && is_deeper))
        path = path.substr(0, path.rfind('/') + 1);
    return {std::move(path), end};
}

} // namespace batchai2aml
