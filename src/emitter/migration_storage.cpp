#include "emitter/migration_storage.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "emitter/migration_parts.hpp"
#include "support/markdown.hpp"
#include "support/text.hpp"

namespace batchai2aml {
namespace {

using page::Action;
using page::argument;

constexpr std::string_view blob_role = "Storage Blob Data Contributor";
constexpr std::string_view share_role = "Storage File Data Privileged Contributor";

bool is_blob(const Datastore& datastore) {
    return datastore.kind == DatastoreKind::azure_blob;
}

/// The key passes through a pipe and a file that only the user can read: no process has it as an argument.
constexpr std::string_view datastore_function =
    R"sh(# Creates the datastore of the file $1. The account key is read from standard input.
create_datastore_with_key() (
  umask 077
  folder="$(mktemp -d)" || exit 1
  trap 'rm -rf "$folder"' EXIT
  IFS= read -r key
  if [ -z "$key" ]; then
    echo "no account key for $1" >&2
    exit 1
  fi
  { cat "$1" && printf 'credentials:\n  account_key: "%s"\n' "$key"; } >"$folder/datastore.yml" &&
    az ml datastore create -f "$folder/datastore.yml" --output none
)
)sh";

constexpr std::string_view grant_function =
    R"sh(# Gives principal $1 of type $2 the role $3 on the storage account $4.
grant_on_storage() {
  scope="$(az storage account show --resource-group "$STORAGE_GROUP" --name "$4" --query id --output tsv)" &&
    az role assignment create --role "$3" --scope "$scope" \
      --assignee-object-id "$1" --assignee-principal-type "$2"
}
)sh";

std::set<std::string_view> blob_accounts(const Migration& migration) {
    std::set<std::string_view> accounts;
    for (const Datastore& store : migration.datastores)
        if (is_blob(store) && store.account_known) accounts.insert(store.account.text);
    return accounts;
}

/// Accounts of shares that data has to be copied to.
std::set<std::string_view> copied_share_accounts(const Migration& migration) {
    std::set<std::string_view> accounts;
    for (const Datastore& store : migration.datastores)
        if (!is_blob(store) && store.account_known && !store.copies.empty())
            accounts.insert(store.account.text);
    return accounts;
}

std::string grants(const std::set<std::string_view>& accounts, std::string_view type, std::string_view role) {
    if (accounts.empty()) return {};
    return page::loop("account", {accounts.begin(), accounts.end()},
                      "grant_on_storage \"$principal\" " + std::string(type) + " \"" + std::string(role)
                          + "\" \"$account\"\n");
}

/// "SURVEYS_DATA": the variable that says where the data is now.
std::string source_variable(const Datastore& store, std::size_t index) {
    std::string out = upper(store.name);
    if (out.empty() || (out.front() >= '0' && out.front() <= '9')) out.insert(0, "STORE_");
    return out + "_DATA" + (index == 0 ? "" : std::to_string(index + 1));
}

std::string copy_commands(const Datastore& store, const std::string& variable) {
    const std::string place = "https://" + store.account.text + (is_blob(store) ? ".blob." : ".file.")
                              + store.endpoint + "/" + store.container.text + "/";
    const std::string create = is_blob(store) ? "container-rm" : "share-rm";
    return "az storage " + create + " create --name " + argument(store.container.text) + " --storage-account "
           + argument(store.account.text)
           + " --resource-group \"$STORAGE_GROUP\" --output none\n"
             "azcopy copy \"$"
           + variable + "/*\" " + argument(place) + " --recursive\n";
}

std::string copy_text(const Datastore& store, std::size_t index) {
    const DataCopy& copy = store.copies[index];
    std::string out = "\n- [ ] The data of " + markdown::escape(copy.from)
                      + (copy.amount.empty() ? ", an unknown amount," : " (" + copy.amount + ")")
                      + " goes to the datastore " + markdown::code(store.name) + ".\n";
    if (!copy.how.empty()) out += "  <br>It was mounted by " + markdown::code(copy.how) + "\n";
    if (!store.account_known)
        return out + "  <br>Name the container or share first: the commands that copy it come here.\n";
    const std::string variable = source_variable(store, index);
    return out + "\n"
           + markdown::code_block(
               "bash", "# The folder that holds the data now, or its address (with ?SAS):\n" + variable
                           + "=\"/path/to/the/data\"\n" + copy_commands(store, variable));
}

} // namespace

std::string account_key_command(const Datastore& store) {
    if (!store.key_vault_secret.empty()) {
        return "az keyvault secret show --id " + argument(store.key_vault_secret)
               + " --query value --output tsv";
    }
    return "az storage account keys list --resource-group \"$STORAGE_GROUP\" --account-name "
           + argument(store.account.text) + " --query \"[0].value\" --output tsv";
}

std::string blob_section(const Migration& migration) {
    std::vector<Action> actions;
    for (const Datastore& store : migration.datastores)
        if (is_blob(store))
            actions.push_back(
                {&store.file, &store.header, "az ml datastore create -f " + argument(store.file) + "\n"});
    if (actions.empty()) return {};
    return "\nThey hold no key: jobs read and write with the identity of their compute, which gets its role "
           "below.\n"
           + page::actions_text(actions);
}

std::string share_section(const Migration& migration) {
    std::vector<Action> actions;
    for (const Datastore& store : migration.datastores)
        if (!is_blob(store))
            actions.push_back({&store.file, &store.header,
                               account_key_command(store) + " |\n  create_datastore_with_key "
                                   + argument(store.file) + "\n"});
    if (actions.empty()) return {};
    return "\nA file share needs the key of its storage account. This function adds it to a temporary copy "
           "of the file that\nonly you can read, and removes the copy at once:\n\n"
           + markdown::code_block("bash", datastore_function) + page::actions_text(actions);
}

std::string own_access_section(const Migration& migration) {
    const auto blobs = blob_accounts(migration);
    const auto shares = copied_share_accounts(migration);
    if (blobs.empty() && shares.empty()) return {};
    return "\nTo see the data in Azure ML studio, and to copy some, you need a role on the storage "
           "accounts.\n\n"
           + markdown::code_block(
               "bash", std::string(grant_function)
                           + "principal=\"$(az ad signed-in-user show --query id --output tsv)\"\n"
                           + grants(blobs, "User", blob_role) + grants(shares, "User", share_role));
}

std::string copy_section(const Migration& migration) {
    std::string list;
    for (const Datastore& store : migration.datastores)
        for (std::size_t i = 0; i < store.copies.size(); ++i)
            list += copy_text(store, i);
    if (list.empty()) return {};
    return "\nAzure ML mounts Blob containers and file shares only, and the file servers of Batch AI are "
           "gone: "
           "copy the data from\nwherever it is kept now. `azcopy` takes a folder or an address, and goes on "
           "where it stopped when it is called again.\n\n"
           + markdown::code_block("bash",
                                  "# azcopy uses the login of az.\nexport AZCOPY_AUTO_LOGIN_TYPE=AZCLI\n")
           + list;
}

std::string compute_access_section(const Migration& migration) {
    const bool any_blob = std::ranges::any_of(migration.datastores, is_blob);
    if (!any_blob) return {};
    const auto accounts = blob_accounts(migration);
    if (accounts.empty())
        return "\nName the storage accounts of the datastores first and convert again: the commands that let "
               "the computes\nread and write there come here.\n";
    const std::string commands =
        page::for_each_compute(migration, grants(accounts, "ServicePrincipal", blob_role));
    if (commands.empty())
        return "\nName the computes of the jobs first and convert again: the commands that let them read and "
               "write come here.\n";
    return "\nThe identity of each compute reads and writes the containers. A compute that has none needs "
           "one "
           "first.\n\n"
           + markdown::code_block("bash", commands);
}

} // namespace batchai2aml
