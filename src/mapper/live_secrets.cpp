#include "mapper/live_secrets.hpp"

#include <algorithm>
#include <optional>

#include "mapper/shell_words.hpp"
#include "mapper/variables.hpp"

namespace batchai2aml {

namespace {

std::optional<VariableUse> secret_at(std::string_view text) {
    auto use = leading_variable(text);
    return use && holds_secret(use->name) ? use : std::nullopt;
}

// A comment begins where a word could.
bool starts_comment(std::string_view text, std::size_t at) {
    constexpr std::string_view enders = " \t\n;&|()";
    return text[at] == '#' && (at == 0 || enders.find(text[at - 1]) != std::string_view::npos);
}

std::string spell(const std::string& name, const Quotes& quotes) {
    std::string live = "${" + name + "}";
    if (quotes.in_single_quotes()) return "'\"" + live + "\"'";
    if (quotes.in_dollar_quotes()) return "'\"" + live + "\"$'";
    return live;
}

} // namespace

std::string with_live_secrets(std::string_view text) {
    if (!holds_secret(text)) return std::string(text);
    std::string out;
    Quotes quotes;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const bool plain = quotes.in_single_quotes();
        // The backslash escaped the first character of the secret, or stood for itself between double quotes.
        const bool escaped = !plain && text[at] == '\\' && secret_at(text.substr(at + 1));
        if (const auto secret = secret_at(text.substr(at + (escaped ? 1 : 0)))) {
            if (escaped && quotes.in_double_quotes()) out += "\\\\";
            out += spell(secret->name, quotes);
            at += secret->end + (escaped ? 1 : 0);
        } else if (!quotes.inside() && starts_comment(text, at)) {
            at = std::min(text.find('\n', at), text.size());
            out += text.substr(begin, at - begin);
        } else {
            (void)quotes.step(text, at);
            out += text.substr(begin, at - begin);
        }
    }
    return out;
}

void make_secrets_live(Statement& statement) {
    if (auto* run = std::get_if<Run>(&statement)) {
        std::string whole; // quotes may begin in one word and end in another
        for (const RawShell& word : run->words)
            whole += (&word == &run->words.front() ? "" : " ") + word.text;
        if (holds_secret(whole)) run->words = {RawShell{with_live_secrets(whole)}};
    } else if (auto* prepare = std::get_if<Prepare>(&statement)) {
        prepare->text.text = with_live_secrets(prepare->text.text);
    } else if (auto* first = std::get_if<RunOnFirstNode>(&statement)) {
        first->text.text = with_live_secrets(first->text.text);
    } else if (auto* made = std::get_if<Export>(&statement)) {
        // Raw parts stand between double quotes, in which single ones mean nothing.
        for (Part& part : made->value.parts)
            if (auto* raw = std::get_if<RawShell>(&part); raw != nullptr && holds_secret(raw->text))
                raw->text = with_live_secrets('"' + raw->text).substr(1);
    }
}

} // namespace batchai2aml
