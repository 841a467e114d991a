#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "parser/shell/front.hpp"
#include "parser/shell/shell_text.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace front {
namespace {

enum class FileKind : std::uint8_t { shell, markdown, notebook, makefile, powershell, cmd, other };

struct NamedKind {
    std::string_view extension;
    FileKind kind;
};

constexpr std::array<NamedKind, 17> known_extensions{{
    {"sh", FileKind::shell},
    {"bash", FileKind::shell},
    {"zsh", FileKind::shell},
    {"ksh", FileKind::shell},
    {"azcli", FileKind::shell},
    {"env", FileKind::shell},
    {"md", FileKind::markdown},
    {"markdown", FileKind::markdown},
    {"rmd", FileKind::markdown},
    {"rst", FileKind::markdown},
    {"mdown", FileKind::markdown},
    {"mk", FileKind::makefile},
    {"mak", FileKind::makefile},
    {"ps1", FileKind::powershell},
    {"psm1", FileKind::powershell},
    {"bat", FileKind::cmd},
    {"cmd", FileKind::cmd},
}};

/// Of files that hold other languages, or are read elsewhere.
constexpr std::array<std::string_view, 44> other_extensions{
    "py",   "r",     "js",  "ts",   "tsx",   "jsx",   "cs",  "java", "go",    "html",   "htm",
    "tex",  "json",  "yml", "yaml", "xml",   "csv",   "tsv", "c",    "h",     "cpp",    "hpp",
    "cc",   "rb",    "rs",  "php",  "pl",    "scala", "kt",  "lua",  "css",   "ini",    "cfg",
    "toml", "ipynb", "svg", "sql",  "swift", "m",     "fs",  "vb",   "bicep", "csproj", "lock"};

std::string_view file_name(std::string_view path) {
    return path.substr(path.find_last_of("/\\") + 1);
}

bool is_makefile_name(std::string_view name) {
    return name == "Makefile" || name == "makefile" || name == "GNUmakefile" || name.starts_with("Makefile.");
}

/// What the first line says; `other`: nothing.
FileKind kind_by_first_line(std::string_view text) {
    if (!text.starts_with("#!")) return FileKind::other;
    const std::string_view line = cut(text, 0, line_at(text, 0).end);
    if (line.find("pwsh") != std::string_view::npos || line.find("powershell") != std::string_view::npos)
        return FileKind::powershell;
    if (line.find("make") != std::string_view::npos) return FileKind::makefile;
    return line.find("sh") != std::string_view::npos ? FileKind::shell : FileKind::other;
}

/// True for `name: prerequisites` that a line with a tab follows.
bool has_rules(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const Line line = line_at(text, at);
        const std::string_view content = cut(text, line.begin, line.end - line.begin);
        const std::size_t colon = content.find(':');
        at = line.next;
        const bool rule = colon != std::string_view::npos && colon > 0 && is_name_char(content.front())
                          && content.substr(0, colon).find_first_of(" \t\"'({$") == std::string_view::npos;
        if (rule && at < text.size() && text[at] == '\t') return true;
    }
    return false;
}

bool has_fences(std::string_view text) {
    return text.starts_with("```") || text.find("\n```") != std::string_view::npos;
}

FileKind kind_of(const Document& file) {
    const std::string_view text = file.text;
    if (!file.nodes.empty()) {
        const bool cells = file.member(0, "cells") != no_node || file.member(0, "worksheets") != no_node;
        return cells ? FileKind::notebook : FileKind::other;
    }
    if (cut(text, 0, 8192).find('\0') != std::string_view::npos) return FileKind::other;
    const std::string_view name = file_name(file.path);
    const FileKind first = kind_by_first_line(text);
    if (first != FileKind::other) return first;
    if (text.starts_with("#!")) return FileKind::other;
    if (is_makefile_name(name)) return FileKind::makefile;
    const std::size_t dot = name.rfind('.');
    const std::string extension = dot == std::string_view::npos ? "" : lower(name.substr(dot + 1));
    const auto* const known =
        std::find_if(known_extensions.begin(), known_extensions.end(),
                     [&](const NamedKind& kind) { return kind.extension == extension; });
    if (known != known_extensions.end()) return known->kind;
    if (std::find(other_extensions.begin(), other_extensions.end(), extension) != other_extensions.end())
        return FileKind::other;
    if (has_fences(text)) return FileKind::markdown;
    return has_rules(text) ? FileKind::makefile : FileKind::shell;
}

/// One block: all of a script.
ShellText read_script(std::string_view file, FileKind kind) {
    MappedText text = whole_text(file);
    if (kind == FileKind::powershell) text = from_powershell(file, text);
    if (kind == FileKind::cmd) text = from_cmd(file, text);
    text = mend_az_lines(file, plain_line_ends(file, std::move(text)));
    BlockCollector out(kind == FileKind::powershell ? "PowerShell script"
                       : kind == FileKind::cmd      ? "batch file"
                                                    : "shell script");
    out.add(text, "");
    return out.take();
}

} // namespace
} // namespace front

ShellText find_shell_text(const Document& file) {
    using front::FileKind;
    const FileKind kind = front::kind_of(file);
    if (kind == FileKind::notebook) return front::read_notebook(file);
    if (kind == FileKind::makefile) return front::read_makefile(file.text);
    if (kind == FileKind::other) {
        ShellText none;
        none.shape = "not shell";
        return none;
    }
    if (kind != FileKind::markdown) return front::read_script(file.text, kind);
    front::BlockCollector out("markdown");
    front::read_markdown(file.text, front::whole_text(file.text), "", out);
    return out.take();
}

} // namespace batchai2aml
