#include "cli/completion.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "support/text.hpp"

namespace batchai2aml::cli {

namespace {

constexpr std::array<std::string_view, 3> shells = {"bash", "zsh", "fish"};

constexpr std::array<std::string_view, 5> levels = {"note", "manual", "warning", "error", "never"};
constexpr std::array<std::string_view, 3> colors = {"auto", "always", "never"};
constexpr std::array<std::string_view, 3> formats = {"yaml", "runconfig", "arm"};
constexpr std::array<std::string_view, 2> rehearsed = {"yaml", "runconfig"};
constexpr std::array<std::string_view, 7> reports = {"text",  "markdown", "json", "sarif",
                                                     "junit", "github",   "azdo"};
constexpr std::array<std::string_view, 2> tables = {"table", "json"};

using Words = std::span<const std::string_view>;
const std::array<std::pair<std::string_view, Words>, 6> words = {{{"--fail-on", levels},
                                                                  {"--color", colors},
                                                                  {"--to", formats},
                                                                  {"--from", rehearsed},
                                                                  {"--report", reports},
                                                                  {"--format", tables}}};

/// Whether the option names a file or folder.
bool takes_path(const OptionText& option) {
    return option.value == "FILE" || option.value == "DIR" || option.value == "FOLDER";
}

std::string joined(Words list) {
    std::string out;
    for (const std::string_view word : list)
        out.append(out.empty() ? "" : " ").append(word);
    return out;
}

std::string names_of(const CommandText& command) {
    std::string out;
    for (const OptionText& option : command.options)
        for (const std::string& name : option.names)
            out += (out.empty() ? "" : " ") + name;
    return out;
}

/// Between single quotes in all three shells; help texts of this program have no control characters.
std::string quoted(std::string_view text) {
    return '\'' + replace_all(text, "'", "'\\''") + '\'';
}

std::string bash_script(std::span<const CommandText> commands) {
    std::string names;
    std::string options;
    std::string values;
    for (const CommandText& command : commands) {
        names += (names.empty() ? "" : " ") + command.name;
        options += "  " + command.name + ") options=" + quoted(names_of(command)) + " ;;\n";
    }
    for (const auto& [option, list] : words)
        values += "  " + std::string(option) + ") COMPREPLY=($(compgen -W " + quoted(joined(list))
                  + " -- \"$current\")); return ;;\n";
    return "# bash completion of batchai2aml: source it, or put it where bash-completion looks\n"
           "_batchai2aml() {\n"
           "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} options=\n"
           "  if ((COMP_CWORD == 1)); then\n"
           "    COMPREPLY=($(compgen -W "
           + quoted(names + " --help --version")
           + " -- \"$current\"))\n    return\n  fi\n  case $previous in\n" + values
           + "  esac\n  case ${COMP_WORDS[1]} in\n" + options
           + "  esac\n  if [[ $current == -* ]]; then\n"
             "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n  else\n"
             "    compopt -o default 2>/dev/null\n    COMPREPLY=()\n  fi\n}\n"
             "complete -F _batchai2aml batchai2aml\n";
}

/// One option for `_arguments` of zsh.
std::string zsh_option(const OptionText& option) {
    // Brackets and colons have a meaning there.
    std::string help;
    for (const char c : option.help) {
        if (c == '[' || c == ']' || c == ':' || c == '\\') help += '\\';
        help += c;
    }
    std::string out;
    for (const std::string& name : option.names) {
        std::string spec = "*";
        spec.append(name).append("[").append(help) += ']';
        if (!option.value.empty()) {
            const Words list = words_of_option(option.names.front());
            spec += ":" + lower(split(option.value, ' ').front()) + ":";
            if (!list.empty())
                spec += "(" + joined(list) + ")";
            else if (takes_path(option))
                spec += "_files";
        }
        out += "        " + quoted(replace_all(spec, "|", "\\|")) + " \\\n";
    }
    return out;
}

std::string zsh_script(std::span<const CommandText> commands) {
    std::string names;
    std::string cases;
    for (const CommandText& command : commands) {
        names += "    " + quoted(command.name + ":" + command.help) + "\n";
        cases += "    " + command.name + ")\n      _arguments \\\n";
        for (const OptionText& option : command.options)
            cases += zsh_option(option);
        cases += "        '*:file:_files'\n      ;;\n";
    }
    return "#compdef batchai2aml\n_batchai2aml() {\n  local -a commands=(\n" + names
           + "  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    return\n  fi\n"
             "  local command=$words[2]\n  shift words\n  ((CURRENT--))\n  case $command in\n"
           + cases
           + "  esac\n}\nif [[ $funcstack[1] == _batchai2aml ]]; then\n  _batchai2aml \"$@\"\nelse\n"
             "  compdef _batchai2aml batchai2aml\nfi\n";
}

std::string fish_script(std::span<const CommandText> commands) {
    std::string out = "# fish completion of batchai2aml\n";
    for (const CommandText& command : commands)
        out += "complete -c batchai2aml -n __fish_use_subcommand -f -a " + command.name + " -d "
               + quoted(command.help) + "\n";
    for (const CommandText& command : commands)
        for (const OptionText& option : command.options) {
            out += "complete -c batchai2aml -n '__fish_seen_subcommand_from " + command.name + "'";
            for (const std::string& name : option.names)
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!option.value.empty()) {
                const Words list = words_of_option(option.names.front());
                out +=
                    list.empty() ? (takes_path(option) ? " -r -F" : " -x") : " -x -a " + quoted(joined(list));
            }
            out += " -d " + quoted(option.help) + "\n";
        }
    return out;
}

} // namespace

std::span<const std::string_view> completion_shells() {
    return shells;
}

std::span<const std::string_view> words_of_option(std::string_view option) {
    const auto* const found = std::ranges::find(words, option, [](const auto& entry) { return entry.first; });
    return found == words.end() ? Words() : found->second;
}

std::string completion_script(std::string_view shell, std::span<const CommandText> commands) {
    if (shell == "zsh") return zsh_script(commands);
    if (shell == "fish") return fish_script(commands);
    return bash_script(commands);
}

} // namespace batchai2aml::cli
