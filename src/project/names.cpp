#include "project/names.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t compute_longest = 24;
constexpr std::size_t compute_shortest = 3;
constexpr std::size_t workspace_longest = 33;
constexpr std::size_t workspace_shortest = 3;
constexpr std::size_t other_longest = 200; // below the 255 of the rule, so that a suffix and a path fit
constexpr std::size_t suffix_length = 8;   // separator, letter, six digits

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_allowed(NameKind kind, char c) {
    if (is_letter(c) || is_digit(c)) return true;
    return kind == NameKind::compute     ? c == '-'
           : kind == NameKind::datastore ? c == '_'
                                         : c == '-' || c == '_';
}

char separator(NameKind kind) {
    return kind == NameKind::datastore ? '_' : '-';
}

// "gpu-4" is no name of a compute (it must not end in a dash and digits): "gpu4".
std::string without_dash_digits(std::string name) {
    const auto dash = name.rfind('-');
    if (dash != std::string::npos && dash + 1 < name.size()
        && std::all_of(name.begin() + static_cast<std::ptrdiff_t>(dash) + 1, name.end(), is_digit)) {
        name.erase(dash, 1);
        return without_dash_digits(std::move(name));
    }
    return name;
}

std::string legal_compute(std::string name) {
    if (name.empty() || !is_letter(name.front())) name = "c" + name;
    if (name.size() > compute_longest) {
        const std::string suffix = "-h" + stable_suffix(name);
        name = name.substr(0, compute_longest - suffix.size()) + suffix;
    }
    name = without_dash_digits(std::move(name));
    while (!name.empty() && name.back() == '-')
        name.pop_back();
    if (name.size() < compute_shortest) name += "-compute";
    return name;
}

std::string legal_workspace(std::string name) {
    if (name.size() > workspace_longest) {
        const std::string suffix = "-h" + stable_suffix(name);
        name = name.substr(0, workspace_longest - suffix.size()) + suffix;
    }
    if (name.empty()) return "batchai";
    return name.size() < workspace_shortest ? name + "-workspace" : name;
}

} // namespace

std::string stable_suffix(std::string_view identity) {
    std::uint64_t hash = 14695981039346656037ULL; // FNV-1a
    for (const char c : identity) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    hash ^= hash >> 32;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (int i = 0; i < 6; ++i, hash >>= 4)
        out += digits[hash & 15];
    return out;
}

std::string legal_name(NameKind kind, std::string_view wanted) {
    std::string name;
    for (const char c : wanted) {
        const char use = is_allowed(kind, c) ? c : separator(kind);
        if (use == separator(kind) && (name.empty() || name.back() == use)) continue;
        name += use;
    }
    while (!name.empty() && !is_letter(name.back()) && !is_digit(name.back()))
        name.pop_back();
    while (!name.empty() && !is_letter(name.front()) && !is_digit(name.front()))
        name.erase(0, 1);
    if (kind == NameKind::compute) return legal_compute(std::move(name));
    if (kind == NameKind::workspace) return legal_workspace(std::move(name));
    if (name.size() > other_longest)
        name = name.substr(0, other_longest) + separator(kind) + "h" + stable_suffix(wanted);
    if (kind == NameKind::datastore) name = lower(name);
    if (name.empty())
        name = kind == NameKind::job ? "job" : kind == NameKind::datastore ? "storage" : "batchai";
    return name;
}

namespace {

std::map<std::string, std::size_t> count(const std::vector<std::string>& names) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& name : names)
        ++counts[lower(name)];
    return counts;
}

// The last `count` parts; empty when there are fewer.
std::string qualified(NameKind kind, const std::vector<std::string>& parts, std::size_t count) {
    if (parts.size() < count) return {};
    std::string out;
    for (std::size_t i = parts.size() - count; i < parts.size(); ++i)
        out += (out.empty() ? "" : "-") + parts[i];
    // A name that would have to be cut tells nothing.
    const std::size_t longest = kind == NameKind::compute ? compute_longest : other_longest;
    return out.size() <= longest ? legal_name(kind, out) : std::string{};
}

// Names that several things want give way to qualified ones, with as few folders as tell them apart.
void qualify(NameKind kind, const std::vector<NameRequest>& requests, std::vector<std::string>& names) {
    const auto first = count(names);
    const auto wanted_by_others = [&](std::size_t i) {
        return first.at(lower(legal_name(kind, requests[i].wanted))) > 1;
    };
    std::size_t most = 0;
    for (const NameRequest& request : requests)
        most = std::max(most, request.parts.size());
    for (std::size_t parts = 2; parts <= most; ++parts) {
        const auto now = count(names);
        std::vector<std::string> longer(names.size());
        for (std::size_t i = 0; i < names.size(); ++i)
            if (now.at(lower(names[i])) > 1 && wanted_by_others(i))
                longer[i] = qualified(kind, requests[i].parts, parts);
        const auto wanted = count(longer);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (!longer[i].empty() && wanted.at(lower(longer[i])) == 1 && !now.contains(lower(longer[i])))
                names[i] = longer[i];
    }
}

} // namespace

std::vector<std::string> settle_names(NameKind kind, const std::vector<NameRequest>& requests) {
    std::vector<std::string> names;
    names.reserve(requests.size());
    for (const NameRequest& request : requests)
        names.push_back(legal_name(kind, request.wanted));
    qualify(kind, requests, names);
    const auto wanted_by = count(names);
    std::map<std::string, std::size_t> taken;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (wanted_by.at(lower(names[i])) == 1) taken[lower(names[i])] = i;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (wanted_by.at(lower(names[i])) == 1) continue;
        std::string base = names[i];
        if (kind == NameKind::compute && base.size() + suffix_length > compute_longest)
            base.resize(compute_longest - suffix_length);
        std::string identity = requests[i].identity;
        std::string name = base + separator(kind) + "h" + stable_suffix(identity);
        while (taken.contains(lower(name)))
            name = base + separator(kind) + "h" + stable_suffix(identity += '+');
        taken[lower(name)] = i;
        names[i] = std::move(name);
    }
    return names;
}

bool is_generic_stem(std::string_view stem) {
    constexpr std::array<std::string_view, 18> generic = {
        "job",           "jobs",      "config",     "configuration", "cluster",  "clusters",
        "clusterconfig", "jobconfig", "params",     "parameters",    "template", "settings",
        "spec",          "stdin",     "properties", "body",          "batchai",  "jobtemplate"};
    std::string plain = lower(stem);
    std::erase_if(plain, [](char c) { return c == '-' || c == '_' || c == '.' || c == ' '; });
    return std::find(generic.begin(), generic.end(), plain) != generic.end();
}

} // namespace batchai2aml
