#include "cli/ignore_set.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace batchai2aml::cli {

namespace {

using Bytes = std::bitset<256>;

/// From `first` to `last`, both included; nothing when they stand the other way round.
void add_range(Bytes& bytes, unsigned char first, unsigned char last) {
    for (unsigned c = first; c <= last; ++c)
        bytes.set(c);
}

/// Classes of POSIX, in the locale C.
bool add_class(Bytes& bytes, std::string_view name) {
    using Ranges = std::string_view; // pairs of a first and a last byte
    constexpr std::array<std::pair<std::string_view, Ranges>, 12> classes = {
        {{"alnum", "09AZaz"},
         {"alpha", "AZaz"},
         {"blank", "  \t\t"},
         {"cntrl", std::string_view("\0\x1f\x7f\x7f", 4)},
         {"digit", "09"},
         {"graph", "!~"},
         {"lower", "az"},
         {"print", " ~"},
         {"punct", "!/:@[`{~"},
         {"space", "  \t\r"},
         {"upper", "AZ"},
         {"xdigit", "09AFaf"}}};
    const auto* found = std::ranges::find(classes, name, [](const auto& entry) { return entry.first; });
    if (found == classes.end()) return false;
    for (std::size_t i = 0; i < found->second.size(); i += 2)
        add_range(bytes, static_cast<unsigned char>(found->second[i]),
                  static_cast<unsigned char>(found->second[i + 1]));
    return true;
}

class SetReader {
  public:
    explicit SetReader(std::string_view text) : text_(text) {}

    std::optional<ByteSet> read() {
        const bool negated = peek() == '!' || peek() == '^';
        if (negated) ++at_;
        // A bracket at the first place is a letter.
        for (bool first = true; first || peek() != ']'; first = false)
            if (!read_member()) return std::nullopt;
        if (negated) set_.flip();
        return ByteSet{set_, at_ + 1};
    }

  private:
    [[nodiscard]] int peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? static_cast<unsigned char>(text_[at_ + ahead]) : -1;
    }

    /// One letter, behind a `\` perhaps; -1 at the end of the text.
    int letter() {
        if (peek() == '\\') ++at_;
        const int c = peek();
        ++at_;
        return c;
    }

    /// A class, a range, or a letter that may begin a range.
    bool read_member() {
        if (peek() == '[' && peek(1) == ':') {
            const std::size_t end = text_.find(']', at_ + 2);
            if (end == std::string_view::npos) return false;
            if (end > at_ + 2 && text_[end - 1] == ':') {
                const std::string_view name = text_.substr(at_ + 2, end - at_ - 3);
                at_ = end + 1;
                return add_class(set_, name);
            }
        }
        const int first = letter();
        if (first < 0) return false;
        const bool range = peek() == '-' && peek(1) >= 0 && peek(1) != ']';
        if (range) ++at_;
        const int last = range ? letter() : first;
        if (last < 0) return false;
        // `[z-a]` holds z all the same: git has taken the letter before it sees that a range follows.
        set_.set(static_cast<std::size_t>(first));
        add_range(set_, static_cast<unsigned char>(first), static_cast<unsigned char>(last));
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 1;
    Bytes set_;
};

} // namespace

std::optional<ByteSet> parse_set(std::string_view text) {
    return SetReader(text).read();
}

} // namespace batchai2aml::cli
