#include "parser/secrets.hpp"

#include <algorithm>
#include <array>

#include "parser/secret_values.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Members whose value is a secret wherever they stand, lower case (batchai.md 9).
constexpr std::array<std::string_view, 10> secret_members = {
    "accountkey", "adminuserpassword", "password",          "instrumentationkey",  "aad_secret",
    "sp_secret",  "acr_password",      "storageaccountkey", "storage_account_key", "client_secret"};

// What stands before a secret in a text, lower case; the secret goes on to the next blank, quote or
// separator.
constexpr std::array<std::string_view, 23> prefixes = {"sig=",
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

// Last word of a flag whose argument is a secret: --db-password, --storage_key.
constexpr std::array<std::string_view, 5> secret_flags = {"password", "passwd", "pwd", "secret",
                                                          "credential"};
// These two words are common in machine learning (--sort-key, --pad-token), so the word before decides.
constexpr std::array<std::string_view, 2> shared_flags = {"key", "token"};
constexpr std::array<std::string_view, 18> qualifiers = {
    "account",      "storage",  "api",    "access", "source", "dest",   "secret",  "private", "sas",
    "subscription", "registry", "shared", "auth",   "bearer", "github", "refresh", "hf",      "wandb"};

constexpr std::array<std::string_view, 8> token_starts = {"ghp_",  "gho_",  "github_pat_", "glpat-",
                                                          "xoxb-", "xoxp-", "AKIA",        "npm_"};

constexpr std::size_t shortest_known = 6;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_base64(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

void find_prefixes(std::string_view text, std::string_view lower_text, std::vector<SecretSpan>& spans) {
    for (const std::string_view prefix : prefixes) {
        SecretValues values(text);
        for (std::size_t at = lower_text.find(prefix); at != std::string_view::npos;
             at = lower_text.find(prefix, at + 1)) {
            if (prefix == "sig=" && at > 0 && is_word(text[at - 1])) continue; // as in --num-sig=7
            if (const auto span = values.at(at + prefix.size())) spans.push_back(*span);
        }
    }
}

// True when a flag with these words (`--db-password`: db, password) takes a secret.
bool is_secret_flag(std::string_view flag) {
    std::string name = lower(flag);
    std::replace(name.begin(), name.end(), '_', '-');
    const std::vector<std::string_view> words = split(name, '-');
    const std::string_view last = words.back();
    if (std::find(secret_flags.begin(), secret_flags.end(), last) != secret_flags.end()) return true;
    if (std::find(shared_flags.begin(), shared_flags.end(), last) == shared_flags.end()) return false;
    const std::string_view before = words.size() > 1 ? words[words.size() - 2] : std::string_view{};
    return (last == "token" && before.empty())
           || std::find(qualifiers.begin(), qualifiers.end(), before) != qualifiers.end();
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
        } else if (u_is_account && flag == "u") {
            std::size_t colon = end;
            while (colon < text.size() && (text[colon] == ' ' || text[colon] == '"' || text[colon] == '\''))
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

// JSON web tokens. One that could begin inside of another one ends where that one does.
void find_web_tokens(std::string_view text, std::vector<SecretSpan>& spans) {
    std::size_t end = 0;
    std::size_t last = 0;
    std::ptrdiff_t dots = 0; // in [last, end)
    for (std::size_t at = text.find("eyJ"); at != std::string_view::npos; at = text.find("eyJ", at + 1)) {
        if (at < end) {
            dots -= std::count(text.begin() + last, text.begin() + at, '.');
        } else {
            for (end = at; end < text.size() && (is_word(text[end]) || text[end] == '.');)
                ++end;
            dots = std::count(text.begin() + at, text.begin() + end, '.');
        }
        last = at;
        if (dots == 2 && end - at >= 30) spans.push_back({at, end});
    }
}

// Storage keys (88 characters of base64 that end in "=="), known tokens and JSON web tokens.
void find_tokens(std::string_view text, std::vector<SecretSpan>& spans) {
    for (std::size_t begin = 0; begin < text.size();) {
        if (!is_base64(text[begin])) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && is_base64(text[end]))
            ++end;
        if (end - begin >= 80 && text.substr(end, 2) == "==") spans.push_back({begin, end + 2});
        begin = end + 1;
    }
    for (const std::string_view start : token_starts) {
        for (std::size_t at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
            if (at > 0 && is_word(text[at - 1])) continue;
            std::size_t end = at;
            while (end < text.size() && is_word(text[end]))
                ++end;
            if (end - at >= 20) spans.push_back({at, end});
        }
    }
    find_web_tokens(text, spans);
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

} // namespace

void SecretFinder::learn(const Document& document) {
    for (const Node& node : document.nodes) {
        if (node.kind != NodeKind::string || node.text.size() < shortest_known || is_placeholder(node.text))
            continue;
        const bool by_name = !node.key.empty()
                             && std::find(secret_members.begin(), secret_members.end(), lower(node.key))
                                    != secret_members.end();
        if (by_name || is_configured_key(document, node) || is_secret_list_value(document, node)
            || is_secret_variable(document, node))
            known_.add(node.text);
    }
}

void SecretFinder::prepare() {
    known_.prepare();
}

std::vector<SecretSpan> SecretFinder::find(std::string_view text) const {
    std::vector<SecretSpan> spans;
    if (text.size() < shortest_known) return spans;
    known_.find(text, spans);
    const std::string lower_text = lower(text);
    find_prefixes(text, lower_text, spans);
    find_flags(text, lower_text, spans);
    find_address_passwords(text, spans);
    find_tokens(text, spans);
    merge(spans);
    return spans;
}

bool is_secret_name(std::string_view name) {
    constexpr std::array<std::string_view, 15> words = {
        "key",         "apikey",     "secret",  "token", "password",
        "passwd",      "pwd",        "sas",     "auth",  "credential",
        "credentials", "accountkey", "connstr", "pass",  "connectionstring"};
    std::string parted; // storageKey and STORAGE_KEY alike become storage_key
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool upper = name[i] >= 'A' && name[i] <= 'Z';
        if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') parted += '_';
        parted += name[i] == '-' ? '_' : name[i];
    }
    parted = lower(parted);
    if (parted.find("connection_string") != std::string::npos) return true;
    const std::vector<std::string_view> parts = split(parted, '_');
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return std::find(words.begin(), words.end(), part) != words.end();
    });
}

} // namespace batchai2aml
