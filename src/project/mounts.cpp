#include "project/mounts.hpp"

#include <algorithm>
#include <utility>

#include "model/placeholder.hpp"
#include "project/names.hpp"
#include "support/text.hpp"

namespace batchai2aml {

namespace {

constexpr std::string_view public_endpoint = "core.windows.net";

std::string folder_of(const Document& document) {
    const auto slash = document.path.rfind('/');
    return slash == std::string::npos ? std::string{} : document.path.substr(0, slash);
}

/// Parts of `https://{account}.file.{endpoint}/{share}/{folder}` (batchai.md 3.1, 15).
struct ShareUrl {
    std::string account;
    std::string endpoint;
    std::string share;
    std::string folder;
};

std::optional<ShareUrl> split_share_url(std::string_view url) {
    url = trim(url);
    const auto scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    std::string normal(url);
    std::replace(normal.begin(), normal.end(), '\\', '/');
    const auto slash = normal.find('/');
    if (slash == std::string::npos) return std::nullopt;
    const std::string host = normal.substr(0, slash);
    const auto dot = host.find('.');
    if (dot == std::string::npos || dot == 0) return std::nullopt;
    const std::string rest = lower(host.substr(dot + 1));
    if (!rest.starts_with("file.") || rest.size() == 5) return std::nullopt;
    std::string path =
        normalise_path(std::string_view(normal).substr(slash + 1, normal.find('?') - slash - 1));
    if (path.empty()) return std::nullopt;
    const auto end = path.find('/');
    return ShareUrl{host.substr(0, dot), rest.substr(5), path.substr(0, end),
                    end == std::string::npos ? std::string{} : path.substr(end + 1)};
}

std::string value_of(const Text& text) {
    return text ? text->value : std::string{};
}

} // namespace

std::string StorageTable::fill_in(std::string_view text) const {
    std::string out(text);
    if (!options_->storage_account.empty())
        out = replace_all(out, account_placeholder, options_->storage_account);
    for (const auto& [placeholder, value] : options_->placeholders) {
        if (!placeholder.starts_with("<")) out = replace_all(out, "<" + placeholder + ">", value);
        out = replace_all(out, placeholder, value);
    }
    return out;
}

std::size_t StorageTable::add(Storage storage, std::string_view folder) {
    std::string key = std::string(storage.kind == DatastoreKind::azure_file ? "file" : "blob") + '\n'
                      + storage.endpoint + '\n' + lower(storage.account) + '\n' + storage.container;
    // A placeholder may mean another account in another folder.
    if (!storage.account_known || !storage.container_known) key += '\n' + std::string(folder);
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

bool StorageTable::apply_setting(Mount& mount) {
    const auto setting =
        std::find_if(options_->mounts.begin(), options_->mounts.end(),
                     [&](const auto& entry) { return normalise_path(entry.first) == mount.path; });
    if (setting == options_->mounts.end()) return false;
    Storage storage;
    storage.kind = setting->second.kind == MountSetting::Kind::azure_file ? DatastoreKind::azure_file
                                                                          : DatastoreKind::azure_blob;
    storage.account = setting->second.account;
    const std::string path = normalise_path(setting->second.container);
    const auto slash = path.find('/');
    storage.container = path.substr(0, slash);
    storage.endpoint = public_endpoint;
    storage.source = "settings";
    mount.prefix = slash == std::string::npos ? std::string{} : path.substr(slash + 1);
    mount.storage = add(std::move(storage), {});
    mount.by_setting = true;
    mount.problem = MountProblem::none;
    return true;
}

void StorageTable::resolve_share(Mount& mount, const AzureFileShare& share, const Document& document) {
    if (!share.azure_file_url || !share.relative_mount_path) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    const auto url = split_share_url(fill_in(share.azure_file_url->value));
    if (!url) {
        mount.problem = MountProblem::bad_url;
        return;
    }
    Storage storage;
    storage.kind = DatastoreKind::azure_file;
    storage.account = url->account;
    storage.container = url->share;
    storage.endpoint = url->endpoint;
    storage.account_known = !is_placeholder(storage.account);
    storage.container_known = !is_placeholder(storage.container);
    storage.declared = true;
    storage.source = document.path;
    storage.key_vault_secret = value_of(share.credentials.account_key_reference.secret_url);
    const std::string named = fill_in(value_of(share.account_name));
    mount.account_differs = !named.empty() && !is_placeholder(named) && !iequals(named, storage.account);
    mount.prefix = url->folder;
    mount.storage = add(std::move(storage), folder_of(document));
}

void StorageTable::resolve_blob(Mount& mount, const AzureBlobFileSystem& blob, const Document& document) {
    if (!blob.account_name || !blob.container_name || !blob.relative_mount_path) {
        mount.problem = MountProblem::incomplete;
        return;
    }
    Storage storage;
    storage.kind = DatastoreKind::azure_blob;
    storage.account = fill_in(blob.account_name->value);
    storage.container = fill_in(blob.container_name->value);
    storage.endpoint = public_endpoint;
    storage.account_known = !is_placeholder(storage.account);
    storage.container_known = !is_placeholder(storage.container);
    storage.declared = true;
    storage.source = document.path;
    storage.key_vault_secret = value_of(blob.credentials.account_key_reference.secret_url);
    mount.storage = add(std::move(storage), folder_of(document));
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
    const auto start = [&](const auto& source, MountProblem problem) {
        Mount mount;
        mount.level = level;
        mount.path = normalise_path(value_of(source.relative_mount_path));
        mount.problem = problem;
        mount.source = &source;
        return mount;
    };
    for (const AzureFileShare& share : volumes.azure_file_shares) {
        Mount mount = start(share, MountProblem::none);
        if (!apply_setting(mount)) resolve_share(mount, share, document);
        insert(out, std::move(mount));
    }
    for (const AzureBlobFileSystem& blob : volumes.azure_blob_file_systems) {
        Mount mount = start(blob, MountProblem::none);
        if (!apply_setting(mount)) resolve_blob(mount, blob, document);
        insert(out, std::move(mount));
    }
    for (const FileServerMount& server : volumes.file_servers) {
        Mount mount = start(server, MountProblem::file_server);
        const bool set = apply_setting(mount);
        // The folder of the server that was mounted stays the folder that is mounted, below the setting's own
        // folder.
        if (set) mount.prefix = normalise_path(mount.prefix + "/" + value_of(server.source_directory));
        insert(out, std::move(mount));
    }
    for (const UnmanagedFileSystem& system : volumes.unmanaged_file_systems) {
        Mount mount = start(system, MountProblem::unmanaged);
        (void)apply_setting(mount);
        insert(out, std::move(mount));
    }
    return out;
}

void StorageTable::add_settings(std::vector<Mount>& mounts) {
    for (const auto& setting : options_->mounts) {
        for (const MountLevel level : {MountLevel::cluster, MountLevel::job}) {
            Mount mount;
            mount.level = level;
            mount.path = normalise_path(setting.first);
            const bool known = std::any_of(mounts.begin(), mounts.end(), [&](const Mount& other) {
                return other.level == level && other.path == mount.path;
            });
            if (!known && apply_setting(mount)) mounts.push_back(std::move(mount));
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
