#include <algorithm>
#include <array>

#include "parser/shell/interpreter.hpp"
#include "support/text.hpp"

namespace batchai2aml::bash {

namespace {

constexpr std::string_view xargs_argument = "argument of xargs";

/// A program that runs the command behind it.
struct Prefix {
    std::string_view name;
    std::string_view options;  ///< letters of those whose value is a word of its own
    std::size_t operands = 0;  ///< words before the command
    bool environment = false;  ///< takes `NAME=value`
    bool numbers = false;      ///< numbers may stand before the command
    std::string_view longer{}; ///< options with a value that have a long name
};

constexpr std::array<Prefix, 17> prefixes = {{
    {"sudo", "ug", 0, true},
    {"time", "fo"},
    {"nohup", ""},
    {"exec", "a"},
    {"command", ""},
    {"env", "u", 0, true},
    {"builtin", ""},
    {"winpty", ""},
    {"call", ""},
    {"nice", "n", 0, false, false, "--adjustment"},
    {"ionice", "cn", 0, false, false, "--class --classdata"},
    {"stdbuf", "oie", 0, false, false, "--output --input --error"},
    {"setsid", ""},
    {"timeout", "sk", 1, false, false, "--signal --kill-after"},
    {"watch", "n", 0, false, false, "--interval"},
    {"retry", "tdmns", 0, false, true, "--times --delay --tries --max --sleep"},
    {"!", ""},
}};

const Prefix* find_prefix(std::string_view name) {
    const auto found =
        std::find_if(prefixes.begin(), prefixes.end(), [&](const Prefix& one) { return one.name == name; });
    return found == prefixes.end() ? nullptr : &*found;
}

bool takes_value(std::string_view option, std::string_view letters, std::string_view longer) {
    if (option.size() == 2) return letters.find(option[1]) != std::string_view::npos;
    if (!option.starts_with("--")) return false;
    for (const std::string_view one : split(longer, ' '))
        if (one == option) return true;
    return false;
}

// A number, maybe with a unit.
bool is_number(std::string_view text) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    return digits > 0 && text.size() - digits <= 1;
}

// `text` with what is not known in place of `mark`.
Text with_argument(const Text& text, std::string_view mark, std::uint32_t source) {
    Text out;
    std::size_t at = 0;
    for (std::size_t found = text.bytes.find(mark); found != std::string::npos;
         found = text.bytes.find(mark, at)) {
        out.insert_part(text, at, found, source);
        out.hole(xargs_argument, source);
        at = found + mark.size();
    }
    if (at == 0) return text;
    out.insert_part(text, at, text.bytes.size(), source);
    return out;
}

} // namespace

std::string program_name(std::string_view word) {
    const std::size_t slash = word.find_last_of("/\\");
    if (slash != std::string_view::npos) word.remove_prefix(slash + 1);
    for (const std::string_view end : {".cmd", ".exe", ".bat"})
        if (word.size() > end.size() && iequals(word.substr(word.size() - end.size()), end))
            word.remove_suffix(end.size());
    return std::string(word);
}

// Takes a prefix such as `sudo -E` away; false when there is none.
bool Interpreter::run_prefix(std::vector<Field>& words, std::vector<std::pair<std::string, Variable>>& own) {
    const std::string name = program_name(words[0].text.bytes);
    const Prefix* prefix = find_prefix(name);
    if (words.size() < 2 || prefix == nullptr || state_.functions.contains(words[0].text.bytes)) return false;
    std::size_t next = 1;
    while (next < words.size() && words[next].text.bytes.starts_with('-')) {
        const std::string& option = words[next].text.bytes;
        if (name == "command" && (option == "-v" || option == "-V")) return false;
        next += takes_value(option, prefix->options, prefix->longer) ? 2 : 1;
        if (option == "--") break;
    }
    next += prefix->operands;
    while (prefix->numbers && next < words.size() && is_number(words[next].text.bytes))
        ++next;
    for (; prefix->environment && next < words.size(); ++next) {
        const Text& text = words[next].text;
        const std::size_t split = text.bytes.find('=');
        if (split == std::string::npos || !is_name(std::string_view(text.bytes).substr(0, split))) break;
        Variable variable;
        variable.value.insert_part(text, split + 1, text.bytes.size(), words[next].begin);
        variable.begin = words[next].begin;
        variable.end = words[next].end;
        own.emplace_back(text.bytes.substr(0, split), std::move(variable));
    }
    if (next >= words.size()) return false;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(next));
    return true;
}

bool take_xargs(std::vector<Field>& words) {
    if (program_name(words[0].text.bytes) != "xargs") return false;
    std::string mark;
    std::size_t next = 1;
    while (next < words.size() && words[next].text.bytes.starts_with('-')) {
        const std::string& option = words[next++].text.bytes;
        if (option == "--") break;
        if (option.starts_with("-I") && option.size() > 2) mark = option.substr(2);
        if (option == "-I" && next < words.size()) mark = words[next].text.bytes;
        if (option == "-i" || option == "--replace") mark = "{}";
        if (option.starts_with("--replace=")) mark = option.substr(10);
        if (takes_value(option, "InLPdaEs", "--max-args --max-lines --max-procs --delimiter --arg-file"))
            ++next;
    }
    if (next >= words.size()) return false;
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(next));
    if (mark.empty()) {
        Field argument{unknown_text(xargs_argument, words.back().begin), false, true, words.back().begin,
                       words.back().end};
        words.push_back(std::move(argument));
    } else {
        for (Field& word : words)
            word.text = with_argument(word.text, mark, word.begin);
    }
    return true;
}

} // namespace batchai2aml::bash
