#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/shell/front.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

/// What plain character stands for the typographic one at `at`; empty: none. `length`: its bytes.
std::string_view plain_character(std::string_view text, std::size_t at, std::size_t& length) {
    const std::string_view rest = cut(text, at);
    length = 3;
    for (const std::string_view quote : {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E"}) {
        if (rest.starts_with(quote)) return "\"";
    }
    for (const std::string_view quote : {"\xE2\x80\x98", "\xE2\x80\x99"}) {
        if (rest.starts_with(quote)) return "'";
    }
    const bool word_start =
        at == 0 || is_blank(text[at - 1]) || (at > 1 && cut(text, at - 2, 2) == no_break_space);
    const bool em_dash = rest.starts_with("\xE2\x80\x94");
    if (word_start && (em_dash || rest.starts_with("\xE2\x80\x93"))) {
        const std::string_view after = rest.substr(3);
        if (after.starts_with("-")) return "-";
        return after.size() > 1 && is_letter(after[1]) ? "--" : "-";
    }
    length = no_break_space.size();
    return rest.starts_with(no_break_space) ? " " : "";
}

void copy_plainly(Rewriter& out, std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at) {
        if (static_cast<unsigned char>(text[at]) < 0x80) continue;
        std::size_t length = 0;
        const std::string_view plain = plain_character(text, at, length);
        if (plain.empty()) continue;
        out.copy(begin, at);
        out.insert(plain, at);
        begin = at + length;
        at = begin - 1;
    }
    out.copy(begin, end);
}

/// End of the line at `begin` and of those that it goes on in.
std::size_t continued_end(std::string_view text, std::size_t begin) {
    while (true) {
        const Line line = line_at(text, begin);
        const bool continued = line.end > line.begin && text[line.end - 1] == '\\';
        if (!continued || line.next == text.size()) return line.next;
        begin = line.next;
    }
}

MappedText with_plain_characters(std::string_view file, MappedText text) {
    const std::string_view all = text.text;
    if (all.find(no_break_space) == std::string_view::npos && all.find("\xE2\x80") == std::string_view::npos)
        return text;
    Rewriter out(file, text);
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = continued_end(all, at);
        if (calls_az(all.substr(at, end - at))) {
            copy_plainly(out, all, at, end);
        } else {
            out.copy(at, end);
        }
        at = end;
    }
    return out.take();
}

/// A placeholder outside of quotes.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Quotes placeholders, one logical line after the other.
class PlaceholderQuoter {
  public:
    PlaceholderQuoter(std::string_view file, const MappedText& text) : text_(text.text), out_(file, text) {}

    MappedText run() {
        while (at_ < text_.size())
            take_line();
        return out_.take();
    }

  private:
    void take_line();
    void step();
    void skip_quoted(char quote);
    void take_angle();
    void take_bracket();
    void note_here_document();
    void skip_here_document();
    [[nodiscard]] std::size_t closing_quote(char quote);
    [[nodiscard]] bool word_starts() const {
        return at_ == line_ || std::string_view(" \t\n=").find(text_[at_ - 1]) != std::string_view::npos;
    }
    [[nodiscard]] bool is_wanted(std::size_t end) const;

    std::string_view text_;
    Rewriter out_;
    std::size_t at_ = 0;
    std::size_t line_ = 0; ///< where the logical line begins
    std::vector<Span> found_;
    std::string here_end_; ///< word that ends the here-document that follows the line; empty: none
    bool no_single_ = false;
    bool no_double_ = false;
};

void PlaceholderQuoter::take_line() {
    line_ = at_;
    found_.clear();
    const Line first = line_at(text_, at_);
    const std::string_view content = trim(cut(text_, at_, first.end - at_));
    if (content == "..." || content == "\xE2\x80\xA6" || content == "[...]") {
        at_ = first.next;
        return;
    }
    while (at_ < text_.size() && text_[at_] != '\n')
        step();
    std::size_t done = line_;
    if (!found_.empty() && is_wanted(at_)) {
        for (const Span& span : found_) {
            out_.copy(done, span.begin);
            const bool bracket = text_[span.begin] == '[';
            out_.insert(bracket ? "\"<" : "\"", span.begin);
            out_.copy(span.begin + (bracket ? 1 : 0), span.end - (bracket ? 1 : 0));
            out_.insert(bracket ? ">\"" : "\"", span.end - 1);
            done = span.end;
        }
    }
    at_ = std::min(at_ + 1, text_.size());
    out_.copy(done, at_);
    skip_here_document();
}

void PlaceholderQuoter::step() {
    const char c = text_[at_];
    if (c == '\\') {
        at_ = std::min(at_ + 2, text_.size());
    } else if (c == '\'' || c == '"') {
        skip_quoted(c);
    } else if (c == '#' && word_starts()) {
        at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '<') {
        take_angle();
    } else if (c == '[') {
        take_bracket();
    } else {
        ++at_;
    }
}

std::size_t PlaceholderQuoter::closing_quote(char quote) {
    bool& none = quote == '"' ? no_double_ : no_single_;
    if (none) return std::string_view::npos;
    std::size_t end = text_.find(quote, at_ + 1);
    if (quote == '"') {
        for (end = at_ + 1; end < text_.size() && text_[end] != '"'; ++end) {
            if (text_[end] == '\\') ++end;
        }
        if (end >= text_.size()) end = std::string_view::npos;
    }
    if (end == std::string_view::npos) none = true;
    return end;
}

void PlaceholderQuoter::skip_quoted(char quote) {
    const std::size_t end = closing_quote(quote);
    const bool apostrophe = quote == '\'' && at_ > line_ && is_name_char(text_[at_ - 1]);
    const bool same_line = end < std::min(text_.find('\n', at_), text_.size());
    if (end == std::string_view::npos || (apostrophe && !same_line)) {
        ++at_;
    } else {
        at_ = end + 1;
    }
}

void PlaceholderQuoter::take_angle() {
    if (cut(text_, at_).starts_with("<<")) return note_here_document();
    const std::size_t begin = at_++;
    if (at_ >= text_.size() || !is_letter(text_[at_])) return;
    const std::size_t end = text_.find_first_of("<>|;&\n\"", at_);
    if (end == std::string_view::npos || text_[end] != '>' || is_blank(text_[end - 1])) return;
    at_ = end + 1;
    found_.push_back({begin, at_});
}

void PlaceholderQuoter::take_bracket() {
    const bool own_word = word_starts();
    const std::size_t begin = at_++;
    if (!own_word || at_ >= text_.size() || !is_letter(text_[at_])) return;
    std::size_t end = at_;
    while (
        end < text_.size()
        && (is_name_char(text_[end]) || std::string_view(" -./'").find(text_[end]) != std::string_view::npos))
        ++end;
    if (end >= text_.size() || text_[end] != ']' || text_[end - 1] == ' ') return;
    const bool word_ends = end + 1 == text_.size()
                           || std::string_view(" \t\r\n;)").find(text_[end + 1]) != std::string_view::npos;
    const std::string_view before = trim(cut(text_, line_, begin - line_));
    if (!word_ends || before.ends_with("--query") || before.ends_with("--query=")) return;
    at_ = end + 1;
    found_.push_back({begin, at_});
}

void PlaceholderQuoter::note_here_document() {
    at_ += 2;
    if (at_ < text_.size() && text_[at_] == '<') {
        ++at_;
        return;
    }
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    std::size_t word = skip_blanks(text_, at_);
    while (word < text_.size() && (text_[word] == '\'' || text_[word] == '"' || text_[word] == '\\'))
        ++word;
    const std::size_t length = name_length(cut(text_, word));
    if (length == 0) return;
    here_end_ = cut(text_, word, length);
    at_ = word + length;
    if (at_ < text_.size() && (text_[at_] == '\'' || text_[at_] == '"')) ++at_;
}

void PlaceholderQuoter::skip_here_document() {
    if (here_end_.empty()) return;
    const std::size_t begin = at_;
    bool ended = false;
    while (at_ < text_.size() && !ended) {
        const Line line = line_at(text_, at_);
        ended = trim(cut(text_, line.begin, line.end - line.begin)) == here_end_;
        at_ = line.next;
    }
    out_.copy(begin, at_);
    here_end_.clear();
}

/// Lines that call az, and assignments of nothing but a placeholder.
bool PlaceholderQuoter::is_wanted(std::size_t end) const {
    if (calls_az(cut(text_, line_, end - line_))) return true;
    std::size_t at = skip_blanks(text_, line_);
    if (cut(text_, at).starts_with("export ")) at = skip_blanks(text_, at + 7);
    const std::size_t length = name_length(cut(text_, at));
    return length > 0 && at + length < end && text_[at + length] == '=';
}

} // namespace

MappedText mend_az_lines(std::string_view file, MappedText text) {
    text = with_plain_characters(file, std::move(text));
    const std::string_view all = text.text;
    const bool anything = all.find_first_of("<[") != std::string_view::npos
                          || all.find("...") != std::string_view::npos
                          || all.find("\xE2\x80\xA6") != std::string_view::npos;
    if (!anything) return text;
    return PlaceholderQuoter(file, text).run();
}

} // namespace batchai2aml::front
