#include <algorithm>

#include "report/diff.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr unsigned narrowest = 40;
constexpr std::size_t shown_fields = 20;
constexpr std::size_t shown_unknown = 12;
constexpr std::size_t state_width = 9; // "unchanged"
constexpr std::string_view indent = "  ";

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view cyan = "\x1b[36m";
constexpr std::string_view reset = "\x1b[0m";

/// The first `count` code points of `text`, which go out of it.
std::string_view take_columns(std::string_view& text, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end < text.size(); --count)
        end += first_code_point(text.substr(end)).length;
    const std::string_view front = text.substr(0, end);
    text.remove_prefix(end);
    return front;
}

/// "after"; of several lines only how many there are, since the lines follow below.
std::string value_text(std::string_view value) {
    constexpr std::size_t longest = 400;
    const auto lines = static_cast<std::size_t>(std::ranges::count(value, '\n'));
    if (lines > 1 || (lines == 1 && !value.ends_with('\n')))
        return '(' + std::to_string(lines + (value.ends_with('\n') ? 0 : 1)) + " lines)";
    return value.empty() ? "\"\"" : shorten(printable(value), longest);
}

class Writer {
  public:
    Writer(const DiffStyle& style, const Sink& sink)
        : style_(style), width_(std::max(style.width, narrowest)), sink_(sink) {}

    void write(const FolderDiff& diff) {
        bool detailed = false; // a blank line parts files with details from others
        for (const FileDiff& file : diff.files) {
            if (file.state == DiffState::unchanged && !style_.unchanged) continue;
            const bool has_details = !file.remark.empty() || !file.fields.empty() || !file.hunks.empty();
            if (!out_.empty() || started_)
                if (detailed || has_details) out_ += '\n';
            write_file(file);
            detailed = has_details;
            flush();
        }
        if (detailed || (started_ && !diff.unknown.empty())) out_ += '\n';
        write_unknown(diff.unknown);
        out_ += diff_totals(diff) + '\n'; // one line in any width, for those who look for it
        flush();
    }

  private:
    void flush() {
        started_ = started_ || !out_.empty();
        if (!stopped_) stopped_ = !sink_(out_);
        out_.clear();
    }

    void colored(std::string_view color, std::string_view text) {
        if (style_.color == Color::no || color.empty()) {
            out_ += text;
            return;
        }
        out_.append(color).append(text).append(reset);
    }

    void write_file(const FileDiff& file) {
        colored(bold, pad(to_string(file.state), state_width) + "  " + printable(file.file));
        out_ += '\n';
        if (!file.remark.empty()) append_wrapped(out_, indent, printable(file.remark), indent.size(), width_);
        write_fields(file);
        for (const DiffHunk& hunk : file.hunks)
            write_hunk(hunk);
    }

    void write_fields(const FileDiff& file) {
        const std::size_t count = std::min(shown_fields, file.fields.size());
        for (std::size_t i = 0; i < count; ++i)
            write_field(file.fields[i]);
        if (count < file.fields.size())
            out_ += "  and " + counted(file.fields.size() - count, "more field", "more fields") + '\n';
    }

    void write_field(const FieldChange& field) {
        const std::string path = printable(field.path) + ": ";
        if (field.before && field.after)
            return write_field('~', path + value_text(*field.before) + " → " + value_text(*field.after), {});
        if (field.after) return write_field('+', path + value_text(*field.after), green);
        if (field.before) write_field('-', path + value_text(*field.before), red);
    }

    void write_field(char sign, const std::string& text, std::string_view color) {
        std::string wrapped;
        append_wrapped(wrapped, std::string(indent) + sign + ' ', text, 6, width_);
        for (std::string_view line : split(wrapped, '\n')) {
            if (line.empty()) continue;
            colored(color, line);
            out_ += '\n';
        }
    }

    void write_hunk(const DiffHunk& hunk) {
        out_ += indent;
        colored(cyan, "@@ -" + range(hunk.old_begin, hunk.old_lines) + " +"
                          + range(hunk.new_begin, hunk.new_lines) + " @@");
        out_ += '\n';
        for (const DiffLine& line : hunk.lines)
            write_line(line);
    }

    static std::string range(std::size_t begin, std::size_t lines) {
        return std::to_string(begin) + (lines == 1 ? "" : ',' + std::to_string(lines));
    }

    /// What does not fit goes on in further lines with the same sign and an ellipsis. Of what is equal the
    /// begin is enough.
    void write_line(const DiffLine& line) {
        const bool removed = line.kind == DiffLine::Kind::removed;
        const bool added = line.kind == DiffLine::Kind::added;
        const char sign = removed ? '-' : added ? '+' : ' ';
        const std::string_view color = removed ? red : added ? green : std::string_view();
        const bool both = line.kind == DiffLine::Kind::both;
        const std::string text = both ? shorten(printable(line.text), width_ - 4) : printable(line.text);
        std::string_view rest = text;
        std::string_view mark = " ";
        do {
            std::string row = std::string(indent) + sign + std::string(mark);
            row += take_columns(rest, width_ - 4);
            row.erase(row.find_last_not_of(' ') + 1);
            colored(color, row);
            out_ += '\n';
            mark = "…";
        } while (!rest.empty());
        if (!line.ends) out_ += "  \\ no line end at the end of the file\n";
    }

    void write_unknown(const std::vector<std::string>& unknown) {
        if (unknown.empty()) return;
        append_wrapped(out_, "",
                       counted(unknown.size(), "file is", "files are")
                           + " not of batchai2aml; convert leaves " + (unknown.size() == 1 ? "it" : "them")
                           + " alone:",
                       2, width_);
        const std::size_t count = style_.unchanged ? unknown.size() : std::min(shown_unknown, unknown.size());
        for (std::size_t i = 0; i < count; ++i)
            out_ += "  " + printable(unknown[i]) + '\n';
        if (count < unknown.size()) out_ += "  and " + std::to_string(unknown.size() - count) + " more\n";
        out_ += '\n';
    }

    DiffStyle style_;
    std::size_t width_;
    const Sink& sink_;
    std::string out_;
    bool started_ = false;
    bool stopped_ = false;
};

} // namespace

void write_diff_text(const FolderDiff& diff, const DiffStyle& style, const Sink& sink) {
    Writer(style, sink).write(diff);
}

} // namespace batchai2aml
