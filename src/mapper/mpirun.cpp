#include "mapper/mpirun.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

constexpr std::array<std::string_view, 5> launchers = {"mpirun", "mpiexec", "mpiexec.hydra", "orterun",
                                                       "mpirun_rsh"};

enum class OptionKind : std::uint8_t { processes, per_node, environment, parameter, skip };
struct Option {
    std::string_view name; ///< without dashes
    OptionKind kind;
    int arguments;
};
// Options of Open MPI and Intel MPI that occur in Batch AI jobs (corpus, batchai.md 7.2).
constexpr std::array<Option, 41> options = {{{"n", OptionKind::processes, 1},
                                             {"np", OptionKind::processes, 1},
                                             {"c", OptionKind::processes, 1},
                                             {"ppn", OptionKind::per_node, 1},
                                             {"perhost", OptionKind::per_node, 1},
                                             {"npernode", OptionKind::per_node, 1},
                                             {"N", OptionKind::per_node, 1},
                                             {"env", OptionKind::environment, 1},
                                             {"genv", OptionKind::environment, 1},
                                             {"x", OptionKind::environment, 1},
                                             {"mca", OptionKind::parameter, 2},
                                             {"gmca", OptionKind::parameter, 2},
                                             {"genvall", OptionKind::skip, 0},
                                             {"envall", OptionKind::skip, 0},
                                             {"genvlist", OptionKind::skip, 1},
                                             {"envlist", OptionKind::skip, 1},
                                             {"hosts", OptionKind::skip, 1},
                                             {"host", OptionKind::skip, 1},
                                             {"H", OptionKind::skip, 1},
                                             {"f", OptionKind::skip, 1},
                                             {"hostfile", OptionKind::skip, 1},
                                             {"machinefile", OptionKind::skip, 1},
                                             {"allow-run-as-root", OptionKind::skip, 0},
                                             {"bind-to", OptionKind::skip, 1},
                                             {"map-by", OptionKind::skip, 1},
                                             {"rank-by", OptionKind::skip, 1},
                                             {"bind-to-none", OptionKind::skip, 0},
                                             {"bind-to-core", OptionKind::skip, 0},
                                             {"bynode", OptionKind::skip, 0},
                                             {"report-bindings", OptionKind::skip, 0},
                                             {"display-map", OptionKind::skip, 0},
                                             {"oversubscribe", OptionKind::skip, 0},
                                             {"tag-output", OptionKind::skip, 0},
                                             {"prepend-rank", OptionKind::skip, 0},
                                             {"l", OptionKind::skip, 0},
                                             {"v", OptionKind::skip, 0},
                                             {"verbose", OptionKind::skip, 0},
                                             {"q", OptionKind::skip, 0},
                                             {"quiet", OptionKind::skip, 0},
                                             {"print-rank-map", OptionKind::skip, 0},
                                             {"rr", OptionKind::skip, 0}}};

struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool separator = false; ///< ; & | && || or a line end
};

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}
bool is_separator(char c) {
    return c == ';' || c == '&' || c == '|' || c == '\n';
}

// End of the word that starts at `at`: quotes and escapes belong to it.
std::size_t word_end(std::string_view text, std::size_t at) {
    char quote = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != 0) {
            if (c == '\\' && quote == '"')
                ++at;
            else if (c == quote)
                quote = 0;
        } else if (c == '\\') {
            ++at;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (is_blank(c) || is_separator(c)) {
            break;
        }
    }
    return std::min(at, text.size());
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> out;
    for (std::size_t at = 0; at < text.size();) {
        if (is_blank(text[at])) {
            ++at;
        } else if (text.substr(at, 2) == "\\\n") {
            at += 2; // the line goes on
        } else if (is_separator(text[at])) {
            const bool doubled = at + 1 < text.size() && text[at + 1] == text[at] && text[at] != '\n';
            out.push_back({at, at + (doubled ? 2 : 1), true});
            at = out.back().end;
        } else {
            out.push_back({at, word_end(text, at), false});
            at = out.back().end;
        }
    }
    return out;
}

bool is_launcher(std::string_view word) {
    const auto slash = word.rfind('/');
    if (slash != std::string_view::npos) word.remove_prefix(slash + 1);
    return std::find(launchers.begin(), launchers.end(), word) != launchers.end();
}

bool is_assignment(std::string_view word) {
    const auto equals = word.find('=');
    return equals != std::string_view::npos && is_variable_name(word.substr(0, equals));
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

std::optional<std::int64_t> to_count(std::string_view word) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || value < 1) return std::nullopt;
    return value;
}

class LaunchReader {
  public:
    LaunchReader(std::string_view text, const std::vector<Token>& tokens) : text_(text), tokens_(tokens) {}

    // `at` is the token of mpirun. False when an option is unknown or no program follows.
    bool read(std::size_t at, MpiLaunch& out) {
        for (at_ = at + 1; at_ < tokens_.size(); ++at_) {
            const std::string_view name = word(at_);
            if (!name.starts_with('-')) {
                out.program = text_.substr(tokens_[at_].begin, tokens_.back().end - tokens_[at_].begin);
                return !has_further_program();
            }
            if (!read_option(name.substr(name.find_first_not_of('-') == std::string_view::npos
                                             ? name.size()
                                             : name.find_first_not_of('-')),
                             out))
                return false;
        }
        return false;
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t index) const {
        return text_.substr(tokens_[index].begin, tokens_[index].end - tokens_[index].begin);
    }

    // `mpirun -n 1 ./a : -n 2 ./b` starts different programs.
    [[nodiscard]] bool has_further_program() const {
        for (std::size_t i = at_; i < tokens_.size(); ++i)
            if (word(i) == ":") return true;
        return false;
    }

    bool read_option(std::string_view name, MpiLaunch& out) {
        const auto* option =
            std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
        if (option == options.end() || at_ + static_cast<std::size_t>(option->arguments) >= tokens_.size())
            return false;
        switch (option->kind) {
        case OptionKind::processes:
            out.processes = to_count(word(++at_));
            return out.processes.has_value();
        case OptionKind::per_node:
            out.per_node = to_count(word(++at_));
            return out.per_node.has_value();
        case OptionKind::environment:
            return read_variable(word(++at_), name, out);
        case OptionKind::parameter:
            out.assignments +=
                "OMPI_MCA_" + std::string(word(at_ + 1)) + "=" + std::string(word(at_ + 2)) + " ";
            at_ += 2;
            return is_variable_name(word(at_ - 1));
        case OptionKind::skip:
            at_ += static_cast<std::size_t>(option->arguments);
            return true;
        }
        return false;
    }

    // NAME=VALUE; NAME alone with -x, which is in the environment already; NAME VALUE with -env.
    bool read_variable(std::string_view variable, std::string_view option, MpiLaunch& out) {
        if (is_assignment(variable)) {
            out.assignments += std::string(variable) + " ";
            return true;
        }
        if (!is_variable_name(variable)) return false;
        if (option == "x") return true;
        if (++at_ >= tokens_.size()) return false;
        out.assignments += std::string(variable) + "=" + std::string(word(at_)) + " ";
        return true;
    }

    std::string_view text_;
    const std::vector<Token>& tokens_;
    std::size_t at_ = 0;
};

} // namespace

MpiLaunch find_mpirun(std::string_view command) {
    MpiLaunch out;
    if (!mentions_launcher(command)) return out;
    out.use = MpiUse::complex;
    std::vector<Token> tokens = tokens_of(command);
    // What ends the last command changes nothing, but for `&`.
    const auto ends_nothing = [&](const Token& token) {
        return token.separator && token.end - token.begin == 1
               && (command[token.begin] == ';' || command[token.begin] == '\n');
    };
    while (!tokens.empty() && ends_nothing(tokens.back()))
        tokens.pop_back();
    std::size_t start = 0; // of the last command
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
        if (tokens[i].separator) start = i + 1;
    if (tokens.empty() || tokens.back().separator) return out;
    const auto word = [&](std::size_t i) {
        return command.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    };
    std::size_t at = start;
    while (at < tokens.size() && is_assignment(word(at)))
        ++at;
    if (at >= tokens.size() || !is_launcher(word(at))) return out;
    const std::string_view before = command.substr(0, tokens[start].begin);
    const bool piped =
        start > 0 && (word(start - 1) == "|" || word(start - 1) == "||" || word(start - 1) == "&");
    if (mentions_launcher(before) || piped || before.find_first_of("({") != std::string_view::npos)
        return out;
    LaunchReader reader(command, tokens);
    if (!reader.read(at, out) || mentions_launcher(out.program)) return out;
    out.assignments = std::string(command.substr(tokens[start].begin, tokens[at].begin - tokens[start].begin))
                      + out.assignments;
    out.before = before;
    out.use = MpiUse::launch;
    return out;
}

} // namespace batchai2aml
