#include "mapper/mpirun.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "mapper/mpi_arguments.hpp"
#include "mapper/mpi_before.hpp"
#include "mapper/shell_words.hpp"
#include "mapper/shell_wrapper.hpp"
#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 5> launchers = {"mpirun", "mpiexec", "mpiexec.hydra", "orterun",
                                                       "mpirun_rsh"};

bool is_launcher(std::string_view word) {
    const auto slash = word.rfind('/');
    if (slash != std::string_view::npos) word.remove_prefix(slash + 1);
    return std::find(launchers.begin(), launchers.end(), word) != launchers.end();
}

bool is_name_part(char c) {
    return is_variable_name("_" + std::string(1, c)) || c == '-' || c == '.';
}

// mpirun anywhere in the text, as a word of its own or inside quotes; not as a part of the name of a file.
bool mentions_launcher(std::string_view text) {
    for (const std::string_view name : launchers) {
        for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
            const char before = at == 0 ? ' ' : text[at - 1];
            const char after = at + name.size() == text.size() ? ' ' : text[at + name.size()];
            if (!is_name_part(before) && !is_name_part(after) && after != '/') return true;
        }
    }
    return false;
}

MpiLaunch complex(std::string reason = {}) {
    MpiLaunch out;
    out.use = MpiUse::complex;
    out.reason = std::move(reason);
    return out;
}

/// The last command of a text.
struct LastCommand {
    std::vector<Token> tokens; ///< of the text, to the end of the command
    std::size_t first = 0;     ///< of the command
    std::size_t name = 0;      ///< the first one that is no assignment; may be the end
};

std::optional<LastCommand> last_command(std::string_view text) {
    LastCommand out{tokens_of(text)};
    std::vector<Token>& tokens = out.tokens;
    // What ends the last command changes nothing, but for `&`.
    while (!tokens.empty() && (tokens.back().in(text) == ";" || tokens.back().in(text) == "\n"))
        tokens.pop_back();
    if (tokens.empty() || tokens.back().kind != TokenKind::word) return std::nullopt;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i].kind != TokenKind::word) out.first = i + 1;
    out.name = out.first;
    while (out.name < tokens.size() && is_assignment(tokens[out.name].in(text)))
        ++out.name;
    return out;
}

// Whether another command decides when, or whether, the last one runs.
bool stands_alone(std::string_view text, const LastCommand& last) {
    if (last.first == 0) return true;
    const std::string_view joint = last.tokens[last.first - 1].in(text);
    return joint == ";" || joint == "\n" || joint == "&&";
}

enum class Place : std::uint8_t { command, inner_shell };

class Finder {
  public:
    explicit Finder(const std::map<std::string, std::string>& values) : values_(values) {}

    [[nodiscard]] MpiLaunch find(std::string_view text, Place place) const {
        const auto last = last_command(text);
        if (!last || last->name >= last->tokens.size() || !stands_alone(text, *last)) return complex();
        for (std::size_t i = 0; i < last->first; ++i)
            if (mentions_launcher(last->tokens[i].in(text))) return complex("it is called several times");
        const std::string_view name = last->tokens[last->name].in(text);
        MpiLaunch out = is_launcher(name)         ? launch(text, *last)
                        : place == Place::command ? unwrapped(text, *last)
                                                  : complex();
        if (out.use == MpiUse::launch) add_before(text.substr(0, last->tokens[last->first].begin), out);
        return out;
    }

  private:
    [[nodiscard]] MpiLaunch launch(std::string_view text, const LastCommand& last) const {
        const std::string_view before = text.substr(0, last.tokens[last.first].begin);
        MpiLaunch out;
        out.use = MpiUse::launch;
        if (last.tokens[last.name].in(text).ends_with("mpirun_rsh"))
            return complex("mpirun_rsh names nodes of Batch AI");
        const std::size_t begin = last.tokens[last.first].begin;
        out.assignments = text.substr(begin, last.tokens[last.name].begin - begin);
        const ValueOf value_of = [&](std::string_view name) { return value(before, name); };
        if (!read_mpi_arguments(text, last.tokens, last.name + 1, value_of, out)) return complex(out.reason);
        if (mentions_launcher(out.program)) return complex("it is called several times");
        return out;
    }

    // mpirun inside of `bash -c '…'`, with the same shell around what is left of the text.
    [[nodiscard]] MpiLaunch unwrapped(std::string_view text, const LastCommand& last) const {
        const std::vector<Token> words(last.tokens.begin() + static_cast<std::ptrdiff_t>(last.name),
                                       last.tokens.end());
        const auto wrapper = find_wrapper(text, words);
        if (!wrapper) return complex();
        MpiLaunch out = find(wrapper->text, Place::inner_shell);
        if (out.use != MpiUse::launch) return out;
        const std::size_t begin = last.tokens[last.first].begin;
        const std::string own(text.substr(begin, words.front().begin - begin));
        const auto part = [&](std::string& inner) {
            const std::string whole = wrapper->spell(inner);
            inner = whole.substr(wrapper->head.size() + 1, whole.size() - wrapper->head.size() - 2);
        };
        for (std::string* inner : {&out.before, &out.assignments, &out.program})
            part(*inner);
        out.opening = own + wrapper->head + wrapper->quote;
        out.closing = wrapper->quote;
        if (!out.once.empty()) out.once = own + wrapper->spell(out.once);
        return out;
    }

    // `before` stood outside of all that `out` holds so far.
    static void add_before(std::string_view before, MpiLaunch& out) {
        const auto parts = split_before(before);
        std::string& start = out.opening.empty() ? out.before : out.opening;
        start.insert(0, parts ? parts->each : std::string(before));
        out.split = out.split && parts.has_value();
        if (!out.once.empty())
            out.once.insert(0, before); // it says by itself whether mpirun was reached
        else if (parts)
            out.once = parts->once;
    }

    [[nodiscard]] std::optional<std::string> value(std::string_view before, std::string_view name) const {
        if (auto assigned = assigned_before(before, name)) return assigned;
        if (before.find(std::string(name) + "=") != std::string_view::npos) return std::nullopt;
        const auto found = values_.find(std::string(name));
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }

    const std::map<std::string, std::string>& values_;
};

} // namespace

MpiLaunch find_mpirun(std::string_view command, const std::map<std::string, std::string>& values) {
    if (!mentions_launcher(command)) return {};
    return Finder(values).find(command, Place::command);
}

} // namespace batchai2aml
