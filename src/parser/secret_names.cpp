#include "parser/secret_names.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "support/text.hpp"

namespace batchai2aml {

namespace {

// Last word of a flag whose argument is a secret: --db-password, --storage_key.
constexpr std::array<std::string_view, 5> secret_flags = {"password", "passwd", "pwd", "secret",
                                                          "credential"};
// These two words are common in machine learning (--sort-key, --pad-token), so the word before decides.
constexpr std::array<std::string_view, 2> shared_flags = {"key", "token"};
constexpr std::array<std::string_view, 20> qualifiers = {
    "account", "storage", "api",          "access",   "source",    "dest", "secret",
    "private", "sas",     "subscription", "registry", "shared",    "auth", "bearer",
    "github",  "refresh", "hf",           "wandb",    "functions", "csrf"};

// storageKey, STORAGE-KEY and storage_key alike become storage_key.
std::string parted_name(std::string_view name) {
    std::string parted;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool upper = name[i] >= 'A' && name[i] <= 'Z';
        if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') parted += '_';
        parted += name[i] == '-' ? '_' : name[i];
    }
    return lower(parted);
}

} // namespace

bool is_secret_flag(std::string_view flag) {
    const std::string name = parted_name(flag);
    const std::vector<std::string_view> words = split(name, '_');
    const std::string_view last = words.back();
    if (std::find(secret_flags.begin(), secret_flags.end(), last) != secret_flags.end()) return true;
    if (std::find(shared_flags.begin(), shared_flags.end(), last) == shared_flags.end()) return false;
    const std::string_view before = words.size() > 1 ? words[words.size() - 2] : std::string_view{};
    return (last == "token" && before.empty())
           || std::find(qualifiers.begin(), qualifiers.end(), before) != qualifiers.end();
}

bool is_secret_name(std::string_view name) {
    constexpr std::array<std::string_view, 15> words = {
        "key",         "apikey",     "secret",  "token", "password",
        "passwd",      "pwd",        "sas",     "auth",  "credential",
        "credentials", "accountkey", "connstr", "pass",  "connectionstring"};
    const std::string parted = parted_name(name);
    if (parted.find("connection_string") != std::string::npos) return true;
    const std::vector<std::string_view> parts = split(parted, '_');
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return std::find(words.begin(), words.end(), part) != words.end();
    });
}

} // namespace batchai2aml
