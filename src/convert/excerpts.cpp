#include "convert/excerpts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/secret_names.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t shown_messages = 5;
constexpr std::size_t shown_before = 60; ///< code points of a long line before the place
constexpr std::size_t shown_after = 140; ///< and from its start on

/// Bytes [begin, end) of a file.
using Span = SecretSpan;

/// What becomes of one byte of a line.
enum class Sight : char { hidden, shown, secret };

/// One line of a file, or the part of it around a place.
struct Window {
    Span line; ///< as much of it as is shown
    Span place;
    std::vector<Sight> sights; ///< of each byte of `line`

    void set(std::size_t begin, std::size_t end, Sight sight) {
        begin = std::max(begin, line.begin);
        end = std::min(end, line.end);
        for (std::size_t at = begin; at < end; ++at)
            sights[at - line.begin] = sight;
    }
};

/// Whether the text that a finding is about may be seen.
enum class Values : unsigned char { hidden, shown };

/// One input file with all that was read of it.
class SourceFile {
  public:
    SourceFile(std::vector<const Document*> documents, const SecretFinder& secrets)
        : documents_(std::move(documents)),
          text_of_(documents_.front()->origin ? documents_.front()->origin->file.get() : documents_.front()),
          secrets_(secrets.find_written(text_of_->text)) {
        for (const Document* document : documents_)
            find_secret_values(*document, secrets);
    }

    [[nodiscard]] Excerpt excerpt(const Place& place, Values values) const;

  private:
    void find_secret_values(const Document& document, const SecretFinder& secrets);
    void add_secret(const Document& document, std::uint32_t begin, std::uint32_t end);
    [[nodiscard]] std::optional<Window> window_at(const Place& place) const;
    void show_json(Window& window, Values values) const;
    void show_words(Window& window) const;

    std::vector<const Document*> documents_;
    const Document* text_of_;
    std::vector<Span> secrets_;
};

void SourceFile::find_secret_values(const Document& document, const SecretFinder& secrets) {
    for (const Node& node : document.nodes) {
        const bool by_name = node.kind == NodeKind::string && is_secret_name(node.key);
        if (by_name || is_secret_member(document, node) || !secrets.find(node.text).empty())
            add_secret(document, node.begin, node.end);
        if (!secrets.find(node.key).empty()) add_secret(document, node.key_begin, node.key_end);
    }
}

// In a made document the bytes between may stand anywhere; each has its own place.
void SourceFile::add_secret(const Document& document, std::uint32_t begin, std::uint32_t end) {
    if (!document.origin) {
        secrets_.push_back({begin, end});
        return;
    }
    for (std::uint32_t at = begin; at < end; ++at) {
        const std::uint32_t source = document.origin->source_of(at);
        if (secrets_.empty() || source < secrets_.back().begin || source > secrets_.back().end)
            secrets_.push_back({source, source});
        secrets_.back().end = std::max<std::size_t>(secrets_.back().end, source + std::size_t{1});
    }
}

/// Start of the window around a place: no more than `shown_before` code points before it.
std::size_t window_begin(std::string_view text, std::size_t line, std::size_t place) {
    std::size_t points = 0;
    while (place > line && points < shown_before) {
        --place;
        if ((static_cast<unsigned char>(text[place]) & 0xC0U) != 0x80U) ++points;
    }
    return place;
}

std::size_t window_end(std::string_view text, std::size_t line_end, std::size_t place) {
    for (std::size_t points = 0; place < line_end && points < shown_after; ++points)
        place += first_code_point(text.substr(place, line_end - place)).length;
    return place;
}

std::optional<Window> SourceFile::window_at(const Place& place) const {
    const std::string_view text = text_of_->text;
    if (place.line == 0 || place.line > text_of_->line_starts.size()) return std::nullopt;
    const std::size_t line = text_of_->line_starts[place.line - 1];
    const std::size_t line_end = std::min(text.find_first_of("\r\n", line), text.size());
    const std::size_t begin = std::min<std::size_t>(text_of_->offset_of(place.line, place.column), line_end);
    std::size_t end = line_end;
    if (place.end_column != 0)
        end = std::clamp<std::size_t>(text_of_->offset_of(place.line, place.end_column), begin, line_end);
    Window window{{window_begin(text, line, begin), window_end(text, line_end, begin)}, {begin, end}, {}};
    window.sights.assign(window.line.end - window.line.begin, Sight::hidden);
    return window;
}

// What is no string says little, and the names of members are Batch AI's. Of the strings only the one that
// the finding is about is shown, and comments are not.
void SourceFile::show_json(Window& window, Values values) const {
    const std::string_view text = text_of_->text;
    for (std::size_t at = window.line.begin; at < window.line.end; ++at)
        if (std::string_view(" \t{}[]:,").find(text[at]) != std::string_view::npos)
            window.set(at, at + 1, Sight::shown);
    for (const Node& node : documents_.front()->nodes) {
        if (node.begin >= window.line.end && node.key_begin >= window.line.end) break;
        window.set(node.key_begin, node.key_end, Sight::shown);
        if (node.kind == NodeKind::object || node.kind == NodeKind::array) continue;
        const bool about =
            values == Values::shown && node.begin <= window.place.begin && window.place.end <= node.end;
        if ((node.kind != NodeKind::string && !is_secret_name(node.key)) || about) {
            window.set(node.begin, node.end, Sight::shown);
        } else {
            window.set(node.begin, node.end, Sight::hidden);
            window.set(node.begin, node.begin + std::size_t{1}, Sight::shown);
            window.set(node.end - std::size_t{1}, node.end, Sight::shown);
        }
    }
}

/// An option, the name of a member of JSON, or the beginning of a command of az.
bool is_known_word(std::string_view word) {
    constexpr std::array<std::string_view, 14> words = {
        "az",          "batchai", "cluster", "job", "create", "submit",    "\\",
        "file-server", "{",       "}",       "$",   "resize", "workspace", "experiment"};
    if (std::ranges::find(words, word) != words.end()) return true;
    const bool member = word.starts_with('"') && word.ends_with("\":") && word.size() > 3;
    if (member) word = word.substr(1, word.size() - 3);
    return (member || word.starts_with('-')) && std::ranges::all_of(word, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
           });
}

// In other texts nobody knows what a word is: only those are shown that the finding is about, and those that
// can be nothing but names.
void SourceFile::show_words(Window& window) const {
    const std::string_view text = text_of_->text;
    std::size_t at = window.line.begin;
    while (at < window.line.end) {
        const std::size_t end = std::min(text.find_first_of(" \t", at), window.line.end);
        if (is_known_word(text.substr(at, end - at))) window.set(at, end, Sight::shown);
        window.set(end, end + 1, Sight::shown);
        at = end + 1;
    }
    window.set(window.place.begin, window.place.end, Sight::shown);
}

/// Makes the text of an excerpt, piece by piece.
class Line {
  public:
    explicit Line(Span place) : place_(place) {}

    /// The code point at byte `at`. One column each, so that what is underlined is what is meant.
    void add(std::size_t at, std::string_view point) {
        const bool plain = first_code_point(point).valid && printable(point) == point;
        if (hiding_ && point == " " && text_.ends_with(' ')) return;
        hiding_ = point == " " && hiding_;
        put(at, plain ? point : point == "\t" ? " " : "?");
    }
    void add_hidden(std::size_t at) {
        if (!hiding_ || at == place_.begin) put(at, "…");
        hiding_ = true;
    }
    void add_secret(std::size_t at) {
        for (const char c : std::string_view("(a secret)"))
            put(at, std::string_view(&c, 1));
        hiding_ = false;
    }
    [[nodiscard]] Excerpt take() && {
        if (length_ == 0) column_ = points_ + 1;
        while (text_.ends_with(' '))
            text_.pop_back();
        return {std::move(text_), static_cast<std::uint32_t>(column_),
                static_cast<std::uint32_t>(std::max<std::size_t>(length_, 1))};
    }

  private:
    void put(std::size_t at, std::string_view text) {
        text_ += text;
        ++points_;
        if (at < place_.begin || at >= place_.end) return;
        if (length_ == 0) column_ = points_;
        length_ = points_ - column_ + 1;
    }

    Span place_;
    std::string text_;
    std::size_t points_ = 0;
    std::size_t column_ = 1;
    std::size_t length_ = 0;
    bool hiding_ = false; ///< what came last was hidden
};

Excerpt SourceFile::excerpt(const Place& place, Values values) const {
    std::optional<Window> window = window_at(place);
    if (!window) return {};
    documents_.size() == 1 && !documents_.front()->origin ? show_json(*window, values) : show_words(*window);
    for (const Span& secret : secrets_)
        window->set(secret.begin, secret.end, Sight::secret);
    const std::string_view text = text_of_->text;
    Line line(window->place);
    Sight last = Sight::shown;
    for (std::size_t at = window->line.begin; at < window->line.end;) {
        const Sight sight = window->sights[at - window->line.begin];
        const std::size_t length = first_code_point(text.substr(at, window->line.end - at)).length;
        if (sight == Sight::shown)
            line.add(at, text.substr(at, length));
        else if (sight == Sight::hidden)
            line.add_hidden(at);
        else if (last != Sight::secret || at == window->place.begin)
            line.add_secret(at);
        last = sight;
        at += length;
    }
    return std::move(line).take();
}

// These findings are about names of members. What a misspelt one holds may be a secret.
Values values_of(const Finding& finding) {
    constexpr std::array<std::string_view, 6> about_names = {"B2A0206", "B2A0207", "B2A0210",
                                                             "B2A0211", "B2A0213", "B2A0214"};
    return std::ranges::find(about_names, finding.code) != about_names.end() ? Values::hidden : Values::shown;
}

/// A line of brackets and ellipses tells nothing.
bool says_something(const Excerpt& excerpt) {
    return std::ranges::any_of(excerpt.text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

/// The findings that reports show, by file.
std::map<std::string_view, std::vector<Finding*>> shown_findings(std::vector<Finding>& findings) {
    std::map<std::string_view, std::vector<Finding*>> by_file;
    std::map<std::string_view, std::set<std::pair<std::string_view, std::string_view>>> messages;
    for (Finding& finding : findings) {
        auto& seen = messages[finding.code];
        if (finding.place.line == 0 || seen.size() == shown_messages) continue;
        if (seen.emplace(finding.message, finding.remedy).second)
            by_file[finding.place.file].push_back(&finding);
    }
    return by_file;
}

/// Nothing when several files have that name, or when nobody knows what is a secret in it.
std::vector<const Document*> documents_of(std::string_view path, const std::vector<const Document*>& sorted) {
    std::vector<const Document*> found;
    auto next =
        std::lower_bound(sorted.begin(), sorted.end(), path,
                         [](const Document* document, std::string_view p) { return document->path < p; });
    for (; next != sorted.end() && (*next)->path == path; ++next)
        found.push_back(*next);
    const auto text_of = [](const Document* document) {
        return document->origin ? document->origin->file.get() : document;
    };
    const bool one_file = std::ranges::all_of(found, [&](const Document* document) {
        return text_of(document)->text == text_of(found.front())->text && !document->nodes.empty();
    });
    return one_file ? found : std::vector<const Document*>();
}

} // namespace

void add_excerpts(std::span<const ParsedInput> inputs, const SecretFinder& secrets, Report& report) {
    std::vector<const Document*> documents;
    documents.reserve(inputs.size());
    for (const ParsedInput& input : inputs)
        documents.push_back(&input.document);
    std::ranges::stable_sort(documents, {}, &Document::path);
    for (const auto& [path, findings] : shown_findings(report.findings)) {
        auto of_file = documents_of(path, documents);
        if (of_file.empty()) continue;
        const SourceFile file(std::move(of_file), secrets);
        for (Finding* finding : findings) {
            Excerpt excerpt = file.excerpt(finding->place, values_of(*finding));
            if (says_something(excerpt)) finding->excerpt = std::move(excerpt);
        }
    }
}

} // namespace batchai2aml
