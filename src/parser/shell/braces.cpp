#include <algorithm>
#include <charconv>

#include "parser/shell/interpreter.hpp"

namespace batchai2aml::bash {

namespace {

using Parts = std::vector<Part>;

constexpr std::size_t max_words = 10'000;
constexpr std::size_t max_parts = 300'000; ///< of all words together: those of one may be many
constexpr int max_depth = 20;

/// A byte of an unquoted literal that may belong to braces, or a whole part.
struct Item {
    char brace = '\0'; ///< `{`, `,` or `}`
    Part part;
};

Part piece_of(const Part& part, std::size_t begin, std::size_t end) {
    Part out;
    out.verbatim = part.verbatim;
    out.begin = part.begin + (part.verbatim ? static_cast<std::uint32_t>(begin) : 0);
    out.text = part.text.substr(begin, end - begin);
    return out;
}

std::vector<Item> items_of(const Parts& parts) {
    std::vector<Item> out;
    for (const Part& part : parts) {
        if (part.kind != Part::Kind::literal || part.quoted) {
            out.push_back({'\0', part});
            continue;
        }
        std::size_t at = 0;
        while (at < part.text.size()) {
            const std::size_t next = std::min(part.text.find_first_of("{,}", at), part.text.size());
            if (next > at) out.push_back({'\0', piece_of(part, at, next)});
            if (next < part.text.size()) out.push_back({part.text[next], piece_of(part, next, next + 1)});
            at = next + 1;
        }
    }
    return out;
}

// `1..3`, `a..e`, `1..9..2`. `all` becomes false when there are more.
std::vector<std::string> sequence(std::string_view text, bool& all) {
    std::vector<std::string> out;
    const std::size_t split = text.find("..");
    if (split == std::string_view::npos) return out;
    std::string_view last = text.substr(split + 2);
    const std::string_view first = text.substr(0, split);
    long step = 1;
    if (const std::size_t more = last.find(".."); more != std::string_view::npos) {
        const std::string_view by = last.substr(more + 2);
        if (std::from_chars(by.data(), by.data() + by.size(), step).ptr != by.data() + by.size()) return out;
        last = last.substr(0, more);
    }
    long from = 0;
    long to = 0;
    const auto number = [](std::string_view digits, long& value) {
        return !digits.empty() && digits.size() < 10
               && std::from_chars(digits.data(), digits.data() + digits.size(), value).ptr
                      == digits.data() + digits.size();
    };
    const auto letter = [](std::string_view one) {
        return one.size() == 1 && ((one[0] >= 'a' && one[0] <= 'z') || (one[0] >= 'A' && one[0] <= 'Z'));
    };
    const bool letters = letter(first) && letter(last);
    if (letters) {
        from = static_cast<unsigned char>(first[0]);
        to = static_cast<unsigned char>(last[0]);
    } else if (!number(first, from) || !number(last, to)) {
        return out;
    }
    const auto padded = [](std::string_view digits) {
        return digits.starts_with('0') || digits.starts_with("-0");
    };
    const bool zeros = !letters && ((padded(first) && first.size() > 1) || (padded(last) && last.size() > 1));
    const std::size_t width = zeros ? std::max(first.size(), last.size()) : 0;
    step = std::max(1L, std::min(std::abs(step), 1'000'000L));
    for (long i = from; from <= to ? i <= to : i >= to; i += from <= to ? step : -step) {
        if (out.size() >= max_words) {
            all = false;
            break;
        }
        std::string shown = letters ? std::string(1, static_cast<char>(i)) : std::to_string(std::abs(i));
        const std::size_t sign = !letters && i < 0 ? 1 : 0;
        if (shown.size() + sign < width) shown.insert(0, width - shown.size() - sign, '0');
        out.push_back(sign != 0 ? "-" + shown : shown);
    }
    return out;
}

class Expander {
  public:
    /// `all` becomes false when words are left out.
    explicit Expander(bool& all) : all_(all) {}
    std::vector<Parts> expand(const std::vector<Item>& items, std::size_t begin, std::size_t end, int depth);

  private:
    std::size_t alternatives(const std::vector<Item>& items, std::size_t begin, std::size_t end, int depth,
                             std::vector<Parts>& out);
    void combine(std::vector<Parts>& words, const std::vector<Parts>& with, std::size_t to_come);

    bool& all_;
};

// `to_come`: parts that will be added to each word.
void Expander::combine(std::vector<Parts>& words, const std::vector<Parts>& with, std::size_t to_come) {
    std::vector<Parts> out;
    std::size_t parts = 0;
    for (const Parts& word : words)
        for (const Parts& more : with) {
            parts += word.size() + more.size() + to_come;
            if (out.size() >= max_words || (parts > max_parts && !out.empty())) {
                all_ = false;
                break;
            }
            out.push_back(word);
            out.back().insert(out.back().end(), more.begin(), more.end());
        }
    words = std::move(out);
}

// What the `{` at `begin` stands for, and the item behind its `}`; 0 when it is no such brace.
std::size_t Expander::alternatives(const std::vector<Item>& items, std::size_t begin, std::size_t end,
                                   int depth, std::vector<Parts>& out) {
    std::vector<std::size_t> cuts = {begin};
    int open = 0;
    std::size_t close = 0;
    for (std::size_t i = begin; i < end && close == 0; ++i) {
        if (items[i].brace == '{')
            ++open;
        else if (items[i].brace == ',' && open == 1)
            cuts.push_back(i);
        else if (items[i].brace == '}' && --open == 0)
            close = i;
    }
    if (close == 0) return 0;
    if (cuts.size() == 1) {
        if (close != begin + 2 || items[begin + 1].part.kind != Part::Kind::literal
            || items[begin + 1].part.quoted)
            return 0;
        for (std::string& one : sequence(items[begin + 1].part.text, all_)) {
            Part part = items[begin + 1].part;
            part.verbatim = false;
            part.text = std::move(one);
            out.push_back({std::move(part)});
        }
        return out.empty() ? 0 : close + 1;
    }
    cuts.push_back(close);
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i)
        for (Parts& one : expand(items, cuts[i] + 1, cuts[i + 1], depth + 1))
            out.push_back(std::move(one));
    return close + 1;
}

std::vector<Parts> Expander::expand(const std::vector<Item>& items, std::size_t begin, std::size_t end,
                                    int depth) {
    std::vector<Parts> words(1);
    int tries = 0;
    for (std::size_t i = begin; i < end;) {
        std::vector<Parts> found;
        const bool tried = items[i].brace == '{' && depth < max_depth && ++tries < 100;
        if (items[i].brace == '{' && !tried) all_ = false;
        const std::size_t next = tried ? alternatives(items, i, end, depth, found) : 0;
        if (next > 0) {
            combine(words, found, end - next);
            i = next;
            continue;
        }
        for (Parts& word : words)
            word.push_back(items[i].part);
        ++i;
    }
    return words;
}

} // namespace

std::vector<Parts> brace_expanded(const Parts& parts, bool& all) {
    const bool has_brace = std::any_of(parts.begin(), parts.end(), [](const Part& part) {
        return part.kind == Part::Kind::literal && !part.quoted && part.text.find('{') != std::string::npos;
    });
    if (!has_brace) return {parts};
    const std::vector<Item> items = items_of(parts);
    return Expander(all).expand(items, 0, items.size(), 0);
}

} // namespace batchai2aml::bash
