/// \file
/// From mount declarations to storages. Internal to src/project.
#pragma once

#include <map>
#include <string>

#include "batchai2aml/options.hpp"
#include "model/project.hpp"
#include "project/share_url.hpp"

namespace batchai2aml {

/// Collects the storages of a run, one for each account, endpoint and container.
class StorageTable {
  public:
    explicit StorageTable(const Options& options) : options_(&options) {}

    /// The storage of a file server: the one that a setting names, else a placeholder for a copy of its data.
    /// Add all file servers of a run before mounts are resolved. `id` is the full id, or what else tells the
    /// server from others.
    std::size_t add_file_server(const std::string& id, const std::string& name, const Document& document);
    /// Data that a person has to copy into a storage; its amount may be told later.
    void note_copy(std::size_t storage, DataCopy copy);
    /// Mounts of one level as `volumes` declares them; settings of the same path win.
    [[nodiscard]] std::vector<Mount> resolve(const MountVolumes& volumes, MountLevel level,
                                             const Document& document);
    /// Adds the mounts that only settings declare, for a job of `document`.
    void add_settings(std::vector<Mount>& mounts, const Document& document);
    /// Names all storages.
    [[nodiscard]] std::vector<Storage> take();

  private:
    /// A folder of a storage.
    struct Place {
        std::size_t storage = nowhere;
        std::string folder;
    };

    [[nodiscard]] std::string fill_in(std::string_view text, const Document& document) const;
    std::size_t add(Storage storage, std::string_view folder);
    Place add_setting(const MountSetting& setting);
    std::size_t add_copy(const std::string& identity, Storage storage);
    [[nodiscard]] bool apply_setting(Mount& mount, const Document& document);
    void use_share(Mount& mount, const ShareUrl& url, const Document& document, std::string key_vault_secret);
    void resolve_share(Mount& mount, const AzureFileShare& share, const Document& document);
    void resolve_blob(Mount& mount, const AzureBlobFileSystem& blob, const Document& document);
    void resolve_file_server(Mount& mount, const FileServerMount& server, const Document& document);
    void resolve_unmanaged(Mount& mount, const UnmanagedFileSystem& system, const Document& document);
    void insert(std::vector<Mount>& mounts, Mount mount);

    const Options* options_;
    std::map<std::string, std::size_t> by_key_;
    std::map<std::string, Place> servers_; ///< by id and by name of a file server, lower case
    std::vector<Storage> storages_;
    std::vector<std::string> keys_;
};

} // namespace batchai2aml
