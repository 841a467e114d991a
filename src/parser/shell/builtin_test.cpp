#include <algorithm>

#include "parser/shell/interpreter.hpp"
#include "parser/shell/pattern.hpp"

namespace batchai2aml::bash {

namespace {

using Answer = std::optional<bool>;

bool is_number_operator(std::string_view op) {
    return op == "-eq" || op == "-ne" || op == "-lt" || op == "-le" || op == "-gt" || op == "-ge";
}

Answer compare(std::string_view op, std::int64_t a, std::int64_t b) {
    if (op == "-eq") return a == b;
    if (op == "-ne") return a != b;
    if (op == "-lt") return a < b;
    if (op == "-le") return a <= b;
    return op == "-gt" ? a > b : a >= b;
}

// What is known of a text that is not known as a whole: it has other text around.
bool surely_not_empty(const Text& text) {
    std::size_t unknown = 0;
    for (const Hole& hole : text.holes)
        unknown += hole.end - hole.begin;
    return text.bytes.size() > unknown;
}

Answer is_empty(const Text& text) {
    if (text.known()) return text.bytes.empty();
    return surely_not_empty(text) ? Answer(false) : Answer();
}

Answer both(Answer a, Answer b) {
    if ((a && !*a) || (b && !*b)) return false;
    return a && b ? Answer(true) : Answer();
}

Answer either(Answer a, Answer b) {
    if ((a && *a) || (b && *b)) return true;
    return a && b ? Answer(false) : Answer();
}

// Where the first operator of the lowest rank stands outside of parentheses.
std::size_t find_outside(std::span<const Field> words, std::string_view one, std::string_view other) {
    int open = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i].text.bytes;
        if (word == "(")
            ++open;
        else if (word == ")")
            --open;
        else if (open == 0 && i > 0 && i + 1 < words.size() && (word == one || word == other))
            return i;
    }
    return words.size();
}

} // namespace

// `[[ … ]]` has patterns, which need the words as they are written: `source`.
Answer Interpreter::test(std::span<const Field> words, bool shell_patterns, std::span<const Word> source) {
    const auto rest = [&](std::size_t from) { return source.empty() ? source : source.subspan(from); };
    if (words.empty()) return false;
    if (++depth_ > 150 || !spend(words.size())) {
        --depth_;
        return {};
    }
    const auto inner = [&]() -> Answer {
        const bool plain = words.size() <= 3 && !shell_patterns;
        for (const bool is_or : {true, false}) {
            const std::string_view sign = shell_patterns ? (is_or ? "||" : "&&") : (is_or ? "-o" : "-a");
            const std::size_t at = plain ? words.size() : find_outside(words, sign, sign);
            if (at >= words.size()) continue;
            const Answer left =
                test(words.first(at), shell_patterns, source.empty() ? source : source.first(at));
            const Answer right = test(words.subspan(at + 1), shell_patterns, rest(at + 1));
            return is_or ? either(left, right) : both(left, right);
        }
        const std::string& first = words[0].text.bytes;
        if (words.size() == 3 && first != "!" && first != "(")
            return test_binary(words[0], words[1].text.bytes, words[2],
                               source.empty() ? nullptr : &source[2]);
        if (first == "!" && words.size() > 1) {
            const Answer value = test(words.subspan(1), shell_patterns, rest(1));
            return value ? Answer(!*value) : value;
        }
        if (first == "(" && words.back().text.bytes == ")")
            return test(words.subspan(1, words.size() - 2), shell_patterns,
                        source.empty() ? source : source.subspan(1, words.size() - 2));
        if (words.size() == 1) {
            const Answer empty = is_empty(words[0].text);
            return empty ? Answer(!*empty) : empty;
        }
        if (words.size() != 2) return {};
        const Answer empty = is_empty(words[1].text);
        if (first == "-z") return empty;
        if (first == "-n") return empty ? Answer(!*empty) : empty;
        if (first == "-v" && words[1].text.known()) {
            const Variable* variable = find_variable(words[1].text.bytes);
            if (variable != nullptr) return !variable->removed;
        }
        return {};
    };
    const Answer out = inner();
    --depth_;
    return out;
}

Answer Interpreter::test_binary(const Field& left, std::string_view op, const Field& right,
                                const Word* source) {
    if (is_number_operator(op)) {
        if (!left.text.known() || !right.text.known()) return {};
        const auto a = evaluate(left.text.bytes, arithmetic_variables());
        const auto b = evaluate(right.text.bytes, arithmetic_variables());
        return a && b ? compare(op, *a, *b) : Answer();
    }
    const bool equal = op == "=" || op == "==";
    if (equal || op == "!=") {
        const std::optional<std::string> wanted = source != nullptr ? pattern(source->parts) : std::nullopt;
        if (source != nullptr && !wanted) return {};
        if (!left.text.known() || !right.text.known()) {
            const bool against_empty = right.text.bytes.empty() && surely_not_empty(left.text);
            return against_empty ? Answer(!equal) : Answer();
        }
        if (!spend(left.text.bytes.size() + right.text.bytes.size())) return {};
        const bool same = wanted ? matches(*wanted, left.text.bytes) : left.text.bytes == right.text.bytes;
        return same == equal;
    }
    if ((op == "<" || op == ">") && left.text.known() && right.text.known()) {
        return op == "<" ? left.text.bytes < right.text.bytes : left.text.bytes > right.text.bytes;
    }
    return {};
}

} // namespace batchai2aml::bash
