#include "parser/shell/ipython.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parser/shell/python_strings.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr unsigned most_unclosed = 16;
constexpr std::size_t most_joined = 16U << 20U;

/// True when the word `word` stands at the start of `text`.
bool starts_with_word(std::string_view text, std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || is_blank(text[word.size()]));
}

/// Name of the magic that `text`, which follows its `%`, starts with.
std::string_view magic_name(std::string_view text) {
    return cut(text, 0, std::min(text.find_first_of(" \t"), text.size()));
}

bool runs_shell(std::string_view magic, std::string_view arguments) {
    constexpr std::array<std::string_view, 5> shells{"bash", "sh", "!", "sx", "system"};
    if (std::find(shells.begin(), shells.end(), magic) != shells.end()) return true;
    if (magic != "script") return false;
    arguments = trim(arguments);
    return arguments.find("bash") != std::string_view::npos || starts_with_word(arguments, "sh");
}

} // namespace

void CellReader::flush() {
    if (out_) collector_.add(mend_az_lines(file_, out_->take()), label_);
    out_.emplace(file_, *cell_);
}

void CellReader::read(const MappedText& cell, const std::string& label) {
    cell_ = &cell;
    text_ = cell.text;
    label_ = label;
    at_ = 0;
    out_.reset();
    flush();
    while (at_ < text_.size() && trim(cut(text_, at_, line_at(text_, at_).end - at_)).empty())
        at_ = line_at(text_, at_).next;
    if (cut(text_, at_, 2) == "%%" && take_cell_magic()) {
        flush();
        return;
    }
    while (at_ < text_.size())
        take_line();
    flush();
}

/// False when what follows is Python all the same.
bool CellReader::take_cell_magic() {
    const Line line = line_at(text_, at_);
    const std::string_view magic = magic_name(cut(text_, at_ + 2, line.end - std::min(line.end, at_ + 2)));
    const std::size_t arguments = std::min(at_ + 2 + magic.size(), line.end);
    at_ = line.next;
    if (magic == "writefile" || magic == "file") {
        take_written_file(arguments, line);
        return true;
    }
    if (runs_shell(magic, cut(text_, arguments, line.end - arguments))) {
        take_script(arguments, line);
        return true;
    }
    constexpr std::array<std::string_view, 5> python{"time", "timeit", "capture", "prun", "python3"};
    return std::find(python.begin(), python.end(), magic) == python.end();
}

void CellReader::take_script(std::size_t arguments, const Line& line) {
    const std::vector<std::string_view> words = split(trim(cut(text_, arguments, line.end - arguments)), ' ');
    std::string captured;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "-s" && i + 1 < words.size()) {
            const auto from = static_cast<std::size_t>(words[i + 1].data() - text_.data());
            out_->insert("set -- ", line.begin);
            expand(from, line.end);
            out_->insert("\n", line.begin);
            break;
        }
        if (words[i] == "--out" && i + 1 < words.size() && is_name(words[i + 1])) captured = words[i + 1];
    }
    out_->copy(line.next, text_.size());
    if (!captured.empty()) out_->insert("\n" + captured + "=" + unknown(captured) + "\n", line.begin);
}

void CellReader::take_written_file(std::size_t name, const Line& line) {
    std::string_view rest = trim(cut(text_, name, line.end - name));
    bool append = false;
    for (const std::string_view option : {"--append", "-a"}) {
        if (!starts_with_word(rest, option)) continue;
        append = true;
        rest = trim(rest.substr(option.size()));
    }
    if (rest.size() > 1 && (rest.front() == '"' || rest.front() == '\'') && rest.back() == rest.front())
        rest = rest.substr(1, rest.size() - 2);
    std::string file_name = expanded_name(rest);
    Rewriter body(file_, *cell_);
    body.copy(line.next, text_.size());
    MappedText content = body.take();
    flush();
    std::vector<EmbeddedFile>& files = collector_.files();
    const auto earlier = std::find_if(files.rbegin(), files.rend(),
                                      [&](const EmbeddedFile& file) { return file.name == file_name; });
    if (append && earlier != files.rend() && joined_ + earlier->text.size() < most_joined) {
        joined_ += earlier->text.size() + earlier->segments.size() * sizeof(Segment);
        MappedText both{earlier->text, earlier->segments};
        for (Segment segment : content.segments) {
            segment.at += static_cast<std::uint32_t>(both.text.size());
            both.segments.push_back(segment);
        }
        both.text += content.text;
        content = std::move(both);
    }
    if (!file_name.empty())
        collector_.add_file(EmbeddedFile::Kind::written, std::move(file_name), std::move(content), label_);
}

/// End of the command at `begin`, with the lines that it goes on in.
std::size_t CellReader::command_end(std::size_t begin) const {
    Line line = line_at(text_, begin);
    while (line.end > begin && text_[line.end - 1] == '\\' && line.next < text_.size())
        line = line_at(text_, line.next);
    return line.end;
}

void CellReader::take_line() {
    const std::size_t begin = skip_blanks(text_, at_);
    if (begin >= text_.size()) {
        at_ = text_.size();
        return;
    }
    const char c = text_[begin];
    at_ = begin;
    if (c == '\n' || c == '\r') {
        ++at_;
    } else if (c == '#') {
        at_ = line_at(text_, begin).next;
    } else if (c == '!') {
        const std::size_t end = command_end(begin);
        const std::size_t command = std::min(text_.find_first_not_of('!', begin), end);
        take_command(command, end, "");
        at_ = line_at(text_, end).next;
    } else if (c == '%') {
        const std::size_t end = command_end(begin);
        take_magic(begin + 1, end);
        at_ = line_at(text_, end).next;
    } else if (!take_capture()) {
        bool unclosed = unclosed_ >= most_unclosed;
        std::size_t end = line_at(text_, begin).end;
        if (!unclosed) {
            end = statement_end(text_, begin, unclosed);
            if (unclosed) ++unclosed_;
        }
        take_assignments(*out_, text_, begin, end, names_);
        at_ = std::min(end + 1, text_.size());
    }
}

/// `x = !command`, `a, b = !command`, `x = %sx command`
bool CellReader::take_capture() {
    std::vector<std::string> targets;
    std::size_t at = at_;
    while (true) {
        const std::size_t length = name_length(cut(text_, at));
        if (length == 0) return false;
        if (targets.size() < 20) targets.emplace_back(cut(text_, at, length));
        at = skip_blanks(text_, at + length);
        if (at >= text_.size() || text_[at] != ',') break;
        at = skip_blanks(text_, at + 1);
    }
    if (at >= text_.size() || text_[at] != '=') return false;
    at = skip_blanks(text_, at + 1);
    std::size_t command = 0;
    for (const std::string_view start : {"!", "%sx ", "%system ", "%%sx "}) {
        if (command == 0 && cut(text_, at).starts_with(start)) command = at + start.size();
    }
    if (command == 0) return false;
    const std::size_t begin = at_;
    const std::size_t end = command_end(command);
    for (std::size_t i = 1; i < targets.size(); ++i)
        out_->insert(targets[i] + "=" + unknown(targets[i]) + "\n", begin);
    for (const std::string& name : targets) {
        names_.values.erase(name);
        names_.numbers.erase(name);
    }
    take_command(command, end, targets.front());
    at_ = line_at(text_, end).next;
    return true;
}

void CellReader::take_magic(std::size_t begin, std::size_t end) {
    const std::string_view magic = magic_name(cut(text_, begin, end - begin));
    const std::size_t arguments = skip_blanks(text_, begin + magic.size());
    if (magic == "env" || magic == "set_env") return take_environment(arguments, end);
    if (magic == "sx" || magic == "system") return take_command(arguments, end, "");
    if (magic == "time" && cut(text_, arguments, 1) == "!") return take_command(arguments + 1, end, "");
    if (magic != "cd" && magic != "pushd") return;
    out_->insert("cd ", begin);
    expand(arguments, end);
    out_->insert("\n", begin);
}

/// `NAME=value` or `NAME value`, all of the rest of the line.
void CellReader::take_environment(std::size_t begin, std::size_t end) {
    const std::size_t length = name_length(cut(text_, begin, end - std::min(begin, end)));
    std::size_t value = skip_blanks(text_, begin + length);
    if (length == 0 || value >= end) return;
    if (text_[value] == '=') value = skip_blanks(text_, value + 1);
    out_->insert("export ", begin);
    out_->copy(begin, begin + length);
    out_->insert("=\"", begin);
    expand_quoted(value, std::max(value, end));
    out_->insert("\"\n", begin);
}

/// Each command has a shell of its own.
void CellReader::take_command(std::size_t begin, std::size_t end, const std::string& target) {
    const std::string_view command = cut(text_, begin, end - std::min(begin, end));
    if (trim(command).empty()) return;
    flush();
    const bool moves = command.find("cd ") != std::string_view::npos && target.empty();
    const bool comment = command.find('#') != std::string_view::npos;
    if (!target.empty()) out_->insert(target + "=$(", begin);
    if (moves) out_->insert("(", begin);
    expand(begin, end);
    if (!target.empty() || moves) out_->insert(comment ? "\n)" : ")", end - 1);
    out_->insert("\n", end - 1);
    flush();
}

} // namespace batchai2aml::front
