#include "parser/known_secrets.hpp"

#include <algorithm>
#include <cstdint>

namespace batchai2aml {

namespace {

constexpr std::size_t shortest = 6;
constexpr std::size_t longest = 4096;
constexpr std::size_t none = SIZE_MAX;

std::size_t index_of(char c) {
    return static_cast<unsigned char>(c);
}

} // namespace

void KnownSecrets::add(std::string_view secret) {
    if (secret.size() >= shortest && secret.size() <= longest) sorted_.emplace_back(secret);
}

void KnownSecrets::prepare() {
    std::sort(sorted_.begin(), sorted_.end());
    sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
    shorter_.assign(sorted_.size(), none);
    std::vector<std::size_t> open; // secrets that the current one starts with, the longest last
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
        first_[index_of(sorted_[i].front())] = true;
        while (!open.empty() && !sorted_[i].starts_with(sorted_[open.back()]))
            open.pop_back();
        if (!open.empty()) shorter_[i] = open.back();
        open.push_back(i);
    }
}

void KnownSecrets::find(std::string_view text, std::vector<SecretSpan>& spans) const {
    if (sorted_.empty()) return;
    for (std::size_t at = 0; at + shortest <= text.size(); ++at) {
        if (!first_[index_of(text[at])]) continue;
        const std::string_view rest = text.substr(at, longest);
        // Whatever `rest` starts with stands before it in the order, and the last one before it starts with
        // that, too.
        const auto after = std::upper_bound(sorted_.begin(), sorted_.end(), rest);
        if (after == sorted_.begin()) continue;
        auto known = static_cast<std::size_t>(after - sorted_.begin()) - 1;
        while (known != none && !rest.starts_with(sorted_[known]))
            known = shorter_[known];
        if (known != none) spans.push_back({at, at + sorted_[known].size()});
    }
}

} // namespace batchai2aml
