/// \file
/// A file system in memory, for tests that need files which cannot be read or a disk that is full. It has no
/// links: tests of links use real folders (temporary_folder.hpp).
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "support/files.hpp"

namespace batchai2aml::testing {

class MemoryFiles final : public FileSystem {
  public:
    std::map<std::string, std::string> files;  ///< by path; folders exist because of what they hold
    std::set<std::string> unreadable;          ///< reading fails: "Permission denied"
    std::set<std::string> unwritable;          ///< writing fails: "No space left on device"
    std::vector<std::string> writes;           ///< all that were done
    std::function<void()> after_write = [] {}; ///< called after each

    static constexpr std::size_t first_block = 16384; ///< what `read_found` shows at first

    [[nodiscard]] FileKind kind(const std::string& path) const override {
        if (files.contains(path)) return FileKind::regular;
        const auto below = files.lower_bound(path + '/');
        const bool is_folder = path == "." || (below != files.end() && below->first.starts_with(path + '/'));
        return is_folder ? FileKind::folder : FileKind::missing;
    }

    [[nodiscard]] Result<std::string, FileError> read(const std::string& path,
                                                      std::uint64_t limit) const override {
        if (unreadable.contains(path)) return FileError{path, "Permission denied"};
        const auto found = files.find(path);
        if (found == files.end()) return FileError{path, "No such file or directory"};
        if (found->second.size() > limit) return FileError{path, "the file is too large", true};
        return found->second;
    }

    [[nodiscard]] Result<std::string, FileError> read_found(const std::string& path, std::uint64_t limit,
                                                            const Sink& wanted) const override {
        auto bytes = read(path, limit);
        if (bytes && !wanted(bytes.value())) return bytes.value().substr(0, first_block);
        return bytes;
    }

    [[nodiscard]] Result<std::vector<FolderEntry>, FileError> list(const std::string& path) const override {
        if (unreadable.contains(path)) return FileError{path, "Permission denied"};
        const std::string prefix = path == "." ? "" : path + '/';
        std::map<std::string, FileKind> entries;
        for (const auto& [name, bytes] : files) {
            if (!name.starts_with(prefix)) continue;
            const std::string rest = name.substr(prefix.size());
            const std::size_t slash = rest.find('/');
            entries[rest.substr(0, slash)] =
                slash == std::string::npos ? FileKind::regular : FileKind::folder;
        }
        std::vector<FolderEntry> list;
        for (const auto& [name, kind] : entries)
            list.push_back({name, kind});
        return list;
    }

    [[nodiscard]] std::string canonical(const std::string& path) const override {
        if (kind(path) == FileKind::missing) return "";
        return path == "." ? "/home/me" : path.starts_with('/') ? path : "/home/me/" + path;
    }

    [[nodiscard]] std::optional<FileError> write(const std::string& path, const Source& source) override {
        const std::lock_guard lock(mutex_);
        if (unwritable.contains(path)) return FileError{path, "No space left on device"};
        std::string bytes;
        source([&](std::string_view piece) {
            bytes += piece;
            return true;
        });
        files[path] = bytes;
        writes.push_back(path);
        after_write();
        return std::nullopt;
    }

    [[nodiscard]] Result<std::unique_ptr<OutputFolder>, FileError> output(const std::string& path) override {
        if (files.contains(path)) return FileError{path, "Not a directory"};
        return std::unique_ptr<OutputFolder>(std::make_unique<Folder>(*this, path));
    }

  private:
    class Reader final : public FileReader {
      public:
        explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {}
        [[nodiscard]] Result<std::size_t, FileError> read(std::span<char> buffer) override {
            // Small pieces, so that nothing relies on getting a file at once.
            const std::size_t count = std::min<std::size_t>({buffer.size(), bytes_.size() - position_, 7});
            std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(position_), count, buffer.begin());
            position_ += count;
            return count;
        }

      private:
        std::string bytes_;
        std::size_t position_ = 0;
    };

    class Folder final : public OutputFolder {
      public:
        Folder(MemoryFiles& files, std::string path) : files_(files), path_(std::move(path)) {}
        [[nodiscard]] Result<std::unique_ptr<FileReader>, FileError>
        open(std::string_view path) const override {
            const auto bytes = files_.read(join_path(path_, path), UINT64_MAX);
            if (files_.kind(join_path(path_, path)) == FileKind::missing)
                return std::unique_ptr<FileReader>();
            if (!bytes) return bytes.error();
            return std::unique_ptr<FileReader>(std::make_unique<Reader>(bytes.value()));
        }
        [[nodiscard]] std::optional<FileError> write(std::string_view path, const Source& source,
                                                     FileMode /*mode*/) override {
            return files_.write(join_path(path_, path), source);
        }

      private:
        MemoryFiles& files_;
        std::string path_;
    };

    std::mutex mutex_;
};

} // namespace batchai2aml::testing
