#include "parser/secret_programs.hpp"

#include <algorithm>
#include <array>

#include "parser/secret_names.hpp"
#include "parser/secret_values.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view from_standard_input = "--password-stdin";

bool is_quote(char c) {
    return c == '"' || c == '\'';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(" \t", at), text.size());
}

bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string_view name_before(std::string_view text, std::size_t end) {
    while (end > 0 && (is_quote(text[end - 1]) || text[end - 1] == '\\'))
        --end;
    std::size_t begin = end;
    while (begin > 0 && is_word(text[begin - 1]))
        --begin;
    return text.substr(begin, end - begin);
}

// The arguments of an `echo` or `printf` between `begin` and `end`, without options and formats.
void add_printed(std::string_view text, std::size_t begin, std::size_t end, SecretValues& values,
                 std::vector<SecretSpan>& spans) {
    for (std::size_t at = skip_blanks(text, begin); at < end;) {
        const bool quoted = is_quote(text[at]);
        const std::size_t stop =
            quoted ? std::min(text.find(text[at], at + 1), end) : std::min(values.end_of(at), end);
        const std::string_view word = text.substr(at, stop - at);
        const bool format = word.starts_with('-') || word.find('%') != std::string_view::npos;
        if (const auto span = format ? std::nullopt : values.at(at)) spans.push_back(*span);
        at = skip_blanks(text, std::max(stop, at) + (quoted || stop == at ? 1 : 0));
    }
}

// echo SECRET | docker login --password-stdin
void find_piped(std::string_view text, std::vector<SecretSpan>& spans) {
    SecretValues values(text);
    for (const std::string_view program : {"echo ", "printf "}) {
        for (std::size_t at = text.find(program); at != std::string_view::npos; at = text.find(program, at)) {
            const std::size_t begin = at + program.size();
            at = text.find_first_of("|;\n", begin);
            if (at == std::string_view::npos) break;
            const std::size_t end = std::min(text.find_first_of("|;&\n", at + 1), text.size());
            if (text[at] == '|'
                && text.substr(at, end - at).find(from_standard_input) != std::string_view::npos)
                add_printed(text, begin, at, values, spans);
        }
    }
    for (std::size_t at = text.find("<<<"); at != std::string_view::npos; at = text.find("<<<", at + 3))
        if (const auto span = values.at(skip_blanks(text, at + 3))) spans.push_back(*span);
}

// smbclient -U user%SECRET, mount -o username=user%SECRET; but not date +%Y%m
void find_smb(std::string_view text, std::vector<SecretSpan>& spans) {
    SecretValues values(text);
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        const std::string_view name = name_before(text, at);
        const std::size_t begin = at - name.size();
        if (name.empty() || (begin > 0 && text[begin - 1] == '%')) continue;
        if (const auto span = values.at(at + 1)) spans.push_back(*span);
    }
}

// machine HOST login USER password SECRET
void find_netrc(std::string_view text, std::string_view lower_text, std::vector<SecretSpan>& spans) {
    constexpr std::string_view word = " password ";
    SecretValues values(text);
    for (std::size_t at = lower_text.find(word); at != std::string_view::npos;
         at = lower_text.find(word, at + 1)) {
        auto span = values.at(skip_blanks(text, at + word.size()));
        if (!span) continue;
        span->end = std::min(span->end, text.find('\\', span->begin)); // "\n" for printf
        if (span->begin < span->end) spans.push_back(*span);
    }
}

} // namespace

void find_pairs(std::string_view text, std::vector<SecretSpan>& spans) {
    SecretValues values(text);
    for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at + 1)) {
        const std::string_view name = name_before(text, at);
        if (name.empty() || !is_secret_flag(name)) continue;
        std::size_t value = skip_blanks(text, at + 1);
        if (value + 1 < text.size() && text[value] == '\\' && is_quote(text[value + 1])) ++value;
        if (value >= text.size() || text[value] == '-' || text[value] == '/') continue;
        const auto span = values.at(value);
        if (span && !is_number(text.substr(span->begin, span->end - span->begin))) spans.push_back(*span);
    }
}

void find_program_secrets(std::string_view text, std::string_view lower_text,
                          std::vector<SecretSpan>& spans) {
    const auto mentions = [&](std::string_view word) {
        return lower_text.find(word) != std::string_view::npos;
    };
    if (mentions(from_standard_input)) find_piped(text, spans);
    if (mentions("smbclient") || mentions("cifs")) find_smb(text, spans);
    if (mentions("machine ") && mentions("login ")) find_netrc(text, lower_text, spans);
}

} // namespace batchai2aml
