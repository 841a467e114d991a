#include "mapper/mpi_before.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "mapper/shell_words.hpp"

namespace batchai2aml {

namespace {

enum class Effect : std::uint8_t {
    state,   // changes the shell
    nothing, // prints or tests
    other,   // changes more than the shell, or may do so
    complex,
};

constexpr std::array<std::string_view, 23> state_commands = {
    ".",        "alias",  "cd",      "declare", "enable", "eval",    "export", "hash",
    "let",      "ml",     "module",  "popd",    "pushd",  "read",    "set",    "shopt",
    "readonly", "source", "typeset", "ulimit",  "umask",  "unalias", "unset"};
// Each may run in any process, as often as it likes.
constexpr std::array<std::string_view, 24> silent_commands = {
    ":",        "[",   "date",     "df",   "echo",  "exit",  "false",      "free",
    "hostname", "id",  "ifconfig", "ls",   "lscpu", "nproc", "nvidia-smi", "printenv",
    "printf",   "pwd", "test",     "true", "type",  "uname", "which",      "whoami"};
constexpr std::array<std::string_view, 29> complex_commands = {
    "!",     "[[",   "break", "builtin", "case",  "command", "continue", "coproc", "do",     "done",
    "elif",  "else", "esac",  "exec",    "fi",    "for",     "function", "if",     "return", "select",
    "shift", "then", "time",  "trap",    "until", "wait",    "while",    "{",      "}"};

bool holds(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

/// One command of a list, by its tokens, and what joins it to the next one.
struct Simple {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string_view joint{}; ///< `&&`, `||`, `;` or a line end; empty at the end of the text
    Effect effect = Effect::other;
};

class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

    std::optional<CommandsBefore> split() {
        if (!read_commands()) return std::nullopt;
        const auto has = [&](Effect effect) {
            return std::ranges::any_of(commands_, [&](const Simple& one) { return one.effect == effect; });
        };
        if (has(Effect::complex)) return std::nullopt;
        if (!has(Effect::other)) return CommandsBefore{"", std::string(text_)};
        CommandsBefore out;
        if (!repeat_state(out.each)) return std::nullopt;
        const Simple& last = commands_.back();
        out.once = text_.substr(0, tokens_[last.last].end);
        // Behind `;` mpirun was started whatever the exit code: the end of the text is what counts then.
        if (last.joint != "&&") out.once += "\n:";
        return out;
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return tokens_[i].in(text_); }

    bool read_commands() {
        std::size_t first = 0;
        bool piped = false;
        for (std::size_t i = 0; i <= tokens_.size(); ++i) {
            if (i < tokens_.size() && tokens_[i].kind == TokenKind::parenthesis) return false;
            if (i < tokens_.size() && !tokens_[i].is_separator()) continue;
            const std::string_view joint = i < tokens_.size() ? word(i) : std::string_view{};
            if (joint == "&" || joint == ";;") return false;
            if (first < i) {
                const bool pipe = joint == "|" || joint == "|&";
                Simple one{first, i - 1, joint, effect_of(first, i)};
                // Commands of a pipe have shells of their own.
                if ((pipe || piped) && one.effect != Effect::complex) one.effect = Effect::other;
                if (piped)
                    merge_into_last(one);
                else
                    commands_.push_back(one);
                piped = pipe;
            } else if (!joint.empty() && joint != "\n" && joint != ";") {
                return false;
            }
            first = i + 1;
        }
        return !piped;
    }

    void merge_into_last(const Simple& one) {
        Simple& pipe = commands_.back();
        const bool complex = pipe.effect == Effect::complex || one.effect == Effect::complex;
        pipe = {pipe.first, one.last, one.joint, complex ? Effect::complex : Effect::other};
    }

    [[nodiscard]] Effect effect_of(std::size_t first, std::size_t end) const {
        bool writes = false;
        for (std::size_t i = first; i < end; ++i) {
            const std::string bare = bare_characters(word(i));
            if (bare.find("<<") != std::string::npos) return Effect::complex;
            writes = writes || writes_file(i, end, bare);
        }
        while (first < end && is_assignment(word(first)))
            ++first;
        if (first == end) return Effect::state;
        const std::string_view name = word(first);
        const std::string_view argument = first + 1 < end ? word(first + 1) : std::string_view{};
        if (holds(complex_commands, name) || (name == "exit" && argument == "0")) return Effect::complex;
        if (holds(state_commands, name)) return Effect::state;
        if (name == "conda" && (argument == "activate" || argument == "deactivate")) return Effect::state;
        return holds(silent_commands, name) && !writes ? Effect::nothing : Effect::other;
    }

    // `>file`, `> file`, `2>>file`; not `2>&1` or `>/dev/null`.
    [[nodiscard]] bool writes_file(std::size_t i, std::size_t end, std::string_view bare) const {
        const auto arrow = bare.rfind('>');
        if (arrow == std::string_view::npos) return false;
        std::string_view target = word(i).substr(word(i).rfind('>') + 1);
        if (target.empty() && i + 1 < end) target = word(i + 1);
        return !target.starts_with('&') && target != "/dev/null";
    }

    // Lists without a command that changes the shell are left out, as are the other commands of `a && b`.
    bool repeat_state(std::string& out) const {
        for (std::size_t first = 0; first < commands_.size();) {
            std::size_t last = first;
            while (last + 1 < commands_.size()
                   && (commands_[last].joint == "&&" || commands_[last].joint == "||"))
                ++last;
            if (!repeat_list(first, last, out)) return false;
            first = last + 1;
        }
        return true;
    }

    bool repeat_list(std::size_t first, std::size_t last, std::string& out) const {
        bool state = false;
        bool other = false;
        bool choice = false;
        for (std::size_t i = first; i <= last; ++i) {
            state = state || commands_[i].effect == Effect::state;
            other = other || commands_[i].effect == Effect::other;
            choice = choice || (i < last && commands_[i].joint == "||");
        }
        if (!state) return true;
        if (other && choice) return false;
        std::size_t kept = last + 1;
        for (std::size_t i = first; i <= last; ++i) {
            if (commands_[i].effect == Effect::other) continue;
            const std::string_view text = text_of(commands_[i]);
            // What it finds out may differ from run to run, and the other commands worked with the first
            // result.
            if (commands_[i].effect == Effect::state && has_substitution(text)) return false;
            if (kept <= last) out.append(" ").append(choice ? commands_[i - 1].joint : "&&").append(" ");
            out += text;
            kept = i;
        }
        const std::string_view joint = commands_[last].joint;
        out.append(joint == "&&" ? " && " : joint == "\n" || joint.empty() ? "\n" : "; ");
        return true;
    }

    [[nodiscard]] std::string_view text_of(const Simple& one) const {
        return text_.substr(tokens_[one.first].begin, tokens_[one.last].end - tokens_[one.first].begin);
    }

    static bool has_substitution(std::string_view text) {
        return text.find("$(") != std::string_view::npos || text.find('`') != std::string_view::npos;
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::vector<Simple> commands_;
};

} // namespace

std::optional<CommandsBefore> split_before(std::string_view text) {
    return Splitter(text).split();
}

std::optional<std::string> assigned_before(std::string_view text, std::string_view variable) {
    std::optional<std::string> out;
    std::optional<std::string> here; // by the command that is being read
    bool assigned = false;
    bool lasting = true; // `A=1 program` sets it for the program only
    for (const Token& token : tokens_of(text)) {
        const std::string_view word = token.in(text);
        if (token.kind != TokenKind::word) {
            if (assigned && lasting) out = here;
            assigned = false;
            lasting = true;
        } else if (!is_assignment(word)) {
            lasting = lasting && !assigned && word == "export";
        } else if (word.substr(0, word.find('=')) == variable) {
            here = plain_text(word.substr(word.find('=') + 1));
            assigned = true;
        }
    }
    return out;
}

} // namespace batchai2aml
