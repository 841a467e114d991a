#include "emitter/migration_page.hpp"

#include <algorithm>
#include <set>

#include "emitter/markdown.hpp"
#include "emitter/migration_findings.hpp"
#include "emitter/shell.hpp"
#include "emitter/utf8.hpp"

namespace batchai2aml {
namespace {

/// An argument in a block of commands. No invisible character: none is part of a valid name.
std::string argument(std::string_view text) {
    return quote(utf8::one_line(text));
}

std::string count(std::size_t number, std::string_view what) {
    return std::to_string(number) + " " + std::string(what) + (number == 1 ? "" : "s");
}

bool is_blob(const Datastore& datastore) {
    return datastore.kind == DatastoreKind::azure_blob;
}

/// One command for one converted file.
struct Action {
    const std::string* file;
    const Header* header;
    std::string command; ///< whole lines
};

/// The commands: those of ready files together, each other one after the list of what it needs.
std::string actions_text(const std::vector<Action>& actions) {
    std::string ready;
    std::string out;
    for (const Action& action : actions) {
        if (action.header->needs_work.empty()) {
            ready += action.command;
            continue;
        }
        out += "\n" + markdown::code(*action.file) + " needs work first:\n\n";
        for (const std::string& task : action.header->needs_work)
            out += "- [ ] " + markdown::escape(task) + "\n";
        out += "\n" + markdown::code_block("bash", action.command);
    }
    return ready.empty() ? out : "\n" + markdown::code_block("bash", ready) + out;
}

/// Writes the page from top to bottom.
class Page {
  public:
    Page(const Migration& migration, std::span<const Finding> findings)
        : migration_(migration), findings_(findings) {}

    std::string write() && {
        introduction();
        workspace();
        blob_datastores();
        file_datastores();
        computes();
        blob_access();
        jobs();
        out_ += finding_sections(findings_);
        return std::move(out_);
    }

  private:
    void heading(std::string_view text) {
        out_.append("\n## ").append(std::to_string(++section_)).append(". ").append(text).append("\n");
    }
    [[nodiscard]] bool any_blob() const {
        return std::any_of(migration_.datastores.begin(), migration_.datastores.end(), is_blob);
    }
    void introduction();
    void workspace();
    void blob_datastores();
    void file_datastores();
    void computes();
    void blob_access();
    void jobs();

    const Migration& migration_;
    std::span<const Finding> findings_;
    int section_ = 0;
    std::string out_;
};

void Page::introduction() {
    out_ += "# Migration to Azure Machine Learning\n\nConverted from Batch AI: "
            + count(migration_.computes.size(), "compute") + ", "
            + count(migration_.datastores.size(), "datastore") + ", " + count(migration_.jobs.size(), "job")
            + ".\n\nRun the commands in this order, in one bash session, in the folder of this page, after "
              "`az login`.\n";
}

void Page::workspace() {
    heading("Workspace");
    const std::string name = migration_.workspace ? migration_.workspace->name : "my-workspace";
    const std::string create = migration_.workspace ? "-f " + argument(migration_.workspace->file)
                                                    : std::string("--name \"$WORKSPACE\"");
    out_ += "\nFill in the two names.\n\n"
            + markdown::code_block(
                "bash", "RESOURCE_GROUP=\"my-resource-group\"\n"
                        "WORKSPACE=\""
                            + name
                            + "\"\n"
                              "# Where the storage accounts are, if not in the group of the workspace:\n"
                              "export STORAGE_GROUP=\"$RESOURCE_GROUP\"\n"
                              "az extension add --name ml --upgrade\n"
                              "az configure --defaults group=\"$RESOURCE_GROUP\" workspace=\"$WORKSPACE\"\n"
                              "az ml workspace show --name \"$WORKSPACE\" --output table\n")
            + "\nOnly when there is no workspace yet:\n\n"
            + markdown::code_block("bash", "az ml workspace create " + create + "\n");
}

void Page::blob_datastores() {
    std::vector<Action> actions;
    for (const Datastore& store : migration_.datastores) {
        if (!is_blob(store)) continue;
        const std::string command = "az ml datastore create -f " + argument(store.file) + "\n";
        actions.push_back({&store.file, &store.header, command});
    }
    if (actions.empty()) return;
    heading("Datastores on Blob storage");
    out_ += "\nThey hold no key: jobs read and write with the identity of their compute, which gets its role "
            "below.\n"
            + actions_text(actions);
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

std::string key_command(const Datastore& store) {
    if (!store.key_vault_secret.empty()) {
        return "az keyvault secret show --id " + argument(store.key_vault_secret)
               + " --query value --output tsv";
    }
    return "az storage account keys list --resource-group \"$STORAGE_GROUP\" --account-name "
           + argument(store.account.text) + " --query \"[0].value\" --output tsv";
}

void Page::file_datastores() {
    std::vector<Action> actions;
    for (const Datastore& store : migration_.datastores) {
        if (is_blob(store)) continue;
        const std::string command =
            key_command(store) + " |\n  create_datastore_with_key " + argument(store.file) + "\n";
        actions.push_back({&store.file, &store.header, command});
    }
    if (actions.empty()) return;
    heading("Datastores on Azure Files");
    out_ += "\nA file share needs the key of its storage account. This function adds it to a temporary copy "
            "of the "
            "file that\nonly you can read, and removes the copy at once:\n\n"
            + markdown::code_block("bash", datastore_function) + actions_text(actions);
}

void Page::computes() {
    if (migration_.computes.empty()) return;
    heading("Computes");
    std::vector<Action> actions;
    for (const Compute& compute : migration_.computes) {
        actions.push_back(
            {&compute.file, &compute.header, "az ml compute create -f " + argument(compute.file) + "\n"});
    }
    if (any_blob())
        out_ += "\nEach gets an identity of its own, which the datastores on Blob storage need.\n";
    out_ += actions_text(actions);
}

constexpr std::string_view access_function =
    R"sh(# Lets principal $1 of type $2 read and write the blobs of the storage account $3.
grant_blob_access() {
  scope="$(az storage account show --resource-group "$STORAGE_GROUP" --name "$3" --query id --output tsv)" &&
    az role assignment create --role "Storage Blob Data Contributor" --scope "$scope" \
      --assignee-object-id "$1" --assignee-principal-type "$2"
}
)sh";

void Page::blob_access() {
    if (!any_blob()) return;
    std::set<std::string_view> accounts;
    for (const Datastore& store : migration_.datastores) {
        if (is_blob(store) && store.account_known) accounts.insert(store.account.text);
    }
    if (accounts.empty()) {
        heading("Access to Blob storage");
        out_ += "\nName the storage accounts of the datastores first and convert again: the commands that "
                "let the "
                "computes\nread and write there come here.\n";
        return;
    }
    const auto grant = [&](std::string_view type) {
        std::string lines;
        for (const std::string_view account : accounts) {
            lines.append("grant_blob_access \"$principal\" ").append(type) += " " + argument(account) + "\n";
        }
        return lines;
    };
    std::string for_computes;
    for (const Compute& compute : migration_.computes) {
        for_computes += "principal=\"$(az ml compute show --name " + argument(compute.name)
                        + " --query identity.principal_id --output tsv)\"\n" + grant("ServicePrincipal");
    }
    heading("Access to Blob storage");
    out_ +=
        "\nJobs on a compute that is not in this folder need the same role for the identity of that "
        "compute.\n\n"
        + markdown::code_block("bash", std::string(access_function) + for_computes)
        + "\nFor yourself, to see the data in Azure ML studio:\n\n"
        + markdown::code_block("bash", "principal=\"$(az ad signed-in-user show --query id --output tsv)\"\n"
                                           + grant("User"));
}

void Page::jobs() {
    if (migration_.jobs.empty()) return;
    heading("Jobs");
    std::vector<Action> actions;
    for (const CommandJob& job : migration_.jobs) {
        actions.push_back({&job.file, &job.header, "az ml job create -f " + argument(job.file) + "\n"});
    }
    out_ += actions_text(actions);
}

} // namespace

std::string emit_migration_page(const Migration& migration, std::span<const Finding> findings) {
    return Page(migration, findings).write();
}

} // namespace batchai2aml
