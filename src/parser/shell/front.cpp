#include "parser/shell/front.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr std::string_view az_word = "az";

/// What may stand before a program's name.
bool may_precede_command(char c) {
    return std::string_view(" \t\n\r(`\"'|;&!@{=:/").find(c) != std::string_view::npos;
}

/// Length of `az` and an extension, when these are what `text` starts with; 0: they are not.
std::size_t az_length(std::string_view text) {
    if (!starts_with_i(text, az_word)) return 0;
    for (const std::string_view extension : {".cmd", ".exe", ".bat", ".ps1"}) {
        if (starts_with_i(cut(text, 2), extension)) return 2 + extension.size();
    }
    return az_word.size();
}

bool ends_word(std::string_view rest) {
    return rest.empty() || is_blank(rest.front()) || rest.front() == '\n' || rest.front() == '\r'
           || rest.front() == '\\' || rest.starts_with("\xC2\xA0");
}

bool needs_backslash(char c) {
    return c == '"' || c == '\\' || c == '$' || c == '`';
}

} // namespace

MappedText whole_text(std::string_view file) {
    MappedText text{std::string(file), {}};
    if (!file.empty()) text.segments.push_back({0, 0, false});
    return text;
}

void Rewriter::copy(std::size_t begin, std::size_t end) {
    end = std::min(end, source_.text.size());
    if (begin >= end) return;
    const std::vector<Segment>& segments = source_.segments;
    auto segment = std::upper_bound(segments.begin(), segments.end(), begin,
                                    [](std::size_t at, const Segment& s) { return at < s.at; });
    if (segment != segments.begin()) --segment;
    for (; begin < end && segment != segments.end(); ++segment) {
        const auto after = std::next(segment);
        const std::size_t stop = after == segments.end() ? end : std::min<std::size_t>(end, after->at);
        if (segment->inserted) {
            out_.insert(std::string_view(source_.text).substr(begin, stop - begin), segment->source);
        } else {
            const std::size_t from = segment->source + (begin - segment->at);
            out_.copy(from, from + (stop - begin));
        }
        begin = stop;
    }
}

void Rewriter::insert(std::string_view text, std::size_t at) {
    const std::vector<Segment>& segments = source_.segments;
    auto segment = std::upper_bound(segments.begin(), segments.end(), at,
                                    [](std::size_t a, const Segment& s) { return a < s.at; });
    if (segment == segments.begin()) return out_.insert(text, segments.empty() ? 0 : segment->source);
    --segment;
    // Past the end the place is that of the last byte, so that it always is one of the file.
    if (at >= source_.text.size() && at > segment->at) at = source_.text.size() - 1;
    out_.insert(text, segment->inserted ? segment->source : segment->source + (at - segment->at));
}

MappedText Rewriter::take() {
    MappedText text;
    text.segments = out_.take_segments();
    text.text = out_.take_text();
    return text;
}

void BlockCollector::add(const MappedText& block, const std::string& label) {
    if (trim(block.text).empty()) return;
    const auto begin = static_cast<std::uint32_t>(out_.text.size());
    const bool labelled = !out_.parts.empty() && out_.parts.back().label == label;
    if (!labelled && (!label.empty() || !out_.parts.empty())) out_.parts.push_back({begin, label});
    for (Segment segment : block.segments) {
        segment.at += begin;
        out_.segments.push_back(segment);
    }
    out_.text += block.text;
    if (out_.text.back() != '\n') {
        Segment last = out_.segments.back();
        const auto end = static_cast<std::uint32_t>(out_.text.size());
        if (!last.inserted) out_.segments.push_back({end, last.source + (end - 1 - last.at), true});
        out_.text += '\n';
    }
    out_.blocks.push_back({begin, static_cast<std::uint32_t>(out_.text.size())});
}

void BlockCollector::add_file(EmbeddedFile::Kind kind, std::string name, MappedText text,
                              const std::string& label) {
    EmbeddedFile file;
    file.kind = kind;
    file.name = std::move(name);
    file.at = static_cast<std::uint32_t>(out_.text.size());
    file.text = std::move(text.text);
    file.segments = std::move(text.segments);
    if (!label.empty()) file.parts.push_back({0, label});
    out_.files.push_back(std::move(file));
}

Line line_at(std::string_view text, std::size_t begin) {
    const std::size_t found = text.find('\n', begin);
    if (found == std::string_view::npos) return {begin, text.size(), text.size()};
    const bool carriage_return = found > begin && text[found - 1] == '\r';
    return {begin, carriage_return ? found - 1 : found, found + 1};
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_name_char(char c) {
    return is_letter(c) || is_digit(c) || c == '_';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

std::size_t name_length(std::string_view text) {
    if (text.empty() || is_digit(text.front())) return 0;
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_name_char);
    return static_cast<std::size_t>(end - text.begin());
}

std::string bash_name(std::string_view text) {
    std::string name(text);
    for (char& c : name) {
        if (!is_name_char(c)) c = '_';
    }
    if (name.empty() || is_digit(name.front())) name.insert(0, "_");
    return name;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at]))
        ++at;
    return at;
}

bool starts_with_az(std::string_view text) {
    const std::size_t length = az_length(text);
    return length > 0 && ends_word(cut(text, length));
}

bool calls_az(std::string_view text) {
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        const bool az = (text[at] == 'a' || text[at] == 'A') && (text[at + 1] == 'z' || text[at + 1] == 'Z');
        if (!az || (at > 0 && !may_precede_command(text[at - 1]))) continue;
        if (starts_with_az(cut(text, at))) return true;
    }
    return false;
}

std::string unknown(std::string_view what) {
    std::string name;
    for (const char c : what) {
        const bool harmless =
            is_name_char(c) || std::string_view(" .,/:+-*=[]%@").find(c) != std::string_view::npos;
        if (!harmless || (c == ' ' && (name.empty() || name.back() == ' '))) continue;
        name += c;
        if (name.size() == 40) break;
    }
    const std::string_view known = trim(name);
    return "$(unknown " + std::string(known.empty() ? "value" : known) + ")";
}

void insert_quoted(Rewriter& out, std::string_view text, std::size_t at) {
    std::string quoted;
    for (const char c : text) {
        if (needs_backslash(c)) quoted += '\\';
        quoted += c;
    }
    out.insert(quoted, at);
}

void copy_quoted(Rewriter& out, std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
        if (!needs_backslash(text[at])) continue;
        out.copy(begin, at);
        out.insert("\\", at);
        begin = at;
    }
    out.copy(begin, end);
}

MappedText plain_line_ends(std::string_view file, MappedText text) {
    if (text.text.find('\r') == std::string::npos) return text;
    Rewriter out(file, text);
    for (std::size_t at = 0; at < text.text.size();) {
        const Line line = line_at(text.text, at);
        out.copy(line.begin, line.end);
        if (line.next > line.end) out.copy(line.next - 1, line.next);
        at = line.next;
    }
    return out.take();
}

} // namespace batchai2aml::front
