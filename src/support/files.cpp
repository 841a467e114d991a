#include "support/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <dirent.h>
#include <memory>
#include <utility>

#include "support/file_handle.hpp"
#include "support/long_path.hpp"
#include "support/output_folder.hpp"

namespace batchai2aml {

namespace {

FileKind kind_of(mode_t mode) {
    if (S_ISREG(mode)) return FileKind::regular;
    if (S_ISDIR(mode)) return FileKind::folder;
    if (S_ISLNK(mode)) return FileKind::link;
    return FileKind::other;
}

FileKind kind_of_entry(int folder, const dirent& entry) {
    switch (entry.d_type) {
    case DT_REG:
        return FileKind::regular;
    case DT_DIR:
        return FileKind::folder;
    case DT_LNK:
        return FileKind::link;
    case DT_UNKNOWN:
        break; // this file system does not say
    default:
        return FileKind::other;
    }
    struct stat status {};
    if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) return FileKind::missing;
    return kind_of(status.st_mode);
}

std::optional<struct stat> status_of(const FileHandle& file) {
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return std::nullopt;
    return status;
}

FileError too_large(const std::string& path) {
    return {path, "the file is too large", true};
}

/// \param wanted is asked about the first bytes; may be empty
Result<std::string, FileError> read_open(const FileHandle& file, const struct stat& status,
                                         const std::string& path, std::uint64_t limit,
                                         const Sink& wanted = {}) {
    std::string bytes;
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (S_ISREG(status.st_mode) && size > limit) return too_large(path);
    std::array<char, 16384> buffer; // NOLINT: filled before it is read
    while (true) {
        const auto count = read_some(file, buffer);
        if (!count) return last_error(path);
        if (*count == 0) return bytes;
        const bool first = bytes.empty();
        bytes.append(buffer.data(), *count);
        if (bytes.size() > limit) return too_large(path);
        if (first && wanted && !wanted(bytes)) return bytes;
        if (first && S_ISREG(status.st_mode)) bytes.reserve(std::max<std::uint64_t>(size, bytes.size()));
    }
}

class MachineFiles final : public FileSystem {
  public:
    [[nodiscard]] FileKind kind(const std::string& path) const override {
        struct stat status {};
        return ::stat(path.c_str(), &status) == 0 ? kind_of(status.st_mode) : FileKind::missing;
    }

    [[nodiscard]] Result<std::string, FileError> read(const std::string& path,
                                                      std::uint64_t limit) const override {
        const FileHandle file(open_path(path, O_RDONLY | O_NOCTTY));
        if (!file) return last_error(path);
        const auto status = status_of(file);
        if (!status) return last_error(path);
        return read_open(file, *status, path, limit);
    }

    [[nodiscard]] Result<std::string, FileError> read_found(const std::string& path, std::uint64_t limit,
                                                            const Sink& wanted) const override {
        const FileHandle file(open_path(path, O_RDONLY | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK));
        if (!file) return last_error(path);
        const auto status = status_of(file);
        if (!status) return last_error(path);
        if (!S_ISREG(status->st_mode)) return FileError{path, "it is no longer a regular file"};
        return read_open(file, *status, path, limit, wanted);
    }

    [[nodiscard]] Result<std::vector<FolderEntry>, FileError> list(const std::string& path) const override {
        const int opened = open_path(path, O_RDONLY | O_DIRECTORY);
        const std::unique_ptr<DIR, int (*)(DIR*)> folder(opened < 0 ? nullptr : ::fdopendir(opened),
                                                         ::closedir);
        if (!folder) return last_error(path);
        std::vector<FolderEntry> entries;
        errno = 0;
        while (const dirent* entry = ::readdir(folder.get())) {
            const std::string_view name = entry->d_name;
            if (name != "." && name != "..")
                entries.push_back({std::string(name), kind_of_entry(::dirfd(folder.get()), *entry)});
            errno = 0;
        }
        if (errno != 0) return last_error(path);
        std::ranges::sort(entries, {}, &FolderEntry::name);
        return entries;
    }

    [[nodiscard]] std::string canonical(const std::string& path) const override {
        const std::unique_ptr<char, void (*)(void*)> real(::realpath(path.c_str(), nullptr), std::free);
        return real ? std::string(real.get()) : std::string();
    }

    [[nodiscard]] std::optional<FileError> write(const std::string& path, const Source& source) override {
        FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666));
        if (!file || !write_all(file, source) || !file.close()) return last_error(path);
        return std::nullopt;
    }

    [[nodiscard]] Result<std::unique_ptr<OutputFolder>, FileError> output(const std::string& path) override {
        return open_output_folder(path);
    }
};

} // namespace

FileSystem& machine_files() {
    static MachineFiles files;
    return files;
}

Result<bool, FileError> scan(const OutputFolder& folder, std::string_view path, const Sink& sink) {
    auto opened = folder.open(path);
    if (!opened) return opened.error();
    if (!opened.value()) return false;
    std::array<char, 16384> buffer; // NOLINT: filled before it is read
    while (true) {
        const auto count = opened.value()->read(buffer);
        if (!count) return count.error();
        if (count.value() == 0 || !sink({buffer.data(), count.value()})) return true;
    }
}

std::optional<std::vector<std::string>> safe_components(std::string_view path) {
    if (path.find('\0') != std::string_view::npos) return std::nullopt;
    std::vector<std::string> components;
    while (true) {
        const std::size_t slash = path.find('/');
        const std::string_view component = path.substr(0, slash);
        if (component.empty() || component == "." || component == "..") return std::nullopt;
        components.emplace_back(component);
        if (slash == std::string_view::npos) return components;
        path.remove_prefix(slash + 1);
    }
}

std::string join_path(std::string_view folder, std::string_view name) {
    std::string path(folder);
    if (!path.empty() && path.back() != '/') path += '/';
    path += name;
    return path;
}

} // namespace batchai2aml
