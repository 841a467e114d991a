#include "mapper/export_order.hpp"

#include <map>
#include <set>
#include <string>

#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

void add_names(const Word& word, std::set<std::string>& names) {
    for (const Part& part : word.parts) {
        if (const auto* variable = std::get_if<Variable>(&part)) names.insert(variable->name);
        if (const auto* raw = std::get_if<RawShell>(&part)) add_names(expanding_word(raw->text), names);
    }
}

/// Which exports wait for which.
struct Waiting {
    std::vector<std::vector<std::size_t>> followers;
    std::vector<std::size_t> open; ///< how many others each one waits for
};

Waiting find_waiting(const std::vector<Statement>& exports) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < exports.size(); ++i)
        places.emplace(std::get<Export>(exports[i]).name, i);
    Waiting out{std::vector<std::vector<std::size_t>>(exports.size()),
                std::vector<std::size_t>(exports.size())};
    for (std::size_t i = 0; i < exports.size(); ++i) {
        std::set<std::string> names;
        add_names(std::get<Export>(exports[i]).value, names);
        for (const std::string& name : names) {
            const auto found = places.find(name);
            if (found == places.end() || found->second == i) continue;
            out.followers[found->second].push_back(i);
            ++out.open[i];
        }
    }
    return out;
}

} // namespace

void order_exports(std::vector<Statement>& exports) {
    Waiting waiting = find_waiting(exports);
    std::set<std::size_t> left;  // not yet taken
    std::set<std::size_t> ready; // those of them that wait for none
    for (std::size_t i = 0; i < exports.size(); ++i) {
        left.insert(left.end(), i);
        if (waiting.open[i] == 0) ready.insert(ready.end(), i);
    }
    std::vector<Statement> out;
    while (!left.empty()) {
        const std::size_t next = ready.empty() ? *left.begin() : *ready.begin(); // none is ready in a circle
        left.erase(next);
        ready.erase(next);
        out.push_back(std::move(exports[next]));
        for (const std::size_t follower : waiting.followers[next])
            if (--waiting.open[follower] == 0 && left.contains(follower)) ready.insert(follower);
    }
    exports = std::move(out);
}

} // namespace batchai2aml
