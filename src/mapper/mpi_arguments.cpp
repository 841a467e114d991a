#include "mapper/mpi_arguments.hpp"

#include <algorithm>
#include <charconv>

#include "mapper/mpi_options.hpp"
#include "mapper/shell_wrapper.hpp"
#include "mapper/variables.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

std::optional<std::int64_t> to_count(std::string_view word) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || value < 1) return std::nullopt;
    return value;
}

std::string quoted_word(std::string_view word) {
    return '"' + shorten(word, 40) + '"';
}

class ArgumentReader {
  public:
    ArgumentReader(std::string_view text, const std::vector<Token>& tokens, const ValueOf& value_of,
                   MpiLaunch& out)
        : text_(text), tokens_(tokens), value_of_(value_of), out_(out) {}

    bool read(std::size_t first) {
        for (at_ = first; at_ < tokens_.size(); ++at_) {
            if (!word(at_).starts_with('-')) return read_program();
            if (!read_option()) return false;
        }
        return refuse("no program follows mpirun");
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t index) const { return tokens_[index].in(text_); }

    bool refuse(std::string reason) {
        out_.reason = std::move(reason);
        return false;
    }

    bool read_program() {
        for (std::size_t i = at_; i < tokens_.size(); ++i) {
            if (word(i) == ":") return refuse("it starts several programs");
            out_.writes_file = out_.writes_file || bare_characters(word(i)).find('>') != std::string::npos;
        }
        if (!out_.processes && per_socket_) return refuse("the number of processes depends on sockets");
        if (!out_.processes && !out_.per_node && hosts_ > 0) out_.processes = hosts_;
        if (local_ && !remote_) out_.use = MpiUse::local;
        out_.assignments = folder_ + out_.assignments;
        out_.program = text_.substr(tokens_[at_].begin, tokens_.back().end - tokens_[at_].begin);
        return true;
    }

    bool read_option() {
        const std::string_view spelled = word(at_);
        const auto dashes = std::min(spelled.find_first_not_of('-'), spelled.size());
        const std::string_view name = spelled.substr(dashes);
        const MpiOption* option = find_mpi_option(name);
        if (option == nullptr) return refuse("the option " + quoted_word(spelled) + " is not known");
        if (option->kind == MpiOptionKind::refused)
            return refuse("with the option " + quoted_word(spelled) + " it is no plain launcher");
        if (at_ + static_cast<std::size_t>(option->arguments) >= tokens_.size())
            return refuse("the option " + quoted_word(spelled) + " has no value");
        return apply(*option);
    }

    bool apply(const MpiOption& option) {
        switch (option.kind) {
        case MpiOptionKind::processes:
            return read_count(out_.processes);
        case MpiOptionKind::per_node:
            return read_count(out_.per_node);
        case MpiOptionKind::one_per_node:
            out_.per_node = 1;
            return true;
        case MpiOptionKind::per_socket:
            per_socket_ = true;
            ++at_;
            return true;
        case MpiOptionKind::mapping:
            return read_mapping(word(++at_), option.name);
        case MpiOptionKind::hosts:
            return read_hosts(word(++at_));
        case MpiOptionKind::environment:
        case MpiOptionKind::exported:
            return read_variable(word(++at_), option.kind);
        default:
            return apply_other(option);
        }
    }

    bool apply_other(const MpiOption& option) {
        switch (option.kind) {
        case MpiOptionKind::parameter:
            at_ += 2;
            return is_variable_name(word(at_ - 1))
                       ? assign("OMPI_MCA_" + std::string(word(at_ - 1)) + "=" + std::string(word(at_)))
                       : refuse("the parameter " + quoted_word(word(at_ - 1)) + " cannot become a variable");
        case MpiOptionKind::folder:
            folder_ = "cd " + std::string(word(++at_)) + " && ";
            return true;
        case MpiOptionKind::search_path:
            return assign("PATH=" + std::string(word(++at_)) + ":$PATH");
        case MpiOptionKind::maybe:
            if (at_ + 1 < tokens_.size() && belongs_to_option(option.name, word(at_ + 1))) ++at_;
            return true;
        default:
            at_ += static_cast<std::size_t>(option.arguments);
            return true;
        }
    }

    bool assign(std::string_view assignment) {
        out_.assignments.append(assignment).append(" ");
        return true;
    }

    bool read_count(std::optional<std::int64_t>& count) {
        std::string spelled(word(++at_));
        std::ranges::replace(spelled, inner_dollar, '$');
        std::string_view name = spelled;
        if (name.size() > 2 && name.front() == '"' && name.back() == '"')
            name = name.substr(1, name.size() - 2);
        const auto variable = leading_variable(name);
        const bool whole = variable && variable->end == name.size();
        const auto value = whole ? value_of_(variable->name) : plain_text(name);
        count = value ? to_count(*value) : std::nullopt;
        if (count) return true;
        return refuse(name.find('$') == std::string_view::npos && name.find('`') == std::string_view::npos
                          ? quoted_word(spelled) + " is no number of processes"
                          : "the number of processes is " + quoted_word(spelled)
                                + ", which is known only when the job runs");
    }

    // `--map-by ppr:2:node` and `-ppr 2:node`; with `:PE=4` and the like behind.
    bool read_mapping(std::string_view mapping, std::string_view option) {
        if (option == "map-by") {
            if (!mapping.starts_with("ppr:")) return true;
            mapping.remove_prefix(4);
        }
        const auto colon = mapping.find(':');
        const std::string_view unit = colon == std::string_view::npos ? "" : mapping.substr(colon + 1);
        if (unit != "node" && !unit.starts_with("node:")) {
            per_socket_ = true;
            return true;
        }
        out_.per_node = to_count(mapping.substr(0, colon));
        return out_.per_node ? true : refuse(quoted_word(mapping) + " is no number of processes");
    }

    // `a:2,b:2`: names and slots. Lists in variables say nothing.
    bool read_hosts(std::string_view list) {
        const auto plain = plain_text(list);
        if (!plain || plain->empty()) {
            remote_ = true;
            hosts_ = 0;
            return true;
        }
        for (const std::string_view entry : split(*plain, ',')) {
            const auto colon = entry.find(':');
            const std::string_view name = entry.substr(0, colon);
            const auto slots =
                colon == std::string_view::npos ? std::nullopt : to_count(entry.substr(colon + 1));
            const bool local = name == "localhost" || name == "127.0.0.1";
            (local ? local_ : remote_) = true;
            hosts_ =
                std::min<std::int64_t>(hosts_ + std::min<std::int64_t>(slots.value_or(1), 100000), 1000000);
        }
        return true;
    }

    // NAME=VALUE; NAME alone with -x, which is in the environment already; NAME VALUE with -env.
    bool read_variable(std::string_view variable, MpiOptionKind kind) {
        if (is_assignment(variable)) return assign(variable);
        if (kind == MpiOptionKind::exported) {
            for (const std::string_view name : split(variable, ','))
                if (!is_variable_name(name))
                    return refuse(quoted_word(variable) + " is no name of a variable");
            return true;
        }
        if (!is_variable_name(variable)) return refuse(quoted_word(variable) + " is no name of a variable");
        if (++at_ >= tokens_.size()) return refuse("the variable " + quoted_word(variable) + " has no value");
        return assign(std::string(variable) + "=" + std::string(word(at_)));
    }

    std::string_view text_;
    const std::vector<Token>& tokens_;
    const ValueOf& value_of_;
    MpiLaunch& out_;
    std::size_t at_ = 0;
    std::string folder_;
    std::int64_t hosts_ = 0; // slots of those that are named
    bool local_ = false;     // one of them is this node
    bool remote_ = false;    // or another one
    bool per_socket_ = false;
};

} // namespace

bool read_mpi_arguments(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                        const ValueOf& value_of, MpiLaunch& out) {
    return ArgumentReader(text, tokens, value_of, out).read(first);
}

} // namespace batchai2aml
