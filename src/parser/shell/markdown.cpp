#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "parser/shell/fenced_block.hpp"
#include "parser/shell/front.hpp"
#include "parser/shell/prompts.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

/// A fence that nothing closes ends at a heading, and what follows is read again: not too often.
constexpr unsigned most_rereads = 64;

struct Fence {
    std::size_t indent = 0; ///< bytes before it
    std::size_t length = 0; ///< 0: none
    char mark = '`';
    std::string_view info;
};

/// The fence that a line is, also behind marks of lists and quotes.
Fence fence_of(std::string_view line) {
    std::size_t at = skip_blanks(line, 0);
    while (at + 1 < line.size() && std::string_view(">-*+").find(line[at]) != std::string_view::npos
           && (line[at + 1] == ' ' || line[at] == '>'))
        at = skip_blanks(line, at + 1);
    if (at >= line.size() || (line[at] != '`' && line[at] != '~')) return {};
    const char mark = line[at];
    const std::size_t end = std::min(line.find_first_not_of(mark, at), line.size());
    const std::string_view info = trim(line.substr(end));
    // "```name```" within a line is no fence.
    if (end - at < 3 || info.find('`') != std::string_view::npos) return {};
    return {at, end - at, mark, info};
}

bool is_heading(std::string_view line, bool after_blank) {
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    return marks > 0 && marks < 7 && marks < line.size() && line[marks] == ' ' && (marks > 1 || after_blank);
}

class MarkdownReader {
  public:
    MarkdownReader(std::string_view file, const MappedText& text, const std::string& label,
                   BlockCollector& out)
        : file_(file), mapped_(text), text_(text.text), label_(label), out_(out) {}

    void run() {
        while (at_ < text_.size())
            take_line();
    }

  private:
    void take_line();
    bool skip_comment(const Line& line);
    void take_fence(const Fence& fence, std::size_t content);
    void take_run(std::size_t begin, bool indented);
    void take_block(std::string_view info, std::size_t begin, std::size_t end, std::size_t indent,
                    bool fenced);
    void remember(const Line& line);
    [[nodiscard]] std::string_view view(const Line& line) const {
        return cut(text_, line.begin, line.end - line.begin);
    }

    std::string_view file_;
    const MappedText& mapped_;
    std::string_view text_;
    const std::string& label_;
    BlockCollector& out_;
    std::size_t at_ = 0;
    std::size_t blocks_ = 0;
    std::array<Line, 2> recent_{}; ///< the last lines of text that are not empty, the nearest one first
    bool after_blank_ = true;
    bool no_comment_end_ = false;
    unsigned reread_ = 0;
};

void MarkdownReader::take_line() {
    const Line line = line_at(text_, at_);
    const std::string_view content = view(line);
    const Fence fence = fence_of(content);
    if (fence.length > 0) return take_fence(fence, line.next);
    if (skip_comment(line)) return;
    const std::size_t indent = skip_blanks(content, 0);
    const std::string_view command = content.substr(indent);
    const std::size_t prompt = prompt_of(command).length;
    const bool calls = starts_with_az(command.substr(prompt));
    const bool indented = indent >= 4 || content.starts_with('\t');
    if (calls && ((prompt > 0 && command.front() != '>') || (indented && after_blank_)))
        return take_run(line.begin, indented);
    if (command.empty()) {
        after_blank_ = true;
    } else {
        after_blank_ = false;
        remember(line);
    }
    at_ = line.next;
}

void MarkdownReader::remember(const Line& line) {
    recent_[1] = recent_[0];
    recent_[0] = line;
}

/// Skips a comment that does not end on its line.
bool MarkdownReader::skip_comment(const Line& line) {
    const std::string_view content = view(line);
    const std::size_t open = content.rfind("<!--");
    if (open == std::string_view::npos || content.find("-->", open) != std::string_view::npos
        || no_comment_end_)
        return false;
    const std::size_t end = text_.find("-->", line.end);
    no_comment_end_ = end == std::string_view::npos;
    if (no_comment_end_) return false;
    at_ = line_at(text_, end).next;
    return true;
}

void MarkdownReader::take_fence(const Fence& fence, std::size_t content) {
    ++blocks_;
    std::size_t heading = std::string_view::npos;
    bool blank = false;
    std::size_t end = content;
    while (end < text_.size()) {
        const Line line = line_at(text_, end);
        const std::string_view inside = view(line);
        const Fence other = fence_of(inside);
        const bool like = other.length >= fence.length && other.mark == fence.mark;
        if (like && other.info.empty()) {
            at_ = line.next;
            return take_block(fence.info, content, end, fence.indent, true);
        }
        // One that opens a block in the midst of another: the other was never closed.
        if (like && is_known_tag(other.info)) break;
        if (heading == std::string_view::npos && is_heading(inside, blank)) heading = end;
        blank = trim(inside).empty();
        end = line.next;
    }
    if (heading < end && ++reread_ > most_rereads) heading = end;
    end = std::min(heading, end);
    at_ = end;
    take_block(fence.info, content, end, fence.indent, true);
}

/// Lines of commands outside of any fence: with a prompt, or indented.
void MarkdownReader::take_run(std::size_t begin, bool indented) {
    const std::size_t indent = skip_blanks(text_, begin) - begin;
    std::size_t end = begin;
    while (end < text_.size()) {
        const Line line = line_at(text_, end);
        const std::string_view content = view(line);
        const bool blank = trim(content).empty();
        if (fence_of(content).length > 0) break;
        if (indented ? !blank && skip_blanks(content, 0) < indent : blank) break;
        end = line.next;
    }
    at_ = end;
    take_block("", begin, end, indent, false);
    if (end == text_.size()) return;
    // Its opening fence is missing, so that what looks like one closes it.
    const Line line = line_at(text_, end);
    const Fence fence = fence_of(view(line));
    const bool closes =
        fence.length > 0 && fence.info.empty() && end > begin && !trim(view(line_at(text_, begin))).empty();
    if (closes && !indented) at_ = line.next;
}

void MarkdownReader::take_block(std::string_view info, std::size_t begin, std::size_t end, std::size_t indent,
                                bool fenced) {
    const std::array<Line, 2> before = std::exchange(recent_, {});
    after_blank_ = true;
    Rewriter lines(file_, mapped_);
    for (std::size_t at = begin; at < end;) {
        const Line line = line_at(text_, at);
        std::size_t from = line.begin;
        while (from < line.end && from - line.begin < indent && (is_blank(text_[from]) || text_[from] == '>'))
            ++from;
        lines.copy(from, line.end);
        if (line.next > line.end) lines.copy(line.next - 1, line.next);
        at = line.next;
    }
    MappedText block = lines.take();
    const std::string label = !label_.empty() ? label_ : fenced ? "block " + std::to_string(blocks_) : "";
    const BlockKind kind = kind_of_block(info, block.text);
    if (kind == BlockKind::commands) out_.add(commands_of_block(file_, info, block), label);
    if (kind != BlockKind::json) return;
    std::string_view name = last_json_name(info);
    for (const Line& line : before) {
        if (name.empty()) name = last_json_name(view(line));
    }
    out_.add_file(EmbeddedFile::Kind::shown, std::string(name), std::move(block), label);
}

} // namespace

void read_markdown(std::string_view file, const MappedText& text, const std::string& label,
                   BlockCollector& out) {
    MarkdownReader(file, text, label, out).run();
}

} // namespace batchai2aml::front
