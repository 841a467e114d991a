#include "parser/json/reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "parser/json/decode.hpp"
#include "parser/json/repair.hpp"
#include "parser/json/sax.hpp"
#include "parser/json/syntax_error.hpp"
#include "parser/json/tree.hpp"

namespace batchai2aml {

namespace {

/// Offsets are 32 bits wide; UTF-16 grows by half when it becomes UTF-8.
constexpr std::size_t most_bytes = UINT32_MAX / 2;

ReadProblem encoding_problem(EncodingProblem problem) {
    Document document;
    document.text = std::move(problem.before);
    document.index_text();
    const auto end = static_cast<std::uint32_t>(document.text.size());
    const Place place = document.place_at(end, end);
    const auto make = [&](std::string message, std::string remedy) {
        return ReadProblem{"B2A0104", std::move(message), std::move(remedy), place.line, place.column};
    };
    switch (problem.fault) {
    case EncodingFault::invalid_utf8:
        break;
    case EncodingFault::invalid_utf16:
        return make("the file starts as UTF-16 but is not valid UTF-16 here", "save the file as UTF-8");
    case EncodingFault::utf32:
        return make("the file is UTF-32, which is not read", "save the file as UTF-8");
    case EncodingFault::nul:
        return make("the file has a NUL character: it is binary, or UTF-16 without a byte-order mark",
                    "save the file as UTF-8, or leave it out");
    }
    return make("the file is not valid UTF-8 here", "save the file as UTF-8");
}

ReadProblem over_limit(std::string message) {
    return {"B2A0103", std::move(message), "no Batch AI specification is that large: leave the file out", 0,
            0};
}

/// Text in the code units of its encoding, as far as ASCII matters.
class Units {
  public:
    explicit Units(std::string_view bytes) : bytes_(bytes) {
        const ByteOrderMark mark = byte_order_mark(bytes);
        if (mark == ByteOrderMark::utf8) bytes_.remove_prefix(3);
        if (mark != ByteOrderMark::utf16_le && mark != ByteOrderMark::utf16_be) return;
        bytes_.remove_prefix(2);
        width_ = 2;
        low_ = mark == ByteOrderMark::utf16_le ? 0 : 1;
    }
    /// The character if it is ASCII; NUL beyond the end; DEL for all others.
    [[nodiscard]] char operator[](std::size_t i) const {
        if (i >= bytes_.size() / width_) return '\0';
        const char low = bytes_[i * width_ + low_];
        const bool ascii = (static_cast<unsigned char>(low) & 0x80U) == 0
                           && (width_ == 1 || bytes_[i * 2 + 1 - low_] == '\0');
        return ascii ? low : '\x7F';
    }

  private:
    std::string_view bytes_;
    std::size_t width_ = 1;
    std::size_t low_ = 0;
};

/// End of the comment at `at`; `at` when there is none.
std::size_t skip_comment(const Units& text, std::size_t at) {
    const bool block = text[at] == '/' && text[at + 1] == '*';
    const bool line = text[at] == '#' || (text[at] == '/' && text[at + 1] == '/');
    if (block) {
        at += 2;
        while (text[at] != '\0' && (text[at] != '*' || text[at + 1] != '/'))
            ++at;
        return text[at] == '\0' ? at : at + 2;
    }
    while (line && text[at] != '\0' && text[at] != '\n' && text[at] != '\r')
        ++at;
    return at;
}

// True when a whole value was read and another one begins behind it.
bool another_value_follows(std::string_view clean, const TreeBuilder& tree) {
    const std::size_t next = tree.next_token();
    return tree.open_containers().empty() && tree.last_token() == LastToken::other_value
           && next < clean.size() && (clean[next] == '{' || clean[next] == '[')
           && clean.substr(0, next).find_last_not_of(" \t\r\n") + 1 == tree.last_end();
}

std::optional<ReadProblem> build(ParsedJson& json, std::string_view clean, const JsonLimits& limits) {
    TreeBuilder tree(json, clean, limits);
    const ParseEnd end = parse_json(clean, tree);
    if (end == ParseEnd::complete) return std::nullopt;
    if (end == ParseEnd::limit) return tree.problem();
    const bool root_is_container =
        !json.document.nodes.empty() && json.document.nodes[0].kind <= NodeKind::array;
    if (!root_is_container || !another_value_follows(clean, tree))
        return syntax_error(json.document, clean, tree);
    json.document.nodes.clear();
    json.duplicates.clear();
    TreeBuilder sequence(json, clean, limits);
    switch (parse_json_sequence(clean, sequence)) {
    case ParseEnd::complete:
        return std::nullopt;
    case ParseEnd::limit:
        return sequence.problem();
    case ParseEnd::not_json:
        break;
    }
    return syntax_error(json.document, clean, sequence);
}

} // namespace

Result<ParsedJson, ReadProblem> read_json(std::string bytes, const JsonLimits& limits) {
    const std::size_t max_bytes = std::min(limits.max_bytes, most_bytes);
    if (bytes.size() > max_bytes)
        return over_limit("the file has more than " + std::to_string(max_bytes) + " bytes");
    auto decoded = decode_text(std::move(bytes));
    if (!decoded) return encoding_problem(decoded.error());

    ParsedJson json;
    Document& document = json.document;
    document.text = std::move(decoded).value();
    document.index_text();
    RepairedText repaired = repair_json(document.text);
    if (repaired.too_many_repairs) return over_limit("the file has too many places that are not JSON");
    const std::string_view clean = repaired.clean.empty() ? document.text : repaired.clean;

    document.nodes.reserve(std::min(repaired.values, limits.max_nodes));
    if (auto problem = build(json, clean, limits)) return *std::move(problem);
    json.repairs = std::move(repaired.repairs);
    std::sort(json.duplicates.begin(), json.duplicates.end());
    return json;
}

bool looks_like_json(std::string_view bytes) {
    const Units text(bytes);
    if (text[0] == '#' && text[1] == '!') return false;
    for (std::size_t at = 0;;) {
        while (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')
            ++at;
        const std::size_t end = skip_comment(text, at);
        if (end == at) return text[at] == '{' || text[at] == '[';
        at = end;
    }
}

} // namespace batchai2aml
