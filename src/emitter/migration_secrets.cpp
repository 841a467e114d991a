#include "emitter/migration_secrets.hpp"

#include <set>
#include <vector>

#include "emitter/migration_parts.hpp"
#include "emitter/registries.hpp"
#include "support/markdown.hpp"

namespace batchai2aml {
namespace {

using page::argument;

/// The password passes through standard input and a file that only the user can read.
constexpr std::string_view connection_function =
    R"sh(# Lets the workspace pull from the registry $1 as user $2 by a connection named $3.
# The password is read from standard input.
create_registry_connection() (
  umask 077
  folder="$(mktemp -d)" || exit 1
  trap 'rm -rf "$folder"' EXIT
  IFS= read -r password
  if [ -z "$password" ]; then
    echo "no password for $1" >&2
    exit 1
  fi
  # A JSON text is YAML as well; quotes and backslashes are the only characters to mask.
  masked="$(printf '%s' "$password" | sed 's/[\\"]/\\&/g')"
  printf 'name: %s\ntype: container_registry\ntarget: "%s"\ncredentials:\n  type: username_password\n' "$3" "$1" \
    >"$folder/connection.yml" &&
    printf '  username: "%s"\n  password: "%s"\n' "$2" "$masked" >>"$folder/connection.yml" &&
    az ml connection create -f "$folder/connection.yml" --output none
)
)sh";

constexpr std::string_view ask_function =
    R"sh(# Asks for the secret $1 and prints what was typed, which does not show.
ask_secret() {
  printf '%s: ' "$1" >&2
  IFS= read -rs secret && printf '\n' >&2 && printf '%s' "$secret"
}
)sh";

constexpr std::string_view vault_function =
    R"sh(# Asks for the secret $1, which does not show, and puts it into the key vault.
put_secret() {
  printf '%s: ' "$1" >&2
  IFS= read -rs secret && printf '\n' >&2 && [ -n "$secret" ] &&
    printf '%s' "$secret" |
      az keyvault secret set --vault-name "$KEY_VAULT" --name "$1" --file /dev/stdin --output none
  unset secret
}
)sh";

constexpr std::string_view pull_grant =
    R"sh(az role assignment create --role AcrPull --scope "$registry" \
  --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal
)sh";

constexpr std::string_view read_grant =
    R"sh(az role assignment create --role "Key Vault Secrets User" --scope "$vault" \
  --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal
)sh";

std::string connection_command(const RegistryLogin& login) {
    const std::string source =
        login.password_url.empty()
            ? "ask_secret " + argument("password of " + login.host)
            : "az keyvault secret show --id " + argument(login.password_url) + " --query value --output tsv";
    const std::string user = login.username.empty() ? "USER" : login.username;
    return source + " |\n  create_registry_connection " + argument(login.host) + " " + argument(user) + " "
           + argument(connection_name(login.host)) + "\n";
}

/// Each in a block of its own: what is pasted after a command that asks would be taken for the answer.
std::string asking_blocks(const std::vector<std::string>& commands) {
    std::string out;
    for (const std::string& command : commands)
        out += "\n" + markdown::code_block("bash", command);
    return out;
}

} // namespace

std::string registry_section(const Migration& migration, Connections made) {
    const std::string grants = page::for_each_compute(migration, pull_grant);
    std::string pulls;
    std::vector<std::string> connections;
    for (const RegistryLogin& login : registry_logins(migration)) {
        const std::string_view name = azure_registry_name(login.host);
        if (!name.empty())
            pulls += "registry=\"$(az acr show --name " + argument(name) + " --query id --output tsv)\"\n"
                     + grants;
        else if (made == Connections::by_command)
            connections.push_back(connection_command(login));
    }
    std::string out;
    if (!pulls.empty())
        out += "\nThe computes pull from these registries with their own identity; no password is needed any "
               "more.\n\n"
               + markdown::code_block("bash", pulls);
    if (connections.empty()) return out;
    out += "\nThese registries are none of Azure: a connection of the workspace holds the account.\n\n"
           + markdown::code_block("bash", std::string(ask_function) + std::string(connection_function));
    return out + asking_blocks(connections);
}

std::string_view ask_secret_function() {
    return ask_function;
}

std::string vault_section(const Migration& migration, const std::string& key_vault) {
    std::set<std::string> names;
    std::string list;
    for (const CommandJob& job : migration.jobs) {
        for (const VaultSecret& secret : job.secrets) {
            const std::string place =
                secret.url.empty() ? "the secret " + markdown::code(secret.name) : markdown::code(secret.url);
            list += "- [ ] " + markdown::code(job.file) + ": the program reads "
                    + markdown::code(secret.variable) + " from " + place + "\n";
            if (secret.url.empty()) names.insert(secret.name);
        }
    }
    if (list.empty()) return {};
    const std::string vault =
        "KEY_VAULT=" + (key_vault.empty() ? "\"my-key-vault\"" : argument(key_vault)) + "\n";
    std::string out = "\nAzure ML has no secret variables. Where a secret is stands in the variable "
                      "`NAME_SECRET_ID` of the "
                      "job; the program has\nto read it with the identity of its compute.\n\n"
                      + list + "\n";
    if (key_vault.empty())
        out += "Fill in the name of the vault, and convert again with `--key-vault NAME`.\n\n";
    out += markdown::code_block("bash", vault + (names.empty() ? "" : std::string(vault_function)));
    std::vector<std::string> puts;
    puts.reserve(names.size());
    for (const std::string& name : names)
        puts.push_back("put_secret " + argument(name) + "\n");
    out += asking_blocks(puts);
    const std::string access = page::for_each_compute(migration, read_grant);
    if (access.empty()) return out;
    return out + "\nThe computes may read them:\n\n"
           + markdown::code_block(
               "bash",
               "vault=\"$(az keyvault show --name \"$KEY_VAULT\" --query id --output tsv)\"\n" + access);
}

} // namespace batchai2aml
