#include "support/output_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

#include "support/file_handle.hpp"

namespace batchai2aml {

namespace {

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

class MachineFileReader final : public FileReader {
  public:
    MachineFileReader(FileHandle file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

    [[nodiscard]] Result<std::size_t, FileError> read(std::span<char> buffer) override {
        const auto count = read_some(file_, buffer);
        if (!count) return last_error(path_);
        return *count;
    }

  private:
    FileHandle file_;
    std::string path_;
};

/// Each step is relative to an open folder and follows no link (`O_NOFOLLOW`), so that nobody can slip a link
/// in between a check and its use.
class MachineOutputFolder final : public OutputFolder {
  public:
    MachineOutputFolder(std::string path, FileHandle root) : path_(std::move(path)), root_(std::move(root)) {}

    [[nodiscard]] Result<std::unique_ptr<FileReader>, FileError> open(std::string_view path) const override {
        const auto components = safe_components(path);
        if (!components) return refused(path);
        if (!root_) return std::unique_ptr<FileReader>();
        const FileHandle folder = descend(*components, MissingFolder::fail);
        if (!folder) return absent_or_error(path);
        // O_NONBLOCK: a pipe that stands in the way must not stop the program.
        FileHandle file(::openat(folder.get(), components->back().c_str(),
                                 O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
        if (!file) return absent_or_error(path);
        struct stat status {};
        if (::fstat(file.get(), &status) != 0) return error(path);
        if (!S_ISREG(status.st_mode)) return not_regular(path);
        return std::unique_ptr<FileReader>(
            std::make_unique<MachineFileReader>(std::move(file), join_path(path_, path)));
    }

    [[nodiscard]] std::optional<FileError> write(std::string_view path, const Source& source,
                                                 FileMode mode) override {
        const auto components = safe_components(path);
        if (!components) return refused(path);
        if (auto problem = make_root()) return problem;
        const FileHandle folder = descend(*components, MissingFolder::make);
        if (!folder) return error(path);
        struct stat status {};
        const char* name = components->back().c_str();
        if (::fstatat(folder.get(), name, &status, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(status.st_mode))
            return not_regular(path);
        if (!replace(folder, name, source, mode)) return error(path);
        return std::nullopt;
    }

  private:
    enum class MissingFolder : bool { fail, make };

    /// The folder that holds the last component.
    [[nodiscard]] FileHandle descend(const std::vector<std::string>& components,
                                     MissingFolder missing) const {
        FileHandle folder(::openat(root_.get(), ".", folder_flags));
        for (std::size_t i = 0; folder && i + 1 < components.size(); ++i) {
            const char* name = components[i].c_str();
            FileHandle next(::openat(folder.get(), name, folder_flags | O_NOFOLLOW));
            if (!next && errno == ENOENT && missing == MissingFolder::make) {
                if (::mkdirat(folder.get(), name, 0777) != 0 && errno != EEXIST) return FileHandle();
                next = FileHandle(::openat(folder.get(), name, folder_flags | O_NOFOLLOW));
            }
            folder = std::move(next);
        }
        return folder;
    }

    bool replace(const FileHandle& folder, const char* name, const Source& source, FileMode mode) {
        const std::string temporary =
            ".batchai2aml-" + std::to_string(::getpid()) + "-" + std::to_string(++temporaries_) + ".tmp";
        const mode_t bits = mode == FileMode::executable ? 0777 : 0666;
        // Left behind by a run that was killed and had this process id.
        ::unlinkat(folder.get(), temporary.c_str(), 0);
        FileHandle file(::openat(folder.get(), temporary.c_str(),
                                 O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, bits));
        if (!file) return false;
        if (write_all(file, source) && file.close()
            && ::renameat(folder.get(), temporary.c_str(), folder.get(), name) == 0)
            return true;
        const int reason = errno;
        ::unlinkat(folder.get(), temporary.c_str(), 0);
        errno = reason;
        return false;
    }

    std::optional<FileError> make_root() {
        const std::lock_guard lock(root_mutex_);
        if (root_) return std::nullopt;
        std::error_code problem;
        std::filesystem::create_directories(path_, problem);
        if (problem) return FileError{path_, problem.message()};
        root_ = FileHandle(::open(path_.c_str(), folder_flags));
        if (!root_) return last_error(path_);
        return std::nullopt;
    }

    [[nodiscard]] FileError error(std::string_view path) const {
        if (errno == ELOOP || errno == ENOTDIR)
            return {join_path(path_, path), "a symbolic link or a file stands where a folder should be"};
        return last_error(join_path(path_, path));
    }
    [[nodiscard]] Result<std::unique_ptr<FileReader>, FileError>
    absent_or_error(std::string_view path) const {
        if (errno == ENOENT) return std::unique_ptr<FileReader>();
        if (errno == ELOOP) return not_regular(path);
        return error(path);
    }
    [[nodiscard]] FileError not_regular(std::string_view path) const {
        return {join_path(path_, path), "a symbolic link, a folder or a device stands in the way"};
    }
    [[nodiscard]] FileError refused(std::string_view path) const {
        return {join_path(path_, path), "the path would leave the output folder"};
    }

    std::string path_;
    FileHandle root_;
    std::mutex root_mutex_;
    std::atomic<unsigned> temporaries_ = 0;
};

} // namespace

Result<std::unique_ptr<OutputFolder>, FileError> open_output_folder(const std::string& path) {
    FileHandle root(::open(path.c_str(), folder_flags));
    if (!root && errno != ENOENT) return last_error(path);
    return std::unique_ptr<OutputFolder>(std::make_unique<MachineOutputFolder>(path, std::move(root)));
}

} // namespace batchai2aml
