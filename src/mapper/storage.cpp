// Mounts and datastores (batchai.md 3.1; azureml.md 2.11, 6.2; design.md 7, rows 5 and 6).
#include "catalog/findings.hpp"
#include "mapper/job_builder.hpp"
#include "mapper/mapper.hpp"
#include "mapper/storage_copy.hpp"
#include "model/placeholder.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

/// Accounts for one mount after the other.
class MountAccount {
  public:
    MountAccount(const Project& project, Notes& notes) : project_(project), notes_(notes) {}

    void account(const Mount& mount) {
        file_ = mount.storage == nowhere ? std::string{} : project_.storages[mount.storage].file;
        if (const auto* share = std::get_if<const AzureFileShare*>(&mount.source))
            account_share(mount, **share);
        if (const auto* blob = std::get_if<const AzureBlobFileSystem*>(&mount.source))
            account_blob(mount, **blob);
        if (const auto* server = std::get_if<const FileServerMount*>(&mount.source))
            account_server(mount, **server);
        if (const auto* other = std::get_if<const UnmanagedFileSystem*>(&mount.source))
            account_unmanaged(mount, **other);
    }

  private:
    template <class T>
    void record(const std::optional<Field<T>>& field, const Rule& rule, std::string_view path = {}) {
        if (!field) return;
        notes_.ledger.add(field->leaf, rule, path.empty() ? std::string{} : file_, std::string(path));
    }
    Diagnostic& report(std::string_view code, LeafId at, std::string message, std::string remedy = {}) {
        notes_.diagnostics.push_back({.code = code,
                                      .at = at,
                                      .message = std::move(message),
                                      .remedy = std::move(remedy),
                                      .subject = file_});
        return notes_.diagnostics.back();
    }

    void account_credentials(const StorageCredentials& credentials) {
        record(credentials.account_key, rules::account_key);
        record(credentials.account_key_reference.vault_id, rules::account_key_reference);
        record(credentials.account_key_reference.secret_url, rules::account_key_reference);
        if (credentials.account_key && !credentials.account_key->value.placeholder)
            report("B2A0901", credentials.account_key->leaf,
                   "an account key stands here in clear text; it was left out");
    }

    void report_problem(const Mount& mount, const Text& path, const Text& place, std::string_view what) {
        const Text& at = place ? place : path;
        if (!at) return;
        if (mount.problem == MountProblem::incomplete)
            report("B2A0410", at->leaf,
                   "the mount lacks its " + std::string(what) + " or its relativeMountPath");
        if (mount.problem == MountProblem::bad_url)
            report("B2A0402", at->leaf, quoted(at->value) + " is not the address of a file share").answers = {
                {"mounts." + mount.path, ""}};
        if (mount.problem == MountProblem::duplicate)
            report("B2A0412", at->leaf, "another mount has the path " + quoted(mount.path) + " already");
        if (mount.storage == nowhere) return;
        const Storage& storage = project_.storages[mount.storage];
        if (!storage.copied_from.empty()) return;
        if (!storage.account_known) report_placeholder(at->leaf, "storage account", storage.account);
        if (!storage.container_known) report_placeholder(at->leaf, what, storage.container);
    }

    void report_placeholder(LeafId at, std::string_view what, const std::string& text) {
        const std::string name = "the " + std::string(what) + " " + quoted(text);
        Diagnostic& told = report("B2A0401", at, name + " is a placeholder");
        const bool of_az = text == account_placeholder;
        told.answers = {{of_az ? "storage-account" : "placeholders." + text, ""}};
        told.question = of_az ? "Which storage account does " + text + " stand for?"
                              : "What does " + quoted(text) + " stand for (" + std::string(what) + ")?";
    }

    [[nodiscard]] static bool is_good(const Mount& mount) {
        return mount.problem == MountProblem::none && mount.storage != nowhere;
    }

    void account_share(const Mount& mount, const AzureFileShare& share) {
        const bool good = is_good(mount);
        record(share.azure_file_url, good ? rules::share_url : rules::mount_invalid,
               good ? "file_share_name" : "");
        if (mount.account_differs) {
            record(share.account_name, rules::share_account_differs);
            report("B2A0411", share.account_name->leaf,
                   quoted(share.account_name->value) + " is not the account of the address");
        } else {
            record(share.account_name, good ? rules::share_account : rules::mount_invalid,
                   good ? "account_name" : "");
        }
        record(share.relative_mount_path, good ? rules::mount_path : rules::mount_invalid,
               good ? "name" : "");
        record(share.file_mode, rules::mount_modes);
        record(share.directory_mode, rules::mount_modes);
        account_credentials(share.credentials);
        report_problem(mount, share.relative_mount_path, share.azure_file_url, "share");
    }

    void account_blob(const Mount& mount, const AzureBlobFileSystem& blob) {
        const bool good = is_good(mount);
        record(blob.account_name, good ? rules::container_account : rules::mount_invalid,
               good ? "account_name" : "");
        record(blob.container_name, good ? rules::container_name : rules::mount_invalid,
               good ? "container_name" : "");
        record(blob.relative_mount_path, good ? rules::mount_path : rules::mount_invalid, good ? "name" : "");
        record(blob.mount_options, rules::mount_options);
        if (good) notes_.ledger.add_default(rules::datastore_endpoint, file_, "endpoint");
        account_credentials(blob.credentials);
        const Text& place = mount.storage != nowhere && project_.storages[mount.storage].account_known
                                ? blob.container_name
                                : blob.account_name;
        report_problem(mount, blob.relative_mount_path, place, "container");
    }

    void account_server(const Mount& mount, const FileServerMount& server) {
        const bool good = is_good(mount);
        const Rule& copy = is_to_copy(mount) ? rules::file_server_mount : rules::file_server_copied;
        record(server.file_server_id, good ? copy : rules::mount_invalid, good ? "name" : "");
        record(server.source_directory, good ? rules::source_directory : rules::mount_invalid,
               good ? "name" : "");
        record(server.relative_mount_path, good ? rules::mount_path : rules::mount_invalid,
               good ? "name" : "");
        record(server.mount_options, rules::mount_options);
        report_problem(mount, server.relative_mount_path, server.file_server_id, "file server");
        if (is_to_copy(mount)) report_copy(mount, server.relative_mount_path);
    }

    void account_unmanaged(const Mount& mount, const UnmanagedFileSystem& system) {
        const bool good = is_good(mount);
        const bool share = good && !mount.by_setting && !is_to_copy(mount);
        const Rule& copy = share               ? rules::unmanaged_share
                           : is_to_copy(mount) ? rules::unmanaged_mount
                                               : rules::unmanaged_copied;
        record(system.mount_command, good ? copy : rules::mount_invalid,
               good ? share ? "file_share_name" : "name" : "");
        record(system.relative_mount_path, good ? rules::mount_path : rules::mount_invalid,
               good ? "name" : "");
        report_problem(mount, system.relative_mount_path, system.mount_command, "mountCommand");
        if (is_to_copy(mount)) report_copy(mount, system.relative_mount_path);
    }

    [[nodiscard]] bool is_to_copy(const Mount& mount) const {
        return is_good(mount) && !project_.storages[mount.storage].copied_from.empty();
    }

    void report_copy(const Mount& mount, const Text& path) {
        const Storage& storage = project_.storages[mount.storage];
        ask_for_copy(report("B2A0406", path->leaf,
                            "the data of " + storage.copied_from + " has to be copied to Azure storage"),
                     storage);
    }

    const Project& project_;
    Notes& notes_;
    std::string file_;
};

} // namespace

void account_mounts(const Project& project, const std::vector<Mount>& mounts, MountLevel level,
                    Notes& notes) {
    MountAccount account(project, notes);
    for (const Mount& mount : mounts)
        if (mount.level == level) account.account(mount);
}

void ask_for_copy(Diagnostic& diagnostic, const Storage& storage) {
    diagnostic.answers = {{storage.setting, ""}};
    diagnostic.question = "Which container or share is the data of " + storage.copied_from
                          + " copied to? MIGRATION.md has the commands.";
}

Datastore map_storage(const Storage& storage) {
    Datastore out;
    out.name = storage.name;
    out.file = storage.file;
    out.header.source = storage.source;
    out.kind = storage.kind;
    out.account.text = storage.account;
    out.container.text = storage.container;
    out.endpoint = storage.endpoint;
    out.account_known = storage.account_known;
    out.key_vault_secret = storage.key_vault_secret;
    out.copies = storage.copies;
    if (!storage.copied_from.empty()) {
        out.account.text = "choose-an-account";
        out.account.comment =
            "The data of " + printable(storage.copied_from)
            + " has to be copied: put the name of its new storage account here, or see MIGRATION.md";
        out.header.needs_work.push_back("copy the data of " + storage.copied_from + " and name its storage");
    } else if (!storage.account_known) {
        out.account.comment = "A placeholder: put the name of the storage account here, or convert again "
                              "with --storage-account NAME";
        out.header.needs_work.emplace_back("name the storage account");
    }
    if (!storage.container_known) {
        out.container.comment = "A placeholder: put the name of the share or container here";
        out.header.needs_work.emplace_back("name the share or container");
    }
    return out;
}

} // namespace batchai2aml
