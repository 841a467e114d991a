/// \file
/// An open file of the operating system, for src/support alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>

#include "support/files.hpp"

namespace batchai2aml {

/// Owns a file descriptor.
class FileHandle {
  public:
    explicit FileHandle(int descriptor = -1) : descriptor_(descriptor) {}
    FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileHandle& operator=(FileHandle&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;
    ~FileHandle();

    explicit operator bool() const { return descriptor_ >= 0; }
    [[nodiscard]] int get() const { return descriptor_; }
    /// False when the bytes written last did not arrive; `errno` says why.
    [[nodiscard]] bool close();

  private:
    int descriptor_;
};

/// The number of bytes that were read into the front of `buffer`, 0 at the end; nothing on an error, which
/// `errno` names.
[[nodiscard]] std::optional<std::size_t> read_some(const FileHandle& file, std::span<char> buffer);
/// Writes all that the source gives. False on an error, which `errno` names.
[[nodiscard]] bool write_all(const FileHandle& file, const Source& source);
/// What `errno` says.
[[nodiscard]] FileError last_error(std::string path);

} // namespace batchai2aml
