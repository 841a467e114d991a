#include <algorithm>

#include "report/diff.hpp"
#include "report/wrap.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t shown_fields = 20;
constexpr std::size_t longest_value = 200;
/// For the last lines, which say what was left out.
constexpr std::size_t reserve = 600;

std::size_t longest_run_of_backticks(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

/// Inline code: nothing in it is a link, a mention or HTML.
std::string code(std::string_view text) {
    const std::string line = shorten(printable(text), longest_value);
    if (line.empty()) return "(empty)";
    const std::string fence(longest_run_of_backticks(line) + 1, '`');
    const bool blank = line.front() == '`' || line.back() == '`' || line.front() == ' ' || line.back() == ' ';
    const std::string space = blank ? " " : "";
    return fence + space + line + space + fence;
}

/// Within HTML, where markdown is not read.
std::string html_code(std::string_view text) {
    std::string out = printable(text);
    out = replace_all(out, "&", "&amp;");
    out = replace_all(out, "<", "&lt;");
    return "<code>" + replace_all(out, ">", "&gt;") + "</code>";
}

std::string value(const std::optional<std::string>& text) {
    const auto lines = static_cast<std::size_t>(std::ranges::count(*text, '\n'));
    return lines > 1 ? counted(lines, "line", "lines") : code(*text);
}

std::string fields_of(const FileDiff& file) {
    std::string out;
    const std::size_t count = std::min(shown_fields, file.fields.size());
    for (std::size_t i = 0; i < count; ++i) {
        const FieldChange& field = file.fields[i];
        out += "- " + code(field.path) + ": ";
        if (field.before && field.after)
            out += value(field.before) + " → " + value(field.after);
        else
            out += field.after ? "added: " + value(field.after) : "removed: " + value(field.before);
        out += '\n';
    }
    if (count < file.fields.size())
        out += "- and " + counted(file.fields.size() - count, "more field", "more fields") + '\n';
    return out.empty() ? out : out + '\n';
}

std::string lines_of(const FileDiff& file) {
    std::string text;
    for (const DiffHunk& hunk : file.hunks) {
        text += "@@ -" + std::to_string(hunk.old_begin) + ',' + std::to_string(hunk.old_lines) + " +"
                + std::to_string(hunk.new_begin) + ',' + std::to_string(hunk.new_lines) + " @@\n";
        for (const DiffLine& line : hunk.lines) {
            const bool both = line.kind == DiffLine::Kind::both;
            text += (both                                 ? ' '
                     : line.kind == DiffLine::Kind::added ? '+'
                                                          : '-')
                    + printable(line.text) + '\n';
        }
    }
    if (text.empty()) return text;
    const std::string fence(std::max<std::size_t>(3, longest_run_of_backticks(text) + 1), '`');
    return fence + "diff\n" + text + fence + "\n\n";
}

enum class Detail : std::uint8_t { all, fields, none };

std::string block_of(const FileDiff& file, Detail detail) {
    std::string body;
    if (!file.remark.empty()) body += printable(file.remark) + ".\n\n";
    if (detail != Detail::none) body += fields_of(file);
    if (detail == Detail::all)
        body += lines_of(file);
    else if (!file.hunks.empty())
        body += "The lines are left out here.\n\n";
    if (body.empty()) return "- " + std::string(to_string(file.state)) + ": " + code(file.file) + "\n\n";
    return "<details><summary>" + std::string(to_string(file.state)) + ": " + html_code(file.file)
           + "</summary>\n\n" + body + "</details>\n\n";
}

class Page {
  public:
    explicit Page(std::size_t limit) : limit_(limit) {}

    /// Takes the file with as much detail as there is room for.
    void add(const FileDiff& file) {
        for (const Detail detail : {Detail::all, Detail::fields, Detail::none})
            if (add(block_of(file, detail))) return;
        ++left_out_;
    }

    [[nodiscard]] bool add(const std::string& text) {
        if (out_.size() + text.size() + reserve > limit_) return false;
        out_ += text;
        return true;
    }

    std::string finish(const FolderDiff& diff) && {
        if (!diff.unknown.empty())
            out_ += counted(diff.unknown.size(), "file is", "files are")
                    + " not of batchai2aml, and convert leaves them alone.\n\n";
        if (left_out_ != 0)
            out_ += "**" + counted(left_out_, "more file does", "more files do")
                    + " not fit here**: see the text of `batchai2aml diff`.\n\n";
        return out_ + diff_totals(diff) + '\n';
    }

  private:
    std::size_t limit_;
    std::string out_;
    std::size_t left_out_ = 0;
};

} // namespace

std::string diff_markdown(const FolderDiff& diff, std::string_view folder, std::size_t limit) {
    Page page(std::max(limit, 2 * reserve));
    std::string head = "### What `batchai2aml convert` would change in " + code(folder) + "\n\n";
    if (!diff.any()) {
        head += "Nothing.\n\n";
    } else {
        head += "| state | files |\n|---|---|\n";
        for (std::size_t i = 0; i < diff_state_count; ++i) {
            const auto state = static_cast<DiffState>(i);
            if (const std::size_t count = diff.count(state); count != 0)
                head += "| " + std::string(to_string(state)) + " | " + std::to_string(count) + " |\n";
        }
        head += '\n';
    }
    static_cast<void>(page.add(head));
    for (const FileDiff& file : diff.files)
        if (file.state != DiffState::unchanged) page.add(file);
    return std::move(page).finish(diff);
}

} // namespace batchai2aml
