#include "parser/shell/prompts.hpp"

#include <algorithm>
#include <string>

#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

constexpr std::size_t longest_prompt = 120;

/// `length` and the blanks that follow.
std::size_t with_blanks(std::string_view line, std::size_t length) {
    return skip_blanks(line, length);
}

/// `PS C:\>` and `C:\folder>`.
Prompt windows_prompt(std::string_view line) {
    const bool powershell = line.starts_with("PS ") || line.starts_with("PS>");
    const bool drive = line.size() > 3 && is_letter(line[0]) && line[1] == ':' && line[2] == '\\';
    if (!powershell && !drive) return {};
    const std::size_t end = line.substr(0, longest_prompt).find('>');
    if (end == std::string_view::npos) return {};
    return {with_blanks(line, end + 1), powershell ? Language::powershell : Language::cmd};
}

/// What stands before the `$` of a prompt: `user@host:~`, `[user@host folder]`, `~/folder`, `bash-4.4`.
bool names_a_place(std::string_view before) {
    if (before.empty() || before.front() == '~' || before.starts_with("bash")) return true;
    const std::size_t at = before.find('@');
    if (at == std::string_view::npos || at == 0) return false;
    return before.front() == '[' ? before.back() == ']' : before.find(' ') == std::string_view::npos;
}

/// True for the commands whose prompt alone would be too weak a sign.
bool is_plain_command(std::string_view rest) {
    if (rest.starts_with("sudo ")) rest.remove_prefix(5);
    return starts_with_az(rest);
}

Prompt posix_prompt(std::string_view line) {
    if (line.starts_with("$az ")) return {1, Language::bash};
    std::size_t begin = 0;
    if (line.starts_with("(")) {
        const std::size_t end = line.substr(0, longest_prompt).find(')');
        if (end == std::string_view::npos) return {};
        begin = with_blanks(line, end + 1);
    }
    const std::string_view rest = line.substr(begin);
    for (const std::string_view mark : {"$ ", "# "}) {
        const std::size_t end = rest.substr(0, longest_prompt).find(mark);
        if (end == std::string_view::npos || !names_a_place(rest.substr(0, end))) continue;
        if (end == 0 && mark == "# ") continue; // a comment
        return {with_blanks(line, begin + end + 1), Language::bash};
    }
    for (const std::string_view mark : {"% ", "> "}) {
        if (line.starts_with(mark) && is_plain_command(line.substr(with_blanks(line, 2))))
            return {with_blanks(line, 2), Language::bash};
    }
    return {};
}

/// Follows the quotes of a command over its lines.
class OpenCommand {
  public:
    explicit OpenCommand(Language language) : language_(language) {}

    /// Takes one more line; true when the command goes on in the next one.
    bool take(std::string_view line);

  private:
    Language language_;
    char quote_ = 0;
    std::string here_end_;
};

bool OpenCommand::take(std::string_view line) {
    if (!here_end_.empty()) {
        if (trim(line) == here_end_) here_end_.clear();
        return !here_end_.empty();
    }
    if (language_ != Language::bash) return line.ends_with(language_ == Language::cmd ? '^' : '`');
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '\\' && quote_ != '\'') {
            ++at;
        } else if (quote_ == 0 && (c == '"' || c == '\'')) {
            quote_ = c;
        } else if (c == quote_) {
            quote_ = 0;
        } else if (quote_ == 0 && c == '<' && line.substr(at).starts_with("<<") && at + 2 < line.size()) {
            const std::size_t word = line.find_first_not_of("-'\"\\ ", at + 2);
            if (word != std::string_view::npos) here_end_ = line.substr(word, name_length(line.substr(word)));
            at = std::min(word, line.size());
        }
    }
    return quote_ != 0 || !here_end_.empty() || line.ends_with('\\');
}

} // namespace

Prompt prompt_of(std::string_view line) {
    const Prompt windows = windows_prompt(line);
    return windows.length > 0 ? windows : posix_prompt(line);
}

Prompt find_prompt(std::string_view block) {
    for (std::size_t at = 0; at < block.size();) {
        const Line line = line_at(block, at);
        const std::size_t begin = skip_blanks(block, at);
        if (begin < line.end) {
            const Prompt prompt = prompt_of(block.substr(begin, line.end - begin));
            if (prompt.length > 0) return prompt;
        }
        at = line.next;
    }
    return {};
}

MappedText prompted_commands(std::string_view file, const MappedText& block) {
    const std::string_view text = block.text;
    Rewriter out(file, block);
    bool goes_on = false;
    OpenCommand command(Language::bash);
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        const std::size_t begin = std::min(skip_blanks(text, at), line.end);
        const std::string_view content = cut(text, begin, line.end - begin);
        const Prompt prompt = prompt_of(content);
        at = line.next;
        // What follows a prompt is a command of its own, unless it is the `> ` of one that goes on.
        const bool starts = prompt.length > 0 && !(goes_on && content.starts_with('>'));
        if (!starts && !goes_on) continue;
        if (starts) command = OpenCommand(prompt.language);
        const std::size_t second = content.starts_with("> ") ? 2 : 0;
        const std::size_t from = starts ? begin + prompt.length : second > 0 ? begin + second : line.begin;
        goes_on = command.take(cut(text, from, line.end - from));
        out.copy(from, line.next);
    }
    return out.take();
}

} // namespace batchai2aml::front
