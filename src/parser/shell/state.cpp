#include "parser/shell/state.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

long number_of(std::string_view key) {
    long value = 0;
    std::from_chars(key.data(), key.data() + key.size(), value);
    return value;
}

// What becomes of one variable.
const Variable* choose(const Variable* before, const std::vector<const Variable*>& after, bool all,
                       bool& unknown) {
    const auto same = [](const Variable* a, const Variable* b) {
        return a == b || (a != nullptr && b != nullptr && *a == *b);
    };
    const bool agreed =
        std::all_of(after.begin(), after.end(), [&](auto one) { return same(one, after[0]); });
    if (agreed && (all || same(before, after[0]))) return after[0];
    const bool each_changed =
        std::none_of(after.begin(), after.end(), [&](auto one) { return same(one, before); });
    if (before != nullptr && !before->removed && before->known()) {
        unknown = all && each_changed;
        return before;
    }
    const Variable* only = nullptr;
    for (const Variable* one : after) {
        if (one == nullptr || one->removed || !one->known()) continue;
        if (only != nullptr && !same(only, one)) unknown = true;
        only = one;
    }
    if (only != nullptr) return only;
    const auto set = std::find_if(after.begin(), after.end(), [](auto one) { return one != nullptr; });
    return set == after.end() ? before : *set;
}

// True when `chosen` is one of several known texts. Where nothing or an empty text was before, what is set
// under a condition is a default.
bool is_disputed(const Variable& chosen, const Variable* before, const std::vector<const Variable*>& after,
                 bool all) {
    if (!all && before != nullptr && before->disputed()) return true;
    return std::any_of(after.begin(), after.end(), [&](const Variable* one) {
        if (one == nullptr) return false;
        const bool differs = !(*one == chosen) && !one->removed && one->known();
        return one->disputed() || (differs && before == &chosen && !before->empty());
    });
}

} // namespace

bool Variable::disputed() const {
    return value.disputed
           || std::any_of(items.begin(), items.end(), [](const auto& one) { return one.second.disputed; });
}

void Variable::dispute() {
    value.disputed = true;
    for (auto& [key, text] : items)
        text.disputed = true;
}

bool Variable::known() const {
    return value.known()
           && std::all_of(items.begin(), items.end(), [](const auto& one) { return one.second.known(); });
}

const Text* Variable::item(std::string_view key) const {
    if (!array) return key == "0" && !removed ? &value : nullptr;
    for (const auto& [name, text] : items)
        if (name == key) return &text;
    return nullptr;
}

void Variable::set_item(std::string_view key, Text text) {
    if (!array) {
        if (!removed && !keyed && !value.bytes.empty()) items.emplace_back("0", std::move(value));
        array = true;
        removed = false;
        value = {};
    }
    const auto place = keyed ? items.end() : std::find_if(items.begin(), items.end(), [&](const auto& one) {
        return number_of(one.first) >= number_of(key);
    });
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const auto& one) { return one.first == key; });
    if (found != items.end())
        found->second = std::move(text);
    else
        items.emplace(place, std::string(key), std::move(text));
}

State merged(const State& before, const std::vector<State>& outcomes, bool all) {
    State out = before;
    std::set<std::string, std::less<>> names;
    for (const State& one : outcomes) {
        for (const auto& [name, variable] : one.variables)
            names.insert(name);
        for (const auto& [name, function] : one.functions)
            out.functions[name] = function;
        if (one.folder != before.folder) out.folder.reset();
    }
    if (outcomes.empty()) return out;
    const bool same_folder = std::all_of(outcomes.begin(), outcomes.end(),
                                         [&](const State& one) { return one.folder == outcomes[0].folder; });
    if (all && same_folder) out.folder = outcomes[0].folder;
    for (const std::string& name : names) {
        const auto find = [&](const State& state) -> const Variable* {
            const auto found = state.variables.find(name);
            return found == state.variables.end() ? nullptr : &found->second;
        };
        std::vector<const Variable*> after;
        after.reserve(outcomes.size());
        for (const State& one : outcomes)
            after.push_back(find(one));
        bool unknown = false;
        const Variable* chosen = choose(find(before), after, all, unknown);
        if (chosen == nullptr) continue;
        Variable value = *chosen;
        if (unknown) {
            value = {};
            value.value = unknown_text(name, chosen->begin);
            value.begin = chosen->begin;
            value.end = chosen->end;
        } else if (is_disputed(*chosen, find(before), after, all)) {
            value.dispute();
        }
        out.variables[name] = std::move(value);
    }
    return out;
}

std::string joined_folder(std::string_view folder, std::string_view target) {
    const bool absolute = target.starts_with('/') || folder.starts_with('/');
    std::vector<std::string_view> parts;
    const auto add = [&](std::string_view path) {
        for (const std::string_view part : split(path, '/')) {
            if (part.empty() || part == ".") continue;
            if (part != ".." || ((parts.empty() || parts.back() == "..") && !absolute))
                parts.push_back(part);
            else if (!parts.empty())
                parts.pop_back();
        }
    };
    if (!target.starts_with('/')) add(folder);
    add(target);
    std::string out = absolute ? "/" : "";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) out += '/';
        out += parts[i];
    }
    return out;
}

} // namespace batchai2aml::bash
