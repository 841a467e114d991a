#include <utility>

#include "parser/readers.hpp"

namespace batchai2aml {

namespace {

// Layouts spell credentials differently; where a document has several spellings, the others are accounted for
// here.
template <class T>
void take_first(ReadContext& context, std::optional<Field<T>>& out, const std::optional<Field<T>>& found,
                const Rule& rule) {
    if (!found) return;
    if (out)
        context.notes.ledger.add(found->leaf, rule);
    else
        out = found;
}

StorageCredentials read_credentials(ObjectReader& owner) {
    StorageCredentials out;
    // V0 called it credentialsInfo (batchai.md 2).
    for (const std::string_view name : {"credentials", "credentialsInfo"}) {
        auto reader = owner.object(name);
        if (!reader) continue;
        ReadContext& context = reader->context();
        const SecretText key = reader->secret("accountKey");
        const KeyVaultReference reference = read_key_vault_reference(*reader, "accountKeySecretReference");
        report_both(context, key, reference, "accountKey and accountKeySecretReference");
        take_first(context, out.account_key, key, rules::account_key);
        take_first(context, out.account_key_reference.vault_id, reference.vault_id,
                   rules::account_key_reference);
        take_first(context, out.account_key_reference.secret_url, reference.secret_url,
                   rules::account_key_reference);
        take_first(context, out.account_key_reference.secret_url, reader->text("accountKeySecretUrl"),
                   rules::account_key_reference);
        reader->finish();
    }
    return out;
}

AzureFileShare read_file_share(ObjectReader& reader) {
    AzureFileShare share;
    share.account_name = reader.text("accountName");
    share.azure_file_url = reader.text("azureFileUrl");
    share.relative_mount_path = reader.text("relativeMountPath");
    share.file_mode = reader.text("fileMode");
    share.directory_mode = reader.text("directoryMode");
    share.credentials = read_credentials(reader);
    return share;
}

AzureBlobFileSystem read_blob(ObjectReader& reader) {
    AzureBlobFileSystem blob;
    blob.account_name = reader.text("accountName");
    blob.container_name = reader.text("containerName");
    blob.relative_mount_path = reader.text("relativeMountPath");
    blob.mount_options = reader.text("mountOptions");
    blob.credentials = read_credentials(reader);
    return blob;
}

} // namespace

MountVolumes read_mount_volumes(ObjectReader& owner) {
    MountVolumes out;
    auto volumes = owner.object("mountVolumes");
    if (!volumes) return out;
    volumes->each_object("azureFileShares", [&](ObjectReader& reader) {
        out.azure_file_shares.push_back(read_file_share(reader));
    });
    volumes->each_object("azureBlobFileSystems", [&](ObjectReader& reader) {
        out.azure_blob_file_systems.push_back(read_blob(reader));
    });
    volumes->each_object("fileServers", [&](ObjectReader& reader) {
        FileServerMount mount;
        mount.file_server_id = read_resource_id(reader, "fileServer");
        mount.source_directory = reader.text("sourceDirectory");
        mount.relative_mount_path = reader.text("relativeMountPath");
        mount.mount_options = reader.text("mountOptions");
        out.file_servers.push_back(std::move(mount));
    });
    volumes->each_object("unmanagedFileSystems", [&](ObjectReader& reader) {
        UnmanagedFileSystem mount;
        mount.mount_command = reader.read_only_text("mountCommand");
        mount.relative_mount_path = reader.text("relativeMountPath");
        out.unmanaged_file_systems.push_back(std::move(mount));
    });
    volumes->finish();
    return out;
}

} // namespace batchai2aml
