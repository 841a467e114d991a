#include "emitter/shell.hpp"

#include <algorithm>
#include <optional>

#include "emitter/shell_blocks.hpp"
#include "emitter/shell_scan.hpp"

namespace batchai2aml {
namespace {

constexpr std::string_view name_characters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

bool is_name(std::string_view text) {
    return !text.empty() && (text.front() < '0' || text.front() > '9')
           && text.find_first_not_of(name_characters) == std::string_view::npos;
}

bool is_plain(std::string_view text) {
    constexpr std::string_view others = "@%+=:,./-";
    return !text.empty() && std::all_of(text.begin(), text.end(), [others](char c) {
        return name_characters.find(c) != std::string_view::npos || others.find(c) != std::string_view::npos;
    });
}

std::optional<std::string> only_literals(const Word& word) {
    std::string text;
    for (const Part& part : word.parts) {
        const auto* literal = std::get_if<Literal>(&part);
        if (literal == nullptr) return std::nullopt;
        text += literal->text;
    }
    return text;
}

enum class Raw : std::uint8_t { live, literal };

/// The parts of a word between double quotes.
class DoubleQuoted {
  public:
    explicit DoubleQuoted(Raw raw) : raw_(raw) {}

    void operator()(const Literal& part) {
        if (ends_in_variable_ && !part.text.empty()) separate(part.text.front());
        add_literal(part.text);
    }
    void operator()(const Variable& part) { add_variable(part.name); }
    void operator()(const Secret& part) { add_variable(part.variable); }
    void operator()(const Input& part) { add_expression("inputs", part.key); }
    void operator()(const Output& part) { add_expression("outputs", part.key); }
    void operator()(const RawShell& part) {
        if (raw_ == Raw::literal)
            add_literal(part.text);
        else
            add_raw(part.text);
    }

    /// Nothing when the raw parts leave something open.
    std::optional<std::string> take() {
        flush();
        return scanner_.balanced() ? std::optional(text_ + '"') : std::nullopt;
    }

  private:
    void add_raw(std::string_view text) {
        pending_ += text;
        const std::size_t dollar = text.rfind('$');
        ends_in_variable_ = dollar != std::string_view::npos
                            && text.find_first_not_of(name_characters, dollar + 1) == std::string_view::npos;
        const std::size_t end = text.find_last_not_of('\\') + 1; // 0 when there is none
        if ((text.size() - end) % 2 == 1) pending_ += '\\';      // it would escape what comes next
    }
    /// Keeps `$` or `$NAME` at the end of a raw part from growing into the literal behind it.
    void separate(char next) {
        ends_in_variable_ = false;
        if (name_characters.find(next) == std::string_view::npos && next != '{' && next != '(' && next != '[')
            return;
        flush();
        text_ += "\"\"";
    }
    void add_literal(std::string_view text) {
        for (const char c : text) {
            if (c == '\\' || c == '"' || c == '$' || c == '`') pending_ += '\\';
            pending_ += c;
        }
    }
    void add_variable(std::string_view name) {
        if (is_name(name))
            pending_.append("${").append(name) += '}';
        else
            add_literal("$" + std::string(name));
    }
    void add_expression(std::string_view kind, std::string_view key) {
        flush();
        text_.append("${{").append(kind).append(".").append(key).append("}}");
    }
    void flush() {
        ends_in_variable_ = false;
        scanner_.feed(pending_, text_);
        pending_.clear();
    }

    Raw raw_;
    ShellScanner scanner_{ShellScanner::Start::double_quotes};
    std::string pending_; ///< not yet searched for expressions: one may span two parts
    bool ends_in_variable_ = false;
    std::string text_ = "\"";
};

std::optional<std::string> double_quote(const Word& word, Raw raw) {
    DoubleQuoted out(raw);
    for (const Part& part : word.parts)
        std::visit(out, part);
    return out.take();
}

/// Appends statements, remembers what was said already.
class Speller {
  public:
    void operator()(const Export& statement) {
        const std::string name = is_name(statement.name) ? statement.name : single_quote(statement.name);
        line("export " + name + "=" + quote(statement.value));
    }
    void operator()(const MakeFolder& statement) { folders_ += ' ' + quote(statement.path); }
    void operator()(const Link& statement) {
        if (links_++ == 0) line(shell::link_function());
        line("b2a_link " + quote(statement.target) + " " + quote(statement.path));
    }
    void operator()(const Prepare& statement) {
        if (preparations_ == 0) line(shell::wait_function());
        line(shell::prepare(statement, preparations_++));
    }
    void operator()(const Step& statement) { line(statement.text); }
    void operator()(const RunOnFirstNode& statement) { line(shell::run_on_first_node(statement)); }
    void operator()(const Run& statement) {
        std::string text;
        for (const RawShell& word : statement.words) {
            if (&word != &statement.words.front()) text += ' ';
            text += word.text;
        }
        line(neutralize_expressions(text));
    }

    [[nodiscard]] std::string take() && {
        make_folders();
        return std::move(text_);
    }

  private:
    void line(std::string_view text) {
        make_folders();
        add_line(text);
    }
    void add_line(std::string_view text) {
        if (!text_.empty()) text_ += '\n';
        text_ += text;
    }
    void make_folders() {
        if (!folders_.empty()) add_line("mkdir -p" + folders_ + " || exit 1");
        folders_.clear();
    }

    std::string text_;
    std::string folders_; ///< one mkdir makes those that follow each other
    std::size_t links_ = 0;
    std::size_t preparations_ = 0;
};

} // namespace

std::string neutralize_expressions(std::string_view shell_text) {
    if (shell_text.find("${{") == std::string_view::npos
        && shell_text.find("$[[") == std::string_view::npos) {
        return std::string(shell_text);
    }
    std::string out;
    ShellScanner(ShellScanner::Start::command).feed(shell_text, out);
    return out;
}

std::string single_quote(std::string_view text) {
    std::string quoted = "'";
    for (const char c : text) {
        if (c == '\'')
            quoted += "'\\''";
        else
            quoted += c;
    }
    return neutralize_expressions(quoted += '\'');
}

std::string quote(std::string_view text) {
    return is_plain(text) ? std::string(text) : single_quote(text);
}

std::string quote(const Word& word) {
    if (const auto text = only_literals(word)) return quote(*text);
    if (auto text = double_quote(word, Raw::live)) return *std::move(text);
    return *double_quote(word, Raw::literal);
}

std::string spell(const Command& command) {
    Speller speller;
    for (const Statement& statement : command.statements)
        std::visit(speller, statement);
    return std::move(speller).take();
}

} // namespace batchai2aml
