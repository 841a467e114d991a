#include "parser/shell/value.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace batchai2aml::bash {

void Text::copy(std::string_view what, std::uint32_t source) {
    if (what.empty()) return;
    const auto at = static_cast<std::uint32_t>(bytes.size());
    const bool goes_on = !segments.empty() && !segments.back().inserted
                         && segments.back().source + (at - segments.back().at) == source;
    if (!goes_on) segments.push_back({at, source, false});
    bytes += what;
}

void Text::insert(std::string_view what, std::uint32_t source) {
    if (what.empty()) return;
    const bool goes_on = !segments.empty() && segments.back().inserted && segments.back().source == source;
    if (!goes_on) segments.push_back({static_cast<std::uint32_t>(bytes.size()), source, true});
    bytes += what;
}

void Text::insert_part(const Text& what, std::size_t begin, std::size_t end, std::uint32_t source) {
    const std::size_t offset = bytes.size();
    disputed = disputed || what.disputed;
    insert(std::string_view(what.bytes).substr(begin, end - begin), source);
    for (const Hole& hole : what.holes)
        if (hole.begin >= begin && hole.end <= end)
            holes.push_back({static_cast<std::uint32_t>(hole.begin - begin + offset),
                             static_cast<std::uint32_t>(hole.end - begin + offset), hole.name});
}

void Text::append(const Text& what) {
    disputed = disputed || what.disputed;
    const auto offset = static_cast<std::uint32_t>(bytes.size());
    for (std::size_t i = 0; i < what.segments.size(); ++i) {
        const Segment& one = what.segments[i];
        const std::size_t end = i + 1 < what.segments.size() ? what.segments[i + 1].at : what.bytes.size();
        const std::string_view piece = std::string_view(what.bytes).substr(one.at, end - one.at);
        if (one.inserted)
            insert(piece, one.source);
        else
            copy(piece, one.source);
    }
    for (const Hole& hole : what.holes)
        holes.push_back({hole.begin + offset, hole.end + offset, hole.name});
}

void Text::hole(std::string_view name, std::uint32_t source) {
    const auto begin = static_cast<std::uint32_t>(bytes.size());
    insert("<" + std::string(name) + ">", source);
    holes.push_back({begin, static_cast<std::uint32_t>(bytes.size()), std::string(name)});
}

void Text::cut(std::size_t size) {
    if (size >= bytes.size()) return;
    bytes.resize(size);
    while (!segments.empty() && segments.back().at >= size)
        segments.pop_back();
    while (!holes.empty() && holes.back().end > size)
        holes.pop_back();
}

Text unknown_text(std::string_view name, std::uint32_t source) {
    Text out;
    out.hole(name, source);
    return out;
}

Text known_text(std::string_view bytes, std::uint32_t source) {
    Text out;
    out.insert(bytes, source);
    return out;
}

std::string shown_command(std::string_view command) {
    std::string out;
    bool blank = false;
    for (const char c : command.substr(0, 4096)) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        out += c == '<' || c == '>' ? '_' : c;
    }
    return shorten(out, 40);
}

} // namespace batchai2aml::bash
