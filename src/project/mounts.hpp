/// \file
/// From mount declarations to storages. Internal to src/project.
#pragma once

#include <map>
#include <string>

#include "batchai2aml/options.hpp"
#include "model/project.hpp"

namespace batchai2aml {

/// Collects the storages of a run, one for each account, endpoint and container.
class StorageTable {
  public:
    explicit StorageTable(const Options& options) : options_(&options) {}

    /// Mounts of one level as `volumes` declares them; settings of the same path win.
    [[nodiscard]] std::vector<Mount> resolve(const MountVolumes& volumes, MountLevel level,
                                             const Document& document);
    /// Adds the mounts that only settings declare.
    void add_settings(std::vector<Mount>& mounts);
    /// Names all storages.
    [[nodiscard]] std::vector<Storage> take();

  private:
    [[nodiscard]] std::string fill_in(std::string_view text) const;
    std::size_t add(Storage storage, std::string_view folder);
    [[nodiscard]] bool apply_setting(Mount& mount);
    void resolve_share(Mount& mount, const AzureFileShare& share, const Document& document);
    void resolve_blob(Mount& mount, const AzureBlobFileSystem& blob, const Document& document);
    void insert(std::vector<Mount>& mounts, Mount mount);

    const Options* options_;
    std::map<std::string, std::size_t> by_key_;
    std::vector<Storage> storages_;
    std::vector<std::string> keys_;
};

} // namespace batchai2aml
