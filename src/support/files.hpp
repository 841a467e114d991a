/// \file
/// The file system as this program uses it: reading what a user names, and writing below one output folder
/// without ever leaving it. Not here: which files are inputs (src/cli/input_files.hpp), what may be
/// overwritten (src/cli/write_output.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace batchai2aml {

enum class FileKind : std::uint8_t { missing, regular, folder, link, other };

/// Why something could not be read or written.
struct FileError {
    std::string path;
    std::string reason;     ///< in the words of the operating system: "Permission denied"
    bool too_large = false; ///< the file is larger than the limit that was given
};

struct FolderEntry {
    std::string name;
    FileKind kind = FileKind::other; ///< of the entry itself: links are not followed
};

/// Takes the next bytes; false: no more are wanted.
using Sink = std::function<bool(std::string_view)>;
/// Gives bytes to a sink, from the first on, each time it is called. Stops when the sink returns false.
using Source = std::function<void(const Sink&)>;

/// An open file.
class FileReader {
  public:
    FileReader() = default;
    FileReader(const FileReader&) = delete;
    FileReader& operator=(const FileReader&) = delete;
    virtual ~FileReader() = default;

    /// Fills the front of `buffer`; the number of bytes, 0 at the end of the file.
    [[nodiscard]] virtual Result<std::size_t, FileError> read(std::span<char> buffer) = 0;
};

enum class FileMode : std::uint8_t { plain, executable };

/// Everything below one folder that this program writes to. Paths are relative, with `/` as separator. One
/// that is absolute, empty or has a component `..`, `.` or an empty one is refused, and so is one that leads
/// through or to a symbolic link or anything else that is no folder or regular file: nothing outside of the
/// folder is read or written. Safe to use from several threads.
class OutputFolder {
  public:
    OutputFolder() = default;
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    virtual ~OutputFolder() = default;

    /// Null when there is no such file.
    [[nodiscard]] virtual Result<std::unique_ptr<FileReader>, FileError>
    open(std::string_view path) const = 0;
    /// Writes a file, and the folders that lead to it, so that a reader sees the old or the new bytes and
    /// nothing between them.
    [[nodiscard]] virtual std::optional<FileError> write(std::string_view path, const Source& source,
                                                         FileMode mode) = 0;
};

/// Two implementations: the machine's, and one in memory for tests that need a disk that fails.
class FileSystem {
  public:
    FileSystem() = default;
    FileSystem(const FileSystem&) = delete;
    FileSystem& operator=(const FileSystem&) = delete;
    virtual ~FileSystem() = default;

    /// Of what `path` leads to, links followed.
    [[nodiscard]] virtual FileKind kind(const std::string& path) const = 0;
    /// All bytes of a file, pipe or device, links followed; an error when there are more than `limit`.
    [[nodiscard]] virtual Result<std::string, FileError> read(const std::string& path,
                                                              std::uint64_t limit) const = 0;
    /// The same for a file that was found in a folder and whose first bytes `wanted` is asked about: when it
    /// wants no more, only these. Never waits: a link, pipe or device that stands there now is an error.
    [[nodiscard]] virtual Result<std::string, FileError>
    read_found(const std::string& path, std::uint64_t limit, const Sink& wanted) const = 0;
    /// The entries of a folder, sorted by the bytes of their names.
    [[nodiscard]] virtual Result<std::vector<FolderEntry>, FileError> list(const std::string& path) const = 0;
    /// Absolute path without links, `.` and `..`; empty when `path` does not exist.
    [[nodiscard]] virtual std::string canonical(const std::string& path) const = 0;
    /// Writes to what the user named, which may be a link or a device. Not for names that come from an input.
    [[nodiscard]] virtual std::optional<FileError> write(const std::string& path, const Source& source) = 0;
    /// The folder itself may be reached through links, and is made by the first `OutputFolder::write`.
    [[nodiscard]] virtual Result<std::unique_ptr<OutputFolder>, FileError>
    output(const std::string& path) = 0;
};

/// The file system of the machine. It lives as long as the program.
[[nodiscard]] FileSystem& machine_files();

/// Gives the bytes of a file to `sink`, until it wants no more. False when there is no such file.
[[nodiscard]] Result<bool, FileError> scan(const OutputFolder& folder, std::string_view path,
                                           const Sink& sink);

/// The components of a relative path; nothing when it is one that `OutputFolder` refuses.
[[nodiscard]] std::optional<std::vector<std::string>> safe_components(std::string_view path);

/// `folder` and `name` with one `/` between them; `name` alone when `folder` is empty.
[[nodiscard]] std::string join_path(std::string_view folder, std::string_view name);

} // namespace batchai2aml
