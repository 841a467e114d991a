#include "parser/shell/fenced_block.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "parser/shell/prompts.hpp"
#include "support/text.hpp"

namespace batchai2aml::front {

namespace {

enum class Tag : std::uint8_t { none, bash, powershell, cmd, json, other };

struct NamedTag {
    std::string_view name;
    Tag tag;
};

constexpr std::array<NamedTag, 32> tags{{
    {"", Tag::none},
    {"text", Tag::none},
    {"txt", Tag::none},
    {"plain", Tag::none},
    {"plaintext", Tag::none},
    {"bash", Tag::bash},
    {"bach", Tag::bash},
    {"sh", Tag::bash},
    {"shell", Tag::bash},
    {"console", Tag::bash},
    {"terminal", Tag::bash},
    {"zsh", Tag::bash},
    {"ksh", Tag::bash},
    {"azurecli", Tag::bash},
    {"azure", Tag::bash},
    {"azure-cli", Tag::bash},
    {"shellsession", Tag::bash},
    {"azurecli-interactive", Tag::bash},
    {"shell-session", Tag::bash},
    {"sh-session", Tag::bash},
    {"powershell", Tag::powershell},
    {"ps1", Tag::powershell},
    {"ps", Tag::powershell},
    {"pwsh", Tag::powershell},
    {"posh", Tag::powershell},
    {"azurepowershell", Tag::powershell},
    {"cmd", Tag::cmd},
    {"bat", Tag::cmd},
    {"batch", Tag::cmd},
    {"dos", Tag::cmd},
    {"json", Tag::json},
    {"jsonc", Tag::json},
}};

Tag tag_of(std::string_view info) {
    info = trim(info);
    if (info.starts_with("{")) info.remove_prefix(1);
    if (info.starts_with(".")) info.remove_prefix(1);
    const std::string name = lower(info.substr(0, std::min(info.find_first_of(" \t,:{}"), info.size())));
    const auto* const found =
        std::find_if(tags.begin(), tags.end(), [&](const NamedTag& tag) { return tag.name == name; });
    if (found != tags.end()) return found->tag;
    return name == "javascript" || name == "js" || name == "json5" ? Tag::json : Tag::other;
}

constexpr std::array<std::string_view, 9> headings{"Command",          "Commands", "Group",
                                                   "Subgroups",        "Subgroup", "Arguments",
                                                   "Global Arguments", "Examples", "Usage"};

/// Calls `visit` with each line that is not empty, without white space at its ends, until it returns false.
template <class Visit>
void each_line(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        const std::string_view content = trim(cut(text, line.begin, line.end - line.begin));
        if (!content.empty() && !visit(content)) return;
        at = line.next;
    }
}

/// `az batchai cluster create: Create a cluster.`
bool is_help_line(std::string_view line) {
    if (!starts_with_az(line)) return false;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || (colon + 1 < line.size() && line[colon + 1] != ' ')) return false;
    return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                       [](char c) { return is_name_char(c) || c == ' ' || c == '-'; })
           && line.find(" -") > colon;
}

/// What `az … --help` prints.
bool is_help(std::string_view text) {
    bool help = false;
    each_line(text, [&](std::string_view line) {
        const std::string_view name = line.ends_with(':') ? line.substr(0, line.size() - 1) : line;
        help = std::find(headings.begin(), headings.end(), name) != headings.end() || is_help_line(line)
               || starts_with_i(line, "usage: ");
        return !help;
    });
    return help;
}

/// `set NAME=value` of cmd; the `set` of bash takes no assignments.
bool is_cmd_assignment(std::string_view line) {
    if (!starts_with_i(line, "set ")) return false;
    std::size_t name = skip_blanks(line, 4);
    if (starts_with_i(cut(line, name), "/p ")) name = skip_blanks(line, name + 3);
    if (cut(line, name, 1) == "\"") ++name;
    const std::size_t length = name_length(cut(line, name));
    return length > 0 && cut(line, name + length, 1) == "=";
}

bool is_assignment(std::string_view line) {
    if (is_cmd_assignment(line)) return true;
    if (line.starts_with("export ")) line.remove_prefix(7);
    if (line.starts_with("$")) {
        const std::size_t name = starts_with_i(line, "$env:") ? 5 : 1;
        const std::size_t length = name_length(cut(line, name));
        return length > 0 && cut(line, skip_blanks(line, name + length), 1) == "=";
    }
    const std::size_t length = name_length(line);
    return length > 0 && line.substr(length).starts_with("=");
}

/// True when a line can only be a command that matters here.
bool is_command(std::string_view line) {
    const std::size_t prompt = prompt_of(line).length;
    line.remove_prefix(std::min(prompt, line.size()));
    for (const std::string_view word : {"sudo ", "call ", "@", "& "}) {
        if (line.starts_with(word)) line.remove_prefix(word.size());
    }
    // More blanks stand in the columns of a table.
    if (starts_with_az(line)) return cut(line, line.find(' ') + 1, 1) != " ";
    return is_assignment(line) && calls_az(line);
}

bool is_setup(std::string_view line) {
    constexpr std::array<std::string_view, 10> words{"cat ", "wget ", "curl ", "cd ",   "echo ",
                                                     "sed ", "cp ",   "git ",  "sudo ", "source "};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return line.starts_with(word); });
}

/// For blocks whose fence does not say it: whether they hold commands.
bool holds_commands(std::string_view text) {
    bool command = false;
    bool only_assignments = true;
    bool assignment = false;
    bool first = true;
    bool setup = false;
    each_line(text, [&](std::string_view line) {
        command = is_command(line);
        if (first) setup = is_setup(line.substr(std::min(prompt_of(line).length, line.size())));
        first = first && line.front() == '#';
        assignment = assignment || is_assignment(line);
        only_assignments = only_assignments && (is_assignment(line) || line.front() == '#');
        return !command;
    });
    return command || setup || (only_assignments && assignment);
}

/// `%NAME%`; in addresses `%3A` and the like are something else.
bool has_cmd_variable(std::string_view line) {
    for (std::size_t at = line.find('%'); at != std::string_view::npos; at = line.find('%', at + 1)) {
        const std::size_t length = name_length(cut(line, at + 1));
        if (length > 2 && cut(line, at + 1 + length, 1) == "%") return true;
    }
    return false;
}

/// The shell that a block without a tag was written for.
Language guess_language(std::string_view text) {
    Language language = Language::bash;
    each_line(text, [&](std::string_view line) {
        if (is_cmd_assignment(line) || starts_with_i(line, "rem ")
            || (calls_az(line) && has_cmd_variable(line))) {
            language = Language::cmd;
        } else if (line.starts_with("$") && is_assignment(line)) {
            language = Language::powershell;
        }
        return language == Language::bash;
    });
    return language;
}

/// True when the quotes of a line are even in number.
bool is_whole(std::string_view line) {
    const auto singles = std::count(line.begin(), line.end(), '\'');
    const auto doubles = std::count(line.begin(), line.end(), '"');
    return singles % 2 == 0 && doubles % 2 == 0 && !line.ends_with('\\')
           && line.find("<<") == std::string_view::npos;
}

/// Leaves out JSON and lists that commands printed, from a bracket alone on its line to the one that closes
/// it.
MappedText without_output(std::string_view file, MappedText block) {
    const std::string_view text = block.text;
    if (text.find("\n{") == std::string_view::npos && text.find("\n[") == std::string_view::npos)
        return block;
    Rewriter out(file, block);
    bool after_az = false;
    char close = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        const std::string_view content = cut(text, line.begin, line.end - line.begin);
        const std::string_view trimmed = trim(content);
        at = line.next;
        if (close != 0) {
            if (content.starts_with(close)) close = 0;
            continue;
        }
        if (after_az && (trimmed == "{" || trimmed == "[" || trimmed == "[{")) {
            close = trimmed == "{" ? '}' : ']';
            continue;
        }
        if (!trimmed.empty()) after_az = (after_az || starts_with_az(trimmed)) && is_whole(trimmed);
        out.copy(line.begin, line.next);
    }
    return out.take();
}

} // namespace

bool is_known_tag(std::string_view info) {
    const Tag tag = tag_of(info);
    return tag != Tag::none && tag != Tag::other;
}

BlockKind kind_of_block(std::string_view info, std::string_view text) {
    const Tag tag = tag_of(info);
    if (tag == Tag::other) return BlockKind::other;
    if (tag == Tag::json || tag == Tag::none) {
        const std::string_view content = trim(text);
        const std::string_view inside = content.empty() ? content : trim(content.substr(1));
        if (content.starts_with('{')
            && (inside.starts_with('"') || inside.starts_with('}') || tag == Tag::json))
            return BlockKind::json;
        if (tag == Tag::json) return BlockKind::other;
    }
    if (find_prompt(text).length == 0 && is_help(text)) return BlockKind::other;
    return tag != Tag::none || holds_commands(text) ? BlockKind::commands : BlockKind::other;
}

MappedText commands_of_block(std::string_view file, std::string_view info, const MappedText& text) {
    const Tag tag = tag_of(info);
    const Prompt prompt = find_prompt(text.text);
    MappedText commands = prompt.length > 0 ? prompted_commands(file, text) : text;
    Language language = guess_language(commands.text);
    if (prompt.language != Language::bash) language = prompt.language;
    if (tag == Tag::powershell) language = Language::powershell;
    if (tag == Tag::cmd) language = Language::cmd;
    if (language == Language::cmd) commands = from_cmd(file, commands);
    if (language == Language::powershell) commands = from_powershell(file, commands);
    if (language == Language::bash) commands = without_output(file, std::move(commands));
    return mend_az_lines(file, std::move(commands));
}

std::string_view last_json_name(std::string_view text) {
    const std::size_t dot = text.rfind(".json");
    if (dot == std::string_view::npos) return {};
    const std::size_t end = dot + 5;
    std::size_t begin = dot;
    while (begin > 0
           && (is_name_char(text[begin - 1])
               || std::string_view("./-").find(text[begin - 1]) != std::string_view::npos))
        --begin;
    const bool address = cut(text, 0, begin).ends_with(":") && cut(text, begin).starts_with("//");
    if (address) begin = text.rfind('/', dot) + 1;
    return begin == dot ? std::string_view{} : cut(text, begin, end - begin);
}

} // namespace batchai2aml::front
