#include "parser/secrets.hpp"

#include <algorithm>
#include <array>

#include "parser/secret_names.hpp"
#include "parser/secret_programs.hpp"
#include "parser/secret_tokens.hpp"
#include "parser/secret_values.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Members whose value is a secret wherever they stand, lower case (batchai.md 9).
constexpr std::array<std::string_view, 14> secret_members = {
    "accountkey", "adminuserpassword", "password", "instrumentationkey", "aad_secret", "sp_secret",
    "acr_password", "storageaccountkey", "storage_account_key", "client_secret",
    // options of az and what stands for them
    "--password", "--storage-account-key", "--account-key", "azure_batchai_storage_key"};

// What stands before a secret in a text, lower case; the secret goes on to the next blank, quote or
// separator.
constexpr std::array<std::string_view, 24> prefixes = {"sig=",
                                                       "pass=",
                                                       "accountkey=",
                                                       "sharedaccesskey=",
                                                       "sharedaccesssignature=",
                                                       "password=",
                                                       "passwd=",
                                                       "pwd=",
                                                       "secret=",
                                                       "token=",
                                                       "api_key=",
                                                       "apikey=",
                                                       "api-key=",
                                                       "access_key=",
                                                       "account_key=",
                                                       "storage_key=",
                                                       "client_secret=",
                                                       "secret_key=",
                                                       "auth=",
                                                       "private_key=",
                                                       "account-key=",
                                                       "authorization: basic ",
                                                       "authorization: token ",
                                                       "bearer "};

constexpr std::size_t shortest_known = 6;

void find_prefixes(std::string_view text, std::string_view lower_text, std::vector<SecretSpan>& spans) {
    for (const std::string_view prefix : prefixes) {
        SecretValues values(text);
        for (std::size_t at = lower_text.find(prefix); at != std::string_view::npos;
             at = lower_text.find(prefix, at + 1)) {
            const bool short_word = prefix == "sig=" || prefix == "pass=";
            if (short_word && at > 0 && is_word(text[at - 1])) continue; // as in --num-sig=7, --bypass=x
            if (const auto span = values.at(at + prefix.size())) spans.push_back(*span);
        }
    }
}

bool is_number(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

void add_argument(std::string_view text, SecretValues& values, std::size_t value,
                  std::vector<SecretSpan>& spans) {
    while (value < text.size() && (text[value] == ' ' || text[value] == '=' || text[value] == ':'))
        ++value;
    if (value >= text.size() || text[value] == '-') return;
    const auto span = values.at(value);
    if (span && !is_number(text.substr(span->begin, span->end - span->begin))) spans.push_back(*span);
}

// -u USER:SECRET, -uUSER:SECRET, --user USER:SECRET, --proxy-user USER:SECRET
bool takes_account(std::string_view flag, std::size_t dashes) {
    if (dashes == 1) return flag.starts_with('u') || flag.starts_with('U');
    return flag == "user" || flag == "proxy-user";
}

void find_flags(std::string_view text, std::string_view lower_text, std::vector<SecretSpan>& spans) {
    const auto mentions = [&](std::initializer_list<std::string_view> programs) {
        return std::any_of(programs.begin(), programs.end(), [&](std::string_view program) {
            return lower_text.find(program) != std::string_view::npos;
        });
    };
    // One letter is a password, or a name and a password, for these programs only.
    const bool p_is_password =
        mentions({"docker login", "az login", "az acr login", "sshpass", "az batchai", "mysql"});
    const bool u_is_account = mentions({"curl", "wget"});
    SecretValues values(text);
    std::size_t next_colon = 0;
    for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at)) {
        std::size_t begin = at;
        while (at < text.size() && text[at] == '-')
            ++at;
        if (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '/')) continue;
        std::size_t end = at;
        while (end < text.size() && is_word(text[end]))
            ++end;
        const std::string_view flag = text.substr(at, end - at);
        if (p_is_password && flag.starts_with('p') && (flag == "p" || at - begin == 1)) {
            add_argument(text, values, at + 1, spans); // -p SECRET, -pSECRET
        } else if (u_is_account && takes_account(flag, at - begin)) {
            std::size_t colon = at - begin == 1 ? at + 1 : end;
            while (colon < text.size()
                   && std::string_view(" =\"'").find(text[colon]) != std::string_view::npos)
                ++colon;
            if (next_colon < colon) next_colon = std::min(text.find(':', colon), text.size());
            if (next_colon < values.end_of(colon)) add_argument(text, values, next_colon + 1, spans);
        } else if (!flag.empty() && is_secret_flag(flag)) {
            add_argument(text, values, end, spans);
        }
        at = end;
    }
}

// user:password@host in an address
void find_address_passwords(std::string_view text, std::vector<SecretSpan>& spans) {
    for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 3)) {
        std::size_t end = at + 3;
        while (end < text.size() && !ends_value(text[end]) && text[end] != '/' && text[end] != '@')
            ++end;
        if (end >= text.size() || text[end] != '@') continue;
        const std::size_t colon = text.substr(at + 3, end - at - 3).find(':');
        const std::size_t begin = colon == std::string_view::npos ? at + 3 : at + 3 + colon + 1;
        if (begin < end && text[begin] != '$' && !is_placeholder(text.substr(begin, end - begin)))
            spans.push_back({begin, end});
    }
}

void merge(std::vector<SecretSpan>& spans) {
    std::sort(spans.begin(), spans.end(),
              [](const SecretSpan& a, const SecretSpan& b) { return a.begin < b.begin; });
    std::vector<SecretSpan> merged;
    for (const SecretSpan& span : spans) {
        if (!merged.empty() && span.begin <= merged.back().end)
            merged.back().end = std::max(merged.back().end, span.end);
        else
            merged.push_back(span);
    }
    spans = std::move(merged);
}

// `key` of `storage_account` in configuration.json (batchai.md 12.5).
bool is_configured_key(const Document& document, const Node& node) {
    return node.key == "key" && node.parent != no_node
           && document.nodes[node.parent].key == "storage_account";
}

// The `value` of an element of a list called `secrets` (jobs and set-up tasks).
bool is_secret_list_value(const Document& document, const Node& node) {
    if (node.key != "value" || node.parent == no_node) return false;
    const NodeId list = document.nodes[node.parent].parent;
    return list != no_node && document.nodes[list].key == "secrets";
}

// The value of an environment variable whose name says that it is a secret. Elsewhere it is looked for only
// when it looks like one too: {"AUTH_TYPE": "kerberos"} must not blacken that word in commands.
bool is_secret_variable(const Document& document, const Node& node) {
    if (node.key != "value" || node.parent == no_node || node.text.size() < 8 || node.text.front() == '$')
        return false;
    const NodeId list = document.nodes[node.parent].parent;
    const NodeId name = document.member(node.parent, "name");
    const bool variable = list != no_node && document.nodes[list].key == "environmentVariables"
                          && name != no_node && is_secret_name(document.nodes[name].text);
    return variable && node.text.find_first_of("0123456789") != std::string::npos
           && node.text.find('/') == std::string::npos;
}

/// A text without what shells and JSON put between the letters of a word.
struct Bare {
    std::string text;
    std::vector<std::size_t> from; ///< where each byte of `text` stood
};

Bare bare(std::string_view text) {
    Bare out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (std::string_view("'\"\\^`\n\r").find(text[i]) != std::string_view::npos) continue;
        out.text += text[i];
        out.from.push_back(i);
    }
    return out;
}

} // namespace

bool is_secret_member(const Document& document, const Node& node) {
    if (node.kind != NodeKind::string) return false;
    const bool by_name =
        !node.key.empty()
        && std::find(secret_members.begin(), secret_members.end(), lower(node.key)) != secret_members.end();
    return by_name || is_configured_key(document, node) || is_secret_list_value(document, node)
           || is_secret_variable(document, node);
}

void SecretFinder::learn(const Document& document) {
    for (const Node& node : document.nodes) {
        if (node.kind != NodeKind::string || node.text.size() < shortest_known || is_placeholder(node.text)
            || !is_secret_member(document, node))
            continue;
        known_.add(node.text);
        bare_.add(bare(node.text).text);
    }
}

void SecretFinder::prepare() {
    known_.prepare();
    bare_.prepare();
}

std::vector<SecretSpan> SecretFinder::find(std::string_view text) const {
    std::vector<SecretSpan> spans;
    if (text.size() < shortest_known) return spans;
    known_.find(text, spans);
    const std::string lower_text = lower(text);
    find_prefixes(text, lower_text, spans);
    find_flags(text, lower_text, spans);
    find_address_passwords(text, spans);
    find_pairs(text, spans);
    find_program_secrets(text, lower_text, spans);
    find_tokens(text, spans);
    merge(spans);
    return spans;
}

std::vector<SecretSpan> SecretFinder::find_written(std::string_view text) const {
    std::vector<SecretSpan> spans = find(text);
    const Bare letters = bare(text);
    std::vector<SecretSpan> found;
    bare_.find(letters.text, found);
    for (const SecretSpan& span : found)
        spans.push_back({letters.from[span.begin], letters.from[span.end - 1] + 1});
    merge(spans);
    return spans;
}

std::string without_secrets(std::string_view text) {
    SecretFinder finder;
    finder.prepare();
    std::string out;
    std::size_t done = 0;
    for (const SecretSpan& span : finder.find(text)) {
        out.append(text.substr(done, span.begin - done)).append("(a secret)");
        done = span.end;
    }
    return out.append(text.substr(done));
}

} // namespace batchai2aml
