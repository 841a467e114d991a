#include "emitter/arm_parameters.hpp"

#include <set>
#include <utility>

#include "emitter/registries.hpp"

namespace batchai2aml::arm {

namespace {

constexpr std::size_t longest_stem = 200;

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

} // namespace

std::string plain(std::string_view text, char filler) {
    std::string out;
    for (const char c : text) {
        if (is_plain(c) && (c != '_' || !out.empty()))
            out += c;
        else if (!out.empty() && out.back() != filler)
            out += filler;
    }
    if (out.size() > longest_stem) out.resize(longest_stem);
    while (!out.empty() && out.back() == filler)
        out.pop_back();
    return out;
}

std::string account_key_parameter(const Datastore& datastore) {
    const bool known = datastore.account_known && datastore.account.comment.empty();
    return known ? "accountKey_" + plain(datastore.account.text, '_')
                 : "accountKeyOf_" + plain(datastore.name, '_');
}

std::string password_parameter(std::string_view host) {
    return "password_" + plain(connection_name(host), '_');
}

std::string username_parameter(std::string_view host) {
    return "username_" + plain(connection_name(host), '_');
}

std::vector<SecretParameter> secret_parameters(const Migration& migration,
                                               const std::vector<RegistryLogin>& registries) {
    std::vector<SecretParameter> out;
    std::set<std::string> seen;
    for (const Datastore& store : migration.datastores) {
        if (store.kind != DatastoreKind::azure_file) continue;
        std::string name = account_key_parameter(store);
        if (!seen.insert(name).second) continue;
        out.push_back({std::move(name), "Key of the storage account " + store.account.text, true, &store,
                       nullptr, store.key_vault_secret});
    }
    for (const RegistryLogin& login : registries) {
        if (!azure_registry_name(login.host).empty()) continue;
        if (login.username.empty())
            out.push_back(
                {username_parameter(login.host), "User name at " + login.host, false, nullptr, &login.host});
        out.push_back({password_parameter(login.host), "Password at " + login.host, true, nullptr,
                       &login.host, login.password_url});
    }
    for (SecretParameter& one : out)
        if (!one.url.empty()) one.help += ", which was in " + one.url;
    return out;
}

} // namespace batchai2aml::arm
