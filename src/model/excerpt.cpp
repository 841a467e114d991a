#include "model/excerpt.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace batchai2aml {

namespace {

/// Offset of each code point, and of the end.
std::vector<std::size_t> starts_of(std::string_view text) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) starts.push_back(i);
    starts.push_back(text.size());
    return starts;
}

} // namespace

Excerpt cropped(const Excerpt& excerpt, std::size_t width) {
    const std::vector<std::size_t> starts = starts_of(excerpt.text);
    const std::size_t count = starts.size() - 1;
    const std::size_t place = std::min<std::size_t>(excerpt.column - 1, count);
    std::size_t first = 0;
    // As much as can be of what follows the place, and something before it.
    if (count > width && place + excerpt.length > width - 1)
        first = std::min(place - std::min(place, width / 2), count - width + 1);
    const bool cut_before = first != 0;
    std::size_t room = width - (cut_before ? 1 : 0);
    const bool cut_after = count - first > room;
    if (cut_after) --room;
    const std::size_t last = std::min(first + room, count);
    Excerpt out;
    out.text = cut_before ? "…" : "";
    out.text += excerpt.text.substr(starts[first], starts[last] - starts[first]);
    if (cut_after) out.text += "…";
    out.column = static_cast<std::uint32_t>(place - first + (cut_before ? 2 : 1));
    const std::size_t longest = std::max<std::size_t>(last - std::min(last, place), 1);
    out.length = static_cast<std::uint32_t>(std::min<std::size_t>(excerpt.length, longest));
    return out;
}

} // namespace batchai2aml
