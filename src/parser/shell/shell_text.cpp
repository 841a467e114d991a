#include "parser/shell/shell_text.hpp"

#include <utility>

namespace batchai2aml {

void TextBuilder::copy(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const auto source = static_cast<std::uint32_t>(begin);
    const bool goes_on = !segments_.empty() && !segments_.back().inserted
                         && segments_.back().source + (size() - segments_.back().at) == source;
    if (!goes_on) segments_.push_back({size(), source, false});
    text_ += source_.substr(begin, end - begin);
}

void TextBuilder::insert(std::string_view text, std::size_t at) {
    if (text.empty()) return;
    const auto source = static_cast<std::uint32_t>(at);
    const bool goes_on = !segments_.empty() && segments_.back().inserted && segments_.back().source == source;
    if (!goes_on) segments_.push_back({size(), source, true});
    text_ += text;
}

void TextBuilder::start_part(std::string label) {
    if (!parts_.empty() && parts_.back().at == size()) parts_.pop_back();
    parts_.push_back({size(), std::move(label)});
}

} // namespace batchai2aml
