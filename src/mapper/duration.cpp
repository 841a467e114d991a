#include "mapper/duration.hpp"

#include <array>
#include <string>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::int64_t day = 86400;
constexpr std::int64_t longest = 36500 * day;

// Reads digits from the front of `text`.
std::optional<std::int64_t> take_number(std::string_view& text) {
    std::size_t length = 0;
    std::int64_t value = 0;
    while (length < text.size() && text[length] >= '0' && text[length] <= '9') {
        value = value * 10 + (text[length] - '0');
        if (++length > 10) return std::nullopt;
    }
    if (length == 0) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

// Seconds of a fraction of a unit such as ".5" or ",25", cut off; 0 when there is none, nothing when it is
// malformed.
std::optional<std::int64_t> take_fraction(std::string_view& text, std::int64_t unit) {
    if (text.empty() || (text.front() != '.' && text.front() != ',')) return 0;
    text.remove_prefix(1);
    const std::size_t before = text.size();
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    std::int64_t divisor = 1;
    for (std::size_t digits = before - text.size(); digits > 0; --digits)
        divisor *= 10;
    return *number * unit / divisor;
}

bool skip_fraction(std::string_view& text) {
    return take_fraction(text, 1).has_value();
}

std::optional<std::int64_t> parse_iso(std::string_view text) {
    struct Unit {
        char letter;
        bool time;
        std::int64_t seconds;
    };
    constexpr std::array<Unit, 5> units = {
        {{'W', false, 7 * day}, {'D', false, day}, {'H', true, 3600}, {'M', true, 60}, {'S', true, 1}}};
    text.remove_prefix(1);
    std::int64_t total = 0;
    bool time = false;
    std::size_t next = 0;
    bool any = false;
    while (!text.empty()) {
        if (text.front() == 'T' && !time) {
            time = true;
            text.remove_prefix(1);
            if (text.empty()) return std::nullopt;
            continue;
        }
        const auto number = take_number(text);
        std::string_view fraction = text;
        if (!number || !skip_fraction(text) || text.empty()) return std::nullopt;
        while (next < units.size() && (units[next].letter != text.front() || units[next].time != time))
            ++next;
        if (next == units.size()) return std::nullopt;
        const std::int64_t unit = units[next++].seconds;
        total += *number * unit + take_fraction(fraction, unit).value_or(0);
        text.remove_prefix(1);
        any = true;
    }
    return any ? std::optional(total) : std::nullopt;
}

// hh:mm:ss, with a fraction or without
std::optional<std::int64_t> parse_clock(std::string_view text) {
    const auto hours = take_number(text);
    if (!hours || !text.starts_with(':')) return std::nullopt;
    text.remove_prefix(1);
    const auto minutes = take_number(text);
    if (!minutes || *minutes > 59 || !text.starts_with(':')) return std::nullopt;
    text.remove_prefix(1);
    const auto seconds = take_number(text);
    if (!seconds || *seconds > 59 || !skip_fraction(text) || !text.empty()) return std::nullopt;
    return *hours * 3600 + *minutes * 60 + *seconds;
}

std::optional<std::int64_t> parse_with_days(std::string_view text) {
    std::string_view rest = text;
    const auto days = take_number(rest);
    if (!days) return std::nullopt;
    if (rest.starts_with('.') && rest.find(':') != std::string_view::npos) {
        const auto clock = parse_clock(rest.substr(1));
        return clock ? std::optional(*days * day + *clock) : std::nullopt;
    }
    for (const std::string_view unit : {" days", " day"}) {
        if (!rest.starts_with(unit)) continue;
        rest.remove_prefix(unit.size());
        if (rest.empty()) return *days * day;
        if (!rest.starts_with(", ")) return std::nullopt;
        const auto clock = parse_clock(rest.substr(2));
        return clock ? std::optional(*days * day + *clock) : std::nullopt;
    }
    return parse_clock(text);
}

} // namespace

std::optional<std::int64_t> parse_duration(std::string_view text) {
    text = trim(text);
    if (text.empty() || text.size() > 64) return std::nullopt;
    const auto seconds = text.front() == 'P' ? parse_iso(text) : parse_with_days(text);
    return seconds && *seconds <= longest ? seconds : std::nullopt;
}

} // namespace batchai2aml
