#include "rehearse/locations.hpp"

#include <algorithm>
#include <filesystem>

namespace batchai2aml {

namespace {

bool ends_path(char c) {
    constexpr std::string_view enders = " \t\r\n\"'`:;,|&<>()=?";
    return enders.find(c) != std::string_view::npos;
}

} // namespace

Locations::Locations(const Rehearsal& rehearsal) {
    for (const StandIn& store : rehearsal.stand_ins)
        add(store.folder, store.folder, '<' + store.datastore.name + '>',
            store.given.empty() ? Holds::nothing : Holds::data);
    const std::vector<Prefix> stores = prefixes_;
    const auto add_data = [&](const std::string& path, const std::string& real) {
        for (const Prefix& store : stores)
            if (real == store.path || real.starts_with(store.path + '/'))
                return add(path, real, store.shown + real.substr(store.path.size()), store.holds);
    };
    for (const MountedFolder& folder : rehearsal.folders)
        add_data(folder.local, folder.behind);
    for (const FolderLink& link : rehearsal.links) {
        std::error_code error;
        const auto real = std::filesystem::weakly_canonical(link.path, error);
        if (!error) add_data(link.path, real);
    }
    for (const NodeFolders& node : rehearsal.nodes) {
        add(node.working, node.working, "<working folder>", Holds::nothing);
        add(node.home, node.home, "<home>", Holds::nothing);
        if (top_.empty()) top_ = std::filesystem::path(node.working).parent_path().parent_path();
    }
    std::stable_sort(prefixes_.begin(), prefixes_.end(),
                     [](const Prefix& a, const Prefix& b) { return a.path.size() > b.path.size(); });
}

void Locations::add(std::string path, std::string real, std::string shown, Holds holds) {
    prefixes_.push_back({std::move(path), std::move(real), std::move(shown), holds});
}

const Locations::Prefix* Locations::prefix_at(std::string_view text, std::size_t at) const {
    const std::string_view rest = text.substr(at);
    for (const Prefix& prefix : prefixes_) {
        if (!rest.starts_with(prefix.path)) continue;
        const std::size_t size = prefix.path.size();
        if (rest.size() == size || rest[size] == '/' || ends_path(rest[size])) return &prefix;
    }
    return nullptr;
}

std::string Locations::explain(std::string_view text) const {
    std::string out;
    std::size_t done = 0;
    for (std::size_t at = text.find(top_); at != std::string_view::npos && !top_.empty();
         at = text.find(top_, at + 1)) {
        const Prefix* prefix = prefix_at(text, at);
        if (prefix == nullptr || at < done) continue;
        out += text.substr(done, at - done);
        out += prefix->shown;
        done = at + prefix->path.size();
    }
    return out += text.substr(done);
}

std::vector<Locations::Named> Locations::named_in(std::string_view text) const {
    std::vector<Named> out;
    for (std::size_t at = text.find(top_); at != std::string_view::npos && !top_.empty();
         at = text.find(top_, at + 1)) {
        const Prefix* prefix = prefix_at(text, at);
        if (prefix == nullptr || prefix->holds == Holds::nothing) continue;
        std::size_t end = at + prefix->path.size();
        while (end < text.size() && !ends_path(text[end]))
            ++end;
        const std::string below(text.substr(at + prefix->path.size(), end - at - prefix->path.size()));
        std::error_code error;
        out.push_back({prefix->shown + below, std::filesystem::exists(prefix->real + below, error)});
    }
    return out;
}

} // namespace batchai2aml
