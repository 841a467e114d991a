#include "parser/shell/simple.hpp"

#include <algorithm>

namespace batchai2aml::bash {

std::span<const Token> SimpleReader::tokens(std::size_t begin, std::size_t end) const {
    const auto first = std::lower_bound(unit_.tokens.begin(), unit_.tokens.end(), begin,
                                        [](const Token& token, std::size_t at) { return token.begin < at; });
    const auto last = std::lower_bound(first, unit_.tokens.end(), end,
                                       [](const Token& token, std::size_t at) { return token.begin < at; });
    return {first, last};
}

std::string_view SimpleReader::text_at(std::size_t begin) const {
    const auto found = tokens(begin, begin + 1);
    return found.empty() ? std::string_view() : text(found.front());
}

void SimpleReader::words(std::size_t begin, std::size_t end, std::vector<Word>& out) {
    for (const Token& token : tokens(begin, end))
        if (token.kind == TokenKind::word) out.push_back(words_.word(token.begin, token.end));
}

Redirect SimpleReader::redirect(const Token& op, const Token& target) {
    Redirect out;
    std::string_view sign = text(op);
    if (sign.starts_with("&>")) out.descriptor = -2;
    std::size_t digits = 0;
    while (sign[digits] >= '0' && sign[digits] <= '9')
        ++digits;
    if (digits > 0) out.descriptor = digits == 1 ? sign[0] - '0' : 99;
    sign.remove_prefix(out.descriptor == -2 ? 1 : digits);
    using Kind = Redirect::Kind;
    if (op.document != no_document) {
        const HereDocument& document = unit_.documents[op.document];
        out.kind = Kind::document;
        out.expands = !document.quoted;
        out.word = words_.document(document.begin, document.end, document.quoted, document.strips_tabs);
        return out;
    }
    if (sign == "<<<")
        out.kind = Kind::string;
    else if (sign == ">>")
        out.kind = Kind::append;
    else if (sign == ">&" || sign == "<&")
        out.kind = Kind::copy;
    else if (sign[0] == '>')
        out.kind = Kind::write;
    out.word = words_.word(target.begin, target.end);
    return out;
}

void SimpleReader::redirects(std::size_t begin, std::size_t end, std::vector<Redirect>& out) {
    const auto found = tokens(begin, end);
    for (std::size_t i = 0; i + 1 < found.size(); ++i)
        if (found[i].kind == TokenKind::redirect) out.push_back(redirect(found[i], found[i + 1]));
}

Statement SimpleReader::statement(std::size_t begin, std::size_t end) {
    return from(tokens(begin, end));
}

Statement SimpleReader::from(std::span<const Token> tokens) {
    Statement out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.kind == TokenKind::redirect) {
            if (i + 1 < tokens.size()) out.redirects.push_back(redirect(token, tokens[i + 1]));
            ++i;
        } else if (token.kind == TokenKind::test) {
            test_words(token, out);
        } else if (token.kind == TokenKind::arithmetic) {
            expressions(token, out);
        } else {
            out.words.push_back(words_.word(token.begin, token.end));
        }
    }
    if (!tokens.empty()) {
        out.begin = source_.place(tokens.front().begin);
        out.end = source_.place_end(tokens.back().end);
    }
    return out;
}

void SimpleReader::test_words(const Token& token, Statement& out) {
    out.kind = Statement::Kind::test;
    const std::size_t end = token.end - 2;
    Lexer lexer(source_.text, token.begin, end);
    for (std::size_t at = token.begin + 2; at < end;) {
        const char c = source_.text[at];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++at;
            continue;
        }
        std::size_t after = lexer.skip_word(at);
        if (after == at) {
            const std::string_view two = source_.text.substr(at, 2);
            after = at + (two == "&&" || two == "||" ? 2 : 1);
        }
        if (after == Lexer::npos || after > end) after = end;
        if (source_.text.substr(at, 2) != "\\\n") out.words.push_back(words_.word(at, after));
        at = after;
    }
}

// `((a; b; c))` of a loop, or one expression.
void SimpleReader::expressions(const Token& token, Statement& out) {
    if (out.kind != Statement::Kind::loop_count) out.kind = Statement::Kind::arithmetic;
    const std::size_t end = token.end - 2;
    std::size_t at = token.begin + 2;
    while (at <= end) {
        const std::size_t split =
            out.kind == Statement::Kind::arithmetic ? end : std::min(source_.text.find(';', at), end);
        out.expressions.push_back(words_.expression(at, split));
        at = split + 1;
    }
}

bool SimpleReader::loop_head(std::size_t begin, std::size_t end, Statement& out) {
    const auto found = tokens(begin, end);
    if (found.size() < 2) return false;
    if (found[1].kind == TokenKind::arithmetic) {
        out.kind = Statement::Kind::loop_count;
        expressions(found[1], out);
        return out.expressions.size() == 3;
    }
    out.name = text(found[1]);
    for (const Token& token : found.subspan(2)) {
        if (token.kind == TokenKind::reserved && text(token) == "in") out.has_list = true;
        if (token.kind == TokenKind::word) out.words.push_back(words_.word(token.begin, token.end));
    }
    return is_name(out.name);
}

Block SimpleReader::all() {
    Block out;
    const std::span<const Token> tokens(unit_.tokens);
    std::size_t from_token = 0;
    bool skipping = false; // the head of `for`, `case`, `function`
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        const bool ends = i == tokens.size() || tokens[i].kind == TokenKind::separator
                          || tokens[i].kind == TokenKind::reserved;
        if (!ends) continue;
        const bool is_name =
            i < tokens.size() && text(tokens[i]).starts_with("(") && text(tokens[i]).size() > 1;
        if (i > from_token && !skipping && !is_name)
            out.push_back(from(tokens.subspan(from_token, i - from_token)));
        if (i == tokens.size()) break;
        const std::string_view word = text(tokens[i]);
        skipping =
            tokens[i].kind == TokenKind::reserved
            && (word == "for" || word == "case" || word == "select" || word == "function" || word == "in");
        from_token = i + 1;
    }
    return out;
}

} // namespace batchai2aml::bash
