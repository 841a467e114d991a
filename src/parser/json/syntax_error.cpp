#include "parser/json/syntax_error.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "parser/json/string_error.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_structural(char c) {
    return std::string_view("{}[],:").find(c) != npos;
}

/// What stands at a place, without quoting more than a structural character.
std::string kind_of_text(std::string_view rest) {
    if (rest.empty()) return "the end of the file";
    const char c = rest.front();
    const auto between = [c](char low, char high) { return c >= low && c <= high; };
    if (c == '"') return "a double quote";
    if (c == '\'') return "a single quote";
    if (c == '\\') return "a backslash";
    if (is_structural(c)) return std::string("'") + c + "'";
    if (between('a', 'z') || between('A', 'Z')) return "a letter";
    if (between('0', '9')) return "a digit";
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return "a control character";
    return first_code_point(rest).value < 0x80 ? "a punctuation character" : "a character outside of ASCII";
}

struct Word {
    std::string_view found;
    std::string_view advice;
};
constexpr std::array words = {
    Word{"True", "in JSON it is written true"},      Word{"False", "in JSON it is written false"},
    Word{"None", "in JSON it is written null"},      Word{"TRUE", "in JSON it is written true"},
    Word{"FALSE", "in JSON it is written false"},    Word{"NULL", "in JSON it is written null"},
    Word{"undefined", "in JSON it is written null"}, Word{"NaN", "JSON has no such number"},
    Word{"Infinity", "JSON has no such number"},     Word{"-Infinity", "JSON has no such number"},
};

const Word* known_word(std::string_view rest) {
    const auto* found =
        std::find_if(words.begin(), words.end(), [&](const Word& w) { return rest.starts_with(w.found); });
    return found == words.end() ? nullptr : found;
}

bool is_typographic_quote(std::string_view rest) {
    if (rest.empty()) return false;
    const char32_t c = first_code_point(rest).value;
    return (c >= 0x2018 && c <= 0x201F) || c == 0x00AB || c == 0x00BB;
}

class Explainer {
  public:
    Explainer(const Document& document, std::string_view clean, const TreeBuilder& tree)
        : document_(document), clean_(clean), tree_(tree) {}
    [[nodiscard]] ReadProblem explain() const;

  private:
    [[nodiscard]] std::size_t skip_space(std::size_t at) const {
        return std::min(clean_.find_first_not_of(" \t\r\n", at), clean_.size());
    }
    [[nodiscard]] Place place(std::size_t at) const {
        return document_.place_at(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at));
    }
    [[nodiscard]] bool in_object() const {
        return document_.nodes[tree_.open_containers().back().node].kind == NodeKind::object;
    }
    [[nodiscard]] ReadProblem problem(std::size_t at, std::string message, std::string remedy) const;
    [[nodiscard]] ReadProblem after_value(std::size_t at) const;
    [[nodiscard]] ReadProblem no_key(std::size_t at) const;
    [[nodiscard]] ReadProblem no_value(std::size_t at) const;
    /// What is reported whatever else was expected at `at`.
    [[nodiscard]] std::optional<ReadProblem> left_over(std::size_t at) const;
    [[nodiscard]] ReadProblem no_token(std::size_t at, std::string_view expected) const;
    [[nodiscard]] ReadProblem no_separator(std::size_t at, std::string_view expected) const;
    [[nodiscard]] ReadProblem bad_string(std::size_t at) const;
    [[nodiscard]] ReadProblem unclosed_string(std::size_t begin) const;
    /// "object that starts at line 3, column 5"
    [[nodiscard]] std::string innermost() const;
    [[nodiscard]] ReadProblem file_ends() const;
    [[nodiscard]] ReadProblem empty_file() const;
    /// The string before runs over a line end, and closes where the next line's first string should open.
    [[nodiscard]] bool string_ran_on() const;

    const Document& document_;
    std::string_view clean_;
    const TreeBuilder& tree_;
};

ReadProblem Explainer::problem(std::size_t at, std::string message, std::string remedy) const {
    const Place where = place(at);
    return {"B2A0101", std::move(message), std::move(remedy), where.line, where.column};
}

ReadProblem Explainer::explain() const {
    const std::size_t at = skip_space(tree_.last_end());
    const char found = at < clean_.size() ? clean_[at] : '\0';
    switch (tree_.last_token()) {
    case LastToken::none:
        return at == clean_.size() ? empty_file() : no_value(at);
    case LastToken::opening:
        return in_object() ? no_key(at) : no_value(at);
    case LastToken::key:
        if (found == ':') return no_value(skip_space(at + 1));
        return no_separator(at, "':' after a member name");
    case LastToken::string:
    case LastToken::other_value:
        break;
    }
    const bool more = found == ',' && !tree_.open_containers().empty();
    if (!more) return after_value(at);
    const std::size_t next = skip_space(at + 1);
    return in_object() ? no_key(next) : no_value(next);
}

ReadProblem Explainer::after_value(std::size_t at) const {
    if (!tree_.open_containers().empty()) {
        return no_separator(at, in_object() ? "',' or '}' after a value" : "',' or ']' after a value");
    }
    if (auto known = left_over(at)) return *std::move(known);
    const char found = clean_[at];
    if (found == '{' || found == '[') {
        return problem(at, "a second JSON value begins after the end of the first one",
                       "put each JSON value into a file of its own");
    }
    return problem(
        at, "expected the end of the file after the JSON value, found " + kind_of_text(clean_.substr(at)),
        "remove what follows the last closing bracket, or a closing bracket that stands too early");
}

ReadProblem Explainer::no_key(std::size_t at) const {
    if (at < clean_.size() && clean_[at] == '"') return bad_string(at);
    return no_token(at, "a member name in double quotes");
}

ReadProblem Explainer::no_value(std::size_t at) const {
    const std::string_view rest = clean_.substr(at);
    if (rest.starts_with('"')) return bad_string(at);
    if (const Word* word = known_word(rest); word != nullptr) {
        return problem(at,
                       "found " + std::string(word->found)
                           + " where a value should be: " + std::string(word->advice),
                       "correct it in the file");
    }
    if (!rest.empty() && std::string_view("-+.0123456789").find(rest.front()) != npos
        && !rest.starts_with("...")) {
        return problem(at, "found a number that is not written as JSON has it",
                       "write it with plain digits, or as a text in double quotes");
    }
    return no_token(at, "a value");
}

std::optional<ReadProblem> Explainer::left_over(std::size_t at) const {
    const std::string_view rest = clean_.substr(at);
    if (rest.empty()) return file_ends();
    if (rest.starts_with("/*")) {
        return problem(at, "the comment that starts here has no end", "close it with */, or remove it");
    }
    if (rest.starts_with("...")) {
        return problem(at, "found '...', which stands for text that was left out",
                       "put the full text there, or remove it");
    }
    return std::nullopt;
}

ReadProblem Explainer::no_token(std::size_t at, std::string_view expected) const {
    if (auto known = left_over(at)) return *std::move(known);
    const std::string_view rest = clean_.substr(at);
    const std::string message = "expected " + std::string(expected) + ", found " + kind_of_text(rest);
    const std::string quotes = "write double quotes (\") around names and texts";
    if (rest.front() == '\'') return problem(at, message + ": single quotes are not JSON", quotes);
    if (is_typographic_quote(rest)) return problem(at, message + ": typographic quotes are not JSON", quotes);
    if (is_structural(rest.front()))
        return problem(at, message, "add what is missing, or remove the character");
    return problem(at, message, quotes);
}

ReadProblem Explainer::no_separator(std::size_t at, std::string_view expected) const {
    if (auto known = left_over(at)) return *std::move(known);
    const bool after_string = tree_.last_token() == LastToken::string || tree_.last_token() == LastToken::key;
    if (after_string && string_ran_on()) return unclosed_string(tree_.last_begin());
    const char found = clean_[at];
    const std::string message =
        "expected " + std::string(expected) + ", found " + kind_of_text(clean_.substr(at));
    const bool same_line = place(at).line == place(tree_.last_end()).line;
    if (after_string && same_line && !is_structural(found)) {
        return problem(
            at, message + ": a double quote inside the text before it probably needs a backslash (\\\")",
            found == '"' ? "write \\\" for a double quote inside a text, or add the missing separator"
                         : "write \\\" for a double quote inside a text");
    }
    if (found == '"') return problem(at, message + ": a comma is missing before it", "add the comma");
    if (found == '}' || found == ']') return problem(at, message, "close the " + innermost() + " first");
    return problem(at, message, "add what is missing, or remove what follows the value");
}

bool Explainer::string_ran_on() const {
    const std::string_view source =
        std::string_view(document_.text)
            .substr(tree_.last_begin(), tree_.last_end() - tree_.last_begin() - 1);
    const std::size_t line_end = source.find_last_of("\r\n");
    return line_end != npos && trim(source.substr(line_end)).empty();
}

ReadProblem Explainer::bad_string(std::size_t at) const {
    const StringFault fault = find_string_fault(clean_.substr(at));
    if (fault.unclosed) return unclosed_string(at);
    return problem(at + fault.offset, std::string(fault.message), std::string(fault.remedy));
}

ReadProblem Explainer::unclosed_string(std::size_t begin) const {
    return problem(begin, "unterminated string: the text that starts here has no closing double quote",
                   "add the closing double quote");
}

std::string Explainer::innermost() const {
    const Place start = document_.place(tree_.open_containers().back().node);
    return std::string(in_object() ? "object" : "array") + " that starts at line "
           + std::to_string(start.line) + ", column " + std::to_string(start.column);
}

ReadProblem Explainer::file_ends() const {
    return problem(clean_.size(), "the file ends inside an " + innermost(),
                   std::string("add the missing '") + (in_object() ? "}'" : "]'")
                       + ", or restore the rest of the file");
}

ReadProblem Explainer::empty_file() const {
    const bool comments = !trim(document_.text).empty();
    return problem(clean_.size(),
                   comments ? "the file holds no JSON value, only comments" : "the file is empty",
                   "leave the file out, or restore its content");
}

} // namespace

ReadProblem syntax_error(const Document& document, std::string_view clean, const TreeBuilder& tree) {
    return Explainer(document, clean, tree).explain();
}

} // namespace batchai2aml
