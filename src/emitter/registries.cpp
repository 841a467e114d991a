#include "emitter/registries.hpp"

#include <map>

#include "support/sha256.hpp"

namespace batchai2aml {

std::vector<RegistryLogin> registry_logins(const Migration& migration) {
    std::map<std::string, RegistryLogin> by_host;
    for (const CommandJob& job : migration.jobs) {
        if (!job.registry) continue;
        RegistryLogin& known = by_host[job.registry->host];
        known.host = job.registry->host;
        if (known.username.empty()) known.username = job.registry->username;
        if (known.password_url.empty()) known.password_url = job.registry->password_url;
    }
    std::vector<RegistryLogin> out;
    out.reserve(by_host.size());
    for (auto& [host, login] : by_host)
        out.push_back(std::move(login));
    return out;
}

std::string_view azure_registry_name(std::string_view host) {
    constexpr std::string_view azure_registry = ".azurecr.io";
    return host.ends_with(azure_registry) ? host.substr(0, host.size() - azure_registry.size())
                                          : std::string_view();
}

std::string connection_name(std::string_view host) {
    constexpr std::size_t longest = 33; // azureml.md 2.1
    std::string out = "registry-";
    bool exact = true; // two hosts never get one name
    for (const char c : host) {
        const bool taken = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        exact = exact && (taken || c == '.');
        out += taken ? c : '-';
    }
    if (exact && out.size() <= longest) return out;
    const std::string suffix = "-h" + sha256_hex(host).substr(0, 6);
    return out.substr(0, longest - suffix.size()) + suffix;
}

} // namespace batchai2aml
