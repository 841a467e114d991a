#include "project/mounts.hpp"

#include <algorithm>
#include <utility>

#include "model/placeholder.hpp"
#include "project/folder_settings.hpp"
#include "project/names.hpp"
#include "project/share_url.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view public_endpoint = "core.windows.net";

std::string folder_of(const Document& document) {
    const auto slash = document.path.rfind('/');
    return slash == std::string::npos ? std::string{} : document.path.substr(0, slash);
}

std::string value_of(const Text& text) {
    return text ? text->value : std::string{};
}

// A name that Azure allows for a container: 3 to 63 small letters, digits and single dashes.
std::string container_name(std::string_view wanted) {
    std::string out;
    for (const char c : lower(wanted)) {
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (allowed || (!out.empty() && out.back() != '-')) out += allowed ? c : '-';
    }
    out = out.substr(0, 60);
    while (out.ends_with('-'))
        out.pop_back();
    return out.size() < 3 ? out + "data" : out;
}

} // namespace

std::string StorageTable::fill_in(std::string_view text, const Document& document) const {
    const std::string& account =
        setting_for(options_->storage_accounts, options_->storage_account, document.path);
    return account.empty() ? std::string(text) : replace_all(text, account_placeholder, account);
}

std::size_t StorageTable::add(Storage storage, std::string_view folder) {
    std::string key = std::string(storage.kind == DatastoreKind::azure_file ? "file" : "blob") + '\n'
                      + storage.endpoint + '\n' + lower(storage.account) + '\n' + storage.container;
    // A placeholder may mean another account in another folder.
    if (!storage.account_known || !storage.container_known) key.append("\n").append(folder);
    const auto [entry, added] = by_key_.emplace(key, storages_.size());
    if (added) {
        storages_.push_back(std::move(storage));
        keys_.push_back(std::move(key));
    } else if (storage.declared) {
        Storage& known = storages_[entry->second];
        if (!known.declared) known.source = storage.source;
        known.declared = true;
        if (known.key_vault_secret.empty()) known.key_vault_secret = storage.key_vault_secret;
    }
    return entry->second;
}

bool StorageTable::apply_setting(Mount& mount, const Document& document) {
    const MountSetting* best = nullptr;
    std::size_t length = 0;
    for (const auto& [key, setting] : options_->mounts) {
        const MountKey meant = mount_key(normalise_path(key), document.path);
        if (meant.mount != mount.path || (best != nullptr && meant.folder_length <= length)) continue;
        best = &setting;
        length = meant.folder_length;
    }
    if (best == nullptr) return false;
    const Place place = add_setting(*best);
    mount.storage = place.storage;
    mount.prefix = place.folder;
    mount.by_setting = true;
    mount.problem = MountProblem::none;
    return true;
}

StorageTable::Place StorageTable::add_setting(const MountSetting& setting) {
    const std::string path = normalise_path(setting.container);
    const auto slash = path.find('/');
    Storage storage;
    storage.kind = setting.kind == MountSetting::Kind::azure_file ? DatastoreKind::azure_file
                                                                  : DatastoreKind::azure_blob;
    storage.account = setting.account;
    storage.container = path.substr(0, slash);
    storage.endpoint = public_endpoint;
    storage.source = "settings";
    return {add(std::move(storage), {}), slash == std::string::npos ? std::string{} : path.substr(slash + 1)};
}

void StorageTable::use_share(Mount& mount, const ShareUrl& url, const Document& document,
                             std::string key_vault_secret) {
    Storage storage;
    storage.kind = DatastoreKind::azure_file;
    storage.account = url.account;
    storage.container = url.share;
    storage.endpoint = url.endpoint;
    storage.account_known = !is_placeholder(storage.account);
    storage.container_known = !is_placeholder(storage.container);
    storage.declared = true;
    storage.source = document.path;
    storage.key_vault_secret = std::move(key_vault_secret);
    mount.prefix = url.folder;
    mount.storage = add(std::move(storage), folder_of(document));
}

void StorageTable::resolve_share(Mount& mount, const AzureFileShare& share, const Document& document) {
    if (!share.azure_file_url || !share.relative_mount_path) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    const auto url = split_share_url(fill_in(share.azure_file_url->value, document));
    if (!url) {
        mount.problem = MountProblem::bad_url;
        return;
    }
    const std::string named = fill_in(value_of(share.account_name), document);
    mount.account_differs = !named.empty() && !is_placeholder(named) && !iequals(named, url->account);
    use_share(mount, *url, document, value_of(share.credentials.account_key_reference.secret_url));
}

void StorageTable::resolve_blob(Mount& mount, const AzureBlobFileSystem& blob, const Document& document) {
    if (!blob.account_name || !blob.container_name || !blob.relative_mount_path) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    Storage storage;
    storage.kind = DatastoreKind::azure_blob;
    storage.account = fill_in(blob.account_name->value, document);
    storage.container = fill_in(blob.container_name->value, document);
    storage.endpoint = public_endpoint;
    storage.account_known = !is_placeholder(storage.account);
    storage.container_known = !is_placeholder(storage.container);
    storage.declared = true;
    storage.source = document.path;
    storage.key_vault_secret = value_of(blob.credentials.account_key_reference.secret_url);
    mount.storage = add(std::move(storage), folder_of(document));
}

std::size_t StorageTable::add_copy(const std::string& identity, Storage storage) {
    const auto [entry, added] = by_key_.emplace("copy\n" + identity, storages_.size());
    if (added) {
        storage.account_known = false;
        storage.container = container_name(storage.container);
        storage.endpoint = public_endpoint;
        storage.declared = true;
        keys_.push_back(entry->first);
        storages_.push_back(std::move(storage));
    }
    return entry->second;
}

void StorageTable::note_copy(std::size_t storage, DataCopy copy) {
    if (storage == nowhere) return;
    auto& copies = storages_[storage].copies;
    const auto known = std::find_if(copies.begin(), copies.end(),
                                    [&](const DataCopy& other) { return other.from == copy.from; });
    if (known == copies.end())
        copies.push_back(std::move(copy));
    else if (known->amount.empty())
        known->amount = std::move(copy.amount);
}

std::size_t StorageTable::add_file_server(const std::string& id, const std::string& name,
                                          const Document& document) {
    const auto setting = std::find_if(options_->file_servers.begin(), options_->file_servers.end(),
                                      [&](const auto& entry) { return iequals(entry.first, name); });
    Place place;
    if (setting != options_->file_servers.end()) {
        place = add_setting(setting->second);
        storages_[place.storage].declared = true;
    } else {
        Storage copy;
        copy.container = name;
        copy.source = document.path;
        copy.copied_from = "the file server \"" + name + "\"";
        copy.setting = "file-servers." + name;
        place.storage = add_copy("server\n" + lower(id), std::move(copy));
    }
    note_copy(place.storage, {"the file server \"" + name + "\"", {}, {}});
    servers_.emplace(lower(id), place);
    // For ids of other layouts, and for files that name no id; two servers of one name are not told apart by
    // it.
    const auto [entry, added] = servers_.emplace(lower(name), place);
    if (!added && entry->second.storage != place.storage) entry->second.storage = nowhere;
    return place.storage;
}

void StorageTable::resolve_file_server(Mount& mount, const FileServerMount& server,
                                       const Document& document) {
    if (!server.file_server_id || !server.relative_mount_path) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    const std::string& id = server.file_server_id->value;
    const std::string name(id.substr(id.rfind('/') + 1));
    if (name.empty()) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    auto found = servers_.find(lower(id));
    if (found == servers_.end()) found = servers_.find(lower(name));
    if (found == servers_.end() || found->second.storage == nowhere) {
        (void)add_file_server(id, name, document);
        found = servers_.find(lower(id));
    }
    mount.storage = found->second.storage;
    mount.prefix = found->second.folder;
}

void StorageTable::resolve_unmanaged(Mount& mount, const UnmanagedFileSystem& system,
                                     const Document& document) {
    if (!system.mount_command || !system.relative_mount_path) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    const std::string command = fill_in(system.mount_command->value, document);
    if (const auto share = mounted_share(command)) {
        use_share(mount, *share, document, {});
        return;
    }
    Storage copy;
    copy.container = mount.path;
    copy.source = document.path;
    copy.copied_from = "what was mounted at \"" + mount.path + "\"";
    copy.setting = "mounts." + mount.path;
    mount.storage = add_copy("command\n" + command, std::move(copy));
}

void StorageTable::insert(std::vector<Mount>& mounts, Mount mount) {
    const bool taken = std::any_of(mounts.begin(), mounts.end(), [&](const Mount& other) {
        return other.level == mount.level && other.path == mount.path
               && other.problem != MountProblem::duplicate;
    });
    if (taken) mount.problem = MountProblem::duplicate;
    mounts.push_back(std::move(mount));
}

std::vector<Mount> StorageTable::resolve(const MountVolumes& volumes, MountLevel level,
                                         const Document& document) {
    std::vector<Mount> out;
    const auto start = [&](const auto& source) {
        Mount mount;
        mount.level = level;
        mount.path = normalise_path(value_of(source.relative_mount_path));
        mount.source = &source;
        return mount;
    };
    for (const AzureFileShare& share : volumes.azure_file_shares) {
        Mount mount = start(share);
        if (!apply_setting(mount, document)) resolve_share(mount, share, document);
        insert(out, std::move(mount));
    }
    for (const AzureBlobFileSystem& blob : volumes.azure_blob_file_systems) {
        Mount mount = start(blob);
        if (!apply_setting(mount, document)) resolve_blob(mount, blob, document);
        insert(out, std::move(mount));
    }
    for (const FileServerMount& server : volumes.file_servers) {
        Mount mount = start(server);
        if (apply_setting(mount, document))
            note_copy(mount.storage, {"what was mounted at \"" + mount.path + "\"", {}, {}});
        else
            resolve_file_server(mount, server, document);
        // The folder of the server that was mounted is the one of the copy that is.
        mount.prefix = normalise_path(mount.prefix + "/" + value_of(server.source_directory));
        insert(out, std::move(mount));
    }
    for (const UnmanagedFileSystem& system : volumes.unmanaged_file_systems) {
        Mount mount = start(system);
        if (!apply_setting(mount, document)) resolve_unmanaged(mount, system, document);
        const bool is_share = mounted_share(fill_in(value_of(system.mount_command), document)).has_value();
        if (!is_share)
            note_copy(mount.storage,
                      {"what was mounted at \"" + mount.path + "\"", value_of(system.mount_command), {}});
        insert(out, std::move(mount));
    }
    return out;
}

void StorageTable::add_settings(std::vector<Mount>& mounts, const Document& document) {
    for (const auto& setting : options_->mounts) {
        for (const MountLevel level : {MountLevel::cluster, MountLevel::job}) {
            Mount mount;
            mount.level = level;
            mount.path = mount_key(normalise_path(setting.first), document.path).mount;
            const bool known = std::any_of(mounts.begin(), mounts.end(), [&](const Mount& other) {
                return other.level == level && other.path == mount.path;
            });
            if (!known && apply_setting(mount, document)) mounts.push_back(std::move(mount));
        }
    }
}

std::vector<Storage> StorageTable::take() {
    std::vector<NameRequest> requests;
    for (std::size_t i = 0; i < storages_.size(); ++i) {
        const Storage& storage = storages_[i];
        std::string wanted;
        if (storage.account_known)
            wanted = storage.account + "_" + storage.container;
        else
            wanted = storage.container + (storage.kind == DatastoreKind::azure_file ? "_file" : "_blob");
        if (const auto name = options_->names.find(storage.container); name != options_->names.end())
            wanted = name->second;
        requests.push_back({wanted, keys_[i]});
    }
    const std::vector<std::string> names = settle_names(NameKind::datastore, requests);
    for (std::size_t i = 0; i < storages_.size(); ++i) {
        storages_[i].name = names[i];
        storages_[i].file = "datastores/" + names[i] + ".yml";
    }
    return std::move(storages_);
}

} // namespace batchai2aml
